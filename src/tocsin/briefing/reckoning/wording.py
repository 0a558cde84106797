"""How the report says numbers of people and names of things: rounded to what is known, in its language.

Titles of pools, flows and figures come from the scenario in English. Those that ship are worded in other
languages in `names.ru.toml`; one that is not is told as the scenario has it.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.records.shortfall import Percentile, Reconciled, Spread, Verdict
from tocsin.stats.intervals import HIGH_SHARE, LOW_SHARE
from tocsin.stats.rounding import two_figures

LEAST = 500
"""Fewer people than that are none, as far as an army is concerned."""
NEEDED = "needed"
SINCE = re.compile(r"Losses from (\d{1,2} \w+ \d{4})")


class Wording:
    """One language of the report."""

    def __init__(self, code: str) -> None:
        self.speak: Language = language(code)
        self.t = self.speak.t
        self._names = names(code)

    def people(self, x: float) -> str:
        """A number of people to two significant figures."""
        rounded = two_figures(x) if abs(x) >= LEAST else 0.0
        return self.speak.count(rounded).replace("-", self.speak.minus)

    def between(self, found: Spread) -> str:
        """The middle, and the 80 % range in brackets."""
        return f"{self.people(found.value)} ({self.ends(found.low, found.high)})"

    def ends(self, low: float, high: float) -> str:
        """A range of people."""
        return f"{self.people(low)}{self.speak.dash}{self.people(high)}"

    def percent(self, p: float) -> str:
        """A share of the draws; never surer than the number of draws allows."""
        if p < 0.01 or p > 0.99:
            return self.t("army.under" if p < 0.01 else "army.over")
        return f"{p * 100:.0f}\N{NARROW NO-BREAK SPACE}%"

    def lacking(self, x: float) -> str:
        """What is missing or to spare, in words."""
        if abs(x) < LEAST:
            return self.t("army.none_missing")
        return self.t("army.missing" if x > 0 else "army.to_spare", n=self.people(abs(x)))

    def day(self, on: date) -> str:
        """A day in full."""
        return self.speak.day(on)

    def name(self, text: str) -> str:
        """A title of the scenario, or of a figure in it, in this language where it is worded."""
        if text in self._names:
            return self._names[text]
        told = [self._names.get(part) or self._since(part) for part in text.split(": ")]
        return ": ".join(part for part in told if part) if all(told) else text

    def _since(self, text: str) -> str | None:
        found = SINCE.fullmatch(text)
        if not found or not self._names:
            return None
        day, month, year = found[1].split()
        number = next(n for n, name in enumerate(_months(), 1) if name == month)
        return self.t("army.losses_from", on=date(int(year), number, int(day)))

    def topic(self, name: str) -> str:
        """What a claim counts."""
        key = f"army.topic.{name}"
        return self.t(key) if self.speak.has(key) else name.replace("_", " ")

    def verdict(self, one: Reconciled) -> str:
        """What follows of a claim."""
        return self.t(f"army.verdict.{one.verdict.name.lower()}")

    def because(self, one: Reconciled) -> str:
        """Why: the first thing that the claim runs against, or what it lies within."""
        if one.verdict is Verdict.UNTESTABLE:
            return self.t("army.untestable")
        for each in one.percentiles:
            if each.of == NEEDED and each.high < LOW_SHARE:
                return self.t("army.above", p=self.percent(1 - each.high), what=self._model(each))
            if each.low > HIGH_SHARE:
                return self.t("army.below", p=self.percent(each.low), what=self._model(each))
        return self.t("army.within", what=self.speak.listed([self._model(each) for each in one.percentiles]))

    def _model(self, one: Percentile) -> str:
        low, high = (max(x, 0.0) for x in (one.model.low, one.model.high))
        return self.t(f"army.of.{one.of}", range=self.ends(low, high))


@cache
def names(code: str) -> Mapping[str, str]:
    """English title → the one in this language; empty for English itself."""
    path = Path(__file__).parent / f"names.{code}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _months() -> tuple[str, ...]:
    from_january = (date(2000, month, 1) for month in range(1, 13))
    return tuple(f"{on:%B}" for on in from_january)
