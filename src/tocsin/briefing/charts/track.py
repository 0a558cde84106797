"""The answer over time: what it would have been on each earlier day, from what had been captured by then."""

from datetime import date
from typing import Any, NamedTuple

from tocsin.briefing.charts.canvas import Canvas, Pad, spread, wrap
from tocsin.briefing.charts.hues import looks
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.language.choose import language
from tocsin.briefing.telling import findings
from tocsin.records.briefing import Briefing


class Moment(NamedTuple):
    """One outcome on one day."""

    on: date
    hypothesis: str
    title: str
    p: float


def moments(briefing: Briefing) -> tuple[Moment, ...]:
    """The track and today's answer as its last day."""
    today = briefing.as_of.date()
    days = {each.on: each.p for each in briefing.track if each.on < today}
    days[today] = {each.id: each.p for each in briefing.assessment.hypotheses}
    return tuple(
        Moment(on, outlook.id, outlook.title, days[on][outlook.id])
        for outlook in briefing.assessment.hypotheses
        for on in sorted(days)
        if outlook.id in days[on]
    )


def draw(briefing: Briefing) -> Chart | None:
    """The chart, where there is a past to show."""
    found = moments(briefing)
    days = sorted({each.on for each in found})
    if len(days) < 3:
        return None
    speak = language(briefing.language)
    return Chart(
        id="track",
        title=findings.track(briefing).text,
        subtitle=speak.t("track.subtitle", on=briefing.assessment.headline_deadline),
        description=" ".join(
            speak.t("track.spoken", title=each.title, on=each.on, p=each.p) for each in found
        ),
        table=Table(
            columns=(speak.t("track.day"), speak.t("deadlines.outcome"), speak.t("deadlines.p")),
            rows=tuple(
                (
                    Cell(text=speak.short_day(each.on)),
                    Cell(text=each.title),
                    Cell(text=speak.percent(each.p), figure=True),
                )
                for each in found
            ),
        ),
        wide=_spec(briefing, found, WIDE),
        narrow=_spec(briefing, found, NARROW),
    )


def _spec(briefing: Briefing, found: tuple[Moment, ...], width: int) -> Spec:
    wide, speak = width == WIDE, language(briefing.language)
    days = sorted({each.on for each in found})
    start, span = days[0], max(1, (days[-1] - days[0]).days)
    pad = Pad(left=34, right=176 if wide else 112, top=12, bottom=34)
    canvas = Canvas(width, 250 if wide else 230, pad, x=(0, span), y=(0, 1))
    levels = (0, 0.25, 0.5, 0.75, 1)
    canvas.rule([{"x": 0, "x2": span, "y": level, "y2": level} for level in levels])
    ticks = [{"x": 0, "y": level, "text": f"{100 * level:.0f}"} for level in levels]
    canvas.text(ticks, hue="soft", align="right", dx=-8, fontSize=12)
    for on, align in ((days[0], "left"), (days[-1], "right")):
        rows = [{"x": (on - start).days, "y": 0, "text": speak.short_day(on)}]
        canvas.text(rows, hue="soft", align=align, baseline="top", dy=8, fontSize=12)
    every = looks(briefing)
    ends = []
    for name, look in every.items():
        rows = [{"x": (each.on - start).days, "y": each.p} for each in found if each.hypothesis == name]
        dash: dict[str, Any] = {"strokeDash": list(look.dash)} if look.dash else {}
        canvas.add(
            "line",
            rows,
            key=f"rows-{name}",
            color=colour(look.hue),
            interpolate="step-after",
            strokeWidth=2,
            **dash,
        )
        canvas.add(
            "point", rows[-1:], shape=look.shape, filled=True, size=46, opacity=1, color=colour(look.hue)
        )
        ends += [(each, look) for each in found if each.hypothesis == name][-1:]
    texts = [[speak.percent(each.p), *wrap(each.title, 24 if wide else 13, 3)] for each, _ in ends]
    least = (max(map(len, texts)) * 15 + 6) / canvas.plot_height
    for (_, look), text, y in zip(
        ends, texts, spread([each.p for each, _ in ends], least, 0.07, 0.96), strict=True
    ):
        hue = "soft" if look.hue == "mark" else look.hue
        label = [{"x": span, "y": y, "text": text}]
        canvas.text(label, hue=hue, dx=12, dy=-7.5 * (len(text) - 1), fontWeight=600, lineHeight=15)
    return canvas.spec()
