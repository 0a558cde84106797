"""The probability of every outcome by every deadline: bands, lines, labels at the ends, today, last time."""

from datetime import date
from typing import Any, NamedTuple

from tocsin.briefing.charts.canvas import Canvas, Pad, spread, wrap
from tocsin.briefing.charts.hues import Look, looks
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.briefing.telling import findings
from tocsin.records.briefing import Briefing


class Point(NamedTuple):
    """One outcome by one deadline."""

    on: date
    hypothesis: str
    title: str
    p: float
    low: float
    high: float
    before: float | None
    """What the last briefing gave for that deadline."""


def points(briefing: Briefing) -> tuple[Point, ...]:
    """A point an outcome and deadline, outcomes in the question's order."""
    earlier = {each.on: each.p for each in briefing.previous.by_deadline} if briefing.previous else {}
    return tuple(
        Point(
            each.on,
            outlook.id,
            outlook.title,
            each.p[outlook.id],
            each.low[outlook.id],
            each.high[outlook.id],
            earlier.get(each.on, {}).get(outlook.id),
        )
        for outlook in briefing.assessment.hypotheses
        for each in briefing.assessment.by_deadline
    )


def draw(briefing: Briefing) -> Chart | None:
    """The chart, where there are two deadlines or more to draw a line between."""
    found = points(briefing)
    if len({each.on for each in found}) < 2:
        return None
    speak = language(briefing.language)
    return Chart(
        id="deadlines",
        title=findings.deadlines(briefing).text,
        subtitle=speak.t("deadlines.subtitle"),
        description=f"{speak.t('deadlines.description')} {_spoken(speak, found)}",
        table=_table(speak, found),
        wide=_spec(briefing, found, WIDE),
        narrow=_spec(briefing, found, NARROW),
        note=speak.t("deadlines.dotted", on=briefing.previous_as_of) if briefing.previous_as_of else "",
    )


def _spoken(speak: Language, found: tuple[Point, ...]) -> str:
    return " ".join(
        speak.t(
            "deadlines.spoken",
            title=each.title,
            on=each.on,
            p=each.p,
            band=speak.percent_range(each.low, each.high),
        )
        for each in found
    )


def _table(speak: Language, found: tuple[Point, ...]) -> Table:
    return Table(
        columns=tuple(
            speak.t(f"deadlines.{name}") for name in ("deadline", "outcome", "p", "band", "before")
        ),
        rows=tuple(
            (
                Cell(text=speak.short_day(each.on)),
                Cell(text=each.title),
                Cell(text=speak.percent(each.p), figure=True),
                Cell(text=speak.percent_range(each.low, each.high), figure=True),
                Cell(text="" if each.before is None else speak.percent(each.before), figure=True),
            )
            for each in found
        ),
    )


def _spec(briefing: Briefing, found: tuple[Point, ...], width: int) -> Spec:
    wide, speak = width == WIDE, language(briefing.language)
    today = briefing.as_of.date()
    span = max(1, (max(each.on for each in found) - today).days)
    start = min(0, *((each.on - today).days for each in found))
    pad = Pad(left=34, right=176 if wide else 112, top=26, bottom=30)
    canvas = Canvas(width, 340 if wide else 300, pad, x=(start, span), y=(0, 1))
    _grid(canvas, start, span)
    _ticks(canvas, speak, found, today, wide)
    every = looks(briefing)
    rows = _rows(found, today)
    mine = {name: [row for row in rows if row["hypothesis"] == name] for name in every}
    for name, look in every.items():
        band = [{"x": row["x"], "y": row["low"], "y2": row["high"]} for row in mine[name]]
        canvas.add("area", band, color=colour(look.hue), opacity=0.14)
    for name, look in every.items():
        _line(canvas, name, mine[name], look)
    canvas.rule([{"x": 0, "y": 0, "x2": 0, "y2": 1}], hue="ink", strokeWidth=1)
    label = [{"x": 0, "y": 1, "text": speak.t("deadlines.today", on=today)}]
    canvas.text(label, hue="ink", dy=-14, dx=-1, fontSize=12)
    _labels(canvas, speak, found, every, span, wide)
    return canvas.spec()


def _rows(found: tuple[Point, ...], today: date) -> list[dict[str, object]]:
    return [
        {
            "x": (each.on - today).days,
            "y": each.p,
            "low": each.low,
            "high": each.high,
            "before": each.before,
            "hypothesis": each.hypothesis,
        }
        for each in found
    ]


def _grid(canvas: Canvas, start: float, span: float) -> None:
    levels = (0, 0.25, 0.5, 0.75, 1)
    canvas.rule([{"x": start, "x2": span, "y": level, "y2": level} for level in levels])
    canvas.text(
        [{"x": start, "y": level, "text": f"{100 * level:.0f}"} for level in levels],
        hue="soft",
        align="right",
        dx=-8,
        fontSize=12,
    )


def _ticks(canvas: Canvas, speak: Language, found: tuple[Point, ...], today: date, wide: bool) -> None:
    days = sorted({each.on for each in found})
    least = 70 if wide else 48
    scale = canvas.plot_width / max(1, (days[-1] - today).days - min(0, (days[0] - today).days))
    shown: list[date] = [days[-1]]
    for on in reversed(days[:-1]):
        if (shown[-1] - on).days * scale >= least:
            shown.append(on)
    rows = []
    for on in shown:
        label = [speak.tick_day(on)]
        if on in (shown[0], shown[-1]):
            label.append(str(on.year))
        rows.append({"x": (on - today).days, "y": 0, "text": label})
    canvas.text(rows, hue="soft", align="center", baseline="top", dy=7, fontSize=12, lineHeight=14)
    canvas.rule([{"x": row["x"], "x2": row["x"], "y": 0, "y2": 0.015} for row in rows], hue="mark")


def _line(canvas: Canvas, name: str, rows: list[dict[str, object]], look: Look) -> None:
    hue = colour(look.hue)
    before = [{"x": row["x"], "y": row["before"]} for row in rows if row["before"] is not None]
    canvas.add("line", before, color=hue, strokeWidth=1.5, strokeDash=[1, 3], strokeCap="round")
    lines = [{"x": row["x"], "y": row["y"]} for row in rows]
    dash: dict[str, Any] = {"strokeDash": list(look.dash)} if look.dash else {}
    canvas.add("line", lines, color=hue, strokeWidth=2.25, **dash)
    canvas.add(
        "point", rows, key=f"rows-{name}", shape=look.shape, filled=True, size=46, opacity=1, color=hue
    )


def _labels(
    canvas: Canvas, speak: Language, found: tuple[Point, ...], every: dict[str, Look], span: float, wide: bool
) -> None:
    ends = {each.hypothesis: each for each in sorted(found, key=lambda each: each.on)}
    texts = {name: wrap_label(speak, each, wide) for name, each in ends.items()}
    tallest = max(len(text) for text in texts.values())
    least = (tallest * 15 + 6) / canvas.plot_height
    placed = spread([each.p for each in ends.values()], least, 0.05, 0.97)
    for (name, _), y in zip(ends.items(), placed, strict=True):
        hue = every[name].hue if name in every else "soft"
        rows = [{"x": span, "y": y, "text": texts[name]}]
        dy = -7.5 * (len(texts[name]) - 1)
        canvas.text(
            rows,
            hue="soft" if hue == "mark" else hue,
            dx=12,
            dy=dy,
            fontWeight=600,
            lineHeight=15,
            fontSize=13,
        )


def wrap_label(speak: Language, point: Point, wide: bool) -> list[str]:
    """The label at a line's end: figure first, then the outcome in short lines."""
    return [speak.percent(point.p), *wrap(point.title, 24 if wide else 13, 3)]
