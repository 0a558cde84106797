"""Numbers in English words, as they are read aloud.

Short scale, without "and", as a newsreader says them: 1,204 is one thousand two hundred four.
"""

TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", *TEENS.split()]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
LARGEST = 10**15
IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
"""D and M make numbers that nobody numbers articles or kings by, and words such as DM and CD."""


def cardinal(value: int) -> str:
    """`1204` → one thousand two hundred four."""
    if value < 0:
        return f"minus {cardinal(-value)}"
    if value >= LARGEST:
        return digits(str(value))
    words: list[str] = []
    for size, name in SCALES:
        if value >= size:
            words += [_below_thousand(value // size), name]
            value %= size
    if value or not words:
        words.append(_below_thousand(value))
    return " ".join(words)


def _below_thousand(value: int) -> str:
    words = []
    if value >= 100:
        words += [ONES[value // 100], "hundred"]
        value %= 100
    if value >= 20:
        words.append(TENS[value // 10])
        value %= 10
    if value or not words:
        words.append(ONES[value])
    return " ".join(words)


def ordinal(value: int) -> str:
    """`21` → twenty first."""
    head, _, last = cardinal(value).rpartition(" ")
    if last in IRREGULAR:
        last = IRREGULAR[last]
    elif last.endswith("y"):
        last = f"{last[:-1]}ieth"
    else:
        last = f"{last}th"
    return f"{head} {last}".strip()


def year(value: int) -> str:
    """`2023` → twenty twenty three; `1905` → nineteen oh five; `2007` → two thousand seven."""
    century, rest = divmod(value, 100)
    if not 1000 <= value <= 2099 or value % 1000 < 10:
        return cardinal(value)
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def decimal(text: str) -> str:
    """`4.25` → four point two five."""
    whole, _, part = text.partition(".")
    return f"{cardinal(int(whole or 0))} point {digits(part)}" if part else cardinal(int(whole))


def digits(text: str) -> str:
    """`007` → zero zero seven; what is no digit is left out."""
    return " ".join(ONES[int(each)] for each in text if each in "0123456789")


def roman(text: str) -> int:
    """`XIV` → 14; 0 for what is no Roman numeral."""
    values = [ROMAN.get(each, 0) for each in text]
    total = sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return total if 0 not in values and total > 0 and in_roman(total) == text else 0


def in_roman(value: int) -> str:
    """`14` → XIV."""
    steps = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    written = ""
    for size, letters in steps:
        written += letters * (value // size)
        value %= size
    return written
