"""The files are wrong as often as declared, and errors of one person go together."""

import numpy as np
import pytest

from tocsin.models.register.agencies import keep_files
from tocsin.models.register.dates import birthday, changed_days
from tocsin.models.register.made import Register
from tocsin.models.register.writing import CHAINED, FORMS, words


@pytest.fixture(scope="module")
def large(setting, country):
    return Register(setting, country, 11, 40_000)


def test_rates_are_those_declared(large, setting):
    tax, own = large.files["tax"], setting.agencies[1]
    people = large.people
    person = tax["person"]
    held = ((people["age"] >= 18) & (people["dead"] == 0) & (people["abroad"] == 0)).sum()
    present = (people["dead"][person] == 0) & (people["abroad"][person] == 0)
    assert len(np.unique(person[present])) / held == pytest.approx(own.coverage.value, abs=0.01)
    assert (tax["identifier"] >= 0).mean() == pytest.approx(own.identifier.value, abs=0.01)
    stale = tax["street"] != people["street"][person]
    assert stale.mean() == pytest.approx(own.faults.stale_address.value, rel=0.1)
    typos = (tax["surname"] % FORMS > CHAINED) | (tax["given"] % FORMS > CHAINED)
    assert typos.mean() == pytest.approx(own.faults.typo.value, rel=0.35)


def test_errors_of_one_person_go_together_and_some_groups_have_more(large):
    people = large.people
    wrong = {}
    for name in ("tax", "health"):
        table = large.files[name]
        wrong[name] = np.full(large.n_people, np.nan)
        wrong[name][table["person"]] = table["street"] != people["street"][table["person"]]
    both = ~np.isnan(wrong["tax"]) & ~np.isnan(wrong["health"])
    together = (wrong["tax"] * wrong["health"])[both].mean()
    assert together > 1.3 * wrong["tax"][both].mean() * wrong["health"][both].mean()
    poor = people["income"] == 0
    assert np.nanmean(wrong["tax"][poor]) > 1.15 * np.nanmean(wrong["tax"][~poor])


def test_dates_slip_are_rounded_and_swapped_as_often_as_declared(setting, country, register, changed):
    table = keep_files(
        changed(setting, swapped_date=0.1, slipped_date=0.06, rounded_date=0.04), country, register.people, 7
    )["tax"]
    born, written = register.people["birth"][table["person"]], table["birth"]
    days, far = changed_days(), np.abs(born.astype(int) - written.astype(int))
    first = written == days.rounded[born]
    assert first.mean() == pytest.approx(0.04, abs=0.015)
    turned = (written == days.swapped[born]) & (written != born)
    assert turned.mean() == pytest.approx(0.1 * (days.swapped[born] != born).mean(), abs=0.015)
    slipped = (far > 0) & ~first & ~turned
    assert slipped.mean() == pytest.approx(0.06, abs=0.015)
    assert set(far[slipped]) <= {1, 10, 364, 365, 366, 3651, 3652, 3653}


def test_a_borrowed_number_is_kins_or_a_strangers_and_all_others_are_ones_own(
    setting, country, register, changed
):
    told = changed(setting, identifier=1.0, borrowed_number=0.1)
    table, none = (keep_files(one, country, register.people, 7)["address"] for one in (
        told, changed(setting, identifier=1.0, borrowed_number=0.0)))  # fmt: skip
    owner = dict(zip(none["identifier"].tolist(), none["person"].tolist(), strict=True))
    assert len(owner) == len(set(none["person"].tolist()))
    mine = np.array([owner.get(number, -1) for number in table["identifier"].tolist()])
    other = (mine >= 0) & (mine != table["person"])
    assert other.mean() == pytest.approx(0.1, abs=0.02)
    home = register.people["household"]
    kin = (home[mine] == home[table["person"]])[other].mean()
    assert 0.2 < kin < 0.6


def test_more_coverage_keeps_every_row_and_changes_none(setting, country, register, changed):
    few, many = (keep_files(changed(setting, coverage=c), country, register.people, 7) for c in (0.5, 0.9))
    for name in few:
        held = dict(zip(many[name]["person"].tolist(), many[name]["surname"].tolist(), strict=True))
        assert set(few[name]["person"].tolist()) <= set(held)
        assert len(few[name]["person"]) < len(many[name]["person"]) or name in ("education", "employers")


def test_day_and_month_are_swapped_where_that_is_a_day():
    swapped = changed_days().swapped
    days = {birthday(day): birthday(int(swapped[day])) for day in (30_000, 30_010, 36_890)}
    for day, other in days.items():
        year, month, of_month = day.split("-")
        expected = f"{year}-{of_month}-{month}" if int(of_month) <= 12 else day
        assert other == expected


def test_a_name_that_was_written_back_from_plain_letters_is_another_name_than_the_one_it_was(country):
    said = words(country)
    pairs = list(zip(said.surnames[::FORMS], said.surnames[CHAINED::FORMS], strict=True))
    assert all(back.isascii() for _, back in pairs)
    assert sum(own != back for own, back in pairs) > 0.6 * len(pairs)


def test_every_word_is_written_in_all_forms_and_no_letter_of_another_alphabet(country):
    said = words(country)
    surnames = len(country.surname_heads) * len(country.surname_tails)
    assert len(said.surnames) == 2 * surnames * FORMS
    for name in said.surnames[1 : FORMS * 60 : FORMS] + said.surnames[2 : FORMS * 60 : FORMS]:
        assert name.isascii()
