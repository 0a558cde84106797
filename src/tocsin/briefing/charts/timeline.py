"""What happened when: a row a kind, days across; marks that differ in shape, and bars where a day holds many.

Decrees first, then what was read, then what was done to pages: reading down a day shows what came together.
"""

from datetime import date, timedelta

from tocsin.briefing.charts.canvas import Canvas, Pad, Row, wrap
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.briefing.telling import findings
from tocsin.records.briefing import Briefing
from tocsin.records.drawn import MomentKind, TimelineMark

LISTED = 120
"""Rows of the table twin; the whole list is in the data."""
COUNTED = (MomentKind.INDICATION, MomentKind.CLAIM)
SHAPES = {
    MomentKind.DECREE: "square",
    MomentKind.CHANGE: "diamond",
    MomentKind.VANISHING: "cross",
    MomentKind.POLL: "triangle-up",
}
MOST_DAYS = 400
"""The line shows no more than this; older days stay in the table."""
LETTER_PIXELS = 6.6
GAP_PIXELS = 6
BAR_PIXELS = 3.2
"""A day's bar is never thinner."""


def draw(briefing: Briefing) -> Chart | None:
    """The chart, where anything happened on two days or more."""
    first = briefing.as_of.date() - timedelta(days=MOST_DAYS)
    shown = tuple(each for each in briefing.timeline if each.on >= first)
    if len({each.on for each in shown}) < 2:
        return None
    speak = language(briefing.language)
    told = [each for each in shown if each.kind not in COUNTED]
    return Chart(
        id="timeline",
        title=findings.timeline(briefing).text,
        subtitle=speak.t("timeline.subtitle"),
        description=" ".join(
            speak.t("timeline.spoken", on=each.on, kind=_kind(speak, each.kind), title=each.title)
            for each in told
        ),
        table=_table(speak, briefing.timeline[-LISTED:]),
        wide=_spec(speak, shown, briefing.as_of.date(), WIDE),
        narrow=_spec(speak, shown, briefing.as_of.date(), NARROW),
        note=speak.t("timeline.note"),
    )


def _kind(speak: Language, kind: MomentKind) -> str:
    return speak.t(f"timeline.{kind.value}")


def _table(speak: Language, shown: tuple[TimelineMark, ...]) -> Table:
    return Table(
        columns=tuple(speak.t(f"timeline.{name}") for name in ("day", "kind", "what", "n")),
        rows=tuple(
            (
                Cell(text=speak.short_day(each.on)),
                Cell(text=_kind(speak, each.kind)),
                Cell(text=each.title or each.source, cites=each.cites),
                Cell(text=speak.count(each.n), figure=True),
            )
            for each in shown
        ),
    )


def _spec(speak: Language, shown: tuple[TimelineMark, ...], today: date, width: int) -> Spec:
    wide = width == WIDE
    kinds = [kind for kind in MomentKind if any(each.kind is kind for each in shown)]
    step = 40 if wide else 54
    pad = Pad(left=168 if wide else 4, right=10 if wide else 6, top=26, bottom=6)
    start = shown[0].on
    span = max(1, (max(today, shown[-1].on) - start).days)
    n = len(kinds)
    canvas = Canvas(width, n * step + pad.top + pad.bottom, pad, x=(-1, span + 1), y=(n, 0))
    _months(canvas, speak, start, span, n)
    for at, kind in enumerate(kinds):
        mine = [each for each in shown if each.kind is kind]
        _row(canvas, speak, at, kind, mine, start, wide)
    return canvas.spec()


def _row(
    canvas: Canvas,
    speak: Language,
    at: int,
    kind: MomentKind,
    mine: list[TimelineMark],
    start: date,
    wide: bool,
) -> None:
    low = at + (0.86 if wide else 0.9)
    canvas.rule([{"x": -1, "x2": (max(each.on for each in mine) - start).days + 1, "y": low, "y2": low}])
    label = _kind(speak, kind)
    most = max(each.n for each in mine)
    if kind in COUNTED and most > 1:
        label += f" · {speak.t('timeline.most', n=most)}"
    dx, y = (-canvas.pad.left, at + 0.62) if wide else (0, at + 0.22)
    canvas.text(
        [{"x": -1, "y": y, "text": wrap(label, 26 if wide else 46, 1)}], dx=dx, fontSize=12, halo=not wide
    )
    marks: list[Row] = [
        {
            "x": (each.on - start).days,
            "y": low,
            "n": each.n,
            "href": f"#{each.cites[0]}" if each.cites else "",
        }
        for each in mine
    ]
    if kind not in COUNTED:
        style = {"shape": SHAPES[kind], "filled": True, "opacity": 1, "size": 74}
        middle = [{**mark, "y": low - 0.24} for mark in marks]
        canvas.add("point", middle, key=f"rows-{kind.value}", color=colour("ink"), **style)
        return
    tall = 0.6 if wide else 0.48
    half = max(0.5, BAR_PIXELS / 2 * _days_per_pixel(canvas))
    bars = [
        {**mark, "x": mark["x"] - half, "x2": mark["x"] + half, "y": low - tall * mark["n"] / most, "y2": low}
        for mark in marks
    ]
    hue = "stealth" if kind is MomentKind.INDICATION else "mark"
    canvas.add("rect", bars, key=f"rows-{kind.value}", color=colour(hue))


def _days_per_pixel(canvas: Canvas) -> float:
    low, high = canvas.x
    return (high - low) / canvas.plot_width


def _months(canvas: Canvas, speak: Language, start: date, span: int, n: int) -> None:
    days_per_pixel = _days_per_pixel(canvas)
    labels: list[Row] = []
    month, free, told = start.replace(day=1), 0.0, 0
    while (month - start).days <= span:
        at = (month - start).days
        if at >= 0:
            canvas.rule([{"x": at, "x2": at, "y": 0, "y2": n}])
            year = f" {month.year}" if not labels or month.year != told else ""
            text = speak.month(month) + year
            if at / days_per_pixel >= free and (span - at) / days_per_pixel >= len(text) * LETTER_PIXELS:
                labels.append({"x": at, "y": 0, "text": text})
                free = at / days_per_pixel + len(text) * LETTER_PIXELS + GAP_PIXELS
                told = month.year
        month = (month + timedelta(days=32)).replace(day=1)
    canvas.text(labels, hue="soft", dy=-12, dx=1, fontSize=12)
