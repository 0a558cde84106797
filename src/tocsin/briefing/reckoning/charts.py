"""What moves the answer, and what people claim: two charts as rows and specs, with their tables."""

from math import floor, log10
from typing import Any, NamedTuple

from tocsin.briefing.charts.canvas import Canvas, Pad, wrap
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.reckoning.wording import between, people, percent
from tocsin.records.reckoning import Reckoning
from tocsin.records.shortfall import Reconciled, Sensitivity

SHOWN = 9
ROW_PIXELS = 44
CLAIMS = 16
LEAST_PEOPLE = 1_000.0
"""A logarithmic axis begins here: a smaller call-up is a batch."""


class Bar(NamedTuple):
    """One bar of the balance, from one strength to the next."""

    title: str
    start: float
    end: float
    whole: bool
    """Whether it is a strength and not a change of it."""


def bars(found: Reckoning) -> tuple[Bar, ...]:
    """From the strength at the start, through every flow, to that on the day, and to what is needed."""
    at = 0.0
    out: list[Bar] = []
    for one in found.shortfall.balance:
        out.append(Bar(one.title, at, at + one.people, not out))
        at += one.people
    out.append(Bar(f"In the zone on {found.deadline:%-d %B %Y}", 0.0, at, True))
    out.append(Bar("Needed, in the middle", 0.0, found.shortfall.answer.need.value, True))
    return tuple(out)


def balance(found: Reckoning) -> Chart:
    """How the strength on the day comes about."""
    every = bars(found)
    changes = [bar for bar in every if not bar.whole]
    most = max(changes, key=lambda bar: abs(bar.end - bar.start), default=every[0])
    return Chart(
        id="balance",
        title=f"What changes strength most: {most.title}",
        subtitle=f"Persons in the zone, from the start to {found.deadline:%-d %B %Y}; means, which add up",
        description=" ".join(f"{bar.title}: {people(bar.end - bar.start)}." for bar in every),
        table=Table(
            columns=("flow", "people"),
            rows=tuple((Cell(text=bar.title), Cell(text=_signed(bar), figure=True)) for bar in every),
        ),
        wide=_balance(every, WIDE),
        narrow=_balance(every, NARROW),
        note="Dark: a strength. Orange: who came. Blue: who left.",
    )


def _signed(bar: Bar) -> str:
    size = people(bar.end - bar.start)
    return size if bar.whole or bar.end < bar.start else f"+{size}"


def _balance(every: tuple[Bar, ...], width: int) -> Spec:
    wide = width == WIDE
    pad = Pad(left=16, right=16, top=4, bottom=8)
    height = len(every) * ROW_PIXELS + pad.top + pad.bottom
    most = max(max(bar.start, bar.end) for bar in every)
    canvas = Canvas(width, height, pad, x=(0, most * (1.12 if wide else 1.3)), y=(len(every), 0))
    for at, bar in enumerate(every):
        y, hue = at + 0.7, "ink" if bar.whole else "wave" if bar.end > bar.start else "stealth"
        canvas.rule([{"x": bar.start, "x2": bar.end, "y": y, "y2": y}], hue=hue, strokeWidth=10)
        canvas.text([{"x": max(bar.start, bar.end), "y": y, "text": _signed(bar)}], dx=6, fontSize=12)
        label = wrap(bar.title, 80 if wide else 44, 1)
        canvas.text([{"x": 0, "y": at + 0.27, "text": label}], fontSize=13 if wide else 12)
        if not bar.whole:
            canvas.rule([{"x": bar.end, "x2": bar.end, "y": y, "y2": at + 1.6}], hue="hair")
    return canvas.spec()


def movers(found: Reckoning) -> Chart | None:
    """Which figures move what is missing most: each at both ends of its range."""
    every = found.shortfall.sensitivities
    if not every:
        return None
    first = every[0]
    return Chart(
        id="movers",
        title=f"What the answer hangs on most: {named(found, first)}",
        subtitle=f"People missing by {found.deadline:%-d %B %Y}, with one figure at each end of its range",
        description=" ".join(
            f"{named(found, one)}: {people(one.at_low)} at its low end, {people(one.at_high)} at its high."
            for one in every[:SHOWN]
        ),
        table=Table(
            columns=("figure", "range", "missing at its low end", "missing at its high end"),
            rows=tuple(
                (
                    Cell(text=named(found, one)),
                    Cell(text=f"{_short(one.low)}–{_short(one.high)}", figure=True),
                    Cell(text=people(one.at_low), figure=True),
                    Cell(text=people(one.at_high), figure=True),
                )
                for one in every
            ),
        ),
        wide=_movers(found, every[:SHOWN], WIDE),
        narrow=_movers(found, every[:SHOWN], NARROW),
        note="Hollow: the figure's low end; filled: its high end; the line: the scenario as it stands.",
    )


def _movers(found: Reckoning, every: tuple[Sensitivity, ...], width: int) -> Spec:
    wide = width == WIDE
    middle = found.shortfall.answer.missing.value
    ends = [end for one in every for end in (one.at_low, one.at_high)] + [middle]
    room = (max(ends) - min(ends)) * 0.06 or 1.0
    pad = Pad(left=16, right=16, top=26, bottom=8)
    height = len(every) * ROW_PIXELS + pad.top + pad.bottom
    canvas = Canvas(width, height, pad, x=(min(ends) - room, max(ends) + room), y=(len(every), 0))
    canvas.rule([{"x": middle, "x2": middle, "y": 0, "y2": len(every)}], hue="mark", strokeDash=[3, 3])
    top = [{"x": middle, "y": 0, "text": people(middle)}]
    canvas.text(top, hue="soft", align="center", dy=-12, fontSize=12)
    for at, one in enumerate(every):
        y = at + 0.72
        canvas.rule([{"x": one.at_low, "x2": one.at_high, "y": y, "y2": y}], hue="ink", strokeWidth=3)
        for x, fill in ((one.at_low, "paper"), (one.at_high, "ink")):
            look: dict[str, Any] = {"color": colour(fill), "stroke": colour("ink"), "strokeWidth": 2}
            canvas.add("point", [{"x": x, "y": y}], shape="circle", filled=True, size=60, opacity=1, **look)
        label = wrap(named(found, one), 80 if wide else 42, 1)
        canvas.text([{"x": canvas.x[0], "y": at + 0.3, "text": label}], fontSize=13 if wide else 12)
    return canvas.spec()


def named(found: Reckoning, one: Sensitivity) -> str:
    """A figure as a reader would say it."""
    return found.names.get(one.figure, one.figure)


def _short(x: float) -> str:
    return people(x) if abs(x) >= 100 else f"{x:g}"


def claims(found: Reckoning) -> Chart | None:
    """Numbers people claim on one logarithmic axis, the model's own behind each."""
    every = tuple(one for one in found.reconciled if one.percentiles)
    if not every:
        return None
    off = sum(one.verdict.value.startswith("too") for one in every)
    title = f"{off} of {len(every)} numbers do not add up" if off else f"All {len(every)} numbers add up"
    return Chart(
        id="claims",
        title=title,
        subtitle="Men, as claimed (dark) and as the model has it (grey, middle 80 % of draws); logarithmic",
        description=" ".join(
            f"{_who(one)}: {_claimed(one)}: {one.verdict.value}. {one.reason}" for one in every
        ),
        table=Table(
            columns=("who", "of", "claimed", "model", "percentile", "so it is"),
            rows=tuple(_row(one) for one in every),
        ),
        wide=_claims(every[:CLAIMS], WIDE),
        narrow=_claims(every[:CLAIMS], NARROW),
        note="Percentile: share of draws below the claim. Nine in ten on one side, and it does not add up.",
    )


def _row(one: Reconciled) -> tuple[Cell, ...]:
    model = "; ".join(f"{each.of} {between(each.model)}" for each in one.percentiles)
    at = "; ".join(dict.fromkeys(f"{percent(each.low)}–{percent(each.high)}" for each in one.percentiles))
    return (
        Cell(text=_who(one)),
        Cell(text=_topic(one)),
        Cell(text=_claimed(one), figure=True),
        Cell(text=model),
        Cell(text=at, figure=True),
        Cell(text=f"{one.verdict.value}: {one.reason}"),
    )


def _topic(one: Reconciled) -> str:
    return one.claimed.topic.replace("_", " ").replace("callup", "call-up")


def _who(one: Reconciled) -> str:
    said = one.claimed.speaker or "nobody named"
    return said[:1].upper() + said[1:]


def _claimed(one: Reconciled) -> str:
    low, high = one.claimed.low, one.claimed.high
    if low is None:
        return f"up to {people(high or 0)}"
    if high is None:
        return f"over {people(low)}"
    return people(low) if low == high else f"{people(low)}–{people(high)}"


def _claims(every: tuple[Reconciled, ...], width: int) -> Spec:
    wide = width == WIDE
    ends = [end for one in every for end in _ends(one)]
    models = [each.model for one in every for each in one.percentiles]
    ends += [max(end, LEAST_PEOPLE) for model in models for end in (model.low, model.high)]
    low, high = max(LEAST_PEOPLE, min(ends) * 0.8), max(ends) * 1.3
    pad = Pad(left=16, right=16, top=10, bottom=28)
    height = len(every) * (ROW_PIXELS + 8) + pad.top + pad.bottom
    canvas = Canvas(width, height, pad, x=(low, high), y=(len(every), 0), log_x=True)
    ticks = _ticks(low, high, wide)
    canvas.rule([{"x": tick, "x2": tick, "y": 0, "y2": len(every)} for tick in ticks])
    marks = [{"x": tick, "y": len(every), "text": people(tick)} for tick in ticks]
    canvas.text(marks, hue="soft", align="center", baseline="top", dy=8, fontSize=12)
    for at, one in enumerate(every):
        said = f"{_who(one)}, {_topic(one)}: {one.verdict.value}"
        label = [{"x": low, "y": at + 0.24, "text": wrap(said, 84 if wide else 44, 1)}]
        canvas.text(label, fontSize=13 if wide else 12, halo=True)
        for n, each in enumerate(one.percentiles):
            y = at + 0.58 + 0.2 * n
            ends_of = [max(end, low) for end in (each.model.low, each.model.high)]
            canvas.rule([{"x": ends_of[0], "x2": ends_of[1], "y": y, "y2": y}], hue="hair", strokeWidth=8)
        y = at + 0.58 + 0.1 * (len(one.percentiles) - 1)
        start, end = _ends(one)
        canvas.rule([{"x": start, "x2": end, "y": y, "y2": y}], hue="ink", strokeWidth=3)
        dots = [{"x": x, "y": y} for x in dict.fromkeys((start, end))]
        canvas.add("point", dots, shape="circle", filled=True, size=54, opacity=1, color=colour("ink"))
    return canvas.spec()


def _ends(one: Reconciled) -> tuple[float, float]:
    low, high = one.claimed.low, one.claimed.high
    return low or high or LEAST_PEOPLE, high or low or LEAST_PEOPLE


def _ticks(low: float, high: float, wide: bool) -> list[float]:
    steps = (1, 3) if wide else (1,)
    decades = range(floor(log10(low)), floor(log10(high)) + 1)
    return [step * 10.0**at for at in decades for step in steps if low <= step * 10.0**at <= high]
