"""A response to a call-up drives the register audit and the arithmetic of manpower."""

import json

import pytest

from tocsin.catalogue.register import load_setting, shipped_settings
from tocsin.desk.driven import driven_setting


def test_the_rates_of_hiding_and_leaving_come_from_the_response_scenario():
    setting = load_setting(shipped_settings()[0])
    driven = driven_setting(setting, "russia-2022", seed=1)
    for rate in (driven.summons.hides, driven.summons.leaves):
        assert rate.source.startswith("response scenario russia-2022")
        assert 0 < rate.low < rate.value < rate.high <= 1
    assert driven.summons.appears == setting.summons.appears
    assert driven.title.endswith("by the response scenario russia-2022: a scenario, not a forecast")


def test_more_are_called_than_come(tocsin):
    call = ("manpower", "shortfall", "--scenario", "russia-2022", "--posture", "attack", "--by", "2023-06-05")
    found = json.loads(tocsin(*call, "--draws", "60", "--response", "russia-2022", "--format", "json").out)[
        "answer"
    ]
    called = found["called"]
    assert found["size"] < called["low"] < called["value"] < called["high"]
    assert "Scenario, not a forecast" in found["response"]
    said = " ".join(tocsin(*call, "--draws", "60", "--response", "russia-2022").out.split())
    assert "must be called for that many to come, by response scenario russia-2022. Scenario, not" in said


@pytest.mark.parametrize(
    "call", [("manpower", "shortfall", "--scenario", "russia-2022", "--draws", "20"), ("register", "audit")]
)
def test_a_response_that_is_not_there_is_refused_in_one_line(tocsin, call):
    ran = tocsin(*call, "--response", "russia-2021")
    assert ran.code == 2
    assert "--response: expected a file, or what ships, found 'russia-2021'; try 'russia-2022'" in ran.err
    assert len(ran.err.splitlines()) == 1
