"""What one of our own models says that bears on the question, as evidence with its own weight, once.

An *indication* is a passage of a text that shows an indicator; a *finding* is a model's answer that shows
one. How much it weighs stands in the catalogue like every other weight: in an indicator with
`observed_by = "model"`, in bits with an elicited range, a half-life and a heading. The finding says only
that it is shown, how firmly, and on what. Only the latest finding of an indicator counts, so that a model
may run as often as it likes.
"""

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from tocsin.records.identity import content_id
from tocsin.records.record import Record


class Finding(Record):
    """One answer of a model of ours that shows an indicator."""

    id: str
    """Derived from all the rest."""
    indicator: str
    """Id of a catalogue indicator with `observed_by = "model"`."""
    model: str
    """Which model, in a word: `manpower`, `opinion`."""
    method: str
    """Name and version of the model, and of the scenario or series it ran on."""
    statement: str
    """What it found, in a sentence with its figures."""
    shown_p: float
    """How firmly it shows the indicator, 0 to 1, such as the share of draws in which it holds. The weight is
    multiplied by it; 0 takes an earlier finding back."""
    data_until: date
    """Last day that its data speak of, from which it ages."""
    known_at: datetime
    """When the last of what went in had been captured: aware, UTC; no earlier answer uses it."""
    cites: tuple[str, ...]
    """Captures it rests on."""


def finding_id(
    *,
    indicator: str,
    model: str,
    method: str,
    statement: str,
    shown_p: float,
    data_until: date,
    known_at: datetime,
    cites: tuple[str, ...],
) -> str:
    """The id of the finding with these fields."""
    return content_id(
        "finding", indicator, model, method, statement, shown_p, data_until, known_at, sorted(cites)
    )


def identified(finding: Finding) -> Finding:
    """The finding with the id that follows from its other fields."""
    fields = {key: getattr(finding, key) for key in finding.__struct_fields__ if key != "id"}
    return msgspec.structs.replace(finding, id=finding_id(**fields))


def origin_id(finding: Finding) -> str:
    """The id of the finding's own origin, the same for every run of the model."""
    return content_id("origin", finding.model, finding.indicator)


def find_latest(findings: Iterable[Finding], as_of: datetime) -> tuple[Finding, ...]:
    """The findings in force at an instant, one an indicator, by indicator; none that was taken back."""
    latest: dict[str, Finding] = {}
    for one in sorted(findings, key=lambda one: (one.known_at, one.data_until, one.id)):
        if one.known_at <= as_of:
            latest[one.indicator] = one
    return tuple(latest[name] for name in sorted(latest) if latest[name].shown_p > 0)
