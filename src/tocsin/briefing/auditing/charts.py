"""The charts of the audit: whom the register hits wrongly and why, and what files and rates change."""

from collections.abc import Sequence
from functools import partial

from tocsin.briefing.auditing.rows import Line, Words, chart, ticks_for
from tocsin.briefing.auditing.wording import Wording
from tocsin.briefing.charts.interface import Chart
from tocsin.records.register_audited import Audited, Effect

MOST_LINES = 12
"""Rates of the sweep that are drawn; the table has all."""
WHOLE = (0.0, 0.25, 0.5, 0.75, 1.0)


def causes(say: Wording, found: Audited) -> Chart:
    """Why summonses by the single register are wrongful, beside the military office alone."""
    alone, joined = found.outcomes[0], found.outcomes[1]
    names = sorted(joined.causes, key=lambda name: -joined.causes[name].value)
    lines = [Line(_capital(say.name(name)), joined.causes[name], alone.causes[name]) for name in names]
    words = Words(
        say.t("causes_title", most=say.name(names[0])),
        say.t("causes_sub"),
        (say.t("cause"), say.t("joined"), say.t("alone")),
        say.t("note"),
    )
    return chart("causes", words, lines, ticks_for(lines), say.percent, say.between)


def agencies(say: Wording, found: Audited) -> Chart:
    """Reach and wrongful summonses as files are joined one after the other."""
    first, last = found.by_agency[0], found.by_agency[-2]
    words = Words(
        say.t(
            "agencies_title",
            reach_from=say.percent(first.reach.value),
            reach_to=say.percent(last.reach.value),
            wrong_from=say.percent(first.wrongful.value),
            wrong_to=say.percent(last.wrongful.value),
        ),
        say.t("agencies_sub", n=say.count(found.n_sampled)),
        (say.t("files"), say.t("reach"), say.t("wrongful")),
        say.t("note"),
    )
    return chart("agencies", words, _steps(say, found.by_agency), WHOLE, say.percent, say.between)


def without(say: Wording, found: Audited) -> Chart:
    """What is lost where one file is left out of all."""
    every, *others = found.without_agency
    most = max(others, key=lambda one: abs(one.wrongful.value - every.wrongful.value))
    lines = [
        Line(_capital(say.name(one.title)), one.wrongful, one.wrongly_taken) for one in found.without_agency
    ]
    words = Words(
        say.t(
            "without_title",
            office=_capital(say.name(most.title)),
            wrong_from=say.percent(every.wrongful.value),
            wrong_to=say.percent(most.wrongful.value),
        ),
        say.t("without_sub", n=say.count(found.n_sampled)),
        (say.t("files"), say.t("wrongful"), say.t("wrongly_taken")),
        say.t("note"),
    )
    return chart("without", words, lines, ticks_for(lines), say.percent, say.between)


def identifiers(say: Wording, found: Audited) -> Chart:
    """The same for the coverage of the shared identifier."""
    first, last = found.by_identifier[0], found.by_identifier[-1]
    words = Words(
        say.t(
            "identifiers_title",
            wrong_from=say.percent(first.wrongful.value),
            wrong_to=say.percent(last.wrongful.value),
        ),
        say.t("identifiers_sub", n=say.count(found.n_sampled)),
        (say.t("numbered"), say.t("reach"), say.t("wrongful")),
        say.t("note"),
    )
    return chart("identifiers", words, _steps(say, found.by_identifier), WHOLE, say.percent, say.between)


def burden(say: Wording, found: Audited) -> Chart:
    """Who is summoned wrongly most often."""
    # Where nobody may be called up every summons is wrongful, which is no finding.
    told = [one for one in found.burden if one.wrongful.low < 1]
    lines = [Line(f"{say.name(one.by.capitalize())}: {say.name(one.group)}", one.wrongful) for one in told]
    ordered = sorted(lines, key=lambda line: -line.first.value)
    top, low = ordered[0], ordered[-1]
    words = Words(
        say.t(
            "burden_title",
            low=say.percent(low.first.value),
            who_low=low.label,
            high=say.percent(top.first.value),
            who_high=top.label,
        ),
        say.t("burden_sub"),
        (say.t("group"), say.t("wrongful")),
        say.t("note"),
    )
    return chart("burden", words, lines, ticks_for(lines), say.percent, say.between)


def tornado(say: Wording, found: Audited) -> Chart:
    """Which rates matter: what the ends of its range do to wrongful summonses and to reach."""
    lines = [
        Line(
            _capital(say.name(one.title)), one.wrongful.high, one.wrongful.low, one.reach.high, one.reach.low
        )
        for one in found.sweep
    ]
    drawn = sorted(lines, key=lambda line: -line.furthest)[:MOST_LINES]
    words = Words(
        say.t("tornado_title", most=_small(drawn[0].label), moved=say.points(drawn[0].largest)),
        say.t("tornado_sub", n=say.count(found.n_sampled), seeds=found.n_swept_seeds),
        tuple(say.t(key) for key in ("rate", "wrong_high", "wrong_low", "reach_high", "reach_low")),
        say.t("tornado_note", n=len(lines)),
    )
    return chart("tornado", words, lines, _both_sides(drawn), say.points, say.moved, drawn=drawn)


def tornado_of_reach(say: Wording, found: Audited) -> Chart:
    """The same for reach."""
    lines = [
        Line(_capital(say.name(one.title)), one.reach.high, one.reach.low)
        for one in found.sweep
        if max(abs(one.reach.high.value), abs(one.reach.low.value)) > 0
    ]
    lines.sort(key=lambda line: -line.furthest)
    drawn = lines[: MOST_LINES // 2]
    title = (
        say.t("reach_title", most=_small(drawn[0].label), moved=say.points(drawn[0].largest))
        if drawn
        else say.t("reach_still")
    )
    words = Words(
        title,
        say.t("reach_sub"),
        (say.t("rate"), say.t("reach_high"), say.t("reach_low")),
        say.t("reach_note", n=len(lines), of=len(found.sweep)),
    )
    return chart("reach", words, lines, _both_sides(drawn), say.points, say.moved, drawn=drawn)


def all_charts(say: Wording, found: Audited) -> tuple[Chart, ...]:
    """Every chart of the page, in its order."""
    makers = [causes, agencies, without, identifiers, burden]
    if found.sweep:
        makers += [tornado, tornado_of_reach]
    return tuple(partial(make, say)(found) for make in makers)


def _steps(say: Wording, effects: Sequence[Effect]) -> list[Line]:
    return [Line(say.name(one.title), one.reach, one.wrongful) for one in effects]


def _both_sides(lines: Sequence[Line]) -> tuple[float, ...]:
    """Ticks around nothing, wide enough for every interval."""
    ends = [abs(x) for line in lines for one in line.drawn for x in (one.low, one.high)]
    most = max(ends, default=0.0)
    half = next((one for one in (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5) if one >= most), 1.0)
    return (-half, -half / 2, 0.0, half / 2, half)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
