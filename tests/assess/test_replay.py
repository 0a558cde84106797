"""A replayed day knows what had been captured by then, and answers as if nothing had come after."""

from datetime import date, timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tocsin.assess.evidence import gather
from tocsin.assess.missing import find_missing
from tocsin.assess.origins import OriginFinder, find_origins
from tocsin.assess.outlook import outlook
from tocsin.assess.replay import replay
from tocsin.assess.running import Running
from tocsin.records.case import Case, Event

LEXICON = np.array([f"word{number}" for number in range(3000)])


@pytest.fixture(scope="module")
def case(make):
    return Case(
        title="?",
        opened_on=make.opened,
        question=make.question(),
        indicators=(make.indicator("decree", open=1.0), make.indicator("border", open=0.5, stealth=0.7)),
        topics=(),
        sources=(make.source("paper", every=3.0), make.source("wire", "B", aliases=("Wire",))),
        weighing=make.weighing(),
    )


@pytest.fixture(scope="module")
def material(make):
    rng = np.random.default_rng(4)
    mementos, claims, indications = [], [], []
    for at in range(40):
        text = " ".join(rng.choice(LEXICON, 80))
        if at % 3 == 2:
            text = mementos[at - 2].text + " " + text[:80]
        one = make.memento(f"m{at}", text=text, source=("paper", "wire")[at % 2], days_ago=14 - at / 3 - 0.01)
        mementos.append(one)
        claims.append(make.claim(one, speaker=f"S{at % 5}", low=float(at % 4 + 1), content=f"c{at}"))
        indications.append(make.indication(one, ("decree", "border")[at % 2]))
    return mementos, claims, indications


def days(make, n):
    return [make.as_of + timedelta(days=at - n + 1) for at in range(n)]


def test_every_replayed_day_is_the_answer_that_day_would_have_had(make, case, material):
    mementos, claims, indications = material
    found = list(replay(case, mementos, claims, indications, [], days(make, 12)))
    for assessment in found:
        as_of = assessment.as_of
        known = [one for one in mementos if one.captured_at <= as_of]
        evidence = gather(
            mementos,
            claims,
            indications,
            sources=case.sources,
            weighing=case.weighing,
            missing=find_missing(case.sources, known, [], as_of),
            as_of=as_of,
        )
        assert assessment == outlook(case.question, case.indicators, case.sources, case.weighing, evidence)


def test_a_capture_from_the_future_changes_nothing_before_it_is_made(make, case, material):
    mementos, claims, indications = material
    asked = days(make, 10)
    before = list(replay(case, mementos, claims, indications, [], asked))
    # Published long ago and captured tomorrow: the trap that a backtest by publication date walks into.
    planted = make.memento("planted", days_ago=12.0, captured_at=asked[6] + timedelta(hours=1))
    after = list(
        replay(
            case,
            [planted, *mementos],
            [make.claim(planted, low=9.0), *claims],
            [make.indication(planted, "decree"), *indications],
            [],
            asked,
        )
    )
    assert after[:7] == before[:7]
    assert after[7] != before[7]


def test_an_event_of_the_future_settles_nothing_before_its_day(make, case, material):
    event = Event(id="decree", on=date(2023, 2, 12), title="decree", source="gazette", settles="open")
    settled = msgspec.structs.replace(case, events=(event,))
    answers = {one.as_of.date(): one.hypotheses[0].p for one in replay(settled, *material, [], days(make, 6))}
    assert answers[date(2023, 2, 11)] < 1
    assert answers[date(2023, 2, 12)] == 1


@settings(deadline=None, max_examples=20)
@given(some.randoms(use_true_random=False))
def test_origins_are_the_same_in_whatever_order_and_batches_texts_arrive(make, case, material, random):
    mementos, claims, _ = material
    finder = OriginFinder(case.sources, case.weighing)
    ordered = random.sample(mementos, len(mementos))
    while ordered:
        batch, ordered = ordered[: (n := random.randint(1, 15))], ordered[n:]
        ids = {one.id for one in batch}
        finder.add(batch, random.sample([one for one in claims if one.memento_id in ids], len(batch)))
        finder.origins()
    expected = find_origins(mementos, claims, case.sources, case.weighing)
    assert [one.mementos for one in finder.origins()] == [one.mementos for one in expected]


def test_one_more_claim_gives_the_same_answer_as_beginning_again(make, case, material):
    mementos, claims, indications = material
    warm = Running(case.question, case.indicators, case.sources, case.weighing)
    warm.add(mementos, claims[:-1], indications)
    before = warm.assess(make.as_of)
    warm.add([], claims[-1:], [])
    cold = Running(case.question, case.indicators, case.sources, case.weighing)
    cold.add(mementos, claims, indications)
    assert warm.assess(make.as_of) == cold.assess(make.as_of)
    assert warm.assess(make.as_of).id != before.id
