"""Whom a register lists, whom it summons wrongly, and what more of it changes."""

from datetime import date

import numpy as np
import pytest

from tocsin.models.register.agencies import exempt
from tocsin.models.register.audit import audit, with_identifier
from tocsin.models.register.keys import rows
from tocsin.models.register.made import Register
from tocsin.models.register.net import alone, cast, perfect
from tocsin.models.register.rules import let_off, liable, version_on
from tocsin.models.register.summoning import CAUSES, STALE, figures, summon

pytest.importorskip("splink")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ALL = ("military", "tax", "health", "education", "address", "driving", "border", "employers")


@pytest.fixture(scope="module")
def version(setting):
    return version_on(setting, setting.on)


def joined_by_truth(register, version, agencies=ALL):
    """The single register, had the joining made no mistake."""
    told = rows(register)
    return cast(register, told, told["person"], version, agencies)


def test_rules_hold_from_their_day_on(setting):
    assert version_on(setting, date(2026, 10, 1)).ages == (18, 35)
    assert version_on(setting, date(2026, 10, 15)).ages == (18, 50)
    assert version_on(setting, date(2020, 1, 1)).ages == (18, 35)


def test_more_coverage_never_lowers_reach_with_all_else_equal(setting, country, changed, version):
    reach = []
    for coverage in (0.4, 0.6, 0.8, 1.0):
        register = Register(changed(setting, coverage=coverage), country, 4, 8_000)
        reach.append(summon(register, joined_by_truth(register, version), version).reach)
    assert reach == sorted(reach)
    assert reach[0] < reach[-1]


def test_each_further_file_never_lowers_reach(register, version):
    reach = [
        summon(register, joined_by_truth(register, version, ALL[: n + 1]), version).reach
        for n in range(len(ALL))
    ]
    assert reach == sorted(reach)


def test_a_perfect_register_reaches_everybody_and_summons_nobody_wrongly(register, version):
    found = summon(register, perfect(register, version), version)
    assert found.reach == 1
    assert not found.wrong.any()


def test_a_faultless_file_summons_nobody_for_a_stale_exemption(faultless, country, version):
    register = Register(faultless, country, 4, 8_000)
    found = summon(register, joined_by_truth(register, version), version)
    assert found.reach == 1
    said = figures(found, register.n_people, 0.004)
    assert said[f"causes.{STALE}"] == 0
    assert said["causes.dead or abroad"] == 0
    assert said["causes.wrong merge"] == 0


def test_causes_add_up_to_what_is_wrongful(register, version):
    found = summon(register, alone(register, rows(register), version), version)
    said = figures(found, register.n_people, 0.004)
    assert sum(said[f"causes.{name}"] for name in CAUSES) == pytest.approx(said["wrongful"])
    assert said["wrongful"] > 0.05


def test_two_registers_of_the_same_people_choose_alike(register, version):
    one = summon(register, perfect(register, version), version)
    two = summon(register, joined_by_truth(register, version), version)
    both = np.intersect1d(one.owner, two.owner)
    assert len(both) > 0.5 * len(one.owner)


def test_nobody_exempt_dead_or_abroad_is_liable(register, version):
    people, found = register.people, liable(register, version)
    assert found.any()
    assert not (found & ((people["dead"] > 0) | (people["abroad"] > 0))).any()
    assert not (found & exempt(people, "student")).any()
    assert not (found & let_off(register, version)).any()


def test_offices_differ_in_whom_they_let_off(setting, country, version):
    register = Register(setting, country, 2, 60_000)
    people, off = register.people, let_off(register, version)
    trade = np.isin(
        people["occupation"], [list(setting.margins.occupation).index(x) for x in version.essential]
    )
    shares = [off[trade & (people["region"] == region)].mean() for region in range(len(country.regions))]
    assert max(shares) - min(shares) > 0.05


def test_an_audit_tells_of_three_registers_every_file_and_invented_cases(register, country):
    found = audit(register, country, 1, 1)
    assert [one.register for one in found.outcomes] == ["alone", "joined", "perfect"]
    assert [one.register for one in found.by_agency] == list(ALL)
    assert len(found.by_identifier) == 5
    for one in (*found.outcomes, *found.by_agency):
        assert one.reach.low <= one.reach.value <= one.reach.high
    assert {one.by for one in found.burden} == {"region", "income", "citizenship"}
    assert 4 <= len(found.histories) <= 10
    towns = {town for region in country.regions for town in region.towns}
    assert all(any(town in one.person for town in towns) for one in found.histories)
    assert len(found.calibration) == 5


def test_identifier_coverage_is_what_was_asked(setting, country):
    register = Register(with_identifier(setting, 0.0), country, 1, 2_000)
    assert all((table["identifier"] < 0).all() for table in register.files.values())
