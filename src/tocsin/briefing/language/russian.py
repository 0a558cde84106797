"""Russian as the page tells it: nouns agree with their counts in every case the phrases use.

Counts stand in figures, thousands apart by a thin space, decimals behind a comma. After a figure that ends in
one, but not in eleven, a noun is singular; after two to four it takes the genitive singular where the phrase
wants the nominative; otherwise the genitive plural. In the other cases it only tells one from many.

Source: «Правила русской орфографии и пунктуации. Полный академический справочник» (2006);
«Русская грамматика» (1980), § 1366–1372 on numerals.
"""

import re
from collections.abc import Sequence
from datetime import date

from tocsin.briefing.language.interface import Language, phrases

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
SHORT = ("янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек.")
AXIS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
DEADLINE_CLAUSE = re.compile(r",?\s*(?:к|до|ранее|не позднее)\s+\{on\}", re.IGNORECASE)
FEW = (2, 3, 4)
TEENS = range(11, 15)


class Russian(Language):
    """See the module."""

    code = "ru"

    def percent(self, p: float) -> str:
        """`31 %`, `3,1 %`."""
        return f"{_share(p)}{NARROW}%"

    def percent_range(self, low: float, high: float) -> str:
        """`18–46 %`."""
        first, last = _share(low), _share(high)
        return f"{first}{NARROW}%" if first == last else f"{first}{self.dash}{last}{NARROW}%"

    def count(self, n: float) -> str:
        """`300 000`; a number of four figures stands undivided, as is the rule."""
        return f"{n:,.0f}".replace(",", NARROW) if abs(n) >= 10_000 else f"{n:.0f}"

    def compact(self, n: float) -> str:
        """`300 тыс.`, `1,5 млн`."""
        for size, word in ((1_000_000, "млн"), (1_000, "тыс.")):
            if n >= size:
                return f"{_decimal(f'{n / size:g}')}{NARROW}{word}"
        return _decimal(f"{n:g}")

    def persons(self, low: float | None, high: float | None, approx: bool = False) -> str:
        """`более 50 000`, `до 200 000`, `около 150 000`."""
        if low is None and high is None:
            return "без числа"
        if low is None or high is None:
            word, bound = ("более", low) if high is None else ("до", high)
            return f"{word}{NO_BREAK}{self.count(bound or 0)}"
        figure = self.count(low) if low == high else f"{self.count(low)}{self.dash}{self.count(high)}"
        return f"около{NO_BREAK}{figure}" if approx and low == high else figure

    def bits(self, value: float) -> str:
        """`+0,6`."""
        size = abs(value)
        if size < 0.005:
            return "0"
        figure = _decimal(f"{size:.{2 if size < 0.095 else 1}f}")
        return f"{'+' if value > 0 else self.minus}{figure}"

    def day(self, on: date) -> str:
        """`6 февраля 2023 года`: after a day the month stands in the genitive, whatever comes before."""
        return f"{on.day}{NO_BREAK}{MONTHS[on.month - 1]} {on.year}{NO_BREAK}года"

    def short_day(self, on: date) -> str:
        """`6 февр. 2023`."""
        return f"{on.day}{NO_BREAK}{SHORT[on.month - 1]}{NO_BREAK}{on.year}"

    def tick_day(self, on: date) -> str:
        """`6 фев`."""
        return f"{on.day} {AXIS[on.month - 1]}"

    def decimal(self, x: float, digits: int = 1) -> str:
        """`3,1`."""
        return _decimal(super().decimal(x, digits))

    def month(self, on: date) -> str:
        """`фев`."""
        return AXIS[on.month - 1]

    def counted(self, n: int, noun: str) -> str:
        """`3 сообщения`, `по 5 сообщениям`: the noun's forms stand in the table of phrases."""
        return f"{self.count(n)}{NO_BREAK}{agreeing(n, noun)}"

    def form_number(self, n: int) -> str:
        """`21`: counts stand in figures."""
        return self.count(n)

    def listed(self, parts: Sequence[str]) -> str:
        """`а, б и в`."""
        return "".join(parts) if len(parts) < 2 else f"{', '.join(parts[:-1])} и {parts[-1]}"

    def estimate(self, words: str) -> str:
        """`маловероятно`: Russian needs no verb here."""
        return self.term("words", words)

    def lowered(self, text: str) -> str:
        """The catalogue's Russian titles are common nouns; a name or an abbreviation keeps its capitals."""
        return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text

    def statement(self, text: str, deadline: date, *, dated: bool) -> str:
        """`новая волна будет объявлена к 1 июля 2023 года`."""
        words = text if dated else DEADLINE_CLAUSE.sub("", text)
        return self.lowered(words.replace("{on}", self.day(deadline)).strip().rstrip("."))


def agreeing(n: int, noun: str) -> str:
    """The noun as it stands after the count: `source`, or `source.gen` for another case."""
    name, _, case = noun.partition(".")
    forms = [form.strip() for form in phrases("ru")[f"nouns.{name}.{case or 'nom'}"].split(",")]
    one = n % 10 == 1 and n % 100 not in TEENS
    if one:
        return forms[0]
    few = n % 10 in FEW and n % 100 not in TEENS
    return forms[1] if few or len(forms) == 2 else forms[2]


def _share(p: float) -> str:
    if p < 0.01:
        return "<1"
    if p > 0.99:
        return ">99"
    return _decimal(f"{100 * p:.1f}" if p < 0.0995 else f"{100 * p:.0f}")


def _decimal(figure: str) -> str:
    return figure.replace(".", ",")
