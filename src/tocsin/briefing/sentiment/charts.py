"""Charts of opinion: each series with both intervals by field date, and all of them with what is passing.

Of a survey the thin line is the total-error interval, the thick one the sampling interval; neither stands
alone.
"""

from collections.abc import Sequence
from datetime import date
from math import ceil, floor
from typing import NamedTuple

from tocsin.briefing.charts.canvas import Canvas, Pad, Row
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.records.opinion import Event, EventKind, Scale, Tracked, TrackedSeries, WaveOfSeries
from tocsin.records.survey import Interval

SHOWN = {WIDE: 60, NARROW: 24}
"""Surveys that fit on a sheet; the table has as many as the wide one."""
PANEL = 150
"""Height of one panel of the small multiples."""
STEPS = (1, 2, 5, 10, 20, 50)
LEVELS = 5


class Sheet(NamedTuple):
    """What a panel needs to be drawn."""

    low: float
    high: float
    step: float


def estimates(found: Tracked) -> tuple[Chart, ...]:
    """One chart a series: figures as published, with both intervals, and the level."""
    return tuple(_estimates(found, one, at) for at, one in enumerate(found.series))


def multiples(found: Tracked) -> Chart:
    """All series one under another, with the part of each that is passing."""
    passing = [one for one in found.events if one.kind is EventKind.TRANSIENT]
    staying = [one for one in found.events if one.kind is EventKind.LEVEL]
    told = f"Sudden changes: {len(passing)} passed, {len(staying)} stayed"
    return Chart(
        id="shocks",
        title=told if found.events else "No sudden change",
        subtitle=f"Level of each series, {_unit(found.scale)}; shaded, the part of it that is passing",
        description=" ".join(said(one, found) for one in found.events)
        or "Levels drift, and nothing is sudden.",
        table=Table(
            columns=("first survey that shows it", "what became of it", "probability", "half-life, months"),
            rows=tuple(_event_row(one) for one in found.events),
        ),
        wide=_multiples(found, WIDE),
        narrow=_multiples(found, NARROW),
        note="A mark below a panel stands where a sudden change was found in all series together.",
    )


def said(one: Event, found: Tracked) -> str:
    """A sentence on an event."""
    titles = {series.id: series.title for series in found.series}
    parts = ", ".join(
        f"{titles[change.measure]} {_signed(change.value)}"
        f" ({_signed(change.interval.low)} to {_signed(change.interval.high)})"
        for change in one.changes
    )
    passing = f"half had passed after {one.half_life_months:.1f} months, {_between(one.half_life, 1)}"
    became = passing if one.kind is EventKind.TRANSIENT else "it stayed"
    return f"{one.on:%-d %B %Y}: {parts}; {became}; probability {one.p:.0%}."


def _signed(x: float, digits: int = 0) -> str:
    return f"{x:+.{digits}f}".replace("-", "−")


def _event_row(one: Event) -> tuple[Cell, ...]:
    passes = f"{one.half_life_months:.1f} ({_between(one.half_life, 1)})"
    return (
        Cell(text=f"{one.on:%-d %B %Y}"),
        Cell(text=one.kind.value),
        Cell(text=f"{one.p:.0%}", figure=True),
        Cell(text=passes if one.kind is EventKind.TRANSIENT else "–", figure=True),
    )


def _unit(scale: Scale) -> str:
    return "per cent of those asked" if scale is Scale.SHARE else "points"


def _between(ends: Interval, digits: int = 0) -> str:
    return f"{ends.low:.{digits}f}–{ends.high:.{digits}f}"


def _estimates(found: Tracked, one: TrackedSeries, at: int) -> Chart:
    waves = one.waves[-SHOWN[WIDE] :]
    last = waves[-1]
    return Chart(
        id=f"series-{at}",
        title=f"{one.title}: {last.value:.0f}, in all likelihood {_between(last.total)}",
        subtitle=f"{_unit(found.scale).capitalize()}, by field date, {_days(waves[0])} to {_days(last)}",
        description=f"The last survey, {_days(last)}, found {last.value:.0f}; sampling interval"
        f" {_between(last.sampling)}, total-error interval {_between(last.total)}.",
        table=Table(
            columns=("in the field", "by", "published", "sampling 95 %", "total error", "level", "passing"),
            rows=tuple(_wave_row(wave) for wave in reversed(waves)),
        ),
        wide=_series(one, WIDE),
        narrow=_series(one, NARROW),
        note="Dot: as published. Thick: sampling interval. Thin: total-error interval. Line: level.",
    )


def _wave_row(wave: WaveOfSeries) -> tuple[Cell, ...]:
    return (
        Cell(text=_days(wave)),
        Cell(text=wave.pollster),
        Cell(text=f"{wave.value:.1f}", figure=True),
        Cell(text=_between(wave.sampling, 1), figure=True),
        Cell(text=_between(wave.total, 1), figure=True),
        Cell(text=f"{wave.level:.1f} ({_between(wave.level_interval, 1)})", figure=True),
        Cell(text=_signed(wave.shock, 1), figure=True),
    )


def _days(wave: WaveOfSeries) -> str:
    first, last = wave.starts_on, wave.ends_on
    return f"{first:%-d %b %Y}" if first == last else f"{first:%-d %b} – {last:%-d %b %Y}"


def _at(wave: WaveOfSeries) -> float:
    """Middle of the field dates."""
    return (wave.starts_on.toordinal() + wave.ends_on.toordinal()) / 2


def _series(one: TrackedSeries, width: int) -> Spec:
    waves = one.waves[-SHOWN[width] :]
    sheet = _sheet([end for wave in waves for end in (wave.total.low, wave.total.high)])
    pad = Pad(left=34, right=40, top=10, bottom=30)
    span = (_at(waves[0]), max(_at(waves[-1]), _at(waves[0]) + 1))
    canvas = Canvas(width, 260 if width == WIDE else 230, pad, x=span, y=(sheet.low, sheet.high))
    _axes(canvas, sheet, span)
    for ends, stroke in (("total", 1.0), ("sampling", 3.5)):
        rows = [
            {"x": _at(wave), "x2": _at(wave), "y": getattr(wave, ends).low, "y2": getattr(wave, ends).high}
            for wave in waves
        ]
        canvas.rule(rows, hue="mark", strokeWidth=stroke, opacity=0.8)
    canvas.add("line", _line(waves), color=colour("stealth"), strokeWidth=2)
    dots = [{"x": _at(wave), "y": wave.value} for wave in waves]
    canvas.add("point", dots, key=f"rows-{one.id}", color=colour("ink"), filled=True, size=26, opacity=1)
    canvas.text([{**dots[-1], "text": f"{waves[-1].value:.0f}"}], dx=8, fontWeight=600)
    return canvas.spec()


def _line(waves: Sequence[WaveOfSeries]) -> list[Row]:
    return [{"x": _at(wave), "y": wave.level} for wave in waves]


def _multiples(found: Tracked, width: int) -> Spec:
    """Panels on one canvas: each series is moved up by its place."""
    shown = [one.waves[-2 * SHOWN[width] :] for one in found.series]
    span = (min(_at(waves[0]) for waves in shown), max(_at(waves[-1]) for waves in shown) + 1)
    top = float(len(shown))
    pad = Pad(left=34, right=16, top=18, bottom=30)
    canvas = Canvas(width, PANEL * len(shown) + 48, pad, x=span, y=(0, top))
    _years(canvas, span, 0)
    for place, (one, waves) in enumerate(zip(found.series, shown, strict=True)):
        _panel(canvas, one, waves, top - place - 1, span)
    marks = [
        {"x": float(event.on.toordinal()), "y": place + 0.03}
        for event in found.events
        for place in range(len(shown))
        if span[0] <= event.on.toordinal() <= span[1]
    ]
    canvas.add("point", marks, shape="triangle-up", color=colour("wave"), filled=True, size=60, opacity=1)
    return canvas.spec()


def _panel(
    canvas: Canvas,
    one: TrackedSeries,
    waves: Sequence[WaveOfSeries],
    floor_at: float,
    span: tuple[float, float],
) -> None:
    sheet = _sheet([x for wave in waves for x in (wave.level, wave.level - wave.shock, wave.value)])

    def up(value: float) -> float:
        return floor_at + 0.08 + 0.76 * (value - sheet.low) / (sheet.high - sheet.low)

    ends = [sheet.low, sheet.high]
    canvas.rule([{"x": span[0], "x2": span[1], "y": up(end), "y2": up(end)} for end in ends])
    ticks = [{"x": span[0], "y": up(end), "text": f"{end:g}"} for end in ends]
    canvas.text(ticks, hue="soft", align="right", dx=-6, fontSize=12)
    canvas.text([{"x": span[0], "y": floor_at + 0.93, "text": one.title}], dx=2, fontWeight=600, halo=True)
    passing = [{"x": _at(wave), "y": up(wave.level), "y2": up(wave.level - wave.shock)} for wave in waves]
    canvas.add("area", passing, color=colour("wave"), opacity=0.35)
    dots = [{"x": _at(wave), "y": up(wave.value)} for wave in waves]
    canvas.add("point", dots, color=colour("mark"), filled=True, size=12, opacity=0.8)
    level = [{"x": _at(wave), "y": up(wave.level)} for wave in waves]
    canvas.add("line", level, key=f"rows-level-{one.id}", color=colour("stealth"), strokeWidth=2)


def _axes(canvas: Canvas, sheet: Sheet, span: tuple[float, float]) -> None:
    n_levels = round((sheet.high - sheet.low) / sheet.step)
    levels = [sheet.low + sheet.step * at for at in range(n_levels + 1)]
    canvas.rule([{"x": span[0], "x2": span[1], "y": level, "y2": level} for level in levels])
    ticks = [{"x": span[0], "y": level, "text": f"{level:g}"} for level in levels]
    canvas.text(ticks, hue="soft", align="right", dx=-8, fontSize=12)
    _years(canvas, span, sheet.low)


def _years(canvas: Canvas, span: tuple[float, float], low: float) -> None:
    first, last = (date.fromordinal(int(end)).year for end in span)
    every = max(1, ceil((last - first) / 8))
    days = [date(year, 1, 1) for year in range(first + 1, last + 1, every)]
    rows = [
        {"x": float(day.toordinal()), "y": low, "text": str(day.year)}
        for day in days
        if span[0] <= day.toordinal() <= span[1]
    ]
    canvas.text(rows, hue="soft", align="center", baseline="top", dy=8, fontSize=12)


def _sheet(values: Sequence[float]) -> Sheet:
    """Round ends around the values, and a round step between them."""
    low, high = min(values), max(values)
    step = next((one for one in STEPS if one * LEVELS >= high - low), STEPS[-1])
    return Sheet(floor(low / step) * step, ceil(high / step) * step or step, step)
