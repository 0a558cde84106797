"""The rows of every table of a briefing, as plain values in the order of the columns."""

from collections.abc import Iterator

from tocsin.briefing.exports.table import Row, joined
from tocsin.records.briefing import Briefing, contribution_key


def outcomes(briefing: Briefing) -> Iterator[Row]:
    """Rival outcomes by the headline deadline."""
    prior = {one.id: one for one in briefing.assessment.prior}
    rules = {one.id: one for one in briefing.hypotheses}
    for one in briefing.assessment.hypotheses:
        start, rule = prior.get(one.id), rules.get(one.id)
        before = (
            (start.p, start.low, start.high, start.hazard_per_month) if start else (None, None, None, None)
        )
        said = (rule.statement, rule.resolution, rule.residual) if rule else ("", "", False)
        on = briefing.assessment.headline_deadline
        yield one.id, one.title, on, one.p, one.low, one.high, one.words, *before, *said


def by_deadline(briefing: Briefing) -> Iterator[Row]:
    """Every outcome by every deadline."""
    for point in briefing.assessment.by_deadline:
        for name in sorted(point.p):
            yield point.on, name, point.p[name], point.low.get(name), point.high.get(name)


def track(briefing: Briefing) -> Iterator[Row]:
    """The answer on earlier days, and on that of the briefing."""
    for point in briefing.track:
        for name in sorted(point.p):
            yield point.on, name, point.p[name]
    today = briefing.as_of.date()
    if all(point.on != today for point in briefing.track):
        for one in sorted(briefing.assessment.hypotheses, key=lambda each: each.id):
            yield today, one.id, one.p


def contributions(briefing: Briefing) -> Iterator[Row]:
    """What each origin does to each outcome."""
    for one in briefing.assessment.contributions:
        said = (one.hypothesis, one.indicator, one.origin, briefing.origin_titles.get(one.origin, ""))
        weighed = (one.bits, one.undiscounted_bits, "; ".join(one.discounts), one.half_life_days, one.reports)
        cites = briefing.contribution_cites.get(contribution_key(one), ())
        yield *said, *weighed, joined(one.indications), joined(cites), joined(one.cites)


def steps(briefing: Briefing) -> Iterator[Row]:
    """The waterfall."""
    for place, one in enumerate(briefing.assessment.steps):
        yield place, one.hypothesis, one.kind, one.indicator, one.bits, one.total_bits, one.p, one.n_origins


def moves(briefing: Briefing) -> Iterator[Row]:
    """What moved the answer."""
    return ((one.bits, one.hypothesis, one.text, joined(one.cites)) for one in briefing.moves)


def sizes(briefing: Briefing) -> Iterator[Row]:
    """Figures for a call-up."""
    for one in briefing.sizes:
        said = (one.speaker, one.topic, one.low, one.high, one.approx, one.denied, one.certainty, one.cue)
        yield *said, one.said_on, one.model_share, one.reports, joined(one.cites)


def claims(briefing: Briefing) -> Iterator[Row]:
    """Who claims what."""
    for one in briefing.claims:
        read = (one.topic, one.polarity, one.certainty, one.prediction, one.said_on, one.reports)
        yield one.id, one.speaker, one.content, *read, one.tlp.label, one.cite or None


def indicators(briefing: Briefing) -> Iterator[Row]:
    """Every indicator in every week."""
    for row in briefing.board:
        for cell in row.cells:
            seen = (cell.week, cell.state, cell.n_origins, joined(cell.cites))
            yield row.indicator, row.title, row.group, row.direction, *seen


def predictions(briefing: Briefing) -> Iterator[Row]:
    """Predictions and their fate."""
    for one in briefing.predictions:
        due = (one.made_on, one.due_on, one.due_basis, one.fate.value, one.reason)
        yield one.speaker, one.statement, *due, one.cite or None


def vanishings(briefing: Briefing) -> Iterator[Row]:
    """Pages that vanished."""
    for one in briefing.vanishings:
        yield one.title, one.address, one.presence, one.last_seen_at, one.first_missed_at, joined(one.cites)


def events(briefing: Briefing) -> Iterator[Row]:
    """Dated facts."""
    return ((one.id, one.on, one.title, one.source, one.settles or "") for one in briefing.events)


def origins(briefing: Briefing) -> Iterator[Row]:
    """Origins."""
    for one in briefing.assessment.origins:
        texts = (len(one.mementos), one.first_memento, joined(one.mementos))
        yield one.id, briefing.origin_titles.get(one.id, ""), *texts, "; ".join(one.basis)


def unseen(briefing: Briefing) -> Iterator[Row]:
    """What could not be seen."""
    for silent in briefing.missing:
        yield "missing", silent.source, silent.reason, None, ""
    for one in briefing.issues:
        yield one.stage.value, one.subject, one.reason, one.seen_at, one.id


def citations(briefing: Briefing) -> Iterator[Row]:
    """Quoted spans."""
    for one in briefing.citations:
        words = (one.before, one.quote, one.language, one.after, one.title, one.publisher, one.address)
        clocks = (one.published_at, one.captured_at)
        held = (one.capture_id, one.payload_digest, one.warc_file, one.warc_offset)
        yield one.id, *words, *clocks, *held, one.reliability, one.credibility, one.tlp.label


def inputs(briefing: Briefing) -> Iterator[Row]:
    """What the briefing rests on."""
    yield from briefing.input_digests
    yield "briefing", briefing.id
    yield "assessment", briefing.assessment.id
    yield "method", briefing.assessment.method
    yield "tocsin", briefing.version
