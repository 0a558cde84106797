"""What a language must be able to say: figures, days, counted nouns, and the phrases of the page.

A phrase is a line in the language's table with slots: `{n:source.gen}` prints a count with its noun in the
genitive. The slot names the form, so that grammar stays with the language, and the page only hands over
values. A form can be asked for again by its name, which is how a test walks a sentence back.
"""

import tomllib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from tocsin.errors import BriefingError

PHRASES = Path(__file__).parent / "phrases"


class Language(ABC):
    """One language of the page; `printed` and `t` are all that prose and charts need."""

    code: str
    """BCP 47."""
    direction = "ltr"
    """Which way it runs."""
    minus = "−"
    dash = "–"

    def t(self, key: str, /, **slots: Any) -> str:
        """The phrase of that key with its slots filled, each in the form that the phrase asks for."""
        out = []
        for words, slot, form, _ in Formatter().parse(self.phrase(key)):
            out.append(words)
            if slot is not None:
                out.append(self.printed(form or "", slots[slot]))
        return "".join(out)

    def phrase(self, key: str) -> str:
        """The phrase as the table has it.

        Raises:
            BriefingError: the table has no such phrase.
        """
        try:
            return phrases(self.code)[key]
        except KeyError as error:
            raise BriefingError(
                f"phrases of {self.code!r}", f"the phrase {key!r}", "none", "adding it"
            ) from error

    def has(self, key: str) -> bool:
        """Whether there is a phrase of that key."""
        return key in phrases(self.code)

    def printed(self, form: str, *values: Any) -> str:
        """Values in a form: `percent`, `day`, `persons`, or a counted noun such as `source.gen`."""
        maker = getattr(self, f"form_{form}", None) if form else str
        return maker(*values) if maker else self.counted(values[0], form)

    @abstractmethod
    def percent(self, p: float) -> str:
        """A probability of two figures at most: `31 %`, `3.1 %`, `<1 %`."""

    @abstractmethod
    def percent_range(self, low: float, high: float) -> str:
        """A band: `18–46 %`."""

    @abstractmethod
    def count(self, n: float) -> str:
        """A count with thousands set apart."""

    @abstractmethod
    def compact(self, n: float) -> str:
        """A count for an axis."""

    @abstractmethod
    def persons(self, low: float | None, high: float | None, approx: bool = False) -> str:
        """A range of people, its hedge kept: `about 150,000`, `over 50,000`, `300,000–1,000,000`."""

    @abstractmethod
    def bits(self, value: float) -> str:
        """A weight with its sign; to a hundredth where a tenth would print as nothing."""

    @abstractmethod
    def day(self, on: date) -> str:
        """A day in full."""

    @abstractmethod
    def short_day(self, on: date) -> str:
        """A day for a line of small print."""

    @abstractmethod
    def tick_day(self, on: date) -> str:
        """A day for an axis that names the year elsewhere."""

    @abstractmethod
    def month(self, on: date) -> str:
        """The month for an axis, short."""

    @abstractmethod
    def counted(self, n: int, noun: str) -> str:
        """A count with its noun in agreement; a case follows the noun after a dot."""

    @abstractmethod
    def listed(self, parts: Sequence[str]) -> str:
        """`a, b and c`."""

    @abstractmethod
    def estimate(self, words: str) -> str:
        """Estimative words as the opening of a clause: `it is unlikely that`."""

    @abstractmethod
    def lowered(self, text: str) -> str:
        """A text as it stands inside a sentence."""

    @abstractmethod
    def statement(self, text: str, deadline: date, *, dated: bool) -> str:
        """A hypothesis's statement as a clause, with the deadline or without."""

    def instant(self, at: datetime) -> str:
        """A day in full with its hour; records hold UTC."""
        return f"{self.day(at.date())}, {at:%H:%M} UTC"

    def short_instant(self, at: datetime) -> str:
        """The same for small print."""
        return f"{self.short_day(at.date())}, {at:%H:%M} UTC"

    def whole_bits(self, value: int) -> str:
        """A tick of an axis in bits."""
        return f"{'+' if value > 0 else self.minus}{abs(value)}" if value else "0"

    def term(self, table: str, word: str) -> str:
        """A word of a record in this language, such as a fate or an estimative word; itself if unknown."""
        key = f"{table}.{word}"
        return self.phrase(key) if self.has(key) else word.replace("_", " ")

    def decimal(self, x: float, digits: int = 1) -> str:
        """A figure with so many decimals: `3.1`, `−6`; a zero has no sign."""
        figure = f"{x:.{digits}f}"
        return figure.lstrip("-") if not float(figure) else figure.replace("-", self.minus)

    def signed(self, x: float, digits: int = 0) -> str:
        """A change with its sign: `+4`, `−6`."""
        return f"{'+' if round(x, digits) > 0 else ''}{self.decimal(x, digits)}"

    def span(self, low: float, high: float, digits: int = 0) -> str:
        """From one figure to another: `56–68`."""
        return f"{self.decimal(low, digits)}{self.dash}{self.decimal(high, digits)}"

    def form_figure(self, x: float) -> str:
        """A figure without decimals."""
        return self.decimal(x, 0)

    def form_decimal(self, x: float) -> str:
        """A figure with one decimal."""
        return self.decimal(x)

    def form_signed(self, x: float) -> str:
        """See `signed`."""
        return self.signed(x)

    def form_percent(self, p: float) -> str:
        """See `percent`."""
        return self.percent(p)

    def form_range(self, low: float, high: float) -> str:
        """A band that no line break parts."""
        return self.percent_range(low, high).replace(self.dash, self.dash + "\u2060")

    def form_count(self, n: float) -> str:
        """See `count`."""
        return self.count(n)

    def form_day(self, on: date | datetime) -> str:
        """See `day`."""
        return self.day(_day(on))

    def form_short_day(self, on: date | datetime) -> str:
        """See `short_day`."""
        return self.short_day(_day(on))

    def form_tick_day(self, on: date | datetime) -> str:
        """See `tick_day`."""
        return self.tick_day(_day(on))

    def form_short_instant(self, at: datetime) -> str:
        """See `short_instant`."""
        return self.short_instant(at)

    def form_instant(self, at: datetime) -> str:
        """See `instant`."""
        return self.instant(at)

    def form_bits(self, value: float) -> str:
        """See `bits`."""
        return self.bits(value)

    def form_persons(self, low: float | None, high: float | None, approx: bool = False) -> str:
        """See `persons`."""
        return self.persons(low, high, approx)

    def form_estimate(self, words: str) -> str:
        """See `estimate`."""
        return self.estimate(words)

    def form_statement(self, text: str, deadline: date) -> str:
        """The statement with its deadline."""
        return self.statement(text, deadline, dated=True)

    def form_undated(self, text: str, deadline: date) -> str:
        """The statement without it."""
        return self.statement(text, deadline, dated=False)

    def form_lowered(self, text: str) -> str:
        """See `lowered`."""
        return self.lowered(text)

    def form_opening(self, text: str) -> str:
        """A text with a capital, as it stands at the head of a line."""
        return text[:1].upper() + text[1:]

    def form_presence(self, value: str) -> str:
        """How a vanished page is gone."""
        return self.term("presence", value)

    def form_certainty(self, value: str) -> str:
        """How sure a source says it is."""
        return self.term("hedge", value)

    def form_names(self, *names: str) -> str:
        """Several names in a row."""
        return self.listed(list(dict.fromkeys(names)))


def _day(on: date | datetime) -> date:
    return on.date() if isinstance(on, datetime) else on


@cache
def phrases(code: str) -> Mapping[str, str]:
    """Key → phrase of a language; a key is the names of its tables with dots between."""
    found: dict[str, str] = {}
    _flatten(tomllib.loads((PHRASES / f"{code}.toml").read_text(encoding="utf-8")), "", found)
    return found


def _flatten(table: Mapping[str, Any], head: str, into: dict[str, str]) -> None:
    for key, value in table.items():
        if isinstance(value, str):
            into[head + key] = value
        else:
            _flatten(value, f"{head}{key}.", into)
