"""English as the page tells it: day before month, thousands by commas, counts in words up to ten."""

import re
from collections.abc import Sequence
from datetime import date

from tocsin.briefing import locale
from tocsin.briefing.language.interface import Language

DEADLINE_CLAUSE = re.compile(r",?\s*(?:by|before|until)\s+\{on\}", re.IGNORECASE)
COMMON = re.compile(
    r"(?:An?|The|No|Men|Neither|None|More|Some|New|Further|Another|Open\w*|Stealth\w*|Covert|Hidden"
    r"|Mobili[sz]ation|Declared|People|Call-up|Conscripts|Reservists)\b"
)
"""First words that are no names, so that they take a small letter inside a sentence."""
IRREGULAR = {"private person": "private people", "has": "have", "is": "are", "man": "men"}
AN = ("a", "e", "i", "o")
FIGURE = "_figure"
"""Ends the name of a noun whose count stands in figures, as small print has it."""


class English(Language):
    """See the module; figures and days are printed by `locale`."""

    code = "en"

    def percent(self, p: float) -> str:
        """`31 %`."""
        return locale.percent(p)

    def percent_range(self, low: float, high: float) -> str:
        """`18–46 %`."""
        return locale.percent_range(low, high)

    def count(self, n: float) -> str:
        """`300,000`."""
        return locale.count(n)

    def compact(self, n: float) -> str:
        """`300k`."""
        return locale.compact(n)

    def persons(self, low: float | None, high: float | None, approx: bool = False) -> str:
        """`over 50,000`."""
        return locale.persons(low, high, approx)

    def bits(self, value: float) -> str:
        """`+0.6`."""
        return locale.bits(value)

    def day(self, on: date) -> str:
        """`6 February 2023`."""
        return locale.day(on)

    def short_day(self, on: date) -> str:
        """`6 Feb 2023`."""
        return locale.short_day(on)

    def tick_day(self, on: date) -> str:
        """`6 Feb`."""
        return locale.tick_day(on)

    def month(self, on: date) -> str:
        """`Feb`."""
        return locale.MONTHS[on.month - 1][:3]

    def counted(self, n: int, noun: str) -> str:
        """`one report`, `three reports`; a verb agrees in the same way."""
        one = noun.removesuffix(FIGURE).replace("_", " ")
        said = locale.counted(n, one, IRREGULAR.get(one))
        return f"{locale.count(n)} {said.split(' ', 1)[1]}" if noun.endswith(FIGURE) else said

    def form_number(self, n: int) -> str:
        """`three`, `21`."""
        return locale.number(n)

    def listed(self, parts: Sequence[str]) -> str:
        """`a, b and c`."""
        return locale.listed(list(parts))

    def estimate(self, words: str) -> str:
        """`it is unlikely`, `there is almost no chance`."""
        plain = words.strip().lower()
        if plain.endswith(("chance", "possibility")):
            article = "" if plain.startswith(("almost no", "no ")) else "a "
            article = "an " if article and plain.startswith(AN) else article
            return f"there is {article}{plain}"
        adjective = {"almost certainly": "almost certain", "certainly": "certain"}.get(plain, plain)
        return f"it is {adjective}"

    def lowered(self, text: str) -> str:
        """A first word that is no name loses its capital."""
        return text[:1].lower() + text[1:] if COMMON.match(text) else text

    def statement(self, text: str, deadline: date, *, dated: bool) -> str:
        """`a new wave is openly declared by 1 April 2023`."""
        words = text if dated else DEADLINE_CLAUSE.sub("", text)
        return self.lowered(words.replace("{on}", self.day(deadline)).strip().rstrip("."))
