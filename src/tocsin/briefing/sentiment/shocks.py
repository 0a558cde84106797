"""All series one under another, with the part of each that is passing, and what was sudden in them."""

from collections.abc import Sequence

from tocsin.briefing.charts.canvas import Canvas, Pad
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.language.interface import Language
from tocsin.briefing.sentiment.sheet import place, sheet_of, span_of, unit, years
from tocsin.records.opinion import Event, EventKind, Tracked, TrackedSeries, WaveOfSeries

SHOWN = {WIDE: 120, NARROW: 48}
"""Surveys that fit on a sheet, as dots without intervals."""
PANEL = 150
"""Height of a panel in pixels."""
COLUMNS = ("shown", "became", "probability", "half_life")


def shocks(speak: Language, found: Tracked) -> Chart:
    """Levels with what is passing in them."""
    passed = sum(one.kind is EventKind.TRANSIENT for one in found.events)
    told = speak.t("opinion.changes", passed=passed, stayed=len(found.events) - passed)
    return Chart(
        id="opinion-shocks",
        title=told if found.events else speak.t("opinion.quiet"),
        subtitle=speak.t("opinion.changes_subtitle", unit=unit(speak, found.scale)),
        description=" ".join(said(speak, one, found) for one in found.events)
        or speak.t("opinion.quiet_spoken"),
        table=Table(
            columns=(
                *(speak.t(f"opinion.{name}") for name in COLUMNS),
                *(one.title for one in found.series),
            ),
            rows=tuple(_row(speak, one, found) for one in reversed(found.events)),
        ),
        wide=_spec(speak, found, WIDE),
        narrow=_spec(speak, found, NARROW),
        note=speak.t("opinion.changes_note"),
    )


def said(speak: Language, one: Event, found: Tracked) -> str:
    """A sentence on an event."""
    titles = {series.id: series.title for series in found.series}
    parts = [
        speak.t(
            "opinion.event_part",
            title=titles[change.measure],
            value=change.value,
            low=change.interval.low,
            high=change.interval.high,
        )
        for change in one.changes
    ]
    half = (one.half_life_months, one.half_life.low, one.half_life.high)
    passed = speak.t("opinion.event_passed", **dict(zip(("months", "low", "high"), half, strict=True)))
    became = passed if one.kind is EventKind.TRANSIENT else speak.t("opinion.event_stayed")
    return speak.t("opinion.event", on=one.on, parts=", ".join(parts), became=became, p=one.p)


def _row(speak: Language, one: Event, found: Tracked) -> tuple[Cell, ...]:
    passes = f"{speak.decimal(one.half_life_months)} ({span_of(speak, one.half_life, 1)})"
    changes = {change.measure: change for change in one.changes}
    moved = (
        f"{speak.signed(change.value)} ({speak.signed(change.interval.low)} … "
        f"{speak.signed(change.interval.high)})"
        for series in found.series
        if (change := changes[series.id])
    )
    return (
        Cell(text=speak.short_day(one.on)),
        Cell(text=speak.term("shock", one.kind.value)),
        Cell(text=speak.percent(one.p), figure=True),
        Cell(text=passes if one.kind is EventKind.TRANSIENT else speak.dash, figure=True),
        *(Cell(text=text, figure=True) for text in moved),
    )


def _spec(speak: Language, found: Tracked, width: int) -> Spec:
    """Panels on one canvas: each series is moved up by its place."""
    shown = [one.waves[-SHOWN[width] :] for one in found.series]
    span = (min(place(waves[0]) for waves in shown), max(place(waves[-1]) for waves in shown) + 1)
    top = float(len(shown))
    pad = Pad(left=34, right=16, top=18, bottom=30)
    canvas = Canvas(width, PANEL * len(shown) + 48, pad, x=span, y=(0, top))
    years(canvas, speak, span, 0)
    for at, (one, waves) in enumerate(zip(found.series, shown, strict=True)):
        _panel(canvas, one, waves, top - at - 1, span)
    marks = [
        {"x": float(event.on.toordinal()), "y": at + 0.03}
        for event in found.events
        for at in range(len(shown))
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
    sheet = sheet_of([x for wave in waves for x in (wave.level, wave.level - wave.shock, wave.value)])

    def up(value: float) -> float:
        return floor_at + 0.08 + 0.76 * (value - sheet.low) / (sheet.high - sheet.low)

    ends = [sheet.low, sheet.high]
    canvas.rule([{"x": span[0], "x2": span[1], "y": up(end), "y2": up(end)} for end in ends])
    ticks = [{"x": span[0], "y": up(end), "text": f"{end:g}"} for end in ends]
    canvas.text(ticks, hue="soft", align="right", dx=-6, fontSize=12)
    canvas.text([{"x": span[0], "y": floor_at + 0.93, "text": one.title}], dx=2, fontWeight=600, halo=True)
    passing = [{"x": place(wave), "y": up(wave.level), "y2": up(wave.level - wave.shock)} for wave in waves]
    canvas.add("area", passing, color=colour("wave"), opacity=0.35)
    dots = [{"x": place(wave), "y": up(wave.value)} for wave in waves]
    canvas.add("point", dots, color=colour("mark"), filled=True, size=12, opacity=0.8)
    level = [{"x": place(wave), "y": up(wave.level)} for wave in waves]
    canvas.add("line", level, key=f"rows-level-{one.id}", color=colour("stealth"), strokeWidth=2)
