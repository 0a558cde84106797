"""What the charts of opinion share: a round scale, lines across, years below, and days as places."""

from collections.abc import Sequence
from datetime import date
from math import ceil, floor
from typing import NamedTuple, Protocol

from tocsin.briefing.charts.canvas import Canvas
from tocsin.briefing.language.interface import Language
from tocsin.records.opinion import Scale
from tocsin.records.survey import Interval

STEPS = (1, 2, 5, 10, 20, 50)
LEVELS = 5
YEARS = 8
"""Years that are named below a chart at most."""
FEW = 4
"""Years below which half years are named too."""


class Asked(Protocol):
    """A survey with its field dates."""

    @property
    def starts_on(self) -> date:
        """First day in the field."""

    @property
    def ends_on(self) -> date:
        """Last day in the field."""


class Sheet(NamedTuple):
    """What a panel needs to be drawn."""

    low: float
    high: float
    step: float

    def levels(self) -> list[float]:
        """Where lines go across."""
        return [self.low + self.step * at for at in range(round((self.high - self.low) / self.step) + 1)]


def sheet_of(values: Sequence[float]) -> Sheet:
    """Round ends around the values, and a round step between them."""
    low, high = min(values), max(values)
    step = next((one for one in STEPS if one * LEVELS >= high - low), STEPS[-1])
    first = floor(low / step) * step
    return Sheet(first, max(ceil(high / step) * step, first + step), step)


def place(wave: Asked) -> float:
    """Middle of the field dates."""
    return (wave.starts_on.toordinal() + wave.ends_on.toordinal()) / 2


def axes(canvas: Canvas, speak: Language, sheet: Sheet, span: tuple[float, float]) -> None:
    """Lines across with their figures, and years below."""
    levels = sheet.levels()
    canvas.rule([{"x": span[0], "x2": span[1], "y": level, "y2": level} for level in levels])
    ticks = [{"x": span[0], "y": level, "text": f"{level:g}"} for level in levels]
    canvas.text(ticks, hue="soft", align="right", dx=-8, fontSize=12)
    years(canvas, speak, span, sheet.low)


def years(canvas: Canvas, speak: Language, span: tuple[float, float], low: float) -> None:
    """The first of January of as many years as there is room for, and of July where there are few."""
    first, last = (date.fromordinal(int(end)).year for end in span)
    every = max(1, ceil((last - first) / YEARS))
    days = [date(year, 1, 1) for year in range(first + 1, last + 1, every)]
    if last - first < FEW:
        days += [date(year, 7, 1) for year in range(first, last + 1)]
    rows = [
        {"x": float(day.toordinal()), "y": low, "text": str(day.year) if day.month == 1 else speak.month(day)}
        for day in days
        if span[0] <= day.toordinal() <= span[1]
    ]
    canvas.text(rows, hue="soft", align="center", baseline="top", dy=8, fontSize=12)


def field_days(speak: Language, wave: Asked) -> str:
    """`18–25 Jul 2022`, with as much of the first day as differs."""
    first, last = wave.starts_on, wave.ends_on
    if first == last:
        return speak.short_day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{speak.dash}{speak.short_day(last)}"
    start = speak.tick_day(first) if first.year == last.year else speak.short_day(first)
    return f"{start} {speak.dash} {speak.short_day(last)}"


def unit(speak: Language, scale: Scale) -> str:
    """What the figures are counted in."""
    return speak.t("opinion.share_unit" if scale is Scale.SHARE else "opinion.points_unit")


def span_of(speak: Language, ends: Interval, digits: int = 0) -> str:
    """An interval as printed."""
    return speak.span(ends.low, ends.high, digits)
