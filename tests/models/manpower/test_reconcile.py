"""Numbers that people claim, held against an army whose arithmetic is known by hand."""

from datetime import date

import pytest

from tocsin.models.manpower.answers import Question, feasible
from tocsin.models.manpower.reconcile import reconcile
from tocsin.records.manpower import Against
from tocsin.records.shortfall import Claimed, Verdict


@pytest.fixture
def held(army, flows):
    """50,000 more are needed than there are; 20,000 places; a secret way that brings 12,000."""
    small = army()
    need = small.postures[0].need
    sure = type(need)(value=150_000, low=150_000, high=150_000, unit="persons", source="test", date=need.date)
    places = type(need)(value=20_000, low=20_000, high=20_000, unit="persons", source="test", date=need.date)
    posture = type(small.postures[0])(id="attack", title="to attack", need=sure)
    scenario = army(
        postures=(posture,),
        asked=flows.wave(1, weeks=1),
        stealth=(flows.wave(12_000, weeks=2),),
        courses=(flows.course(quick=0.25, first=3.0, second=12.0),),
        training_places=places,
        held_against={"need": Against.NEEDED, "size": Against.CALLED_UP, "stealth": Against.STEALTH},
    )
    asked = Question(
        posture=posture,
        deadline=date(2030, 7, 1),
        chance=0.5,
        decreed_on=date(2030, 1, 7),
        n_draws=10,
        seed=1,
    )

    def verdict(topic, low, high):
        claimed = Claimed(claim="one", speaker="Somebody", topic=topic, low=low, high=high)
        (found,) = reconcile(scenario, asked, [claimed])
        return found

    verdict.feasible = lambda: feasible(scenario, asked)
    return verdict


@pytest.mark.parametrize(
    ("topic", "low", "high", "expected"),
    [
        ("need", 49_000, 51_000, Verdict.ADDS_UP),
        ("need", 10_000, 20_000, Verdict.TOO_LITTLE),
        ("need", 80_000, 90_000, Verdict.TOO_MUCH),
        ("need", None, 51_000, Verdict.ADDS_UP),
        ("need", 60_000, None, Verdict.TOO_MUCH),
        ("stealth", 11_000, 13_000, Verdict.ADDS_UP),
        ("stealth", 150_000, 150_000, Verdict.TOO_MUCH),
        ("poll", 20, 30, Verdict.UNTESTABLE),
    ],
)
def test_a_claim_is_judged_by_what_the_arithmetic_says(held, topic, low, high, expected):
    assert held(topic, low, high).verdict is expected


def test_a_wave_larger_than_can_be_trained_in_time_is_said_to_be_too_large(held):
    """All 20,000 places are filled at once, and all of them are trained by July."""
    assert held.feasible()[0] == pytest.approx(20_000, rel=0.02)
    found = held("size", 49_000, 51_000)
    assert found.verdict is Verdict.TOO_MUCH
    assert "can be trained by the deadline" in found.reason


def test_the_reason_names_the_models_own_figure(held):
    found = held("need", 10_000, 20_000)
    assert found.reason == (
        "100 % of the draws lie above what the model says is needed by the deadline (50,000 to 50,000 men)."
    )
