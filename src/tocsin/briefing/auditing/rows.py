"""A chart of rows: a label, and a figure with its interval for one or two measures; a table says the same."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tocsin.briefing.charts.canvas import Canvas, Pad
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.records.register_audited import Measured

ROW_PIXELS = {1: 44, 2: 58}
"""Height of a row with one measure, and with two."""
SCALES = ((0.0, 0.1, 0.2, 0.3, 0.4), (0.0, 0.2, 0.4, 0.6), (0.0, 0.25, 0.5, 0.75, 1.0))


class Line(NamedTuple):
    """One row: a label, and figures with their intervals; the first two are drawn, the table has all."""

    label: str
    first: Measured
    second: Measured | None = None
    third: Measured | None = None
    fourth: Measured | None = None

    @property
    def drawn(self) -> tuple[Measured, ...]:
        """What is drawn."""
        return tuple(one for one in (self.first, self.second) if one is not None)

    @property
    def figures(self) -> tuple[Measured, ...]:
        """What the table has."""
        return tuple(one for one in (self.first, self.second, self.third, self.fourth) if one is not None)

    @property
    def largest(self) -> float:
        """Of what is drawn, the figure furthest from nothing."""
        return max((one.value for one in self.drawn), key=abs)

    @property
    def furthest(self) -> float:
        """How far that is."""
        return abs(self.largest)


class Words(NamedTuple):
    """What is written about a chart."""

    title: str
    subtitle: str
    columns: tuple[str, ...]
    note: str


def ticks_for(lines: Sequence[Line]) -> tuple[float, ...]:
    """The shortest scale of shares on which every interval lies."""
    highest = max((one.high for line in lines for one in line.drawn), default=1.0)
    return next((scale for scale in SCALES if highest <= scale[-1]), SCALES[-1])


def chart(
    name: str,
    words: Words,
    lines: Sequence[Line],
    ticks: tuple[float, ...],
    short: Callable[[float], str],
    long: Callable[[Measured], str],
    drawn: Sequence[Line] | None = None,
) -> Chart:
    """The chart.

    Args:
        name: Its anchor.
        words: What is written about it.
        lines: Rows of its table.
        ticks: Where its rules stand, from end to end.
        short: How a figure is written beside its mark.
        long: How one is written with its interval.
        drawn: The rows that are drawn, where not all are.
    """
    shown = lines if drawn is None else drawn
    rows = tuple(
        (Cell(text=line.label), *(Cell(text=long(one), figure=True) for one in line.figures))
        for line in lines
    )
    return Chart(
        id=name,
        title=words.title,
        subtitle=words.subtitle,
        description=" ".join(f"{line.label}: {long(line.first)}." for line in shown),
        table=Table(columns=words.columns, rows=rows),
        wide=_spec(shown, WIDE, ticks, short),
        narrow=_spec(shown, NARROW, ticks, short),
        note=words.note,
    )


def _spec(lines: Sequence[Line], width: int, ticks: tuple[float, ...], short: Callable[[float], str]) -> Spec:
    pad = Pad(left=14, right=60, top=4, bottom=26)
    n_measures = max((len(line.drawn) for line in lines), default=1)
    height = len(lines) * ROW_PIXELS[n_measures] + pad.top + pad.bottom
    canvas = Canvas(width, height, pad, x=(ticks[0], ticks[-1]), y=(max(len(lines), 1), 0))
    canvas.rule([{"x": at, "x2": at, "y": 0, "y2": len(lines)} for at in ticks], hue="hair")
    if ticks[0] < 0:
        canvas.rule([{"x": 0, "x2": 0, "y": 0, "y2": len(lines)}], hue="mark")
    canvas.text(
        [{"x": at, "y": len(lines), "text": short(at)} for at in ticks],
        hue="soft",
        dy=14,
        align="center",
        fontSize=11,
    )
    for at, line in enumerate(lines):
        label = {"x": ticks[0], "y": at + 0.28, "text": line.label}
        canvas.text([label], halo=ticks[0] < 0, dx=0 if ticks[0] == 0 else -10, fontSize=_size(width))
        _measure(
            canvas,
            line.first,
            at + (0.58 if n_measures > 1 else 0.7),
            "wave",
            short,
            filled=True,
            bar=ticks[0] < 0,
        )
        if line.second is not None:
            _measure(canvas, line.second, at + 0.82, "stealth", short, filled=False, bar=ticks[0] < 0)
    return canvas.spec()


def _size(width: int) -> int:
    return 13 if width == WIDE else 12


def _measure(
    canvas: Canvas,
    found: Measured,
    y: float,
    hue: str,
    short: Callable[[float], str],
    *,
    filled: bool,
    bar: bool,
) -> None:
    """One figure with its interval; a change has a bar from nothing to it too."""
    if bar:
        canvas.rule([{"x": 0, "x2": found.value, "y": y, "y2": y}], hue=hue, strokeWidth=7, opacity=0.28)
    canvas.rule([{"x": found.low, "x2": found.high, "y": y, "y2": y}], hue=hue, strokeWidth=2)
    canvas.add(
        "point",
        [{"x": found.value, "y": y}],
        color=colour(hue),
        filled=filled,
        size=60,
        strokeWidth=2,
        opacity=1,
    )
    label: dict[str, Any] = {"x": found.high, "y": y, "text": short(found.value)}
    if bar and found.value < 0:
        canvas.text([label | {"x": found.low}], hue=hue, dx=-8, align="right", fontSize=11)
    else:
        canvas.text([label], hue=hue, dx=8, fontSize=11)
