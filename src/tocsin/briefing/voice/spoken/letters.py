"""Abbreviations, acronyms, names with figures in them, addresses and plain words, as they are said."""

import re
import unicodedata

from tocsin.briefing.voice.spoken.numbers import cardinal, decimal, digits
from tocsin.briefing.voice.spoken.rule import TABLES, Rule, before, one_of, rule

LETTERS: dict[str, str] = TABLES["letters"]
SHORT: dict[str, str] = TABLES["abbreviations"]
NUMBERED: dict[str, str] = TABLES["before_number"]
WORDS: list[str] = TABLES["said_as_words"]["words"]
SIGNS: dict[str, str] = TABLES["signs"]
CYRILLIC: dict[str, str] = TABLES["cyrillic"]
LONGEST_ACRONYM = 5
"""Longer runs of capitals are words of a headline."""
LONGEST_PATH = 24
"""Longer paths are nothing to listen to."""
IN_ADDRESS = {".": "dot", "/": "slash", "-": "dash", "_": "underscore", "@": "at"}
ENDINGS = "com|org|net|info|gov|edu|int|io|me|eu|ru|ua|by|uk|de|fr|pl|team|press|media|news"
WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?:'(?=\s|$))?"


def spelled(letters: str) -> str:
    """`CIT` → cee eye tee."""
    return " ".join(LETTERS[each] for each in letters.upper() if each in LETTERS)


def word(text: str) -> str:
    """One word in letters that an English voice can read."""
    stem, _, owner = text.replace("’", "'").partition("'")
    if re.fullmatch(r"[A-Z]{2,}s?", stem):
        return _capitals(stem) + (f"'{owner}" if owner else "")
    if re.fullmatch(r"[B-HJ-Z]", stem) and not owner:
        return LETTERS[stem]
    return latin(text)


def _capitals(text: str) -> str:
    stem = text.removesuffix("s") if text not in WORDS else text
    if stem in WORDS:
        said = str(TABLES["said_as_words"].get(stem, stem.lower()))
        return said + text[len(stem) :]
    if len(stem) > LONGEST_ACRONYM:
        return text.lower()
    return spelled(stem) + ("s" if text.endswith("s") else "")


def latin(text: str) -> str:
    """Cyrillic in Latin letters, and letters without their marks."""
    said = "".join(_transliterated(each) for each in unicodedata.normalize("NFC", text.replace("’", "'")))
    plain = unicodedata.normalize("NFKD", said)
    return "".join(each for each in plain if each.isascii() and (each.isalpha() or each in "'- "))


def _transliterated(letter: str) -> str:
    found = CYRILLIC.get(letter.lower())
    if found is None:
        return letter
    return found.capitalize() if letter.isupper() else found


def _abbreviation(found: re.Match[str]) -> str | None:
    if found["dot"] or found["short"] in TABLES["bare"]["words"]:
        return SHORT[found["short"]]
    return None


def _before_number(found: re.Match[str]) -> str | None:
    return NUMBERED[found["short"]] if found["dot"] or found["short"][0].isupper() else None


def _model(found: re.Match[str]) -> str:
    """`T-72B3` → tee seventy two bee three."""
    parts = re.findall(r"[^\W\d_]+|\d+(?:\.\d+)?", found[0])
    return " ".join(_part(each) for each in parts)


def _part(text: str) -> str:
    if text[0].isdecimal():
        if text[0] == "0" and len(text) > 1:
            return digits(text)
        return decimal(text) if "." in text else cardinal(int(text))
    if text.isupper() and len(text) == 1:
        return LETTERS.get(text, latin(text))
    return "version" if text == "v" else word(text)


def _address(found: re.Match[str]) -> str:
    """`https://t.me/example` → tee dot me slash example."""
    host, _, path = re.sub(r"^(?:https?://)?(?:www\.)?", "", found[0]).partition("/")
    if len(path) > LONGEST_PATH:
        path = "and so on"
    parts = re.findall(r"[A-Za-z]+|\d+|[./@_-]", host + (f"/{path}" if path else ""))
    return " ".join(_in_address(each) for each in parts)


def _in_address(part: str) -> str:
    if part in IN_ADDRESS:
        return IN_ADDRESS[part]
    if part.isdecimal():
        return digits(part)
    return LETTERS[part.upper()] if len(part) == 1 else word(part)


def _sign(found: re.Match[str]) -> str | None:
    if found[0] == "/":
        return None if before(found).endswith("and") else "or"
    return SIGNS.get(found[0])


RULES: tuple[Rule, ...] = (
    rule(
        r"(?:https?://|www\.)\S*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
        rf"(?:[a-z0-9-]+\.)+(?:{ENDINGS})(?:/\S*[\w/])?(?!\w)",
        _address,
    ),
    rule(rf"(?P<short>{one_of(NUMBERED)})(?P<dot>\.?)\s?(?=\d)", _before_number),
    rule(rf"(?P<short>{one_of(SHORT)})(?!\w)(?P<dot>\.?)(?!\w)", _abbreviation),
    # An initial: no stop follows it, whatever comes next begins with a capital.
    rule(r"[A-HJ-Z]\.(?=\s[A-Z][a-z])", lambda found: LETTERS[found[0][0]]),
    rule(r"(?:[A-Z]\.){2,}", lambda found: spelled(found[0])),
    rule(r"[^\W\d_]{1,6}-?\d+(?:\.\d+)?[^\W_]*|\d+[A-Za-z]+\d+[^\W_]*|\d+[A-Z]{1,2}(?!\w)", _model),
    rule(WORD, lambda found: word(found[0])),
    rule(r"(?<=\w)/(?=\w)|[&+−=≈~<>≤≥±×→%§№@\#]+", _sign),
)  # fmt: skip
