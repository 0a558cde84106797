"""Spans become evidence with the three clocks, and the same span in the same memento is one claim."""

from datetime import UTC, date, datetime

from tocsin.reading.place import place_claims, place_indications
from tocsin.records.capture import DateBasis, Memento
from tocsin.records.moment import Interval
from tocsin.records.reading import ClaimSpans, IndicationSpan, Kind, Reading, Timex
from tocsin.records.span import cut

TEXT = "The ministry said 40,000 men would be called up in March."
PUBLISHED = datetime(2023, 2, 6, 9, tzinfo=UTC)
CAPTURED = datetime(2023, 2, 7, 9, tzinfo=UTC)

MEMENTO = Memento(
    id="memento-1",
    capture_id="capture-1",
    address="file:note.txt",
    captured_at=CAPTURED,
    source_id="herald",
    title="Note",
    author=None,
    published_at=PUBLISHED,
    date_basis=DateBasis.CARRIER,
    language="en",
    text=TEXT,
    method="tests",
)
MARCH = Timex(
    text="in March", start=48, end=56, earliest=date(2023, 3, 1), latest=date(2023, 3, 31), value="2023-03"
)


def claim(source: bool) -> ClaimSpans:
    return ClaimSpans(
        source=cut(TEXT, 0, 12) if source else None,
        chain=("The Herald", "The ministry") if source else ("The Herald",),
        cue=cut(TEXT, 13, 17) if source else None,
        content=cut(TEXT, 18, 56),
        kind=Kind.INDIRECT,
        topic="callup_size",
        times=(MARCH,),
    )


def test_a_claim_keeps_when_it_happened_was_published_and_was_captured() -> None:
    (placed,) = place_claims(Reading(id="memento-1", lang="en", claims=(claim(True),)), MEMENTO, "m 1")
    assert placed.clocks.happened == Interval(earliest=date(2023, 3, 1), latest=date(2023, 3, 31))
    assert (placed.clocks.published_at, placed.clocks.captured_at) == (PUBLISHED, CAPTURED)
    assert (placed.source_id, placed.capture_id, placed.method) == ("herald", "capture-1", "m 1")


def test_the_speaker_is_the_innermost_link_and_nobody_when_the_writer_asserts() -> None:
    said = place_claims(Reading(id="m", lang="en", claims=(claim(True),)), MEMENTO, "m 1")
    written = place_claims(Reading(id="m", lang="en", claims=(claim(False),)), MEMENTO, "m 1")
    assert [one.speaker for one in (*said, *written)] == ["The ministry", None]


def test_the_same_span_twice_is_one_claim_and_one_indication() -> None:
    shown = IndicationSpan(text=TEXT[18:56], start=18, end=56, indicator="plan")
    reading = Reading(id="m", lang="en", claims=(claim(True),) * 2, indications=(shown, shown))
    assert len(place_claims(reading, MEMENTO, "m 1")) == 1
    (indication,) = place_indications(reading, MEMENTO, "m 1")
    assert indication.clocks.happened is None
    assert indication.spans == shown
