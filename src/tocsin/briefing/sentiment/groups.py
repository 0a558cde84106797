"""The same in groups of people, as small multiples on one scale, with the level of everybody behind each.

Source: E. Tufte, *Envisioning Information* (1990) ch. 4, on small multiples.
"""

from collections.abc import Sequence
from datetime import date
from math import ceil, sqrt
from typing import NamedTuple

from tocsin.briefing.charts.canvas import Canvas, Pad, wrap
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.language.interface import Language
from tocsin.briefing.sentiment.sheet import Sheet, field_days, place, sheet_of, span_of, unit
from tocsin.records.opinion import Group, Groups, GroupWave, Tracked, WaveOfSeries
from tocsin.stats.student import Z_95

SHOWN = {WIDE: 24, NARROW: 10}
"""Surveys that fit in a panel; the table has the last of each."""
ACROSS = {WIDE: 3, NARROW: 2}
"""Panels side by side."""
PANEL = {WIDE: 168, NARROW: 146}
"""Height of a panel in pixels."""
LEFT, RIGHT = 0.04, 0.83
"""Where in its column a panel begins and ends; the last figure stands beyond."""
LOW, HIGH = 0.16, 0.84
"""Where in its row it begins and ends; its title stands above, its days below."""
CHARS = {WIDE: 26, NARROW: 20}
COLUMNS = ("group", "field", "published", "sampling", "total", "change")


class Panel(NamedTuple):
    """Where a panel lies, and on which scale."""

    column: int
    row: int
    """From below."""
    span: tuple[float, float]
    sheet: Sheet

    def x(self, day: float) -> float:
        """A day's place on the canvas."""
        return self.column + LEFT + (RIGHT - LEFT) * (day - self.span[0]) / (self.span[1] - self.span[0])

    def y(self, value: float) -> float:
        """A figure's place on the canvas."""
        share = (value - self.sheet.low) / (self.sheet.high - self.sheet.low)
        return self.row + LOW + (HIGH - LOW) * share


def by_group(speak: Language, found: Tracked) -> tuple[Chart, ...]:
    """A chart for each set of groups."""
    return tuple(_chart(speak, found, each) for each in found.groups)


def _chart(speak: Language, found: Tracked, each: Groups) -> Chart:
    last = sorted((one.waves[-1].value, one.title) for one in each.groups)
    key = "opinion.groups" if len(last) > 1 else "opinion.groups_one"
    (low, least), (high, most) = last[0], last[-1]
    waves = [wave for one in each.groups for wave in one.waves[-SHOWN[WIDE] :]]
    first, until = min(waves, key=place), max(waves, key=place)
    behind = "opinion.groups_subtitle" if each.whole else "opinion.groups_subtitle_bare"
    return Chart(
        id=f"opinion-groups-{each.id}",
        title=speak.t(key, title=each.title, low=low, least=least, high=high, most=most),
        subtitle=speak.t(
            behind,
            unit=unit(speak, found.scale),
            first=field_days(speak, first),
            last=field_days(speak, until),
        ),
        description=" ".join(_spoken(speak, one) for one in each.groups),
        table=Table(
            columns=tuple(speak.t(f"opinion.{name}") for name in COLUMNS),
            rows=tuple(_row(speak, one) for one in each.groups),
        ),
        wide=_spec(speak, found, each, WIDE),
        narrow=_spec(speak, found, each, NARROW),
        note=speak.t("opinion.groups_note"),
    )


def _spoken(speak: Language, one: Group) -> str:
    last = one.waves[-1]
    return speak.t(
        "opinion.groups_spoken",
        group=one.title,
        days=field_days(speak, last),
        value=last.value,
        total=span_of(speak, last.total),
    )


def _row(speak: Language, one: Group) -> tuple[Cell, ...]:
    last = one.waves[-1]
    figures = (
        speak.decimal(last.value),
        span_of(speak, last.sampling, 1),
        span_of(speak, last.total, 1),
        _since(speak, one.waves),
    )
    return (
        Cell(text=one.title),
        Cell(text=field_days(speak, last)),
        *(Cell(text=text, figure=True) for text in figures),
    )


def _since(speak: Language, waves: Sequence[GroupWave]) -> str:
    """The last change with its sampling interval: two surveys ask two samples."""
    if len(waves) < 2:
        return speak.dash
    before, last = waves[-2:]
    change, reach = last.value - before.value, Z_95 * sqrt(before.se**2 + last.se**2)
    ends = (speak.signed(change + side * reach, 1) for side in (-1, 1))
    return f"{speak.signed(change, 1)} ({' … '.join(ends)})"


def _spec(speak: Language, found: Tracked, each: Groups, width: int) -> Spec:
    shown = [one.waves[-SHOWN[width] :] for one in each.groups]
    span = (min(place(one[0]) for one in shown), max(place(one[-1]) for one in shown))
    span = (span[0], max(span[1], span[0] + 1))
    whole = next((one.waves for one in found.series if one.id == each.whole), ())
    behind = [wave for wave in whole if span[0] <= place(wave) <= span[1]]
    ends = [end for one in shown for wave in one for end in (wave.total.low, wave.total.high)]
    sheet = sheet_of([*ends, *(wave.level for wave in behind)])
    across = min(ACROSS[width], len(shown))
    down = ceil(len(shown) / across)
    pad = Pad(left=30, right=4, top=4, bottom=6)
    canvas = Canvas(width, PANEL[width] * down + 10, pad, x=(0, across), y=(0, down))
    for at, one in enumerate(each.groups):
        panel = Panel(at % across, down - 1 - at // across, span, sheet)
        _frame(canvas, speak, panel, one.title, width)
        _waves(canvas, panel, shown[at], behind, f"rows-{each.id}-{at}")
    return canvas.spec()


def _frame(canvas: Canvas, speak: Language, panel: Panel, title: str, width: int) -> None:
    """Lines across, the first and the last day, and the group's name."""
    first, last = panel.span
    lines = (panel.sheet.low, (panel.sheet.low + panel.sheet.high) / 2, panel.sheet.high)
    canvas.rule(
        [{"x": panel.x(first), "x2": panel.x(last), "y": panel.y(x), "y2": panel.y(x)} for x in lines]
    )
    if panel.column == 0:
        ticks = [{"x": panel.x(first), "y": panel.y(x), "text": f"{x:g}"} for x in lines]
        canvas.text(ticks, hue="soft", align="right", dx=-5, fontSize=12)
    for day, align in ((first, "left"), (last, "right")):
        on = date.fromordinal(int(day))
        row = [{"x": panel.x(day), "y": panel.row + LOW, "text": f"{speak.month(on)} {on.year}"}]
        canvas.text(row, hue="soft", align=align, baseline="top", dy=6, fontSize=11)
    name = wrap(title, CHARS[width], 1)[0]
    canvas.text([{"x": panel.x(first), "y": panel.row + HIGH, "text": name}], dy=-12, fontWeight=600)


def _waves(
    canvas: Canvas, panel: Panel, waves: Sequence[GroupWave], behind: Sequence[WaveOfSeries], key: str
) -> None:
    """Everybody's level dashed, then the group's surveys with both intervals."""
    level = [{"x": panel.x(place(wave)), "y": panel.y(wave.level)} for wave in behind]
    canvas.add("line", level, color=colour("stealth"), strokeWidth=1.5, strokeDash=[4, 3])
    for ends, stroke in (("total", 1.0), ("sampling", 3.0)):
        rows = [
            {"x": (x := panel.x(place(wave))), "x2": x, "y": panel.y(one.low), "y2": panel.y(one.high)}
            for wave in waves
            for one in (getattr(wave, ends),)
        ]
        canvas.rule(rows, hue="mark", strokeWidth=stroke, opacity=0.8)
    dots = [{"x": panel.x(place(wave)), "y": panel.y(wave.value), "value": wave.value} for wave in waves]
    canvas.add("point", dots, key=key, color=colour("ink"), filled=True, size=18, opacity=1)
    canvas.text([{**dots[-1], "text": f"{waves[-1].value:.0f}"}], dx=6, fontWeight=600)
