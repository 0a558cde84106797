"""Who says how many: every figure for a call-up on one logarithmic axis, by named speaker.

A range is a bar, a single figure a dot, an open end an arrow: "over 50,000" has a lower end and no upper one,
and drawing it as a point would put words into the speaker's mouth. Where a manpower model was run, its need
lies behind in grey, and each figure says which share of the model's draws it exceeds.
"""

from itertools import pairwise
from math import floor, log10
from typing import NamedTuple

from tocsin.briefing.charts.canvas import Canvas, Pad, Row, wrap
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.briefing.telling import findings
from tocsin.records.briefing import Briefing
from tocsin.records.drawn import SizeModel
from tocsin.records.listed import SizeClaim

SHOWN = 16
LISTED = 200
"""Rows of the table twin; the whole list is in the data."""
LABEL_PIXELS = 40
LETTER_PIXELS = 6.4
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
    model_share: float | None = None

    @property
    def single(self) -> bool:
        """Whether it is one figure and not a range."""
        return self.low == self.high and not self.open_low and not self.open_high


def bars(briefing: Briefing) -> tuple[Bar, ...]:
    """The figures, largest reach first."""
    speak = language(briefing.language)
    found = [_bar(speak, each) for each in briefing.sizes if each.low or each.high]
    return tuple(sorted(found, key=lambda bar: (-bar.high, -bar.low, bar.speaker)))


def _bar(speak: Language, size: SizeClaim) -> Bar:
    low, high = size.low or size.high or 0.0, size.high or size.low or 0.0
    when = speak.short_day(size.said_on) if size.said_on else speak.t("size_chart.undated")
    parts = [f"{size.topic}, {when}"]
    if size.reports > 1:
        parts.append(speak.t("size_chart.reports", n=size.reports))
    text = speak.persons(size.low, size.high, size.approx)
    if size.model_share is not None:
        text += f" · {speak.percent(size.model_share)}"
    return Bar(
        size.speaker[:1].upper() + size.speaker[1:],
        " · ".join(parts),
        text,
        low,
        high,
        size.low is None,
        size.high is None,
        size.approx,
        size.cites,
        size.model_share,
    )


def draw(briefing: Briefing) -> Chart | None:
    """The chart, where anybody named a figure."""
    every = bars(briefing)
    if not every:
        return None
    speak, model = language(briefing.language), briefing.size_model
    found = every[:SHOWN]
    notes = [speak.t("size_chart.note")]
    if model is not None:
        notes.append(speak.t("size_chart.model", title=model.title, source=model.source))
    if len(every) > SHOWN:
        notes.append(speak.t("size_chart.left", n=SHOWN, total=len(every)))
    return Chart(
        id="sizes",
        title=findings.sizes(briefing).text,
        subtitle=speak.t("size_chart.subtitle"),
        description=" ".join(
            speak.t("size_chart.spoken", speaker=bar.speaker, figure=bar.text, detail=bar.detail)
            for bar in found
        ),
        table=_table(speak, every[:LISTED], modelled=model is not None),
        wide=_spec(speak, found, WIDE, model),
        narrow=_spec(speak, found, NARROW, model),
        note=" ".join(notes),
    )


def _table(speak: Language, shown: tuple[Bar, ...], *, modelled: bool) -> Table:
    columns = ["speaker", "figure", "about", *(["percentile"] if modelled else [])]
    rows = []
    for bar in shown:
        cells = [
            Cell(text=bar.speaker, cites=bar.cites),
            Cell(text=bar.text, figure=True),
            Cell(text=bar.detail),
        ]
        if modelled:
            share = "" if bar.model_share is None else speak.percent(bar.model_share)
            cells.append(Cell(text=share, figure=True))
        rows.append(tuple(cells))
    return Table(columns=tuple(speak.t(f"size_chart.{name}") for name in columns), rows=tuple(rows))


def _spec(speak: Language, found: tuple[Bar, ...], width: int, model: SizeModel | None) -> Spec:
    wide = width == WIDE
    step = 44 if wide else 60
    pad = Pad(left=282 if wide else 4, right=22 if wide else 14, top=26, bottom=4)
    low = min(bar.low / (ARROW if bar.open_low else 1) for bar in found)
    high = max(bar.high * (ARROW if bar.open_high else 1) for bar in found)
    domain = (low / 1.25, high * (1.6 if wide else 1.25))
    n = len(found)
    canvas = Canvas(width, n * step + pad.top + pad.bottom, pad, x=domain, y=(n, 0), log_x=True)
    if model is not None:
        _behind(canvas, model, domain, n)
    _axis(canvas, speak, domain, n)
    mid = 0.5 if wide else 0.76
    half = 0.13 if wide else 0.1
    _marks(canvas, found, mid, half)
    _texts(canvas, found, domain, mid, wide)
    return canvas.spec()


def _behind(canvas: Canvas, model: SizeModel, domain: tuple[float, float], n: int) -> None:
    """The model's draws, as far as the figures reach: 10th to 90th percentile, the middle half darker."""
    for low, high, opacity in ((0.1, 0.9, 0.16), (0.25, 0.75, 0.2)):
        x, x2 = max(domain[0], _at(model, low)), min(domain[1], _at(model, high))
        band = [{"x": x, "x2": x2, "y": 0, "y2": n}] if x < x2 else []
        canvas.add("rect", band, key=f"rows-model-{low:g}", color=colour("mark"), opacity=opacity)
    middle = _at(model, 0.5)
    if domain[0] < middle < domain[1]:
        canvas.rule([{"x": middle, "x2": middle, "y": 0, "y2": n}], hue="mark", strokeDash=[4, 3])


def _at(model: SizeModel, share: float) -> float:
    """The number of persons below which this share of the draws lies, between the quantiles that are told."""
    for (p, x), (q, y) in pairwise(model.quantiles):
        if p <= share <= q:
            return x + (y - x) * (share - p) / (q - p)
    ends = model.quantiles[0] if share < model.quantiles[0][0] else model.quantiles[-1]
    return ends[1]


def _axis(canvas: Canvas, speak: Language, domain: tuple[float, float], n: int) -> None:
    shown = ticks(domain, canvas.plot_width)
    canvas.rule([{"x": tick, "x2": tick, "y": 0, "y2": n} for tick in shown])
    labels = [{"x": tick, "y": 0, "text": speak.compact(tick)} for tick in shown]
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


def _texts(
    canvas: Canvas, found: tuple[Bar, ...], domain: tuple[float, float], mid: float, wide: bool
) -> None:
    dx, left = -canvas.pad.left, domain[0]
    per_pixel = log10(domain[1] / domain[0]) / canvas.plot_width
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
            room = log10(domain[1] / bar.high) / per_pixel
            align = "right" if room < len(bar.text) * LETTER_PIXELS else "left"
            canvas.text(value, align=align, fontSize=12, dy=-15, halo=True)
        else:
            canvas.text(
                [{"x": left, "y": first, "text": bar.text}],
                dx=canvas.plot_width - 4,
                align="right",
                fontSize=12,
            )
