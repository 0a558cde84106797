"""What changed since an earlier assessment, passage by passage."""

from collections import defaultdict
from collections.abc import Mapping

from tocsin.assess.changes import find_changes
from tocsin.assess.evidence import Evidence
from tocsin.records.assessment import Assessment, Change, Contribution
from tocsin.records.explanation import SpanChange
from tocsin.records.finding import Finding
from tocsin.records.indication import Indication


def find_passages(previous: Assessment, current: Assessment, evidence: Evidence) -> tuple[SpanChange, ...]:
    """Every passage, or model's finding, behind a contribution that moved, largest move first."""
    known: dict[str, Indication | Finding] = {one.id: one for one in evidence.indications}
    known.update((one.id, one) for one in (*previous.findings, *current.findings))
    moved: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in find_changes(previous, current):
        moved[change.indicator, change.origin].append(change)
    before, after = _passages(previous), _passages(current)
    found = []
    for key, changes in moved.items():
        bits = {one.hypothesis: one.after_bits - one.before_bits for one in changes}
        for name in sorted(before.get(key, frozenset()) | after.get(key, frozenset())) or [""]:
            found.append(_passage(changes[0], name, before.get(key, frozenset()), bits, known))
    return tuple(
        sorted(found, key=lambda one: (-max(map(abs, one.bits.values())), one.indicator, one.memento))
    )


def _passages(assessment: Assessment) -> Mapping[tuple[str, str], frozenset[str]]:
    """Indication ids by indicator and origin."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    one: Contribution
    for one in assessment.contributions:
        found[one.indicator, one.origin] = frozenset(one.indications)
    return found


def _passage(
    change: Change,
    name: str,
    before: frozenset[str],
    bits: dict[str, float],
    known: Mapping[str, Indication | Finding],
) -> SpanChange:
    seen = known.get(name)
    kind = "new" if change.kind == "changed" and name and name not in before else change.kind
    if isinstance(seen, Finding):
        return SpanChange(
            kind=kind,
            indicator=change.indicator,
            origin=change.origin,
            text=seen.statement,
            start=0,
            end=0,
            memento="",
            capture=next(iter(seen.cites), ""),
            bits=bits,
        )
    return SpanChange(
        kind=kind,
        indicator=change.indicator,
        origin=change.origin,
        text=seen.spans.text if seen else "",
        start=seen.spans.start if seen else 0,
        end=seen.spans.end if seen else 0,
        memento=seen.memento_id if seen else "",
        capture=seen.capture_id if seen else "",
        bits=bits,
    )
