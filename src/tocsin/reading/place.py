"""From spans of a text to claims and indications of a case: who published it, and the three clocks."""

from collections.abc import Iterable

from tocsin.records.capture import Memento
from tocsin.records.claim import Claim, claim_id
from tocsin.records.indication import Indication, indication_id
from tocsin.records.moment import Clocks, Interval
from tocsin.records.reading import ClaimSpans, Reading, Timex


def place_claims(reading: Reading, memento: Memento, method: str) -> tuple[Claim, ...]:
    """The claims of one reading as evidence, each id once."""
    placed = (_claim(spans, memento, method) for spans in reading.claims)
    return tuple({claim.id: claim for claim in placed}.values())


def place_indications(reading: Reading, memento: Memento, method: str) -> tuple[Indication, ...]:
    """The indications of one reading as evidence, each id once."""
    clocks = _clocks(memento, None)
    placed = (
        Indication(
            id=indication_id(memento.id, spans),
            memento_id=memento.id,
            capture_id=memento.capture_id,
            source_id=memento.source_id,
            spans=spans,
            clocks=clocks,
            method=method,
        )
        for spans in reading.indications
    )
    return tuple({indication.id: indication for indication in placed}.values())


def _claim(spans: ClaimSpans, memento: Memento, method: str) -> Claim:
    speaker = spans.chain[-1] if spans.source is not None and spans.chain else None
    return Claim(
        id=claim_id(memento.id, spans),
        memento_id=memento.id,
        capture_id=memento.capture_id,
        source_id=memento.source_id,
        speaker=speaker,
        spans=spans,
        clocks=_clocks(memento, _happened(spans.times)),
        method=f"{spans.read_by}, on {method}" if spans.read_by else method,
    )


def _clocks(memento: Memento, happened: Interval | None) -> Clocks:
    return Clocks(happened=happened, published_at=memento.published_at, captured_at=memento.captured_at)


def _happened(times: Iterable[Timex]) -> Interval | None:
    """The first expression that resolves to a day: others refine it in ways rules cannot tell."""
    for time in times:
        if time.earliest is not None or time.latest is not None:
            return Interval(earliest=time.earliest, latest=time.latest)
    return None
