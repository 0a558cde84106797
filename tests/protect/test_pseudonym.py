"""A person keeps one pseudonym, shares it with nobody, and never gets a real person's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.protect.kinship import find_birth_year, kin
from tocsin.protect.names import birth_years, lists, script_of
from tocsin.protect.pseudonym import Person, assign, normal, remember, tag
from tocsin.records.case import Naming
from tocsin.records.reading import ProtectedMention

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
ALL_NAMES = sorted({name for names in lists().values() for name in names})
people_lists = st.lists(st.sampled_from(ALL_NAMES), unique=True, max_size=30).map(
    lambda names: [Person(name) for name in names]
)
namings = st.sampled_from(list(Naming))
keys = st.binary(min_size=32, max_size=32)


@given(people_lists, keys, namings)
def test_different_people_get_different_pseudonyms(people, key, naming):
    given_names = assign(people, key, naming)
    assert len(set(given_names.values())) == len({normal(person.name) for person in people})


@given(people_lists, keys, namings, st.randoms())
def test_the_order_in_which_people_are_met_does_not_matter(people, key, naming, shuffler):
    turned = list(people)
    shuffler.shuffle(turned)
    assert assign(people, key, naming) == assign(turned, key, naming)


@given(people_lists, people_lists, keys)
def test_nobody_is_renumbered_when_others_join(first, later, key):
    before = assign(first, key, Naming.NEUTRAL)
    after = assign([*later, *first], key, Naming.NEUTRAL, issued=remember(before, key, {}))
    assert {name: after[name] for name in before} == before


@given(people_lists, keys, st.lists(st.sampled_from(ALL_NAMES), max_size=20))
def test_no_pseudonym_is_the_name_of_a_real_person_of_the_case(people, key, avoid):
    given_names = assign(people, key, Naming.NAMES, avoid)
    real = {normal(name) for name in [*avoid, *(person.name for person in people)]}
    assert not real & {normal(pseudonym) for pseudonym in given_names.values()}


def test_a_pseudonym_gives_way_when_a_real_person_of_that_name_comes_into_the_case():
    issued = {tag("Timur", KEY): "Boris"}
    kept = assign([Person("Timur")], KEY, Naming.NAMES, issued=issued)
    changed = assign([Person("Timur"), Person("Boris")], KEY, Naming.NAMES, issued=issued)
    assert kept == {"Timur": "Boris"}
    assert "Boris" not in changed.values()


def test_numbers_follow_the_key_and_not_the_story():
    story = [Person(name) for name in ALL_NAMES[:12]]
    orders = {tuple(assign(story, key, Naming.NEUTRAL).values()) for key in (KEY, OTHER_KEY)}
    told = tuple(f"Interviewee {n}" for n in range(1, 13))
    assert len(orders) == 2
    for key in (KEY, OTHER_KEY):
        given_names = assign(story, key, Naming.NEUTRAL)
        assert tuple(given_names[person.name] for person in story) != told
        assert set(given_names.values()) == set(told)


def test_one_name_in_two_spellings_is_one_person():
    both = assign([Person("Fyodor  Ilyin"), Person("FYODOR ILYIN")], KEY, Naming.NEUTRAL)
    assert set(both.values()) == {"Interviewee 1"}


@pytest.mark.parametrize(
    ("name", "culture", "gender", "script"),
    [
        ("Nadia", "ru", "female", "latin"),
        ("Fedya", "ru", "male", "latin"),
        ("Sasha", "ru", "either", "latin"),
        ("Тихонова Ольга Александровна", "ru", "female", "cyrillic"),
        ("Zulfiya Karimova", "ru", "female", "latin"),
        ("Tsering", "en", "either", "latin"),
        ("Timur", "ru", "male", "latin"),
        ("Елена", "ru", "female", "cyrillic"),
    ],
)
def test_a_first_name_tells_culture_gender_and_script(name, culture, gender, script):
    assert kin(name, "en") == (culture, gender, script)


@given(st.sampled_from(ALL_NAMES), keys)
def test_another_name_is_of_the_same_culture_gender_and_script(name, key):
    pseudonym = assign([Person(name)], key, Naming.NAMES)[name]
    assert kin(pseudonym, "en") == kin(name, "en")
    assert script_of(pseudonym) == script_of(name)


def test_when_a_list_of_names_runs_out_people_are_numbered():
    kind = kin("Sasha", "en")
    everyone = [Person(name) for name in lists()[kind]]
    assert all(name.startswith("Interviewee ") for name in assign(everyone, KEY, Naming.NAMES).values())


def test_a_person_renamed_by_somebody_else_is_not_renamed_again():
    assert assign([Person("Interviewee 4"), Person("Timur")], KEY, Naming.NEUTRAL) == {
        "Timur": "Interviewee 1"
    }


def test_a_tag_does_not_tell_the_name_without_the_key():
    assert tag("Timur", KEY) != tag("Timur", OTHER_KEY)
    assert tag("Timur", KEY) == tag(" timur ", KEY)


def test_no_list_holds_a_name_twice_and_the_scripts_run_in_parallel():
    for kind, names in lists().items():
        assert len(set(names)) == len(names), kind
    for gender in ("female", "male", "either"):
        assert len(lists()["ru", gender, "latin"]) == len(lists()["ru", gender, "cyrillic"])


def test_a_pseudonym_is_one_that_people_of_that_age_bear():
    for born in (1948, 1985, 2003):
        for name in ("Oleg", "Елена", "Nadia"):
            pseudonym = assign([Person(name, born=born)], KEY, Naming.NAMES)[name]
            first, last = birth_years()[pseudonym.casefold()]
            assert first <= born <= last


@given(st.sampled_from(ALL_NAMES), keys)
def test_without_an_age_the_real_name_tells_the_generation(name, key):
    first, last = birth_years()[name.casefold()]
    other_first, other_last = birth_years()[assign([Person(name)], key, Naming.NAMES)[name].casefold()]
    assert other_first <= (first + last) // 2 <= other_last


def test_an_age_told_once_counts_whatever_the_order():
    told = [Person("Oleg", "en", 1950), Person("Oleg", "ru")]
    assert assign(told, KEY, Naming.NAMES) == assign(told[::-1], KEY, Naming.NAMES)


@pytest.mark.parametrize("met", ["Борисом", "Boris", "БОРИС"])
def test_no_new_pseudonym_is_a_name_that_stands_in_the_texts_and_none_given_is_taken_back(met):
    for key in (bytes([one]) * 32 for one in range(40)):
        assert assign([Person("Oleg")], key, Naming.NAMES, met=[met])["Oleg"] != "Boris"
    issued = {tag("Oleg", KEY): "Boris"}
    assert assign([Person("Oleg")], KEY, Naming.NAMES, issued=issued, met=[met]) == {"Oleg": "Boris"}


@pytest.mark.parametrize(
    "text",
    [
        "Oleg, 38, a driver",
        "Oleg, a 38-year-old driver",
        "Oleg (38) left",
        "the 38-year-old Oleg",
        "38-летний Oleg",
        "Oleg, 38 лет, уехал",
    ],
)
def test_an_age_beside_a_name_tells_the_year_of_birth(text):
    at = text.index("Oleg")
    mention = ProtectedMention(text="Oleg", start=at, end=at + 4, name="Oleg")
    assert find_birth_year(text, mention, 2023) == 1985


def test_a_number_that_is_no_age_tells_no_year():
    mention = ProtectedMention(text="Oleg", start=0, end=4, name="Oleg")
    assert find_birth_year("Oleg said 38 men left", mention, 2023) is None
