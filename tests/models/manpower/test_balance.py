"""The balance of strength adds up, flow by flow."""

from datetime import date

import pytest

from tocsin.models.manpower.answers import Question
from tocsin.models.manpower.balance import balance
from tocsin.models.manpower.simulate import simulate
from tocsin.models.manpower.strength import in_zone, week_of


def test_what_each_flow_brought_adds_up_to_the_strength_on_the_day(army, losses, flows):
    scenario = army(
        losses=losses(low=50, high=200),
        recruitment=(flows.recruits(120),),
        call_ups=(flows.wave(30_000),),
        courses=(flows.course(), flows.course(of="hospital", share=0.6)),
        transfers=(flows.leaving(0.002),),
    )
    asked = Question(
        posture=scenario.postures[0],
        deadline=date(2030, 9, 2),
        chance=0.5,
        decreed_on=date(2030, 1, 7),
        n_draws=20,
        seed=1,
    )
    found = balance(scenario, asked)
    strength = in_zone(simulate(scenario, 20, 1), scenario)[:, week_of(scenario, asked.deadline)].mean()
    assert sum(one.people for one in found) == pytest.approx(strength, abs=len(found))
    assert found[0].people == pytest.approx(100_000)
    said = {one.title: one.people for one in found}
    assert said["Killed"] < 0
    assert said["Wounded who left their unit"] < said["Killed"]
