"""Reports of one first report are one origin, however they arrive."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tocsin.assess.duplicates import find_duplicates
from tocsin.assess.origins import find_origins

LEXICON = [f"word{number}" for number in range(4000)]


def text(rng, n=120):
    return " ".join(rng.choice(LEXICON, n))


def rewritten(rng, original, every=9):
    words = original.split()
    words[::every] = [str(rng.choice(LEXICON)) for _ in words[::every]]
    return " ".join([*words, *rng.choice(LEXICON, 60)])


def groups(origins):
    return {frozenset(origin.mementos) for origin in origins}


def test_planted_rewrites_are_found_and_nothing_else():
    rng = np.random.default_rng(5)
    originals = [text(rng) for _ in range(60)]
    copies = [rewritten(rng, original) for original in originals]
    found = {(min(pair[:2]), max(pair[:2])) for pair in find_duplicates(originals + copies, 0.3)}
    assert found == {(at, at + 60) for at in range(60)}


def test_a_thousand_copies_of_one_wire_item_are_one_origin_without_all_pairs(make):
    rng = np.random.default_rng(6)
    wire = text(rng)
    mementos = [make.memento(f"{at}", text=f"{wire} {at}", days_ago=at / 100) for at in range(1000)]
    origins = find_origins(mementos, [], [], make.weighing())
    assert len(origins) == 1
    assert origins[0].first_memento == "memento-999"
    assert "five-word sequences" in origins[0].basis[-1]


def test_short_texts_join_only_when_they_are_the_same(make):
    same = [make.memento("a", text="No wave."), make.memento("b", text="No wave.", days_ago=2)]
    other = make.memento("c", text="No wave, he said.")
    assert len(find_origins([*same, other], [], [], make.weighing())) == 2


def test_a_shared_stock_phrase_does_not_join_two_reports(make):
    rng = np.random.default_rng(7)
    phrase = "the president of the country said on Monday that"
    mementos = [make.memento(name, text=f"{phrase} {text(rng)}") for name in "abc"]
    assert len(find_origins(mementos, [], [], make.weighing())) == 3


@pytest.mark.parametrize(
    ("days_apart", "low", "speaker", "n_origins"),
    [
        (3, 300_000, "General Ivo", 1),
        (3, 300_000, "general ivo", 1),
        (30, 300_000, "General Ivo", 2),
        (3, 500_000, "General Ivo", 2),
        (3, 300_000, "Analyst Una", 2),
        (3, None, "General Ivo", 2),
    ],
)
def test_the_same_speaker_with_the_same_figure_within_days_is_one_origin(
    make, days_apart, low, speaker, n_origins
):
    first, second = make.memento("a", days_ago=40), make.memento("b", days_ago=40 - days_apart)
    claims = [make.claim(first, low=300_000), make.claim(second, low=low, speaker=speaker)]
    assert len(find_origins([first, second], claims, [], make.weighing())) == n_origins


def test_a_speaker_who_repeats_a_figure_for_months_is_not_one_endless_origin(make):
    mementos = [make.memento(f"{week}", days_ago=7.0 * week) for week in range(12)]
    claims = [make.claim(memento, low=300_000) for memento in mementos]
    origins = find_origins(mementos, claims, [], make.weighing())
    assert len(origins) == 6


def test_a_text_that_names_a_source_joins_that_sources_own_report(make):
    agency, paper = make.source("agency", aliases=("The Agency",)), make.source("paper")
    own = make.memento("own", source="agency", days_ago=3)
    cited = make.memento("cited", source="paper", days_ago=2)
    claims = [
        make.claim(own, speaker=None, low=200_000),
        make.claim(cited, speaker="The Agency", low=200_000),
    ]
    origins = find_origins([own, cited], claims, [agency, paper], make.weighing())
    assert groups(origins) == {frozenset({own.id, cited.id})}
    assert "it names Agency" in origins[0].basis[0]
    elsewhere = [claims[0], make.claim(cited, speaker="The Agency", low=900_000)]
    assert len(find_origins([own, cited], elsewhere, [agency, paper], make.weighing())) == 2


@settings(deadline=None, max_examples=20)
@given(some.randoms(use_true_random=False))
def test_origins_do_not_depend_on_the_order_of_arrival(make, random):
    rng = np.random.default_rng(8)
    wire = text(rng)
    mementos = [make.memento(f"{at}", text=rewritten(rng, wire) if at % 3 else text(rng)) for at in range(9)]
    claims = [make.claim(memento, low=100_000 * (1 + at % 2)) for at, memento in enumerate(mementos)]
    here = find_origins(mementos, claims, [], make.weighing())
    random.shuffle(mementos)
    random.shuffle(claims)
    assert find_origins(mementos, claims, [], make.weighing()) == here


def test_every_text_is_in_exactly_one_origin(make):
    rng = np.random.default_rng(9)
    mementos = [make.memento(f"{at}", text=text(rng)) for at in range(20)]
    members = [name for one in find_origins(mementos, [], [], make.weighing()) for name in one.mementos]
    assert sorted(members) == sorted(memento.id for memento in mementos)


LR_BITS = float(np.log2(0.6 / 0.4))


def brier_of_worlds(make, missed_share, n_worlds=60):
    """Mean squared error by the headline, of our answer, of naive counting and of the prior.

    In each world a wave comes or not; a few first reports speak of it with the catalogue's own likelihood
    ratio, and each is copied several times. A missed copy is one worded wholly anew, as a first report.
    """
    rng = np.random.default_rng(21)
    question = make.question({"open": (0.1, 0.09, 0.11)}, cap=10.0)
    sign = make.indicator("sign", 400.0, open=(LR_BITS, 0.5, 0.7))
    against = make.indicator("against", 400.0, open=(-LR_BITS, -0.7, -0.5))
    base_p = make.assess(question=question).prior[0].p
    errors = {"ours": 0.0, "naive": 0.0, "prior": 0.0}
    for world in range(n_worlds):
        comes = rng.random() < base_p
        answers = {
            name: _answer(make, question, (sign, against), comes, share, world)
            for name, share in (("ours", missed_share), ("naive", 1.0))
        }
        errors["prior"] += (base_p - comes) ** 2 / n_worlds
        for name, p in answers.items():
            errors[name] += (p - comes) ** 2 / n_worlds
    return errors


def _answer(make, question, indicators, comes, missed_share, world):
    """Our probability when this share of the copies is worded anew; at 1 without any correlation."""
    rng = np.random.default_rng((world, 3))
    mementos, indications = [], []
    for first in range(3):
        shows = rng.random() < (0.6 if comes else 0.4)
        original = text(rng, 40)
        for copy in range(rng.geometric(1 / 8)):
            missed = rng.random() < missed_share
            body = text(rng, 40) if missed and copy else original
            memento = make.memento(f"{first}-{copy}", text=body, days_ago=1 + copy / 24)
            mementos.append(memento)
            indications.append(make.indication(memento, "sign" if shows else "against"))
    correlation = 0.0 if missed_share == 1 else 0.5
    assessment = make.assess(
        mementos,
        indications,
        question=question,
        indicators=indicators,
        sources=(make.source("paper"),),
        weighing=make.weighing(correlation, full=True),
    )
    return assessment.hypotheses[0].p


@pytest.mark.parametrize("missed_share", [0.0, 0.1, 0.2])
def test_with_up_to_a_fifth_of_the_copies_missed_the_answer_beats_its_prior_where_counting_loses(
    make, missed_share
):
    errors = brier_of_worlds(make, missed_share)
    assert errors["ours"] <= errors["prior"]
    assert errors["naive"] > errors["prior"]


def test_a_copy_captured_earlier_than_it_was_published_still_sorts_once(make):
    one = make.memento("a", text="Same words here.", captured_at=make.as_of - timedelta(days=9))
    other = make.memento("b", text="Same words here.")
    assert find_origins([one, other], [], [], make.weighing())[0].first_memento == one.id
