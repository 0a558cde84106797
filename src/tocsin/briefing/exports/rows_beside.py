"""The rows of the tables that stand beside the evidence, as plain values in the order of the columns."""

from collections.abc import Iterator

import msgspec

from tocsin.briefing.exports.table import Row, joined
from tocsin.records.briefing import Briefing
from tocsin.records.record import Record


def before(briefing: Briefing) -> Iterator[Row]:
    """The answer before this one."""
    if briefing.previous is None:
        return
    on = briefing.previous.headline_deadline
    for one in briefing.previous.hypotheses:
        yield one.id, on, one.p, one.low, one.high, one.words
    for point in briefing.previous.by_deadline:
        for name in sorted(point.p):
            yield name, point.on, point.p[name], point.low.get(name), point.high.get(name), ""


def timeline(briefing: Briefing) -> Iterator[Row]:
    """What happened, by day and kind."""
    for one in briefing.timeline:
        yield one.on, one.kind.value, one.title, one.n, one.source, joined(one.cites)


def places(briefing: Briefing) -> Iterator[Row]:
    """Where, most reports first."""
    for one in briefing.places:
        yield one.id, one.title, one.region, one.n_reports, one.n_origins, joined(one.cites)


def strength(briefing: Briefing) -> Iterator[Row]:
    """Strength over the run of the manpower model."""
    for week in briefing.arithmetic.weeks if briefing.arithmetic else ():
        yield week.on, week.low, week.middle, week.high


def need(briefing: Briefing) -> Iterator[Row]:
    """Levels of what is missing."""
    yield from briefing.size_model.quantiles if briefing.size_model else ()


def findings(briefing: Briefing) -> Iterator[Row]:
    """What our own models say."""
    for one in briefing.assessment.findings:
        said = (one.id, one.indicator, one.model, one.method, one.statement)
        yield *said, one.shown_p, one.data_until, one.known_at, joined(one.cites)


def sentences(briefing: Briefing) -> Iterator[Row]:
    """The prose."""
    number = 0
    for passage in briefing.passages:
        for one in passage.sentences:
            said = (one.key, one.text, one.smoothed, one.basis, joined(one.cites))
            yield number, passage.id, passage.heading, *said
            number += 1


def facts(briefing: Briefing) -> Iterator[Row]:
    """What each sentence stands on."""
    told = [one for passage in briefing.passages for one in passage.sentences]
    for number, one in enumerate(told):
        for fact in one.facts:
            yield number, fact.text, fact.form, joined(fact.paths)


def names(briefing: Briefing) -> Iterator[Row]:
    """Titles by id."""
    for name in sorted(briefing.indicator_titles):
        yield "indicator", name, briefing.indicator_titles[name]
    for name in sorted(briefing.origin_titles):
        yield "origin", name, briefing.origin_titles[name]
    for name in briefing.pseudonyms:
        yield "pseudonym", name, name


def summary(briefing: Briefing) -> Iterator[Row]:
    """Every single value, and those of the records that the briefing holds one of."""
    yield from _singles(briefing, "")


def _singles(record: Record, head: str) -> Iterator[Row]:
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _singles(value, f"{head}{name}.")
        elif not isinstance(value, (tuple, dict)) and value is not None:
            yield f"{head}{name}", _written(msgspec.to_builtins(value))


def _written(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
