"""A series of surveys by field date, each with both its intervals, and the level that runs through them.

Of a survey the thin line is the total-error interval, the thick one the sampling interval; neither stands
alone.
"""

from collections.abc import Sequence

from tocsin.briefing.charts.canvas import Canvas, Pad
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.language.interface import Language
from tocsin.briefing.sentiment.sheet import axes, field_days, place, sheet_of, span_of, unit
from tocsin.records.opinion import Event, Tracked, TrackedSeries, WaveOfSeries

SHOWN = {WIDE: 60, NARROW: 24}
"""Surveys that fit on a sheet; the table has as many as the wide one."""
COLUMNS = ("field", "by", "published", "sampling", "total", "level", "passing")


def estimates(speak: Language, found: Tracked, most: int | None = None) -> tuple[Chart, ...]:
    """One chart a series: figures as published, with both intervals, and the level."""
    return tuple(_chart(speak, found, one, at) for at, one in enumerate(found.series[:most]))


def _chart(speak: Language, found: Tracked, one: TrackedSeries, at: int) -> Chart:
    waves = one.waves[-SHOWN[WIDE] :]
    last = waves[-1]
    first, until = field_days(speak, waves[0]), field_days(speak, last)
    return Chart(
        id=f"opinion-{at}",
        title=speak.t(
            "opinion.last", title=one.title, value=last.value, low=last.total.low, high=last.total.high
        ),
        subtitle=speak.t("opinion.last_subtitle", unit=unit(speak, found.scale), first=first, last=until),
        description=speak.t(
            "opinion.last_spoken",
            days=until,
            value=last.value,
            sampling=span_of(speak, last.sampling),
            total=span_of(speak, last.total),
        ),
        table=Table(
            columns=tuple(speak.t(f"opinion.{name}") for name in COLUMNS),
            rows=tuple(_row(speak, wave) for wave in reversed(waves)),
        ),
        wide=_spec(speak, one, found.events, WIDE),
        narrow=_spec(speak, one, found.events, NARROW),
        note=speak.t("opinion.last_note"),
    )


def _row(speak: Language, wave: WaveOfSeries) -> tuple[Cell, ...]:
    figures = (
        speak.decimal(wave.value),
        span_of(speak, wave.sampling, 1),
        span_of(speak, wave.total, 1),
        f"{speak.decimal(wave.level)} ({span_of(speak, wave.level_interval, 1)})",
        speak.signed(wave.shock, 1),
    )
    return (
        Cell(text=field_days(speak, wave)),
        Cell(text=wave.pollster),
        *(Cell(text=text, figure=True) for text in figures),
    )


def _spec(speak: Language, one: TrackedSeries, events: Sequence[Event], width: int) -> Spec:
    waves = one.waves[-SHOWN[width] :]
    sheet = sheet_of([end for wave in waves for end in (wave.total.low, wave.total.high, wave.level)])
    pad = Pad(left=34, right=40, top=10, bottom=30)
    span = (place(waves[0]), max(place(waves[-1]), place(waves[0]) + 1))
    canvas = Canvas(width, 260 if width == WIDE else 230, pad, x=span, y=(sheet.low, sheet.high))
    axes(canvas, speak, sheet, span)
    for ends, stroke in (("total", 1.0), ("sampling", 3.5)):
        rows = [
            {
                "x": place(wave),
                "x2": place(wave),
                "y": getattr(wave, ends).low,
                "y2": getattr(wave, ends).high,
            }
            for wave in waves
        ]
        canvas.rule(rows, hue="mark", strokeWidth=stroke, opacity=0.8)
    level = [{"x": place(wave), "y": wave.level} for wave in waves]
    canvas.add("line", level, color=colour("stealth"), strokeWidth=2)
    dots = [{"x": place(wave), "y": wave.value} for wave in waves]
    canvas.add("point", dots, key=f"rows-{one.id}", color=colour("ink"), filled=True, size=26, opacity=1)
    canvas.text([{**dots[-1], "text": f"{waves[-1].value:.0f}"}], dx=8, fontWeight=600)
    marks = [
        {"x": float(event.on.toordinal()), "y": sheet.low}
        for event in events
        if span[0] <= event.on.toordinal() <= span[1]
    ]
    canvas.add("point", marks, shape="triangle-up", color=colour("wave"), filled=True, size=60, opacity=1)
    return canvas.spec()
