"""The opinion commands as a user meets them: files of every kind, and a gallery of bad ones."""

import json
import os
import random
import re
import shutil
from datetime import date, timedelta
from importlib.resources import files

import pyreadstat
import pytest
from openpyxl import Workbook

BOOK = """
title = "Invented"
pollster = "Nobody"
source = "invented"
indices = ["mood.toml"]
{more}
[[waves]]
id = "2022-09"
file = "{file}"
starts_on = 2022-09-22
ends_on = 2022-09-28
{wave}
[[items]]
id = "gender"
title = "Gender"
column = "sex"
answers = {{ 1 = "man", 2 = "woman" }}
[[items]]
id = "approval"
title = "Одобряете ли вы?"
column = "q1"
answers = {{ 1 = "Одобряю", 2 = "Не одобряю", 3 = "Трудно сказать" }}
positive = ["1"]
negative = ["2"]
{after}
"""
MOOD = 'id = "mood"\ntitle = "Mood"\nsource = "invented"\nitems = ["approval"]\n'
LABELS = {1: "Одобряю", 2: "Не одобряю", 3: "Трудно сказать"}
TRACK = """
title = "Invented"
scale = "share"
source = "invented"
[[series]]
id = "approval"
title = "Approval"
file = "polls.csv"
pollster = "Nobody"
starts_on = "from"
ends_on = "to"
value = "yes"
parts = ["no", "other"]
n_asked = 1600
"""


@pytest.fixture
def answers():
    """120 people: gender and answer."""
    chance = random.Random(1)
    return [(1 + at % 2, chance.choice([1, 1, 1, 2, 2, 3])) for at in range(120)]


@pytest.fixture
def survey(tmp_path, answers):
    """Writes a codebook and a wave's file of the kind its name ends in."""

    def write(file="wave.csv", text=None, encoding="utf-8", more="", wave="", after=""):
        path = tmp_path / file
        if text is not None:
            path.write_text(text, encoding=encoding)
        elif file.endswith(".xlsx"):
            book = Workbook()
            for line in [("sex", "q1"), *answers]:
                book.active.append(line)
            book.save(path)
        elif file.endswith(".sav"):
            table = {"sex": [float(one) for one, _ in answers], "q1": [float(one) for _, one in answers]}
            _write_sav(table, path)
        else:
            lines = ["sex,q1", *(f"{sex},{LABELS[code]}" for sex, code in answers)]
            path.write_text("\n".join(lines), encoding=encoding)
        (tmp_path / "mood.toml").write_text(MOOD, encoding="utf-8")
        book = tmp_path / "book.toml"
        book.write_text(BOOK.format(file=file, more=more, wave=wave, after=after), encoding="utf-8")
        return book

    return write


def _write_sav(table, path, labels=LABELS):
    polars = pytest.importorskip("polars")
    pyreadstat.write_sav(
        polars.DataFrame(table),
        str(path),
        variable_value_labels={"q1": {float(code): label for code, label in labels.items()}},
    )


@pytest.mark.parametrize("file", ["wave.csv", "wave.xlsx", "wave.sav"])
def test_every_kind_of_file_gives_the_same_estimates(tocsin, survey, answers, file):
    ran = tocsin("opinion", "weight", survey(file), "--format", "json")
    assert ran.code == 0, ran.err
    (wave,) = json.loads(ran.out)
    by_id = {one["id"]: one for one in wave["estimates"]}
    shares = {code: sum(one == code for _, one in answers) / 120 for code in LABELS}
    assert by_id["approval.1"]["value"] == pytest.approx(shares[1])
    assert by_id["mood"]["value"] == pytest.approx(100 + 100 * (shares[1] - shares[2]))
    assert wave["n_asked"] == 120
    assert "No design is declared" in wave["design"]


def test_a_file_in_cp1251_is_read_where_the_codebook_says_so(tocsin, survey):
    as_utf8, as_cp1251 = (
        tocsin("opinion", "weight", survey(encoding=name, wave=f'encoding = "{name}"'), "--format", "json")
        for name in ("utf-8", "cp1251")
    )
    assert as_cp1251.code == 0, as_cp1251.err
    assert as_cp1251.out == as_utf8.out


def test_a_label_of_an_spss_file_that_changed_its_meaning_is_named_with_its_wave(
    tocsin, survey, tmp_path, answers
):
    book = survey("wave.sav")
    table = {"sex": [float(one) for one, _ in answers], "q1": [float(one) for _, one in answers]}
    _write_sav(table, tmp_path / "wave.sav", LABELS | {2: "Трудно сказать", 3: "Не одобряю"})
    ran = tocsin("opinion", "weight", book)
    assert ran.code == 2
    said = " ".join(ran.err.split())
    assert (
        "wave 2022-09: approval: expected code 2 to mean 'Не одобряю', found 'Трудно сказать' in the file"
        in said
    )


def test_without_the_extra_one_line_says_how_to_add_it(alone, survey, tmp_path):
    (tmp_path / "svy.py").write_text("raise ImportError", encoding="utf-8")
    ran = alone("opinion", "weight", survey(), env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert ran.code == 2
    said = " ".join(ran.err.split())
    assert "expected svy, found that it is not installed; try pip install 'tocsin[opinion]'" in said


def test_a_person_reads_both_intervals_and_what_cleaning_did(tocsin, survey):
    ran = tocsin("opinion", "weight", survey())
    for said in (
        "sampling 95 %",
        "total error",
        "words taken as their code (120 cells)",
        "No design is declared",
    ):
        assert said in ran.out


RAKE = 'margins = "m.toml"\nrake_to = { gender = "gender" }\n'
FLAWS = {
    "a file in cp1251": (
        {"encoding": "cp1251"},
        'line 2: expected text in utf-8, found byte 0xce as in cp1251; try encoding = "cp1251"',
    ),
    "dates out of order": (
        {"wave": '[[waves]]\nid = "b"\nfile = "b.csv"\nstarts_on = 2022-08-01\nends_on = 2022-08-03'},
        "waves.b.starts_on: expected no day before 2022-09-22 of waves.2022-09.starts_on, found 2022-08-01",
    ),
    "a label that changed its meaning": (
        {"wave": '[waves.answers.approval]\n1 = "Одобряю"\n2 = "Трудно сказать"'},
        "wave 2022-09: approval: expected code 2 to mean 'Не одобряю', found 'Трудно сказать'",
    ),
    "one respondent": ({"text": "sex,q1\n1,1\n"}, "wave 2022-09: expected two respondents or more"),
    "a stray comma": ({"text": "sex,q1\n1,1\n2,1,3\n"}, "row 3: expected 2 cells, found 3"),
    "a column twice": ({"text": "sex,sex\n1,1\n2,1\n"}, "expected each column once, found 'sex' twice"),
    "an empty file": ({"text": ""}, "expected a line of column names, found an empty file"),
    "another kind of file": ({"file": "wave.doc", "text": ""}, "expected a file in .csv, .xlsx, .sav"),
    "a file that is none": ({"file": "bad.xlsx", "text": "no"}, "bad.xlsx: expected an XLSX file"),
    "an SPSS file that is none": ({"file": "bad.sav", "text": "no"}, "bad.sav: expected an SPSS file"),
    "a margin that ships under another name": (
        {"more": 'margins = "russia"\nrake_to = { gender = "gender" }\n'},
        "expected a file, or what ships, found 'russia'",
    ),
    "an item that is not asked": (
        {"more": RAKE.replace("gender =", "sex =")},
        "rake_to.sex: expected the id of an item, found 'sex'",
    ),
    "a code that is no answer and one": (
        {"after": 'missing = ["1"]'},
        "items.approval.missing: expected codes",
    ),
    "a device that tells nothing": (
        {
            "after": '[[sensitive]]\nid = "x"\ntitle = "x"\nkind = "randomised"\ncolumn = "q1"\n'
            "yes_if_so = 0.5\nyes_if_not = 0.5"
        },
        "sensitive.x.yes_if_so: expected 0 <= yes_if_not < yes_if_so <= 1",
    ),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_bad_survey_is_one_clear_line(tocsin, survey, flaw):
    fields, message = FLAWS[flaw]
    ran = tocsin("opinion", "weight", survey(**fields))
    assert ran.code == 2
    assert message in " ".join(ran.err.split())
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("persons", "message"),
    [
        ("{ 1 = 460, 2 = 0 }", "margins.gender.persons.2: expected more than nobody"),
        (
            "{ 1 = 460, 2 = 500, 3 = 40 }",
            "wave 2022-09: gender, cell 3: expected somebody in it, found nobody",
        ),
    ],
)
def test_an_empty_margin_cell_is_named(tocsin, survey, tmp_path, persons, message):
    cells = "\n".join(
        f'{name.strip()} = {{ value = {n}, low = {n}, high = {n}, unit = "persons", '
        'source = "us", date = 2022-01-01 }'
        for name, n in (one.split("=") for one in persons.strip("{ }").split(","))
    )
    text = f'title = "here"\n[margins.gender]\ntitle = "gender"\n[margins.gender.persons]\n{cells}\n'
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    ran = tocsin("opinion", "weight", survey(more=RAKE))
    assert ran.code == 2
    assert message in " ".join(ran.err.split())


@pytest.fixture
def series(tmp_path):
    """Writes a tracking file and the polls it names."""

    def write(lines=None, head="from,to,yes,no,other"):
        chance = random.Random(2)
        months = [(2020 + at // 12, at % 12 + 1) for at in range(40)]
        drawn = []
        for at, (year, month) in enumerate(months):
            yes = 70 + chance.choice([-1, 0, 1]) - round(20 * 0.5 ** ((at - 30) / 2) if at >= 30 else 0)
            drawn.append(f"{year}-{month:02}-18,{year}-{month:02}-25,{yes},{90 - yes},10")
        (tmp_path / "polls.csv").write_text("\n".join([head, *(lines or drawn)]), encoding="utf-8")
        (tmp_path / "track.toml").write_text(TRACK, encoding="utf-8")
        return tmp_path / "track.toml"

    return write


def test_a_series_is_followed_and_its_shock_told(tocsin, series):
    path = series()
    found = json.loads(tocsin("opinion", "track", path, "--format", "json").out)
    (event,) = found["events"]
    assert (event["after"], event["on"], event["kind"]) == ("2022-06-18", "2022-07-18", "transient shock")
    (one,) = found["series"]
    assert len(one["waves"]) == 40
    assert one["falls"][0]["on"] == "2022-07-18"
    said = tocsin("opinion", "track", path).out
    for word in (
        "2022-06-18 to 2022-07-18: transient shock",
        "half has passed after",
        "beside all 39 changes",
    ):
        assert word in " ".join(said.split())


def test_a_page_shows_both_intervals_and_what_is_passing_with_tables_beside(tocsin, series, tmp_path):
    out = tmp_path / "page.html"
    ran = tocsin("opinion", "report", series(), "--out", out)
    page = out.read_text("utf-8")
    assert ran.out.strip().endswith("page.html")
    assert page.count('<figure id="chart-') == 2
    assert page.count('<details class="twin">') == 2
    for said in (
        "Sampling 95 %",
        "Total error",
        "18–25 Jul 2022",
        "transient shock",
        "beside all 39 changes",
    ):
        assert said in " ".join(page.split()), said
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            ["2022-01-18,2022-01-20,80,40,10"],
            "polls.csv line 2, yes and no, other: expected 100 per cent, found 80 + 40 + 10 = 130",
        ),
        (
            ["2022-02-18,2022-02-20,60,30,10", "2022-01-18,2022-01-20,60,30,10"],
            "polls.csv line 3: expected no day before 2022-02-18, found 2022-01-18",
        ),
        (["2022-02-18,2022-02-10,60,30,10"], "line 2: expected an end no earlier than 2022-02-18"),
        (["2022-02-30,2022-03-01,60,30,10"], "expected a date like 2022-09-22, or a month like 2022-09"),
        (["2022-02-18,2022-02-20,many,30,10"], "line 2, yes: expected a number, found 'many'"),
        (["2022-02-18,2022-02-20,60,30,10"], "series approval: expected 6 surveys or more, found 1"),
    ],
)
def test_a_bad_series_is_one_clear_line(tocsin, series, lines, message):
    ran = tocsin("opinion", "track", series(lines))
    assert ran.code == 2
    assert message in " ".join(ran.err.split())


def test_a_response_is_labelled_a_scenario_and_told_in_ranges(tocsin):
    call = ("opinion", "respond", "--scenario", "russia-2022", "--draws", "60")
    found = json.loads(tocsin(*call, "--format", "json").out)
    assert found["label"].startswith("Scenario, not a forecast")
    assert {one["id"] for one in found["ways"]} == {"exit", "hiding"}
    said = tocsin(*call).out
    assert "Scenario, not a forecast" in said
    assert "gone so far" in said


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "value = 300000, low = 150000",
            "value = 300000, low = 0",
            "leaving.exit: moved.low: expected more than 0",
        ),
        (
            "value = 0.4, low = 0.15, high = 0.6",
            "value = 0.4, low = 0.15, high = 1.6",
            "leaving.exit: returning: expected numbers from 0 to 1",
        ),
        (
            "on = 2023-04-11",
            "on = 2022-09-01",
            "announcements.register.on: expected no day before 2022-09-21",
        ),
        ("n_weeks = 78", "n_weeks = 0", "n_weeks: expected 1 to 1040, found 0"),
    ],
)
def test_a_response_that_cannot_be_is_one_clear_line(tocsin, tmp_path, old, new, message):
    shipped = files("tocsin.catalogue").joinpath("responses", "russia-2022.toml").read_text("utf-8")
    assert old in shipped
    (tmp_path / "bad.toml").write_text(shipped.replace(old, new, 1), encoding="utf-8")
    ran = tocsin("opinion", "respond", "--scenario", tmp_path / "bad.toml")
    assert ran.code == 2
    assert message in " ".join(ran.err.split())


def test_a_response_that_is_not_there_is_one_clear_line(tocsin, tmp_path):
    ran = tocsin("opinion", "respond", "--scenario", tmp_path / "none.toml")
    assert ran.code == 2
    assert "--scenario: expected a file, or what ships" in " ".join(ran.err.split())


RULES = """
[opinion]
tracking = "track.toml"
topics = ["poll"]
told_after_days = { value = 7, low = 5, high = 14, unit = "days", source = "elicited: us", date = 2026-11-22 }
within_days = { value = 365, low = 180, high = 730, unit = "days", source = "us", date = 2026-11-22 }
"""


@pytest.fixture
def followed(demo_case, tmp_path):
    """The example case, which follows an invented series that falls in September 2022."""
    case = shutil.copytree(demo_case, tmp_path / "case")
    chance = random.Random(3)
    days = [date(2018, 1, 20) + timedelta(days=30.4375) * at for at in range(60)]
    lines = ["on,until,yes"]
    for day in days:
        yes = 70 + chance.choice([-1, 0, 1]) - (15 if day >= date(2022, 9, 1) else 0)
        lines.append(f"{day},{day + timedelta(days=6)},{yes}")
    (case / "polls.csv").write_text("\n".join(lines), encoding="utf-8")
    track = (
        TRACK.replace('"from"', '"on"').replace('"to"', '"until"').replace('parts = ["no", "other"]\n', "")
    )
    (case / "track.toml").write_text(track, encoding="utf-8")
    (case / "case.toml").write_text((case / "case.toml").read_text("utf-8") + RULES, encoding="utf-8")
    return case


def test_a_sudden_fall_weighs_once_against_an_open_wave(tocsin, followed, demo_case):
    def assessed(case):
        ran = tocsin("assess", "--case", case, "--as-of", "2023-03-20", "--format", "json")
        assert ran.code == 0, ran.err
        found = json.loads(ran.out)
        rows = [one for one in found["contributions"] if one["indicator"] == "opinion_backlash"]
        return {one["id"]: one["p"] for one in found["hypotheses"]}, rows

    (p, rows), (again, rows_again), (before, none) = (
        assessed(one) for one in (followed, followed, demo_case)
    )
    assert p["open"] < before["open"]
    assert {one["hypothesis"]: one["bits"] < 0 for one in rows} == {"open": True, "stealth": False}
    assert len({one["origin"] for one in rows}) == 1
    assert (p, rows) == (again, rows_again)
    assert none == []


def test_the_briefing_tells_of_the_fall_draws_its_series_and_is_made_again_to_the_byte(tocsin, followed):
    (followed / "track.toml").write_text(
        (followed / "track.toml").read_text("utf-8")
        + 'title_in = { ru = "Одобрение" }\n'
        + '[[groups]]\nid = "all"\ntitle = "By group"\nwhole = "approval"\n[[groups.series]]\nid = "men"\n'
        + 'title = "Men"\nfile = "polls.csv"\npollster = "Nobody"\nstarts_on = "on"\nends_on = "until"\n'
        + 'value = "yes"\nn_asked = 700\n',
        encoding="utf-8",
    )
    page = followed / "page.html"
    call = ("brief", "--case", followed, "--as-of", "2023-03-20", "--no-voice", "--language", "ru")
    ran = tocsin(*call, "--out", page)
    assert ran.code == 0, ran.err
    drawn = page.read_text("utf-8")
    for figure in ("chart-opinion-0", "chart-opinion-shocks", "chart-opinion-groups-all"):
        assert f'<figure id="{figure}">' in drawn
    section = re.sub("<[^>]+>", "", drawn[drawn.index('id="h-opinion"') : drawn.index('id="h-missing"')])
    for said in ("Внезапный спад впервые виден", "Одобрение −1", "мес.", "как «Резкое ухудшение настроений»"):
        assert said in section
    assert "20–26\xa0дек.\xa02022" in section
    ran = tocsin("brief", "--case", followed, "--verify", page)
    assert ran.code == 0, ran.out
    assert "series of opinion same" in " ".join(ran.out.split())


def test_a_case_that_follows_a_series_wrongly_is_one_clear_line(tocsin, followed):
    rules = (followed / "case.toml").read_text("utf-8")
    (followed / "case.toml").write_text(
        rules.replace('topics = ["poll"]', 'topics = ["polls"]'), encoding="utf-8"
    )
    ran = tocsin("assess", "--case", followed)
    assert ran.code == 2
    assert "opinion.topics.polls: expected the id of a topic" in " ".join(ran.err.split())


def test_waves_that_are_weighed_are_followed_with_the_error_of_their_own_design(tocsin, tmp_path):
    waves = []
    for at in range(8):
        chance = random.Random(at)
        lines = ["sex,q1", *(f"{1 + n % 2},{chance.choice([1, 1, 1, 2, 2, 3])}" for n in range(300))]
        (tmp_path / f"{at}.csv").write_text("\n".join(lines), encoding="utf-8")
        waves.append(
            f'[[waves]]\nid = "{at}"\nfile = "{at}.csv"\n'
            f"starts_on = 2022-0{at + 1}-10\nends_on = 2022-0{at + 1}-16"
        )
    head, _, rest = BOOK.format(file="", more="", wave="", after="").partition("[[waves]]")
    items = rest[rest.index("[[items]]") :]
    (tmp_path / "book.toml").write_text("\n".join([head, *waves, items]), encoding="utf-8")
    (tmp_path / "mood.toml").write_text(MOOD, encoding="utf-8")
    track = tmp_path / "track.toml"
    for scale, value in (("share", "approval.1"), ("points", "mood")):
        track.write_text(
            f'title = "x"\nscale = "{scale}"\nsource = "x"\n[[series]]\nid = "a"\ntitle = "A"\n'
            f'file = "book.toml"\npollster = "Nobody"\nvalue = "{value}"\n',
            encoding="utf-8",
        )
        found = json.loads(tocsin("opinion", "track", track, "--format", "json").out)
        weighed = json.loads(tocsin("opinion", "weight", tmp_path / "book.toml", "--format", "json").out)
        by = 100 if scale == "share" else 1
        for wave, own in zip(found["series"][0]["waves"], weighed, strict=True):
            (estimate,) = (one for one in own["estimates"] if one["id"] == value)
            assert wave["starts_on"] == own["starts_on"]
            assert wave["value"] == pytest.approx(by * estimate["value"])
            assert wave["total"]["low"] == pytest.approx(by * estimate["total"]["low"])
    track.write_text(track.read_text("utf-8").replace('"mood"', '"moods"'), encoding="utf-8")
    assert "expected an estimate in points, found moods" in tocsin("opinion", "track", track).err
