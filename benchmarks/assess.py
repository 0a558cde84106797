"""Assessing a case: 10,000 origins, 100,000 claims, from nothing in memory but the records.

Texts are invented: 8,000 first reports of 120 words and 4,000 rewrites, about eight claims and two
indications each. Nobody else answers the same question, so there is no peer.
"""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import msgspec
import numpy as np

from benchmarks import Row
from tocsin.assess.evidence import gather
from tocsin.assess.outlook import outlook
from tocsin.assess.replay import replay
from tocsin.assess.running import Running
from tocsin.records.assessment import Weighing
from tocsin.records.capture import DateBasis, Memento
from tocsin.records.case import Case
from tocsin.records.claim import Claim
from tocsin.records.hypothesis import Hypothesis, Question, ReferenceClass
from tocsin.records.indication import Direction, Indication, Indicator
from tocsin.records.moment import Clocks
from tocsin.records.reading import ClaimSpans, IndicationSpan, Kind, Quantity
from tocsin.records.source import Genre, Reliability, Source
from tocsin.records.span import Span
from tocsin.records.units import Figure

AS_OF = datetime(2024, 1, 1, tzinfo=UTC)
N_CLAIMS = 100_000
SHOWN = 200
"""Contributions listed with a warm answer, strongest first."""


def rows() -> Iterator[Row]:
    """Cold and warm processor time (one thread) at a tenth, a third and the whole of the size; the replay."""
    for n_origins in (1_000, 3_000, 10_000):
        mementos, claims, indications = case(n_origins, N_CLAIMS * n_origins // 10_000)
        question, indicators, sources, weighing = watched()
        start = time.process_time()
        evidence = gather(
            mementos, claims[:-2], indications, sources=sources, weighing=weighing, missing=(), as_of=AS_OF
        )
        outlook(question, indicators, sources, weighing, evidence)
        cold = time.process_time() - start
        size = f"{len(mementos):,} texts, {len(evidence.origins):,} origins, {len(claims):,} claims"
        yield Row(
            f"assess {size}", cold, "s", {}, "processor time, origins found anew; target 5 s at the largest"
        )
        yield from _warm(mementos, claims, indications, size)
    for n_days in (30, 100, 300, 1_000):
        yield _replayed(n_days)


def _warm(
    mementos: list[Memento], claims: list[Claim], indications: list[Indication], size: str
) -> Iterator[Row]:
    """After one claim that joins no two origins, one that joins two, and one indication, minutes apart."""
    running = Running(*watched())
    running.add(mementos, claims[:-2], indications[:-1])
    running.add([], claims[-2:-1], [])
    same = claim(-3, mementos[-1], 7e6), claim(-3, mementos[-2], 7e6)
    running.add([], same[:1], [])
    running.assess(AS_OF, most=SHOWN)
    other = msgspec.structs.replace(same[1], id="claim-joining", clocks=same[0].clocks)
    for minute, (name, told, seen, most) in enumerate(
        (
            ("one new claim", claims[-1:], [], SHOWN),
            ("one new claim that joins two origins", [other], [], SHOWN),
            ("one new indication", [], indications[-1:], SHOWN),
            ("nothing new, every contribution listed", [], [], None),
        )
    ):
        start = time.process_time()
        running.add([], told, seen)
        running.assess(AS_OF if minute == 0 else AS_OF + minute * timedelta(minutes=1), most=most)
        took = time.process_time() - start
        yield Row(f"{name}, {size}", took, "s", {}, "answer, bands, waterfall, contributions; target 0.3 s")


def _replayed(n_days: int) -> Row:
    """The largest case over its last days, evidence captured day by day."""
    mementos, claims, indications = case(10_000, N_CLAIMS)
    question, indicators, sources, weighing = watched()
    asked = Case(
        title="",
        opened_on=question.opened_on,
        question=question,
        indicators=tuple(indicators),
        topics=(),
        sources=tuple(sources),
        weighing=weighing,
    )
    days = [AS_OF - timedelta(days=400 * at / n_days) for at in reversed(range(n_days))]
    start = time.process_time()
    for _ in replay(asked, mementos, claims, indications, [], days):
        pass
    took = time.process_time() - start
    return Row(f"replay of {n_days} days, 100,000 claims", took, "s", {}, f"{took / n_days:.2f} s a day")


def figure(value: float, low: float, high: float, unit: str = "share") -> Figure:
    return Figure(value=value, low=low, high=high, unit=unit, source="invented", date=date(2024, 1, 1))


def watched() -> tuple[Question, list[Indicator], list[Source], Weighing]:
    """A question with 31 indicators and 40 sources."""
    hypotheses = tuple(
        Hypothesis(id=name, title=name, statement=name, resolution=name, residual=name == "none")
        for name in ("open", "stealth", "none")
    )
    hazards = {"open": figure(0.02, 0.01, 0.05), "stealth": figure(0.05, 0.02, 0.1)}
    question = Question(
        id="invented",
        title="?",
        text="?",
        country="Nowhere",
        opened_on=date(2023, 1, 1),
        deadlines=tuple(date(2024, month, 1) for month in range(2, 13)),
        headline_deadline=date(2024, 7, 1),
        hypotheses=hypotheses,
        reference_class=ReferenceClass(title="", rationale="", hazard_per_month=hazards),
        cap_bits=figure(3, 2, 4),
    )
    indicators = [
        Indicator(
            id=f"indicator-{at}",
            group=f"group-{at % 7}",
            title="",
            definition="",
            direction=Direction.RAISES_OPEN,
            half_life_days=figure(45, 20, 90),
            weights={"open": figure(0.5, 0.1, 1.0), "stealth": figure(0.2, -0.2, 0.5)},
            patterns={},
        )
        for at in range(31)
    ]
    sources = [
        Source(
            id=f"source-{at}",
            title=f"Source {at}",
            publisher="",
            genre=Genre.PRESS,
            reliability=Reliability("ABCDEF"[at % 6]),
            grounds="",
            language="en",
            aliases=(f"Agency {at}",),
            expected_every_days=7,
        )
        for at in range(40)
    ]
    weighing = Weighing(
        reliability={letter: figure(0.8, 0.5, 1) for letter in "ABCDEF"},
        credibility={number: figure(0.8, 0.5, 1) for number in "123456"},
        repeat_correlation=figure(0.5, 0.3, 0.7),
        absence_bits=figure(0.05, 0, 0.1),
        missing_widening=figure(0.1, 0, 0.2),
        containment=figure(0.3, 0.2, 0.5),
        shared_claim_days=figure(3, 1, 7),
        prediction_horizon=figure(90, 30, 180),
    )
    return question, indicators, sources, weighing


def case(n_origins: int, n_claims: int) -> tuple[list[Memento], list[Claim], list[Indication]]:
    """First reports and their rewrites, with claims and indications spread over them."""
    rng = np.random.default_rng(1)
    lexicon = np.array([f"word{number}" for number in range(20_000)])
    texts = [list(rng.choice(lexicon, 120)) for _ in range(n_origins)]
    texts += [
        [*texts[at][:90], *rng.choice(lexicon, 40)] for at in rng.integers(0, n_origins, n_origins // 2)
    ]
    mementos = [memento(at, " ".join(words), int(rng.integers(0, 400))) for at, words in enumerate(texts)]
    claims = [
        claim(at, mementos[int(rng.integers(0, len(mementos)))], float(rng.integers(1, 10**6)))
        for at in range(n_claims)
    ]
    seen = [
        indication(one, f"indicator-{int(rng.integers(0, 31))}", at) for one in mementos for at in range(2)
    ]
    return mementos, claims, seen


def memento(at: int, text: str, days_ago: int) -> Memento:
    published = AS_OF - timedelta(days=days_ago, seconds=at)
    return Memento(
        id=f"memento-{at}",
        capture_id=f"capture-{at}",
        address=f"https://example.org/{at}",
        captured_at=published,
        source_id=f"source-{at % 40}",
        title="",
        author=None,
        published_at=published,
        date_basis=DateBasis.CARRIER,
        language="en",
        text=text,
        method="invented",
    )


def clocks(one: Memento) -> Clocks:
    return Clocks(published_at=one.published_at, captured_at=one.captured_at)


def claim(at: int, one: Memento, low: float) -> Claim:
    speaker = f"Speaker {at % 500}"
    spans = ClaimSpans(
        source=Span(text=speaker, start=0, end=9),
        chain=(f"Agency {at % 40}", speaker) if at % 9 == 0 else (speaker,),
        cue=None,
        content=Span(text="x", start=at, end=at + 1),
        kind=Kind.INDIRECT,
        topic=f"topic-{at % 14}",
        quantities=(Quantity(text="n", start=0, end=1, low=low, high=low),) if at % 3 == 0 else (),
    )
    return Claim(
        id=f"claim-{at}",
        memento_id=one.id,
        capture_id=one.capture_id,
        source_id=one.source_id,
        speaker=speaker,
        spans=spans,
        clocks=clocks(one),
        method="invented",
    )


def indication(one: Memento, indicator: str, at: int) -> Indication:
    return Indication(
        id=f"indication-{one.id}-{at}",
        memento_id=one.id,
        capture_id=one.capture_id,
        source_id=one.source_id,
        spans=IndicationSpan(text="x", start=at, end=at + 1, indicator=indicator),
        clocks=clocks(one),
        method="invented",
    )
