"""A gallery of catalogue and case files, each bad in one way and named for its flaw."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tocsin.catalogue.entries import SHIPPED, load_catalogue
from tocsin.catalogue.load import load_case
from tocsin.catalogue.templates import new_case
from tocsin.errors import CaseError, CatalogueError

Plant = Callable[[str, str, str, str], None]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    new_case(tmp_path / "case", "russia-second-wave", date(2023, 2, 3))
    return tmp_path / "case"


@pytest.fixture
def plant(case: Path) -> Plant:
    """Copies a shipped file into the case with one piece of it changed."""

    def change(name: str, old: str, new: str, target: str = "") -> None:
        text = (SHIPPED / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path = case / (target or name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


INDICATOR = "indicators/commissariat_staffing.toml"
QUESTION = "questions/russia-second-wave.toml"
SOURCE = "sources/cnn.toml"

GALLERY = {
    "misspelt key": (
        INDICATOR,
        "title =",
        "titles =",
        r"commissariat_staffing\.toml: titles: .*'titles'; try 'title'",
    ),
    "missing key": (
        INDICATOR,
        "unit =",
        "# unit =",
        r"half_life_days\.unit: expected a value, found no such key",
    ),
    "text for a number": (
        INDICATOR,
        "value = 60",
        'value = "60"',
        r"half_life_days\.value: expected a number, found '60'",
    ),
    "table for text": (
        INDICATOR,
        'title = "Enlistment offices staffed up"',
        "title = {}",
        r"title: expected text",
    ),
    "unknown direction": (
        INDICATOR,
        '"raises_open"',
        '"raise_open"',
        r"direction: expected one of .*try 'raises_open'",
    ),
    "wrong unit": (
        INDICATOR,
        'unit = "bits"',
        'unit = "odds"',
        r"weights\.open\.unit: expected 'bits', found 'odds'",
    ),
    "range around nothing": (
        INDICATOR,
        "low = 0.2",
        "low = 5.0",
        r"weights\.open: expected low <= value <= high",
    ),
    "not a number": (INDICATOR, "high = 1.6", "high = nan", r"weights\.open: expected finite numbers"),
    "infinite": (INDICATOR, "high = 1.6", "high = inf", r"weights\.open: expected finite numbers"),
    "no source": (
        INDICATOR,
        'source = "elicited: Tocsin authors"',
        'source = " "',
        r"half_life_days\.source: expected where",
    ),
    "half-life of nothing": (INDICATOR, "low = 30", "low = 0", r"half_life_days: expected days above zero"),
    "date that is none": (
        INDICATOR,
        "date = 2026-11-22",
        'date = "soon"',
        r"half_life_days\.date: expected a date",
    ),
    "weight for nobody": (INDICATOR, "[weights.open]", "[weights.openn]", r"weights\.openn: .*try 'open'"),
    "broken expression": (
        INDICATOR,
        "any = [",
        "any = [ '(oops', ",
        r"patterns\.en\.any\[0\]: expected a regular expression",
    ),
    "word list that is not there": (
        INDICATOR,
        "{office}",
        "{offices}",
        r"patterns\.en\.any\[0\]: .*found \{offices\}; try 'office'",
    ),
    "no pattern": (
        "topics/protest.toml",
        "any = [",
        "any = []\nnone = [",
        r"patterns\.en\.any: expected at least one pattern",
    ),
    "empty pattern": (
        "topics/protest.toml",
        "any = [",
        "any = [ '', ",
        r"patterns\.en\.any\[0\]: expected a pattern",
    ),
    "quote left open": (INDICATOR, 'group = "', "group = ", r"expected TOML, found .*line 3"),
    "key twice": (INDICATOR, "group =", 'title = "again"\ngroup =', r"expected TOML, found .*line 3"),
    "id beside the name": (INDICATOR, "title =", 'id = "other"\ntitle =', r"id: expected the file's name"),
    "deadlines out of order": (
        QUESTION,
        "2023-04-01, 2023-07-01",
        "2023-07-01, 2023-04-01",
        r"deadlines: expected ascending",
    ),
    "deadline before opening": (
        QUESTION,
        "opened_on = 2022-10-29",
        "opened_on = 2023-05-01",
        r"deadlines: expected ascending days after 2023-05-01",
    ),
    "headline on no deadline": (
        QUESTION,
        "headline_deadline = 2023-07-01",
        "headline_deadline = 2023-04-02",
        r"headline_deadline: expected one of",
    ),
    "no residual": (
        QUESTION,
        "residual = true",
        "residual = false",
        r"hypotheses: expected exactly one with residual = true, found 0",
    ),
    "two residuals": (
        QUESTION,
        'id = "open"',
        'id = "open"\nresidual = true',
        r"expected exactly one with residual = true, found 2",
    ),
    "hypothesis twice": (
        QUESTION,
        'id = "stealth"',
        'id = "open"',
        r"hypotheses: expected each id once, found 'open' twice",
    ),
    "hazard above one": (
        QUESTION,
        "high = 0.15",
        "high = 1.15",
        r"hazard_per_month\.open: expected numbers from 0 to 1",
    ),
    "hazard for nobody": (
        QUESTION,
        "hazard_per_month.open]",
        "hazard_per_month.openn]",
        r"hazard_per_month\.openn: .*try 'open'",
    ),
    "host with a scheme": (
        SOURCE,
        '"cnn.com"',
        '"https://cnn.com/"',
        r"hosts\[0\]: expected a bare host name .*try 'cnn\.com'",
    ),
    "grade that is none": (
        SOURCE,
        'reliability = "B"',
        'reliability = "G"',
        r"reliability: expected one of A, B, C, D, E, F",
    ),
    "grade without grounds": (
        SOURCE,
        'grounds = "',
        'grounds = ""\n# "',
        r"grounds: expected why this grade",
    ),
    "grade left out of weighing": (
        "weighing.toml",
        "[reliability.F]",
        "[reliability.A2]",
        r"reliability\.F: expected a share for every grade",
    ),
}


@pytest.mark.parametrize("flaw", GALLERY)
def test_a_bad_file_is_refused_with_its_key_and_advice(flaw: str, plant: Plant, case: Path):
    name, old, new, message = GALLERY[flaw]
    plant(name, old, new)
    with pytest.raises(CatalogueError, match=message) as caught:
        load_case(case)
    assert "\n" not in str(caught.value)
    assert str(case) in str(caught.value)


def test_two_sources_may_not_share_a_host(plant: Plant, case: Path):
    plant(SOURCE, '"CNN"]', "]", "sources/copy.toml")
    with pytest.raises(CatalogueError, match=r"cnn\.com: expected one source, found cnn and copy"):
        load_catalogue(case)


def test_a_file_that_is_not_utf_8_is_refused(case: Path):
    (case / "case.toml").write_bytes(b'title = "\xff"\n')
    with pytest.raises(CatalogueError, match=r"expected UTF-8 text"):
        load_case(case)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'question = "russia-second-wave"',
            'question = "russia-second-waves"',
            r"question: .*try 'russia-second-wave'",
        ),
        ('  "cnn",', '  "cnn2",', r"sources\[\d+\]: .*'cnn2'; try 'cnn'"),
        ('  "cnn",', '  "cnn",\n  "cnn",', r"sources: expected each id once"),
        ('naming = "neutral"', 'namings = "neutral"', r"namings: .*try 'naming'"),
        ('id = "first-wave-complete"', 'id = "first-wave-declared"', r"events: expected each id once"),
        ("on = 2022-10-28", 'settles = "openn"\non = 2022-10-28', r"events\.settles\.openn: .*try 'open'"),
        (
            "as_of = 2023-03-20T12:00:00Z",
            "as_of = 2023-03-20T12:00:00",
            r"as_of: expected an instant with its offset",
        ),
        ("on = 2022-10-28", 'on = "28 October"', r"events\[1\]\.on: expected a date"),
        ("opened_on = 2023-02-03", "opened_on = 2023-02-30", r"expected TOML"),
    ],
)
def test_a_bad_case_file_is_refused_with_its_key_and_advice(case: Path, old: str, new: str, message: str):
    path = case / "case.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        load_case(case)


def test_a_folder_without_a_case_file_is_no_case(tmp_path: Path):
    with pytest.raises(
        CaseError, match=r"case\.toml: expected a case file, found no such file; try tocsin new"
    ):
        load_case(tmp_path)
    with pytest.raises(CaseError, match=r"found no such folder"):
        load_case(tmp_path / "nowhere")
