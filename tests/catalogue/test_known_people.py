"""The shipped list of known people is whole, and a case stands on it."""

from pathlib import Path

import pytest

from tocsin.catalogue.known import house_names, load_known
from tocsin.catalogue.load import SHIPPED, load_case
from tocsin.errors import CatalogueError
from tocsin.records.source import Genre, Reliability, Source


def test_every_known_person_is_named_in_full_in_both_scripts():
    known = load_known()
    assert len(known) == len(set(known)) > 500
    assert {"Vladimir Putin", "Владимир Путин"} <= set(known)


def test_a_case_stands_on_the_shipped_list():
    case = load_case(SHIPPED / "cases" / "russia-second-wave")
    assert set(load_known()) <= set(case.people.known)


def test_one_word_names_nobody(tmp_path: Path):
    path = tmp_path / "people.toml"
    path.write_text('[a]\nrole = "r"\nsource = "s"\ndate = 2026-11-22\nnames = [["Ivan"]]\n', "utf-8")
    with pytest.raises(CatalogueError, match="given name and surname"):
        load_known(path)


def made_source(title: str, aliases: tuple[str, ...], genre: Genre) -> Source:
    return Source(
        id="s",
        title=title,
        publisher=title,
        genre=genre,
        reliability=Reliability.C,
        grounds="Invented.",
        language="en",
        aliases=aliases,
    )


def test_an_edition_whose_title_reads_like_a_name_is_known_and_a_channel_is_not():
    wire = made_source(title="Meridian Wire", aliases=("The Wire", "MW"), genre=Genre.WIRE)
    diary = made_source(title="Vera Kolt", aliases=(), genre=Genre.CHANNEL)
    assert house_names([wire, diary]) == ("Meridian Wire", "The Wire")
