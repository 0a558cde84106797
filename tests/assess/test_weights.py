"""What one origin is worth, and why."""

from datetime import date

import pytest

from tocsin.assess.grading import classify_credibility, grade
from tocsin.assess.origins import find_origins
from tocsin.records.claim import Credibility
from tocsin.records.reading import Polarity
from tocsin.records.source import Reliability


def bits(make, mementos, indicator="sign", weighing=None, indicators=None, sources=None, **question):
    indicators = indicators or (make.indicator(indicator, half_life=10.0, open=2.0),)
    seen = [make.indication(memento, one.id) for memento in mementos for one in indicators]
    assessment = make.assess(
        mementos,
        seen,
        question=make.question(**question),
        indicators=indicators,
        sources=sources or (make.source("paper"),),
        weighing=weighing or make.weighing(full=True),
    )
    return [one.bits for one in assessment.contributions if one.hypothesis == "open"], assessment


def test_an_undoubted_fresh_report_is_worth_what_the_catalogue_says(make):
    assert bits(make, [make.memento("a", days_ago=0.0)])[0] == [pytest.approx(2.0)]


def test_after_a_half_life_half_the_weight_is_left(make):
    opened = date(2023, 1, 1)
    assert bits(make, [make.memento("a", days_ago=10.0)])[0] == [pytest.approx(1.0)]
    assert bits(make, [make.memento("a", days_ago=20.0)], opened_on=opened)[0] == [pytest.approx(0.5)]


def test_no_origin_moves_a_hypothesis_further_than_the_cap(make):
    indicators = tuple(make.indicator(f"i{at}", group=f"g{at}", open=2.0) for at in range(5))
    found, assessment = bits(make, [make.memento("a", days_ago=0.0)], indicators=indicators, cap=3.0)
    assert sum(found) <= 3.0
    assert any("cap of 3 bits" in words for one in assessment.contributions for words in one.discounts)


def test_ten_origins_of_one_indicator_are_worth_their_effective_number(make):
    ten = [make.memento(f"m{at}", days_ago=0.0) for at in range(10)]
    found, _ = bits(make, ten, weighing=make.weighing(0.5, full=True))
    assert sum(found) == pytest.approx(2.0 * 10 / (1 + 9 * 0.5))
    independent, _ = bits(make, ten, weighing=make.weighing(0.0, full=True))
    assert sum(independent) == pytest.approx(20.0)


def test_stale_reports_do_not_weaken_a_fresh_one(make):
    fresh = make.memento("fresh", days_ago=0.0)
    stale = [make.memento(f"m{at}", days_ago=90.0) for at in range(10)]
    alone, together = sum(bits(make, [fresh])[0]), sum(bits(make, [fresh, *stale])[0])
    assert alone <= together < alone * 1.05


def test_a_doubtful_source_discounts_the_weight_and_says_so(make):
    sources = (make.source("paper", "D"),)
    found, assessment = bits(
        make, [make.memento("a", days_ago=0.0)], weighing=make.weighing(), sources=sources
    )
    assert found == [pytest.approx(2.0 * 0.4 * 0.5)]
    assert assessment.contributions[0].undiscounted_bits == 2.0
    assert assessment.contributions[0].discounts == ("reliability D: ×0.40", "credibility 4: ×0.50")


def test_a_source_outside_the_catalogue_is_one_that_cannot_be_judged(make):
    found, assessment = bits(make, [make.memento("a", days_ago=0.0, source="blog")], weighing=make.weighing())
    assert found == [pytest.approx(2.0 * 0.5 * 0.6)]
    assert "reliability F: ×0.50" in assessment.contributions[0].discounts


def test_a_doubtful_reading_weighs_less(make):
    memento = make.memento("a", days_ago=0.0)
    assessment = make.assess(
        [memento],
        [make.indication(memento, "sign", confidence=0.5)],
        indicators=(make.indicator("sign", open=2.0),),
        sources=(make.source("paper"),),
        weighing=make.weighing(full=True),
    )
    assert assessment.contributions[0].bits == pytest.approx(1.0)


def test_a_denial_has_its_own_weight_and_is_not_a_flipped_sign(make):
    denial = make.indicator("denial", open=0.3)
    found, _ = bits(make, [make.memento("a", days_ago=0.0)], indicators=(denial,))
    assert found == [pytest.approx(0.3)]


@pytest.mark.parametrize(
    ("n_agree", "n_contradict", "letter", "expected"),
    [
        (3, 0, "F", "1"),
        (2, 0, "E", "2"),
        (3, 1, "A", "2"),
        (1, 0, "A", "3"),
        (1, 0, "C", "3"),
        (1, 0, "D", "4"),
        (1, 1, "A", "4"),
        (1, 2, "A", "5"),
        (1, 0, "F", "6"),
    ],
)
def test_the_admiralty_rule_is_the_one_printed(n_agree, n_contradict, letter, expected):
    assert classify_credibility(n_agree, n_contradict, Reliability(letter)) == Credibility(expected)


def test_a_claim_repeated_by_copies_is_not_corroborated_and_by_another_origin_is(make):
    words = " ".join(f"w{at}" for at in range(50))
    first, copy = make.memento("a", text=words), make.memento("b", text=words)
    other = make.memento("c", days_ago=0.5)
    claims = [
        make.claim(one, low=500_000, speaker=f"Witness {at}") for at, one in enumerate((first, copy, other))
    ]
    sources = (make.source("paper"),)

    def graded(mementos, told):
        origins = find_origins(mementos, told, sources, make.weighing())
        return [claim.credibility.value for claim in grade(told, origins, sources)]

    assert graded([first, copy], claims[:2]) == ["3", "3"]
    assert graded([first, copy, other], claims) == ["2", "2", "2"]
    denied = make.claim(other, low=500_000, speaker="Ministry", polarity=Polarity.DENY)
    assert graded([first, other], [claims[0], denied]) == ["4", "4"]
