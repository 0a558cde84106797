"""Everything an assessment may use, and nothing captured after its instant.

An assessment as of an instant must not know the future, or a backtest would flatter itself. So evidence is
gathered once, here, with its instant, and the weighing downstream never sees the rest.
"""

from collections.abc import Sequence
from datetime import datetime

from tocsin.assess.grading import grade, verify_weighing
from tocsin.assess.origins import find_origins
from tocsin.records.assessment import Missing, Origin, Weighing
from tocsin.records.capture import Memento
from tocsin.records.claim import Claim
from tocsin.records.finding import Finding, find_latest
from tocsin.records.indication import Indication
from tocsin.records.record import Record
from tocsin.records.source import Source


class Evidence(Record):
    """What was known at an instant."""

    as_of: datetime
    """Nothing captured later is here: aware, UTC."""
    mementos: tuple[Memento, ...]
    """Texts."""
    origins: tuple[Origin, ...]
    """The same texts as origins; every text is in exactly one."""
    claims: tuple[Claim, ...]
    """Claims with their credibility."""
    indications: tuple[Indication, ...]
    """Observations of indicators."""
    missing: tuple[Missing, ...]
    """Who should have spoken and was not heard."""
    findings: tuple[Finding, ...] = ()
    """What models found: the latest of each indicator."""


def gather(
    mementos: Sequence[Memento],
    claims: Sequence[Claim],
    indications: Sequence[Indication],
    *,
    sources: Sequence[Source],
    weighing: Weighing,
    missing: Sequence[Missing],
    as_of: datetime,
    findings: Sequence[Finding] = (),
) -> Evidence:
    """The evidence known at `as_of`, with origins found and claims graded.

    Raises:
        AssessError: the weighing lacks a grade or holds a figure out of its range.
    """
    verify_weighing(weighing)
    known = tuple(memento for memento in mementos if memento.captured_at <= as_of)
    ids = {memento.id for memento in known}
    told = [claim for claim in claims if claim.memento_id in ids]
    origins = find_origins(known, told, sources, weighing)
    return Evidence(
        as_of=as_of,
        mementos=known,
        origins=origins,
        claims=grade(told, origins, sources),
        indications=tuple(seen for seen in indications if seen.memento_id in ids),
        missing=tuple(missing),
        findings=find_latest(findings, as_of),
    )
