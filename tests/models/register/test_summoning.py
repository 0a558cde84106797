"""Whom a register lists, whom it summons wrongly, and what more of it changes."""

from datetime import date

import msgspec
import numpy as np
import pytest

from tocsin.catalogue.checks import figures as figures_of
from tocsin.models.register.agencies import exempt
from tocsin.models.register.audit import audit
from tocsin.models.register.effects import with_identifier
from tocsin.models.register.expecting import expect
from tocsin.models.register.histories import MOST, ORDER, most_telling
from tocsin.models.register.joining import Joint
from tocsin.models.register.keys import rows
from tocsin.models.register.linking import link
from tocsin.models.register.made import Register
from tocsin.models.register.net import alone, cast, perfect
from tocsin.models.register.rules import let_off, liable, version_on
from tocsin.models.register.summoning import CAUSES, STALE, figures, summon
from tocsin.models.register.sweeping import assumptions, at_end, sweep
from tocsin.records.register_audited import History

pytest.importorskip("splink")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ALL = ("military", "tax", "health", "education", "address", "driving", "border", "employers")


def sure(figure, value):
    return msgspec.structs.replace(figure, value=value, low=value, high=value)


def fixed(part):
    """The part of a setting with no range about its figures."""
    return msgspec.structs.replace(part, **{name: sure(one, one.value) for name, one in figures_of(part)})


def joined_by_truth(register, version, agencies=ALL):
    """The single register, had the joining made no mistake."""
    return cast(register, rows(register, agencies)["person"], version, agencies)


def test_rules_hold_from_their_day_on(setting):
    assert version_on(setting, date(2026, 10, 1)).ages == (18, 35)
    assert version_on(setting, date(2026, 10, 15)).ages == (18, 50)
    assert version_on(setting, date(2026, 10, 15)).exit_barred_after_days.value == 7
    assert version_on(setting, date(2026, 11, 1)).exit_barred_after_days.value == 0
    assert version_on(setting, date(2026, 9, 30)).bans_after_days is None
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
    found = summon(register, alone(register, version), version)
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


@pytest.fixture(scope="module")
def audited(setting, country):
    return audit(Register(setting, country, 3, 3_000), 1, 1)


def test_an_audit_tells_of_three_registers_every_file_and_every_group(audited):
    assert [one.register for one in audited.outcomes] == ["alone", "joined", "perfect"]
    assert [one.changed for one in audited.by_agency] == [*ALL, "perfect"]
    assert [one.changed for one in audited.without_agency] == ["all", *ALL[1:]]
    assert [one.changed for one in audited.by_identifier] == ["0", "0.25", "0.5", "0.75", "1"]
    for one in (*audited.outcomes, *audited.by_agency, *audited.without_agency):
        assert one.reach.low <= one.reach.value <= one.reach.high
    assert {one.by for one in audited.burden} == {"region", "income", "citizenship"}
    assert len(audited.calibration) == 5


def test_the_last_file_added_is_the_register_of_all_and_a_perfect_one_hits_nobody_wrongly(audited):
    assert audited.by_agency[-2].reach == audited.without_agency[0].reach
    assert audited.by_agency[-2].wrongful == audited.without_agency[0].wrongful
    perfect = audited.by_agency[-1]
    assert (perfect.reach.value, perfect.wrongful.value, perfect.wrongly_taken.value) == (1, 0, 0)


def test_cases_are_each_of_another_kind_and_another_invented_person(audited, country):
    assert 6 <= len(audited.histories) <= 10
    assert len({one.title for one in audited.histories}) == len(audited.histories)
    assert len({one.person for one in audited.histories}) == len(audited.histories)
    towns = {town for region in country.regions for town in region.towns}
    assert all(any(town in one.person for town in towns) for one in audited.histories)
    assert {one.seed for one in audited.histories} == {3}


def test_of_all_the_runs_the_ten_most_telling_kinds_are_told_once_each():
    def told(*titles, seed):
        return tuple(History(title=title, person="x", seed=seed, story=("y",)) for title in titles)

    found = most_telling([told(*ORDER[::-1], seed=1), told(ORDER[0], seed=2)])
    assert [one.title for one in found] == list(ORDER[:MOST])
    assert {one.seed for one in found} == {1}


def test_what_is_expected_is_what_the_walk_of_single_people_comes_to(setting, country, version):
    every = msgspec.structs.replace(setting.summons, to_summon=sure(setting.summons.to_summon, 1.0))
    everybody = msgspec.structs.replace(setting, summons=every)
    register = Register(everybody, country, 6, 40_000)
    net = joined_by_truth(register, version)
    walked = figures(summon(register, net, version), register.n_people, 0.004)
    exact = expect(register, net, version)
    assert exact["reach"] == walked["reach"]
    assert exact["wrongful"] == pytest.approx(walked["wrongful"])
    assert exact["wrongly_taken"] == pytest.approx(walked["wrongly_taken"], abs=0.015)
    assert exact["wrongly_barred"] == pytest.approx(walked["wrongly_exit_barred"])


def test_doubles_with_one_name_and_birthday_are_what_is_merged_and_barred_for_each_other(
    setting, country, version
):
    more = msgspec.structs.replace(setting.margins, doubles=sure(setting.margins.doubles, 0.05))
    register = Register(msgspec.structs.replace(setting, margins=more), country, 5, 6_000)
    linked = link(Joint(register))
    found = summon(register, cast(register, linked.entry, version), version)
    assert linked.quality.wrong_merge_share > 0.002
    assert expect(register, found.net, version)["strangers"] > 0


def test_whoever_is_merged_with_a_man_who_served_is_called_in_his_place_and_that_is_a_wrong_merge(
    register, version
):
    told, people = rows(register), register.people
    first = next(int(one) for one in told["person"][told["agency"] == 0] if liable(register, version)[one])
    never = people["man"] & (people["reserve"] == 0) & (people["age"] == 30) & (people["dead"] == 0)
    everybody = np.arange(register.n_people)
    listed = np.isin(everybody, told["person"][told["agency"] == 4])
    exempt_shown = np.isin(everybody, told["person"][told["shows"] > 0])
    second = int(np.flatnonzero(never & listed & (people["abroad"] == 0) & ~exempt_shown)[0])
    entry = told["person"].copy()
    entry[(told["person"] == first) & (told["agency"] > 0)] = register.n_people
    entry[told["person"] == second] = first
    net = cast(register, entry, version)
    at = np.flatnonzero((net.owner == second) & net.mixed)
    assert len(at) == 1
    assert net.others[at[0]] == first
    found = summon(register, net.only(at), version)
    assert found.wrong.tolist() == [True]
    assert CAUSES[found.cause[0]] == "wrong merge"


def test_every_assumed_rate_is_swept_and_those_that_matter_come_first(setting, country):
    named = {one.source: one for one in assumptions(setting)}
    in_file = {
        figure.source
        for part in (
            setting.carelessness,
            *setting.agencies,
            setting.linking,
            *setting.rules,
            setting.summons,
        )
        for _, figure in figures_of(part)
        if figure.low < figure.high
    }
    assert in_file <= set(named)
    assert len(named["assumption: typo"].figures) == 8
    low = at_end(setting, "assumption: typo", "low")
    assert low.agencies[1].faults.typo.value == setting.agencies[1].faults.typo.low
    assert low.agencies[1].faults.slipped_date == setting.agencies[1].faults.slipped_date


def test_a_swing_is_the_difference_between_two_registers_of_the_same_people(setting, country):
    few = msgspec.structs.replace(
        setting,
        margins=msgspec.structs.replace(setting.margins, doubles=sure(setting.margins.doubles, 0.003)),
        carelessness=fixed(setting.carelessness),
        linking=fixed(setting.linking),
        agencies=tuple(
            msgspec.structs.replace(
                one,
                faults=fixed(one.faults),
                identifier=sure(one.identifier, one.identifier.value),
                coverage=sure(one.coverage, one.coverage.value) if at else one.coverage,
            )
            for at, one in enumerate(setting.agencies)
        ),
    )
    register = Register(few, country, 5, 2_000)
    found = sweep(register, (5,), Joint(register, 1).learn(), 1)
    assert [one.most for one in found] == sorted((one.most for one in found), reverse=True)
    assert found[0].source == "assumption: coverage of military office"
    assert found[0].wrongful.low.value > 0 > found[0].wrongful.high.value
    board = next(one for one in found if one.source == "assumption: medical board")
    assert board.wrongful.low.value == board.wrongful.high.value == 0
    assert board.wrongly_taken.low.value > 0 > board.wrongly_taken.high.value


def test_identifier_coverage_is_what_was_asked(setting, country):
    register = Register(with_identifier(setting, 0.0), country, 1, 2_000)
    assert all((table["identifier"] < 0).all() for table in register.files.values())
