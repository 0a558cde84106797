"""What models found, as observations: each indicator once, by its latest finding, with an origin of its own.

A model runs again whenever its data grow; counting every run would count the same arithmetic many times. So
only the latest finding of an indicator counts, and it takes the place of all before it. Texts may say what
the model computes from them ("losses outrun recruitment"): where the finding rests on such a text, and the
catalogue says that its indicator covers the text's, the text's own observation is passed over.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time

from tocsin.assess.observe import Observation
from tocsin.errors import AssessError
from tocsin.records.assessment import Origin
from tocsin.records.capture import Memento
from tocsin.records.finding import Finding, origin_id
from tocsin.records.indication import Indicator, Observer


def verify_findings(findings: Sequence[Finding], indicators: Sequence[Indicator]) -> None:
    """Every finding shows an indicator that models observe, with a share for its firmness.

    Raises:
        AssessError: names the finding and the key.
    """
    observers = {one.id: one.observed_by for one in indicators}
    for one in findings:
        where = f"finding {one.id}"
        observer = observers.get(one.indicator)
        if observer is not None and observer is not Observer.MODEL:
            expected = 'an indicator with observed_by = "model"'
            raise AssessError(
                f"{where}.indicator", expected, one.indicator, "an indicator of its own for the model"
            )
        if not 0 <= one.shown_p <= 1:
            raise AssessError(f"{where}.shown_p", "a share from 0 to 1", f"{one.shown_p:g}", "a share")
        if not one.cites:
            raise AssessError(f"{where}.cites", "the captures it rests on", "none", "naming them")


def observe_findings(findings: Sequence[Finding]) -> Iterator[Observation]:
    """The findings in force as observations that no grade discounts: the weight's range says how sure."""
    for one in findings:
        yield Observation(
            indicator=one.indicator,
            origin=origin_of(one),
            since_at=datetime.combine(one.data_until, time.max, UTC),
            reliability=None,
            credibility=None,
            confidence_p=one.shown_p,
            cites=one.cites,
            indications=(one.id,),
        )


def origin_of(finding: Finding) -> Origin:
    """The finding's own origin, the same for every run of the model."""
    return Origin(
        id=origin_id(finding),
        first_memento="",
        mementos=(),
        basis=(finding.statement,),
    )


def uncovered(
    seen: Sequence[Observation],
    findings: Sequence[Finding],
    indicators: Sequence[Indicator],
    mementos: Sequence[Memento],
) -> list[Observation]:
    """The observations without those that a finding already speaks for."""
    covers = {one.id: frozenset(one.covers) for one in indicators}
    spoken: dict[str, set[str]] = {}
    if not any(covers.get(finding.indicator) for finding in findings):
        return list(seen)
    captures = {one.id: one.capture_id for one in mementos}
    for finding in findings:
        for name in covers.get(finding.indicator, ()):
            spoken.setdefault(name, set()).update(finding.cites)
    return [one for one in seen if not _spoken_for(one, spoken.get(one.indicator, ()), captures)]


def _spoken_for(seen: Observation, cited: Container[str], captures: Mapping[str, str]) -> bool:
    """Whether any report of the observation's origin is among the captures cited."""
    return bool(cited) and any(captures.get(name) in cited for name in seen.origin.mementos)
