"""What moves the answer, and what people claim: two charts as rows and specs, with their tables."""

from math import floor, log10
from typing import Any, NamedTuple

from tocsin.briefing.charts.canvas import Canvas, Pad, wrap
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.reckoning.wording import Wording
from tocsin.records.reckoning import Reckoning
from tocsin.records.shortfall import Reconciled, Sensitivity, Verdict

SHOWN = 9
ROW_PIXELS = 44
CLAIMS = 16
OFF = frozenset({Verdict.TOO_LITTLE, Verdict.TOO_MUCH})
LEAST_PEOPLE = 1_000.0
"""A logarithmic axis begins here: a smaller call-up is a batch."""


class Bar(NamedTuple):
    """One bar of the balance, from one strength to the next."""

    title: str
    start: float
    end: float
    whole: bool
    """Whether it is a strength and not a change of it."""


def bars(say: Wording, found: Reckoning) -> tuple[Bar, ...]:
    """From the strength at the start, through every flow, to that on the day, and to what is needed."""
    at = 0.0
    out: list[Bar] = []
    for one in found.shortfall.balance:
        out.append(Bar(say.name(one.title), at, at + one.people, not out))
        at += one.people
    out.append(Bar(say.t("army.in_zone_on", on=found.deadline), 0.0, at, True))
    out.append(Bar(say.t("army.needed_middle"), 0.0, found.shortfall.answer.need.value, True))
    return tuple(out)


def balance(say: Wording, found: Reckoning) -> Chart:
    """How the strength on the day comes about."""
    every = bars(say, found)
    changes = [bar for bar in every if not bar.whole]
    most = max(changes, key=lambda bar: abs(bar.end - bar.start), default=every[0])
    return Chart(
        id="balance",
        title=say.t("army.balance", title=most.title),
        subtitle=say.t("army.balance_sub", on=found.deadline),
        description=" ".join(f"{bar.title}: {say.people(bar.end - bar.start)}." for bar in every),
        table=Table(
            columns=(say.t("army.flow"), say.t("army.people")),
            rows=tuple((Cell(text=bar.title), Cell(text=_signed(say, bar), figure=True)) for bar in every),
        ),
        wide=_balance(say, every, WIDE),
        narrow=_balance(say, every, NARROW),
        note=say.t("army.balance_note"),
    )


def _signed(say: Wording, bar: Bar) -> str:
    size = say.people(bar.end - bar.start)
    return size if bar.whole or bar.end < bar.start else f"+{size}"


def _balance(say: Wording, every: tuple[Bar, ...], width: int) -> Spec:
    wide = width == WIDE
    pad = Pad(left=16, right=16, top=4, bottom=8)
    height = len(every) * ROW_PIXELS + pad.top + pad.bottom
    most = max(max(bar.start, bar.end) for bar in every)
    canvas = Canvas(width, height, pad, x=(0, most * (1.12 if wide else 1.3)), y=(len(every), 0))
    for at, bar in enumerate(every):
        y, hue = at + 0.7, "ink" if bar.whole else "wave" if bar.end > bar.start else "stealth"
        canvas.rule([{"x": bar.start, "x2": bar.end, "y": y, "y2": y}], hue=hue, strokeWidth=10)
        canvas.text([{"x": max(bar.start, bar.end), "y": y, "text": _signed(say, bar)}], dx=6, fontSize=12)
        label = wrap(bar.title, 80 if wide else 44, 1)
        canvas.text([{"x": 0, "y": at + 0.27, "text": label}], fontSize=13 if wide else 12)
        if not bar.whole:
            canvas.rule([{"x": bar.end, "x2": bar.end, "y": y, "y2": at + 1.6}], hue="hair")
    return canvas.spec()


def movers(say: Wording, found: Reckoning) -> Chart | None:
    """Which figures move what is missing most: each at both ends of its range."""
    every = found.shortfall.sensitivities
    if not every:
        return None
    first = every[0]
    return Chart(
        id="movers",
        title=say.t("army.hangs_on", title=named(say, found, first)),
        subtitle=say.t("army.movers_sub", on=found.deadline),
        description=" ".join(
            say.t(
                "army.movers_spoken",
                title=named(say, found, one),
                low=say.people(one.at_low),
                high=say.people(one.at_high),
            )
            for one in every[:SHOWN]
        ),
        table=Table(
            columns=tuple(say.t(f"army.{name}") for name in ("figure", "range", "at_low", "at_high")),
            rows=tuple(
                (
                    Cell(text=named(say, found, one)),
                    Cell(text=f"{_short(say, one.low)}–{_short(say, one.high)}", figure=True),
                    Cell(text=say.people(one.at_low), figure=True),
                    Cell(text=say.people(one.at_high), figure=True),
                )
                for one in every
            ),
        ),
        wide=_movers(say, found, every[:SHOWN], WIDE),
        narrow=_movers(say, found, every[:SHOWN], NARROW),
        note=say.t("army.movers_note"),
    )


def _movers(say: Wording, found: Reckoning, every: tuple[Sensitivity, ...], width: int) -> Spec:
    wide = width == WIDE
    middle = found.shortfall.answer.missing.value
    ends = [end for one in every for end in (one.at_low, one.at_high)] + [middle]
    room = (max(ends) - min(ends)) * 0.06 or 1.0
    pad = Pad(left=16, right=16, top=26, bottom=8)
    height = len(every) * ROW_PIXELS + pad.top + pad.bottom
    canvas = Canvas(width, height, pad, x=(min(ends) - room, max(ends) + room), y=(len(every), 0))
    canvas.rule([{"x": middle, "x2": middle, "y": 0, "y2": len(every)}], hue="mark", strokeDash=[3, 3])
    top = [{"x": middle, "y": 0, "text": say.people(middle)}]
    canvas.text(top, hue="soft", align="center", dy=-12, fontSize=12)
    for at, one in enumerate(every):
        y = at + 0.72
        canvas.rule([{"x": one.at_low, "x2": one.at_high, "y": y, "y2": y}], hue="ink", strokeWidth=3)
        for x, fill in ((one.at_low, "paper"), (one.at_high, "ink")):
            look: dict[str, Any] = {"color": colour(fill), "stroke": colour("ink"), "strokeWidth": 2}
            canvas.add("point", [{"x": x, "y": y}], shape="circle", filled=True, size=60, opacity=1, **look)
        label = wrap(named(say, found, one), 80 if wide else 42, 1)
        place = [{"x": canvas.x[0], "y": at + 0.3, "text": label}]
        canvas.text(place, fontSize=13 if wide else 12, halo=True)
    return canvas.spec()


def named(say: Wording, found: Reckoning, one: Sensitivity) -> str:
    """A figure as a reader would say it."""
    return say.name(found.names.get(one.figure, one.figure))


def _short(say: Wording, x: float) -> str:
    return say.people(x) if abs(x) >= 100 else say.speak.compact(x)


def claims(say: Wording, found: Reckoning) -> Chart | None:
    """Numbers people claim on one logarithmic axis, the model's own behind each."""
    every = tuple(one for one in found.reconciled if one.percentiles)
    if not every:
        return None
    off = sum(one.verdict in OFF for one in every)
    title = say.t("army.off" if off else "army.all_add_up", n=off, total=len(every))
    return Chart(
        id="claims",
        title=title,
        subtitle=say.t("army.claims_sub"),
        description=" ".join(
            f"{_who(say, one)}: {_claimed(say, one)}: {say.verdict(one)}. {say.because(one)}" for one in every
        ),
        table=Table(
            columns=tuple(
                say.t(f"army.{name}") for name in ("who", "of_what", "claimed", "model", "percentile", "so")
            ),
            rows=tuple(_row(say, one) for one in every),
        ),
        wide=_claims(say, every[:CLAIMS], WIDE),
        narrow=_claims(say, every[:CLAIMS], NARROW),
        note=say.t("army.claims_note"),
    )


def _row(say: Wording, one: Reconciled) -> tuple[Cell, ...]:
    model = "; ".join(
        f"{say.t(f'army.short.{each.of}')} {say.between(each.model)}" for each in one.percentiles
    )
    at = "; ".join(
        dict.fromkeys(f"{say.percent(each.low)}–{say.percent(each.high)}" for each in one.percentiles)
    )
    return (
        Cell(text=_who(say, one)),
        Cell(text=say.topic(one.claimed.topic)),
        Cell(text=_claimed(say, one), figure=True),
        Cell(text=model),
        Cell(text=at, figure=True),
        Cell(text=f"{say.verdict(one)}: {say.because(one)}"),
    )


def _who(say: Wording, one: Reconciled) -> str:
    said = one.claimed.speaker or say.t("army.nobody")
    return said[:1].upper() + said[1:]


def _claimed(say: Wording, one: Reconciled) -> str:
    low, high = one.claimed.low, one.claimed.high
    if low is None:
        return say.t("army.up_to", n=say.people(high or 0))
    if high is None:
        return say.t("army.over_n", n=say.people(low))
    return say.people(low) if low == high else f"{say.people(low)}–{say.people(high)}"


def _claims(say: Wording, every: tuple[Reconciled, ...], width: int) -> Spec:
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
    marks = [{"x": tick, "y": len(every), "text": say.people(tick)} for tick in ticks]
    canvas.text(marks, hue="soft", align="center", baseline="top", dy=8, fontSize=12)
    for at, one in enumerate(every):
        # What follows is never cut off; of what it counts there is no room on a narrow page.
        of = f", {say.topic(one.claimed.topic)}" if wide else ""
        verdict, room = f": {say.verdict(one)}", 84 if wide else 46
        said = wrap(_who(say, one) + of, room - len(verdict), 1)[0] + verdict
        weight = 600 if one.verdict in OFF else 400
        label = [{"x": low, "y": at + 0.24, "text": said}]
        canvas.text(label, fontSize=13 if wide else 12, halo=True, fontWeight=weight)
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
