"""Whether the arithmetic holds: strength over time as a fan, and what a manpower model says is needed."""

from math import ceil

from tocsin.briefing.charts.canvas import Canvas, Pad
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.briefing.telling import findings
from tocsin.records.briefing import Briefing
from tocsin.records.drawn import Arithmetic
from tocsin.stats.rounding import two_figures

LEVELS = 5
"""About so many lines across."""
ROOM = 1.05
STEPS = (1, 2, 2.5, 5, 10)


def draw(briefing: Briefing) -> Chart | None:
    """The chart, where a model was run."""
    found = briefing.arithmetic
    if found is None:
        return None
    speak = language(briefing.language)
    return Chart(
        id="arithmetic",
        title=findings.arithmetic(briefing).text,
        subtitle=speak.t("arithmetic.subtitle", n=found.n_draws),
        description=" ".join(
            speak.t("arithmetic.spoken", on=week.on, strength=speak.persons(week.low, week.high))
            for week in (found.weeks[0], found.weeks[len(found.weeks) // 2], found.weeks[-1])
        ),
        table=Table(
            columns=tuple(speak.t(f"arithmetic.{name}") for name in ("week", "middle", "range")),
            rows=tuple(
                (
                    Cell(text=speak.short_day(week.on)),
                    Cell(text=speak.count(week.middle), figure=True),
                    Cell(text=speak.persons(week.low, week.high), figure=True),
                )
                for week in found.weeks
            ),
        ),
        wide=_spec(speak, found, WIDE),
        narrow=_spec(speak, found, NARROW),
        note=speak.t("arithmetic.note", scenario=found.scenario),
    )


def _spec(speak: Language, found: Arithmetic, width: int) -> Spec:
    wide, last = width == WIDE, len(found.weeks) - 1
    most = max(found.need_high, max(week.high for week in found.weeks)) * ROOM
    step = _step(most)
    n_levels = ceil(most / step)
    pad = Pad(left=70, right=86 if wide else 62, top=12, bottom=34)
    canvas = Canvas(width, 260 if wide else 230, pad, x=(0, last), y=(0, step * n_levels))
    levels = [step * at for at in range(n_levels + 1)]
    canvas.rule([{"x": 0, "x2": last, "y": level, "y2": level} for level in levels])
    ticks = [{"x": 0, "y": level, "text": speak.count(level)} for level in levels]
    canvas.text(ticks, hue="soft", align="right", dx=-8, fontSize=12)
    for at, align in ((0, "left"), (last, "right")):
        day = [{"x": at, "y": 0, "text": speak.short_day(found.weeks[at].on)}]
        canvas.text(day, hue="soft", align=align, baseline="top", dy=8, fontSize=12)
    ends = (found.need_low, found.need_high)
    need = [{"x": x, "y": ends[0], "y2": ends[1]} for x in (0, last)]
    canvas.add("area", need, color=colour("wave"), opacity=0.12)
    dashed = [{"x": 0, "x2": last, "y": end, "y2": end} for end in ends]
    canvas.rule(dashed, hue="wave", strokeDash=[4, 3])
    band = [{"x": at, "y": week.low, "y2": week.high} for at, week in enumerate(found.weeks)]
    canvas.add("area", band, color=colour("mark"), opacity=0.35)
    line = [{"x": at, "y": week.middle} for at, week in enumerate(found.weeks)]
    canvas.add("line", line, key="rows-strength", color=colour("ink"), strokeWidth=2)
    top = [{"x": 0, "y": ends[1], "text": speak.t("arithmetic.needed")}]
    canvas.text(top, hue="wave", dx=6, dy=10, fontWeight=600)
    end = [{"x": last, "y": line[-1]["y"], "text": speak.count(two_figures(found.weeks[-1].middle))}]
    canvas.text(end, dx=8, fontWeight=600)
    return canvas.spec()


def _step(most: float) -> float:
    """A round step of which so many reach the top."""
    rough = most / LEVELS
    scale = 10.0 ** (len(str(int(rough))) - 1)
    return next(step * scale for step in STEPS if step * scale >= rough)
