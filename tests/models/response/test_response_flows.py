"""Responses: nobody is lost, shocks have the half-life they are given, and shares are what the stocks say."""

from datetime import date

import msgspec
import numpy as np
import pytest

from tocsin.catalogue.responses import load_response
from tocsin.models.response.flows import lag, shares_by_week, simulate, summarise
from tocsin.records.response import LABEL, Announcement, Leaving, Obeying, ResponseScenario
from tocsin.records.units import Figure


def sure(value, unit):
    return Figure(value=value, low=value, high=value, unit=unit, source="invented", date=date(2022, 1, 1))


def way(name="exit", moved=1000.0, half_life=2.0, returning=0.4, back=26.0):
    return Leaving(
        id=name,
        title=name,
        moved=sure(moved, "persons"),
        rise_weeks=sure(0.01, "weeks"),
        half_life_weeks=sure(half_life, "weeks"),
        returning=sure(returning, "share"),
        return_half_life_weeks=sure(back, "weeks"),
    )


def announced(name, on, strength=1.0):
    return Announcement(id=name, on=on, title=name, strength=sure(strength, "ratio"))


def scenario(*ways, announcements=None, exposed=1e6, n_weeks=104):
    return ResponseScenario(
        id="invented",
        title="Invented",
        starts_on=date(2022, 9, 5),
        n_weeks=n_weeks,
        exposed=sure(exposed, "persons"),
        announcements=announcements or (announced("decree", date(2022, 9, 21)),),
        leaving=ways or (way(),),
        obeying=Obeying(
            usual=sure(0.8, "share"), change=sure(-0.4, "share"), half_life_weeks=sure(4.0, "weeks")
        ),
    )


def test_as_many_go_as_the_scenario_says_and_none_before_the_announcement():
    run = simulate(scenario(way(returning=0.0)), 10, 1)
    assert (run.left["exit"][:, :2] == 0).all()
    assert run.left["exit"][:, -1] == pytest.approx(np.full(10, 1000), rel=1e-4)


def test_the_flow_halves_in_its_half_life():
    run = simulate(scenario(way(half_life=3.0)), 2, 1)
    flow = np.diff(run.left["exit"][0], prepend=0.0)
    assert flow[5 + 3] / flow[5] == pytest.approx(0.5, rel=0.01)


def test_half_of_those_who_come_back_are_back_after_their_half_life():
    run = simulate(scenario(way(half_life=0.2, returning=0.4, back=13.0)), 2, 1)
    away = run.away["exit"][0]
    peak = away.max()
    at = int(away.argmax())
    assert (peak - away[at + 13]) / peak == pytest.approx(0.2, abs=0.01)
    assert away[-1] / peak == pytest.approx(0.6, abs=0.02)


def test_nobody_is_lost_or_in_two_places():
    ways = (way("exit", 4e5), way("hiding", 7e5, returning=0.9))
    twice = (announced("one", date(2022, 9, 21)), announced("two", date(2023, 1, 10), 2.0))
    run = simulate(scenario(*ways, announcements=twice), 20, 1)
    gone = run.away["exit"] + run.away["hiding"]
    assert (gone >= 0).all()
    assert (gone <= run.exposed[:, None]).all()
    assert (np.diff(run.left["exit"], axis=1) >= 0).all()
    assert (run.away["exit"] <= run.left["exit"] + 1e-6).all()


def test_a_stronger_announcement_moves_more_people_and_a_second_one_fewer():
    weak, strong = (
        simulate(scenario(announcements=(announced("one", date(2022, 9, 21), by),)), 2, 1).left["exit"][0, -1]
        for by in (0.5, 2.0)
    )
    assert weak < 1000 < strong
    big = scenario(
        way(moved=4e5, returning=0.0),
        announcements=(announced("one", date(2022, 9, 21)), announced("two", date(2023, 9, 21))),
    )
    left = simulate(big, 2, 1).left["exit"][0]
    assert left[52] == pytest.approx(4e5, rel=1e-3)
    assert left[-1] - left[52] == pytest.approx(0.4 * 6e5, rel=1e-3)


def test_fewer_obey_at_once_and_half_of_that_is_over_after_the_half_life():
    obeying = simulate(scenario(), 2, 1).obeying[0]
    assert obeying[1] == pytest.approx(0.8)
    assert obeying[2] == pytest.approx(0.4)
    assert obeying[6] == pytest.approx(0.6)


def test_an_announcement_is_spread_out_whole():
    spread = lag(400, np.array([1.0, 4.0]), np.array([2.0, 6.0]))
    assert spread.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert spread[1].argmax() > 0


def test_the_shipped_scenario_is_labelled_and_in_ranges():
    shipped = load_response("russia-2022")
    run = simulate(shipped, 300, 1)
    told = summarise(shipped, run)
    assert told.label == LABEL
    for one in told.ways:
        last = one.weeks[-1]
        assert last.left.low < last.left.value < last.left.high
        assert last.away.value < last.left.value
    assert all(0 <= one.share.low <= one.share.high <= 1 for one in told.reachable)


def test_other_models_get_the_shares_of_the_stocks():
    shipped = load_response("russia-2022")
    run = simulate(shipped, 200, 3)
    shares = shares_by_week(shipped, run)
    assert len(shares.obeying) == shipped.n_weeks
    expected = (run.away["exit"] / run.exposed[:, None]).mean(axis=0)
    assert shares.out_of_reach["exit"] == pytest.approx(expected.tolist())


def test_the_same_seed_draws_the_same_and_a_new_way_moves_no_other():
    shipped = load_response("russia-2022")
    alone = msgspec.structs.replace(shipped, leaving=shipped.leaving[:1])
    one, other = simulate(shipped, 50, 1), simulate(alone, 50, 1)
    assert (one.exposed == other.exposed).all()
    assert (one.obeying == other.obeying).all()
    assert not (one.exposed == simulate(shipped, 50, 2).exposed).all()
