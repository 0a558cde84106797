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
from tocsin.records.finding import Finding, finding_id
from tocsin.records.indication import Observer
from tocsin.records.issue import Stage, issue

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
    found = list(replay(case, mementos, claims, indications, [], days(make, 12), listed=True))
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


def test_the_strongest_contributions_are_the_first_of_all_and_the_answer_is_the_same(make, case, material):
    running = Running(case.question, case.indicators, case.sources, case.weighing)
    running.add(*material)
    whole, few = running.assess(make.as_of), running.assess(make.as_of, most=3)
    assert few.contributions == whole.contributions[:3]
    assert len(whole.contributions) > 3
    assert msgspec.structs.replace(few, contributions=whole.contributions) == whole


def test_a_world_that_keeps_surprising_is_replayed_as_if_begun_anew_each_day(make, case):
    """Copies that join two origins, claims that part them again, lost pages, late captures, findings."""
    watched = (
        *case.indicators,
        msgspec.structs.replace(make.indicator("lost", stealth=0.4), observed_by=Observer.VANISHING),
        msgspec.structs.replace(
            make.indicator("need", open=0.6), observed_by=Observer.MODEL, covers=("border",)
        ),
    )
    case = msgspec.structs.replace(case, indicators=watched)
    mementos, claims, indications, findings = surprises(make)
    issues = [issue(Stage.CAPTURE, "https://mute.example", "expected an answer, found none", at(make, 3))]
    asked = days(make, 14)
    replayed = list(
        replay(case, mementos, claims, indications, issues, asked, findings=findings, listed=True)
    )
    sizes = set()
    for assessment in replayed:
        as_of = assessment.as_of
        known = [one for one in mementos if one.captured_at <= as_of]
        evidence = gather(
            mementos,
            claims,
            [one for one in indications if one.clocks.captured_at <= as_of],
            sources=case.sources,
            weighing=case.weighing,
            missing=find_missing(case.sources, known, issues, as_of),
            as_of=as_of,
            findings=findings,
        )
        begun = outlook(case.question, case.indicators, case.sources, case.weighing, evidence)
        assert assessment == begun
        sizes.add((len(known), len(evidence.origins)))
    assert {(4, 3), (5, 2), (6, 3)} <= sizes
    brief = list(replay(case, mementos, claims, indications, issues, asked, findings=findings))
    assert brief == [msgspec.structs.replace(one, contributions=()) for one in replayed]


def at(make, days_ago):
    return make.as_of - timedelta(days=days_ago)


def surprises(make):
    """Texts, claims, indications and findings of which each day upsets what stood the day before."""
    words = [" ".join(f"{name}{number}" for number in range(60)) for name in ("one", "two")]
    first = make.memento("first", text=words[0], days_ago=12.0)
    second = make.memento("second", text=words[1], source="wire", days_ago=11.0)
    third = make.memento("third", days_ago=9.0)
    fourth = make.memento("fourth", source="wire", days_ago=8.5)
    both = make.memento("both", text=f"{words[0]} {words[1]}", days_ago=8.0, captured_at=at(make, 7.2))
    # Published before the third and captured after it: the window of the shared claim opens earlier, closes
    # before the fourth, and what stood as one comes apart.
    early = make.memento("early", days_ago=15.8, captured_at=at(make, 5.2))
    late = [make.memento(f"late{n}", source=("paper", "wire")[n % 2], days_ago=4 - n / 2) for n in range(6)]
    mementos = [first, second, third, fourth, both, early, *late]
    claims = [make.claim(one, speaker="Ivo", low=5.0, content=one.id) for one in (third, fourth, early)]
    claims += [make.claim(one, speaker=f"S{n % 2}", low=float(n), content="c") for n, one in enumerate(late)]
    indications = [
        make.indication(one, name) for one in mementos for name in ("decree", "border")[: 1 + (one in late)]
    ]
    lost = make.indication(second, "lost")
    clocks = msgspec.structs.replace(lost.clocks, captured_at=at(make, 2.5))
    indications.append(msgspec.structs.replace(lost, clocks=clocks))
    return mementos, claims, indications, [need(make, 3.0, 0.4), need(make, 1.0, 0.7), need(make, 0.2, 0.0)]


def need(make, days_ago, shown_p):
    fields = {
        "indicator": "need",
        "model": "manpower",
        "method": "manpower 1",
        "statement": "Strength falls below need.",
        "shown_p": shown_p,
        "data_until": at(make, days_ago).date(),
        "known_at": at(make, days_ago),
        "cites": ("capture-late0",),
    }
    return Finding(id=finding_id(**fields), **fields)


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
