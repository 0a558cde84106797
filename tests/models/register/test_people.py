"""The people are as declared, before anything else is believed of the audit."""

import numpy as np
import pytest

from tocsin.models.register.families import CHILD, HEAD
from tocsin.models.register.people import EPOCH, STUDENT_CODE, populate

WITHIN = 0.01
"""A declared share is met within one percentage point."""


def shares(codes, n):
    return np.bincount(codes, minlength=n)[:n] / len(codes)


@pytest.fixture(scope="module")
def people(register):
    return register.people


@pytest.mark.parametrize("name", ["regions", "income", "citizenship"])
def test_shares_of_all_people_are_those_declared(people, setting, name):
    column = {"regions": "region"}.get(name, name)
    wanted = list(getattr(setting.margins, name).values())
    assert np.abs(shares(people[column], len(wanted)) - wanted).max() < WITHIN


@pytest.mark.parametrize(
    ("name", "low", "high", "men"),
    [
        ("education", 23, 200, False),
        ("occupation", 23, 63, False),
        ("health", 18, 200, False),
        ("reserve", 18, 60, True),
    ],
)
def test_shares_of_a_part_of_the_people_are_those_declared(people, setting, name, low, high, men):
    part = (people["age"] >= low) & (people["age"] < high) & (people["man"] | (not men))
    wanted = list(getattr(setting.margins, name).values())
    assert np.abs(shares(people[name][part], len(wanted)) - wanted).max() < WITHIN


@pytest.mark.parametrize("men", [True, False])
def test_ages_are_those_declared(people, setting, men):
    ages = people["age"][people["man"] == men]
    for band in setting.margins.ages_of_men if men else setting.margins.ages_of_women:
        assert abs(((ages >= band.low) & (ages < band.high)).mean() - band.share) < WITHIN


def test_men_students_dead_and_gone_are_those_declared(people, setting):
    margins = setting.margins
    young = (people["age"] >= 18) & (people["age"] < 23)
    mobile = (people["age"] >= 18) & (people["age"] < 60)
    assert abs(people["man"].mean() - margins.men) < WITHIN
    assert abs(people["dead"].mean() - margins.dead) < WITHIN
    assert abs(people["abroad"][mobile].mean() - margins.abroad) < WITHIN
    assert (
        abs((people["occupation"][young] == STUDENT_CODE).mean() - margins.occupation_young["student"])
        < WITHIN
    )


def test_households_are_those_declared(people, setting):
    _, sizes = np.unique(people["household"], return_counts=True)
    for size in range(1, 6):
        wanted = sum(share for kind, share in setting.margins.households.items() if len(kind) == size)
        assert abs((sizes == size).mean() - wanted) < WITHIN


def test_a_head_is_grown_and_a_child_younger_than_the_head(people):
    heads = np.flatnonzero(people["role"] == HEAD)
    head_of = dict(zip(people["household"][heads], heads, strict=True))
    assert (people["age"][heads] >= 17).mean() > 0.98
    children = np.flatnonzero(people["role"] == CHILD)
    gaps = [
        int(people["birth"][at]) - int(people["birth"][head_of[people["household"][at]]]) for at in children
    ]
    assert np.mean(np.array(gaps) > 15 * 365) > 0.97


def test_children_bear_their_fathers_name_and_live_at_one_address(people):
    couples = people["household"][people["role"] == 1]
    fathers = {
        int(h): int(g)
        for h, g, r in zip(people["household"], people["given"], people["role"], strict=True)
        if r == HEAD
    }
    children = (people["role"] == CHILD) & np.isin(people["household"], couples)
    for at in np.flatnonzero(children)[:300]:
        assert people["patronymic"][at] == fathers[int(people["household"][at])]
        head = np.flatnonzero(people["household"] == people["household"][at])[0]
        assert people["street"][at] == people["street"][head]


def test_the_same_seed_makes_the_same_people_in_any_number_of_threads(setting, country):
    one, two = (populate(setting, country, 5, 140_000, threads) for threads in (1, 2))
    other = populate(setting, country, 6, 3_000)
    assert all(np.array_equal(one[name], two[name]) for name in one)
    assert not np.array_equal(one["surname"][:3_000], other["surname"])


def test_births_lie_before_the_day_of_the_setting(people, setting):
    assert people["birth"].max() <= (setting.on - EPOCH).days


def test_so_many_as_declared_have_a_double_of_one_name_and_birthday_who_lives_elsewhere(setting, country):
    made = populate(setting, country, 3, 60_000)
    same = np.stack([made[name] for name in ("man", "surname", "given", "patronymic", "birth")], axis=1)
    _, which, counts = np.unique(same, axis=0, return_inverse=True, return_counts=True)
    double = counts[which.ravel()] > 1
    assert double.mean() == pytest.approx(setting.margins.doubles.value, rel=0.2)
    homes = [set(made["household"][which.ravel() == kind]) for kind in np.flatnonzero(counts > 1)[:50]]
    assert all(len(one) > 1 for one in homes)


def test_some_siblings_are_twins(people, setting):
    child = people["role"] == CHILD
    after = child[1:] & child[:-1] & (people["household"][1:] == people["household"][:-1])
    twins = after & (people["birth"][1:] == people["birth"][:-1])
    assert 0 < twins.sum() < 0.05 * after.sum()
