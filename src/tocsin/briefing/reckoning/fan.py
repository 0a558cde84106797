"""The strength of the army over time as a fan, drawn here so that the page's sliders can draw it again.

It is the one chart that moves: a reader changes an assumption and sees another run. So it is plain shapes
with a little script instead of a Vega-Lite spec; without the script it shows the scenario as it stands.
"""

from typing import NamedTuple

from tocsin.briefing.reckoning.wording import Wording
from tocsin.records.reckoning import Course, Reckoning


class Sheet(NamedTuple):
    """A drawing of fixed size; its numbers are pixels."""

    name: str
    width: int
    height: int
    left: int = 62
    right: int = 16
    top: int = 12
    bottom: int = 30

    def across(self, share: float) -> float:
        """Where a share of the run lies."""
        return self.left + share * (self.width - self.left - self.right)

    def up(self, share: float) -> float:
        """Where a share of the axis lies."""
        return self.top + (1 - share) * (self.height - self.top - self.bottom)


class Mark(NamedTuple):
    """A label of an axis."""

    at: float
    text: str
    anchor: str = "end"


class Fan(NamedTuple):
    """One drawing of the fan, ready for the template."""

    sheet: Sheet
    band: str
    line: str
    need: tuple[float, float]
    """Top and height of the band of what is needed."""
    levels: tuple[Mark, ...]
    days: tuple[Mark, ...]


SHEETS = (Sheet("wide", 720, 300), Sheet("narrow", 340, 260, left=66, right=8))
STEPS = (1, 2, 2.5, 5, 10)


def highest(found: Reckoning) -> float:
    """The top of the axis: room for every stop of the sliders, on a round number."""
    grid = found.what_if
    need = found.shortfall.answer.need.high
    most = max(max(one.p90) for one in grid.strength)
    wanted = max(most, need * 1.05)
    return _step(wanted) * -(-wanted // _step(wanted))


def _step(most: float) -> float:
    """A round step that gives four to eight levels."""
    rough = most / 6
    scale = 10.0 ** (len(str(int(rough))) - 1)
    return next(step * scale for step in STEPS if step * scale >= rough)


def fans(say: Wording, found: Reckoning) -> tuple[Fan, ...]:
    """The fan of the scenario as it stands, wide and narrow."""
    grid, top = found.what_if, highest(found)
    n = len(grid.axes[1].factors)
    course = grid.strength[grid.axes[0].base * n + grid.axes[1].base]
    return tuple(_fan(say, sheet, course, found, top) for sheet in SHEETS)


def _fan(say: Wording, sheet: Sheet, course: Course, found: Reckoning, top: float) -> Fan:
    need = found.shortfall.answer.need
    low, high = (sheet.up(min(end / top, 1)) for end in (need.low, need.high))
    n_weeks = len(course.p50) - 1
    step = _step(top)
    levels = [Mark(sheet.up(at * step / top) + 4, say.people(at * step)) for at in range(int(top / step) + 1)]
    days = []
    for at, anchor in ((0, "start"), (n_weeks // 2, "middle"), (n_weeks, "end")):
        days.append(Mark(sheet.across(at / n_weeks), say.speak.short_day(found.run.weeks[at]), anchor))
    return Fan(
        sheet,
        f"M{_path(sheet, course.p90, top)}L{_path(sheet, course.p10, top, back=True)}Z",
        f"M{_path(sheet, course.p50, top)}",
        (round(high, 1), round(low - high, 1)),
        tuple(levels),
        tuple(days),
    )


def _path(sheet: Sheet, people_of: tuple[int, ...], top: float, *, back: bool = False) -> str:
    n = len(people_of) - 1
    points = [f"{sheet.across(at / n):.1f},{sheet.up(min(x / top, 1)):.1f}" for at, x in enumerate(people_of)]
    return "L".join(reversed(points) if back else points)
