"""How wordings and trained heads together choose a topic."""

from datetime import date

import pytest

from tocsin.reading.interface import Judgement
from tocsin.reading.judging import Weights, Worded, load_weights, outvoted, rank

WEIGHTS = Weights(
    fitted_on=date(2026, 1, 1), source="a test", wording=1.0, alone_p=0.8, none_p=0.9, sure_p=0.95
)
WATCHED = frozenset({"losses", "need", "poll", "own"})


def judgement(none_p: float = 0.0, **topics_p: float) -> Judgement:
    return Judgement(topics_p=topics_p, none_p=none_p, denied_p=0.0)


def test_without_heads_the_strongest_wording_is_taken_and_of_two_alike_the_first() -> None:
    worded = [Worded("need", 4, 9), Worded("losses", 4, 3), Worded("poll", 1, 0)]
    standing = rank(worded, None, WATCHED, WEIGHTS)
    assert standing is not None
    assert (standing.topic, standing.strength, standing.lead) == ("losses", 4, 0)


def test_sure_heads_turn_a_weak_wording_and_not_a_strong_one() -> None:
    told = judgement(losses=0.9, need=0.05)
    for strength, topic in ((2, "losses"), (25, "need")):
        standing = rank([Worded("need", strength, 0), Worded("losses", 1, 5)], told, WATCHED, WEIGHTS)
        assert standing is not None
        assert standing.topic == topic


def test_a_topic_without_a_wording_needs_sure_heads_and_a_place_in_the_catalogue() -> None:
    assert rank([], judgement(losses=0.7), WATCHED, WEIGHTS) is None
    assert rank([], judgement(exodus=0.9), WATCHED, WEIGHTS) is None
    assert rank([], None, WATCHED, WEIGHTS) is None
    standing = rank([], judgement(losses=0.85), WATCHED, WEIGHTS)
    assert standing is not None
    assert (standing.topic, standing.strength, standing.none_p) == ("losses", 0, 0.0)


def test_sure_heads_pass_over_a_wording_in_passing_but_not_one_of_a_topic_they_never_learned() -> None:
    nothing = judgement(none_p=0.95, losses=0.02)
    assert rank([Worded("losses", 4, 0)], nothing, WATCHED, WEIGHTS) is None
    standing = rank([Worded("own", 4, 0)], nothing, WATCHED, WEIGHTS)
    assert standing is not None
    assert standing.topic == "own"
    assert standing.none_p == 0.95


@pytest.mark.parametrize("name", ["alone_p", "none_p", "sure_p"])
def test_the_shipped_weights_are_probabilities(name: str) -> None:
    assert 0 < getattr(load_weights(), name) <= 1


@pytest.mark.parametrize(
    ("by_rules", "p", "said"),
    [(True, None, True), (False, 0.9, False), (False, 0.96, True), (True, 0.1, True), (True, 0.02, False)],
)
def test_only_sure_heads_outvote_the_rules(by_rules: bool, p: float | None, said: bool) -> None:
    assert outvoted(by_rules, p, WEIGHTS) is said
