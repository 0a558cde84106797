"""What ships loads, and a new case stands on its own feet."""

import re
from datetime import date
from pathlib import Path

import pytest

from tocsin.catalogue.entries import load_catalogue
from tocsin.catalogue.load import load_case
from tocsin.catalogue.lookup import source_of
from tocsin.catalogue.templates import new_case, templates
from tocsin.errors import CaseError, CatalogueError, UsageError
from tocsin.records.indication import Observer

CATALOGUE = load_catalogue()
TODAY = date(2023, 2, 3)


def test_thirty_four_indicators_and_fourteen_topics_ship_in_both_languages():
    assert len(CATALOGUE.indicators) == 34
    assert len(CATALOGUE.topics) == 14
    for entry in (*CATALOGUE.indicators, *CATALOGUE.topics):
        assert set(entry.patterns or {"en", *entry.title_in}) == {"en", "ru"}, entry.id


def test_every_wording_that_ships_is_an_expression():
    entries = (*CATALOGUE.indicators, *CATALOGUE.topics)
    worded = [
        part for entry in entries for one in entry.patterns.values() for part in (one.any, one.all, one.none)
    ]
    for pattern in (pattern for part in worded for pattern in part):
        re.compile(pattern)
        assert "{" not in re.sub(r"\{\d*,?\d*\}", "", pattern), pattern


def test_our_wordings_are_looked_at_again_in_the_words_of_a_case(tmp_path):
    (tmp_path / "vocabulary.toml").write_text("[en]\ncallup = 'call-?up'\n", "utf-8")
    patterns = {one.id: one.patterns for one in load_catalogue(tmp_path).indicators}
    assert patterns != {one.id: one.patterns for one in CATALOGUE.indicators}
    (tmp_path / "vocabulary.toml").write_text("[en]\ncallup = 'call(up'\n", "utf-8")
    with pytest.raises(CatalogueError, match="a regular expression"):
        load_catalogue(tmp_path)


def test_no_text_shows_the_indicator_that_a_vanished_page_is():
    (one,) = (i for i in CATALOGUE.indicators if i.observed_by is Observer.VANISHING)
    assert (one.id, one.patterns, one.quiet_share) == ("page_vanished", {}, None)


def test_every_weight_carries_its_reason_and_its_author():
    for indicator in CATALOGUE.indicators:
        assert indicator.weights, indicator.id
        for figure in indicator.weights.values():
            assert figure.source.startswith("elicited:")
            assert len(figure.note) > 60, indicator.id


def test_an_official_denial_is_weak_evidence_and_not_a_warning_turned_round():
    weights = {i.id: i.weights["open"] for i in CATALOGUE.indicators if "open" in i.weights}
    denial = weights["official_denial"]
    assert denial.low < 0 < denial.high
    assert abs(denial.value) < weights["expert_foreign_warning"].value


@pytest.mark.parametrize("template", templates())
def test_a_case_made_from_a_template_loads(template: str, tmp_path: Path):
    new_case(tmp_path / "case", template, TODAY)
    case = load_case(tmp_path / "case")
    assert sum(h.residual for h in case.question.hypotheses) == 1
    assert len(case.indicators) == 34


def test_a_new_case_never_overwrites_one_that_is_there(tmp_path: Path):
    new_case(tmp_path, "blank", TODAY)
    (tmp_path / "case.toml").write_text("# mine\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"expected a folder without a case"):
        new_case(tmp_path, "blank", TODAY)
    assert (tmp_path / "case.toml").read_text(encoding="utf-8") == "# mine\n"


def test_a_misspelt_template_is_answered_with_the_nearest_name(tmp_path: Path):
    with pytest.raises(UsageError, match=r"try 'blank'"):
        new_case(tmp_path / "case", "blanks", TODAY)


def test_a_case_may_add_an_indicator_with_one_file_and_replace_a_shipped_one(tmp_path: Path):
    new_case(tmp_path, "russia-second-wave", TODAY)
    shipped = Path(load_catalogue.__code__.co_filename).parent / "indicators" / "exodus.toml"
    folder = tmp_path / "indicators"
    folder.mkdir()
    text = shipped.read_text(encoding="utf-8")
    (folder / "trains.toml").write_text(text.replace("Men leave", "Trains"), encoding="utf-8")
    (folder / "exodus.toml").write_text(text.replace("Men leave", "Flight"), encoding="utf-8")
    titles = {i.id: i.title for i in load_case(tmp_path).indicators}
    assert titles["trains"] == "Trains"
    assert titles["exodus"] == "Flight"
    assert len(titles) == 35


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://meridian-wire.example/2023/02/07/item", "meridian-wire"),
        ("https://news.meridian-wire.example:8443/x", "meridian-wire"),
        ("https://notmeridian-wire.example/x", None),
        ("https://www.cnn.com/a", "cnn"),
        ("CNN", "cnn"),
        ("the Associated Press", "ap"),
        ("the Kremlin", "kremlin"),
        ("Медуза", "meduza"),
        ("levada.ru", "levada"),
        ("file:article.txt", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_an_address_or_a_name_leads_to_its_source(address: str, source: str | None):
    assert source_of(address, CATALOGUE.sources) == source
