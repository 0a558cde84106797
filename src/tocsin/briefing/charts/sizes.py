"""Who says how many: every figure for a call-up on one logarithmic axis, by named speaker.

A range is a bar, a single figure a dot, an open end an arrow: "over 50,000" has a lower end and no upper one,
and drawing it as a point would put words into the speaker's mouth.
"""

from itertools import pairwise
from math import floor, log10
from typing import NamedTuple

from tocsin.briefing import locale, prose
from tocsin.briefing.charts.canvas import Canvas, Pad, Row, wrap
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.records.briefing import Briefing, SizeClaim

SHOWN = 16
LISTED = 200
"""Rows of the table twin; the whole list is in the data."""
LABEL_PIXELS = 40
ARROW = 1.6
"""How far an open end is drawn beyond its bound, as a factor; the arrow says that it goes on."""


class Bar(NamedTuple):
    """One speaker's figure as drawn."""

    speaker: str
    detail: str
    text: str
    low: float
    high: float
    open_low: bool
    open_high: bool
    approx: bool
    cites: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Whether it is one figure and not a range."""
        return self.low == self.high and not self.open_low and not self.open_high


def bars(briefing: Briefing) -> tuple[Bar, ...]:
    """The figures, largest reach first."""
    found = [_bar(each) for each in briefing.sizes if each.low or each.high]
    return tuple(sorted(found, key=lambda bar: (-bar.high, -bar.low, bar.speaker)))


def _bar(size: SizeClaim) -> Bar:
    low, high = size.low or size.high or 0.0, size.high or size.low or 0.0
    when = locale.short_day(size.said_on) if size.said_on else "undated"
    reports = f" · {size.reports} reports" if size.reports > 1 else ""
    return Bar(
        size.speaker[:1].upper() + size.speaker[1:],
        f"{size.topic}, {when}{reports}",
        prose.said(size),
        low,
        high,
        size.low is None,
        size.high is None,
        size.approx,
        size.cites,
    )


def draw(briefing: Briefing) -> Chart | None:
    """The chart, where anybody named a figure."""
    every = bars(briefing)
    if not every:
        return None
    found = every[:SHOWN]
    left = f" The {SHOWN} largest of {locale.count(len(every))}." if len(every) > SHOWN else ""
    return Chart(
        id="sizes",
        title=_finding(every),
        subtitle="Figures for a call-up, in persons, by who named them; logarithmic axis",
        description=" ".join(f"{bar.speaker}: {bar.text} ({bar.detail})." for bar in found),
        table=Table(
            columns=("Speaker", "Figure", "About, when"),
            rows=tuple(
                (
                    Cell(text=bar.speaker, cites=bar.cites),
                    Cell(text=bar.text, figure=True),
                    Cell(text=bar.detail),
                )
                for bar in every[:LISTED]
            ),
        ),
        wide=_spec(found, WIDE),
        narrow=_spec(found, NARROW),
        note="Bar: a range. Dot: one figure, hollow where the speaker called it approximate. Arrow: no upper"
        f" or lower end was given.{left}",
    )


def _finding(found: tuple[Bar, ...]) -> str:
    low, high = min(bar.low for bar in found), max(bar.high for bar in found)
    if len(found) == 1:
        return f"One figure has been named: {found[0].text}, by {found[0].speaker}"
    return f"Figures named run from {locale.count(low)} to {locale.count(high)}"


def _spec(found: tuple[Bar, ...], width: int) -> Spec:
    wide = width == WIDE
    step = 44 if wide else 60
    pad = Pad(left=282 if wide else 4, right=22 if wide else 14, top=26, bottom=4)
    low = min(bar.low / (ARROW if bar.open_low else 1) for bar in found)
    high = max(bar.high * (ARROW if bar.open_high else 1) for bar in found)
    domain = (low / 1.25, high * (1.6 if wide else 1.25))
    n = len(found)
    canvas = Canvas(width, n * step + pad.top + pad.bottom, pad, x=domain, y=(n, 0), log_x=True)
    _axis(canvas, domain, n)
    mid = 0.5 if wide else 0.76
    half = 0.13 if wide else 0.1
    _marks(canvas, found, mid, half)
    _texts(canvas, found, domain[0], mid, wide)
    return canvas.spec()


def _axis(canvas: Canvas, domain: tuple[float, float], n: int) -> None:
    shown = ticks(domain, canvas.plot_width)
    canvas.rule([{"x": tick, "x2": tick, "y": 0, "y2": n} for tick in shown])
    labels = [{"x": tick, "y": 0, "text": locale.compact(tick)} for tick in shown]
    canvas.text(labels, hue="soft", align="center", dy=-12, fontSize=12)


def ticks(domain: tuple[float, float], pixels: float) -> list[float]:
    """Round values on a logarithmic axis, as many as leave room for their labels."""
    decades = range(floor(log10(domain[0])), floor(log10(domain[1])) + 1)
    per_decade = pixels / log10(domain[1] / domain[0])
    for steps in ((1, 2, 5), (1, 3), (1,)):
        ends = (*steps, 10)
        if min(log10(b / a) for a, b in pairwise(ends)) * per_decade >= LABEL_PIXELS:
            break
    return [k * 10.0**power for power in decades for k in steps if domain[0] <= k * 10.0**power <= domain[1]]


def _marks(canvas: Canvas, found: tuple[Bar, ...], mid: float, half: float) -> None:
    ink = colour("ink")
    ranges: list[Row] = []
    dots: list[Row] = []
    rough: list[Row] = []
    arrows_up: list[Row] = []
    arrows_down: list[Row] = []
    for n, bar in enumerate(found):
        href = f"#{bar.cites[0]}" if bar.cites else ""
        y = n + mid
        x = bar.low / (ARROW if bar.open_low else 1)
        x2 = bar.high * (ARROW if bar.open_high else 1)
        if bar.single:
            (rough if bar.approx else dots).append({"x": bar.low, "y": y, "href": href})
        else:
            ranges.append({"x": x, "x2": x2, "y": y - half, "y2": y + half, "href": href})
        if bar.open_high:
            arrows_up.append({"x": x2, "y": y})
        if bar.open_low:
            arrows_down.append({"x": x, "y": y})
    canvas.add("rect", ranges, key="rows-range", color=colour("mark"), opacity=0.55)
    open_ends = {(row["x"], round(row["y"], 6)) for row in (*arrows_up, *arrows_down)}
    caps = [
        {"x": row[end], "x2": row[end], "y": row["y"], "y2": row["y2"]}
        for row in ranges
        for end in ("x", "x2")
        if (row[end], round((row["y"] + row["y2"]) / 2, 6)) not in open_ends
    ]
    canvas.rule(caps, hue="ink", strokeWidth=1.75)
    canvas.add("point", dots, key="rows-dot", shape="circle", size=80, filled=True, opacity=1, color=ink)
    canvas.add(
        "point",
        rough,
        key="rows-rough",
        shape="circle",
        size=70,
        filled=False,
        fill=colour("paper"),
        stroke=ink,
        strokeWidth=1.75,
        opacity=1,
    )
    for rows, shape in ((arrows_up, "triangle-right"), (arrows_down, "triangle-left")):
        canvas.add("point", rows, shape=shape, size=150, filled=True, opacity=1, color=ink)


def _texts(canvas: Canvas, found: tuple[Bar, ...], left: float, mid: float, wide: bool) -> None:
    dx = -canvas.pad.left
    largest = max(bar.high for bar in found)
    for n, bar in enumerate(found):
        first, second = (n + 0.34, n + 0.7) if wide else (n + 0.18, n + 0.44)
        canvas.text(
            [{"x": left, "y": first, "text": wrap(bar.speaker, 36, 1)}], dx=dx, fontWeight=600, halo=not wide
        )
        canvas.text(
            [{"x": left, "y": second, "text": wrap(bar.detail, 46 if wide else 54, 1)}],
            hue="soft",
            dx=dx,
            fontSize=12,
            halo=not wide,
        )
        value = [{"x": bar.high, "y": n + mid, "text": bar.text}]
        if wide:
            align = "right" if bar.high * 1.05 > largest else "left"
            canvas.text(value, align=align, fontSize=12, dy=-15, halo=True)
        else:
            canvas.text(
                [{"x": left, "y": first, "text": bar.text}],
                dx=canvas.plot_width - 4,
                align="right",
                fontSize=12,
            )
