"""Every assumed rate, one at a time, at both ends of its declared range: which of them matter.

Figures that name the same assumption are moved together, at every agency; what has a source is moved over the
range of its source. The same seeds are used throughout, so each change is found between two registers of the
same people, and its interval is that of the difference.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.effects import Figures, entries, sampled
from tocsin.models.register.expecting import expect
from tocsin.models.register.joining import Model
from tocsin.models.register.made import Register
from tocsin.models.register.net import cast
from tocsin.models.register.rules import version_on
from tocsin.models.register.spread import measured
from tocsin.records.record import Record
from tocsin.records.register import Setting
from tocsin.records.register_audited import Shift, Swing
from tocsin.records.units import Figure

PARTS = ("margins", "carelessness", "agencies", "linking", "rules", "summons")
"""Parts of a setting that hold rates."""
ASSUMED = "assumption: "
LATER = ("rules", "summons")
"""Parts that come after the joining."""
ENDS = ("low", "high")
MOVED = ("reach", "wrongful", "wrongly_taken", "strangers")


class Assumption(NamedTuple):
    """What is moved together."""

    source: str
    figures: tuple[Figure, ...]


def assumptions(setting: Setting, parts: Sequence[str] = PARTS) -> tuple[Assumption, ...]:
    """Every rate of these parts of a setting that has a range, by its assumption or source."""
    found: dict[str, list[Figure]] = {}

    def note(figure: Figure) -> Figure:
        if figure.low < figure.high:
            found.setdefault(figure.source, []).append(figure)
        return figure

    for part in parts:
        _changed(getattr(setting, part), note)
    return tuple(Assumption(source, tuple(figures)) for source, figures in found.items())


def at_end(setting: Setting, source: str, end: str) -> Setting:
    """The setting with every figure of that source at its `low` or its `high` end."""

    def move(figure: Figure) -> Figure:
        if figure.source != source:
            return figure
        value = getattr(figure, end)
        return msgspec.structs.replace(figure, value=value, low=value, high=value)

    found: Setting = _changed(setting, move)
    return found


class Whole(NamedTuple):
    """The registers that are swept: one a seed, as the setting stands."""

    first: Register
    seeds: tuple[int, ...]
    model: Model
    threads: int

    def made(self, setting: Setting) -> Iterator[Register]:
        """The registers of another setting."""
        return (sampled(setting, self.first, seed, self.threads) for seed in self.seeds)

    def joined(self, setting: Setting) -> list[NDArray[np.int32]]:
        """The entry of each row, joined anew."""
        return [entries(one, self.model, self.threads) for one in self.made(setting)]

    def expected(self, setting: Setting, joined: Iterable[NDArray[np.int32]]) -> list[Figures]:
        """What each is expected to do."""
        version = version_on(setting, setting.on)
        made = zip(self.made(setting), joined, strict=True)
        return [expect(one, cast(one, entry, version), version) for one, entry in made]


def sweep(first: Register, seeds: Iterable[int], model: Model, threads: int) -> tuple[Swing, ...]:
    """What each rate moves, the one with the largest effect on wrongful summonses or reach first."""
    whole, setting = Whole(first, tuple(seeds), model, threads), first.setting
    joined = whole.joined(setting)
    base = whole.expected(setting, joined)
    later = {one.source for one in assumptions(setting, LATER)}
    swings = []
    for one in assumptions(setting):
        ends = []
        for end in ENDS:
            moved = at_end(setting, one.source, end)
            # A rate of the rules or the call-up leaves the files and how they are joined as they are.
            ends.append(whole.expected(moved, joined if one.source in later else whole.joined(moved)))
        swings.append(_swing(one, base, *ends))
    return tuple(sorted(swings, key=lambda swing: -swing.most))


def _swing(one: Assumption, base: list[Figures], low: list[Figures], high: list[Figures]) -> Swing:
    """The changes from the setting as it stands, seed by seed."""
    told = {name: Shift(low=_change(name, base, low), high=_change(name, base, high)) for name in MOVED}
    most = max(abs(end.value) for name in ("reach", "wrongful") for end in (told[name].low, told[name].high))
    first = one.figures[0]
    return Swing(
        source=one.source,
        title=title(one),
        n_figures=len(one.figures),
        unit=first.unit,
        low=first.low,
        value=first.value,
        high=first.high,
        most=most,
        **told,
    )


def title(one: Assumption) -> str:
    """The assumption by its name; what has a source, by what the source says."""
    named = one.source.removeprefix(ASSUMED)
    return named if one.source.startswith(ASSUMED) else named.split(": ")[-1].split(" (")[0]


def _change(name: str, base: list[Figures], moved: list[Figures]) -> Any:
    return measured(after[name] - before[name] for before, after in zip(base, moved, strict=True))


def _changed(part: Any, change: Callable[[Figure], Figure]) -> Any:
    """A part of a setting with each of its figures changed."""
    if isinstance(part, Figure):
        return change(part)
    if isinstance(part, Setting):
        return msgspec.structs.replace(
            part, **{name: _changed(getattr(part, name), change) for name in PARTS}
        )
    if isinstance(part, Record):
        return msgspec.structs.replace(part, **dict(_figures(part, change)))
    if isinstance(part, tuple):
        return tuple(_changed(one, change) for one in part)
    return part


def _figures(part: Record, change: Callable[[Figure], Figure]) -> Iterator[tuple[str, Any]]:
    for name in part.__struct_fields__:
        yield name, _changed(getattr(part, name), change)
