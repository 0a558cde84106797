"""What moved the answer between two assessments, origin by origin, in bits."""

from collections.abc import Mapping

from tocsin.errors import AssessError
from tocsin.records.assessment import Assessment, Change, Contribution

_Key = tuple[str, str, str]


def find_changes(previous: Assessment, current: Assessment, least_bits: float = 0.0) -> tuple[Change, ...]:
    """Every contribution that differs by more than `least_bits`, the largest difference first.

    Raises:
        AssessError: the two ask different questions, or stand in the wrong order.
    """
    if previous.question != current.question:
        raise AssessError("changes", f"question {current.question}", previous.question, "two of one case")
    if previous.as_of > current.as_of:
        expected = f"an earlier instant than {current.as_of}"
        raise AssessError("changes", expected, str(previous.as_of), "swapping them")
    before, after = _keyed(previous), _keyed(current)
    changes = [_change(key, before.get(key), after.get(key)) for key in sorted(before.keys() | after.keys())]
    moved = [change for change in changes if abs(change.after_bits - change.before_bits) > least_bits]
    return tuple(sorted(moved, key=lambda change: -abs(change.after_bits - change.before_bits)))


def _keyed(assessment: Assessment) -> Mapping[_Key, Contribution]:
    """Contributions by what they are."""
    return {(one.hypothesis, one.indicator, one.origin): one for one in assessment.contributions}


def _change(key: _Key, before: Contribution | None, after: Contribution | None) -> Change:
    """The difference and its kind: with the same indications and no new reports only the calendar moved."""
    if before is None:
        kind = "new"
    elif after is None:
        kind = "gone"
    else:
        same = before.indications == after.indications and before.reports == after.reports
        kind = "aged" if same else "changed"
    shown = after or before
    return Change(
        hypothesis=key[0],
        indicator=key[1],
        origin=key[2],
        kind=kind,
        before_bits=before.bits if before else 0.0,
        after_bits=after.bits if after else 0.0,
        cites=shown.cites if shown else (),
    )
