"""A claim carries how likely it is rightly read; one too unlikely waits for somebody to look at it."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from tocsin.assess.sifting import sift
from tocsin.reading.confidence import calibration, features
from tocsin.reading.reader import Reader
from tocsin.reading.topics import Standing
from tocsin.records.claim import Claim
from tocsin.records.moment import Clocks
from tocsin.records.reading import Document
from tocsin.records.review import Review, Verdict
from tocsin.records.units import Figure

TEXT = (
    "The ministry said that 40,000 men would be called up in March. Nobody was killed there, Holm wrote. "
    "“We will call up more,” he said."
)
LEVEL = Figure(value=0.5, low=0.4, high=0.6, unit="share", source="elicited: tests", date=date(2023, 1, 1))
DAY = date(2023, 2, 6)


def claim(name: str, p: float, reader: Reader) -> Claim:
    spans = reader.read(Document(id="d", text=TEXT, lang="en")).claims[0]
    at = datetime(2023, 2, 6, tzinfo=UTC)
    return Claim(
        id=name,
        memento_id="m",
        capture_id="c",
        source_id=None,
        speaker=None,
        spans=msgspec.structs.replace(spans, confidence_p=p),
        clocks=Clocks(happened=None, published_at=None, captured_at=at),
        method="test",
    )


def test_every_claim_carries_a_probability_strictly_between_nought_and_one(reader: Reader) -> None:
    found = reader.read(Document(id="d", text=TEXT, lang="en")).claims
    assert found
    assert all(0 < one.confidence_p < 1 for one in found)


def test_a_number_and_words_of_the_topic_speak_for_a_claim() -> None:
    weights = calibration().weights
    assert weights["quantity"] > 0
    assert weights["log_topic"] > 0


def test_every_weight_is_of_a_feature_that_exists(reader: Reader) -> None:
    parsed = reader._packs["en"]().parse(Document(id="d", text=TEXT, lang="en"), [(0, len(TEXT))])
    (one, *_) = parsed.find_propositions()
    assert set(calibration().weights) == set(features(one, Standing("losses", 4, 2), 0.5))


@pytest.mark.parametrize(
    ("p", "verdict", "admitted", "waiting"),
    [
        (0.9, None, True, False),
        (0.2, None, False, True),
        (0.2, Verdict.ACCEPT, True, False),
        (0.2, Verdict.REJECT, False, False),
        (0.9, Verdict.REJECT, False, False),
    ],
)
def test_a_claim_below_the_level_waits_until_somebody_decides(
    p: float, verdict: Verdict | None, admitted: bool, waiting: bool, reader: Reader
) -> None:
    one = claim("claim-1", p, reader)
    reviews = {} if verdict is None else {one.id: Review(verdict=verdict, on=DAY)}
    sifted = sift([one], reviews, LEVEL)
    assert (bool(sifted.admitted), bool(sifted.waiting)) == (admitted, waiting)


def test_without_a_level_nothing_waits(reader: Reader) -> None:
    assert len(sift([claim("claim-1", 0.01, reader)], {}, None).admitted) == 1
