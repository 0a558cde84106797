"""Names are said as the shipped list has them, or as the case has them."""

from datetime import date

import msgspec
import pytest

from tocsin.catalogue.load import load_case
from tocsin.catalogue.pronouncing import load_pronunciations
from tocsin.catalogue.templates import new_case
from tocsin.errors import CatalogueError


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("named") / "case"
    new_case(folder, "russia-second-wave", date(2023, 3, 20))
    return load_case(folder)


def with_names(case, **names):
    return msgspec.structs.replace(case, pronunciations=names)


def test_names_in_the_news_of_the_example_are_listed(case):
    known = load_pronunciations(case)
    assert {"Shoigu", "Rosgvardia", "Leviev", "Levada", "Medvedev", "Strelkov", "Peskov"} <= set(known)


def test_a_case_adds_names_and_corrects_shipped_ones(case):
    known = load_pronunciations(with_names(case, Shoigu="ʃˈY", Tocsin="tˈɑksɪn"))
    assert (known["Shoigu"], known["Tocsin"]) == ("ʃˈY", "tˈɑksɪn")


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({"General Staff": "stˈæf"}, "one word of letters"),
        ({"Shoigu": "sho1gu"}, "'1' in Shoigu"),
        ({"Shoigu": ""}, "nothing for Shoigu"),
    ],
)
def test_what_no_voice_could_say_is_refused(case, names, told):
    with pytest.raises(CatalogueError, match=told):
        load_pronunciations(with_names(case, **names))
