"""The manpower commands as a user meets them."""

import json
from datetime import date, timedelta
from importlib.resources import files

import pytest

QUICK = ("--draws", "60")


def scenario_text():
    return files("tocsin.catalogue").joinpath("scenarios", "russia-2022.toml").read_text("utf-8")


def test_a_run_gives_the_strength_of_every_week(tocsin):
    ran = tocsin("manpower", "simulate", "--scenario", "russia-2022", *QUICK, "--format", "json")
    found = json.loads(ran.out)
    assert ran.code == 0
    assert len(found["strength"]) == len(found["weeks"]) == 49
    first = found["strength"][0]
    assert first["p05"] <= first["p10"] <= first["p50"] <= first["p90"] <= first["p95"]
    assert found["deaths"]["value"] < found["wounded"]["value"]


def test_the_same_seed_prints_the_same_people(tocsin):
    call = ("manpower", "simulate", "--scenario", "ukraine-2024", *QUICK, "--format", "json")
    assert tocsin(*call).out == tocsin(*call).out
    assert tocsin(*call).out != tocsin(*call, "--seed", "2").out


def test_a_shortfall_says_how_many_how_late_and_what_else(tocsin):
    ran = tocsin(
        "manpower",
        "shortfall",
        "--scenario",
        "russia-2022",
        "--posture",
        "attack",
        "--by",
        "2023-06-05",
        *QUICK,
    )
    assert ran.code == 0
    for said in (
        "missing",
        "decreed on 2023-02-06",
        "Without a declared wave",
        "The answer changes most with",
    ):
        assert said in ran.out


def test_numbers_of_a_case_are_held_against_the_model(tocsin, demo_case):
    call = ("manpower", "reconcile", "--case", demo_case, "--scenario", "russia-2022", "--posture", "attack")
    found = json.loads(tocsin(*call, "--as-of", "2023-03-20", *QUICK, "--format", "json").out)
    said = {(one["claimed"]["speaker"], one["claimed"]["topic"]): one["verdict"] for one in found}
    assert said["Ruslan Leviev", "stealth"] == "adds up"
    assert said["Igor Strelkov", "callup_size"] == "too much"
    assert all(one["reason"] for one in found)


def test_the_example_case_weighs_the_finding_once(tocsin, demo_case):
    found = json.loads(tocsin("assess", "--case", demo_case, "--format", "json").out)
    again = json.loads(tocsin("assess", "--case", demo_case, "--format", "json").out)
    rows = [one for one in found["contributions"] if one["indicator"] == "manpower_shortfall"]
    assert {one["hypothesis"] for one in rows} == {"open", "stealth"}
    assert len({one["origin"] for one in rows}) == 1
    assert found["hypotheses"] == again["hypotheses"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "value = 150000, low = 115000",
            "value = 150000, low = -5",
            "pools.contract.stock.low: expected no fewer than 0",
        ),
        (
            'id = "private"\ntitle',
            'id = "contract"\ntitle',
            "pools: expected each id once, found 'contract' twice",
        ),
        (
            "n_weeks = 48",
            "n_weeks = 12",
            "slow_weeks: expected at most 12 weeks, the length of the run, found",
        ),
        (
            'into = "conscripts"',
            'into = "private"',
            "expected a draft into conscripts, found a calendar with no draft",
        ),
        ("high = 0.34", "high = 1.34", "quick_share.high: expected at most 1, found 1.34"),
        (
            'high = 3000, unit = "persons/week"',
            'high = 3000, unit = "persons"',
            "expected 'persons/week', found 'persons'",
        ),
        (
            'unit = "persons/week", source = "elicited',
            'source = "elicited',
            "unit: expected a value, found no such key",
        ),
        (
            'into = "mobilised"',
            'into = "moblised"',
            "expected the id of a pool, found 'moblised'; try 'mobilised'",
        ),
        ("n_weeks = 48", "n_weeks = 0", "n_weeks: expected at least one week, found 0"),
        (
            "ends_on = 2023-02-09",
            "starts_on = 2023-05-01, ends_on = 2023-02-09",
            "expected starts_on before ends_on",
        ),
        ('title = "Conscripts"', 'title = "Conscripts"\nstok = 3', "expected a key of Pool, found 'stok'"),
        ('otherwise = "home"\n', "", "expected share and otherwise together"),
        ("value = 305000, low = 300000", "value = 305000, low = 310000", "expected low <= value <= high"),
    ],
)
def test_a_scenario_that_cannot_be_is_refused_with_file_key_and_advice(tocsin, tmp_path, old, new, message):
    text = scenario_text()
    assert old in text
    path = tmp_path / "wrong.toml"
    path.write_text(text.replace(old, new), "utf-8")
    ran = tocsin("manpower", "simulate", "--scenario", path, *QUICK)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith(str(path))
    assert message in ran.err
    assert "; try " in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--posture", "attacks"), "--posture: expected one of hold, attack, found 'attacks'; try 'attack'"),
        (("--by", "2030-01-01"), "--by: expected a day from 2022-08-01 to 2023-07-03, found 2030-01-01"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_line(tocsin, arguments, message):
    ran = tocsin("manpower", "shortfall", "--scenario", "russia-2022", *arguments, *QUICK)
    assert ran.code == 2
    assert message in ran.err


@pytest.fixture
def series(tmp_path):
    """Two files of a small war: 2,000 casualties claimed a week, 250 deaths known by name."""
    mondays = [date(2030, 1, 7) + timedelta(weeks=week) for week in range(30)]
    claims, named = tmp_path / "claims.csv", tmp_path / "named.csv"
    totals = [f"{day},{2000 * (week + 1)}" for week, day in enumerate(mondays)]
    claims.write_text("on,people\n" + "\n".join(totals), "utf-8")
    named.write_text(
        "on,people\n" + "\n".join(f"{day},{250 + 10 * (week % 3)}" for week, day in enumerate(mondays)),
        "utf-8",
    )
    return claims, named


def test_losses_are_estimated_from_two_files_and_never_mixed(tocsin, series):
    claims, named = series
    call = (
        "manpower",
        "losses",
        "--claims",
        claims,
        "--totals",
        "--named",
        named,
        "--known-on",
        "2032-01-01",
    )
    found = json.loads(tocsin(*call, "--ahead", "6", "--format", "json").out)
    assert 6 < found["ratio"]["value"] < 10
    week = found["weeks"][15]
    assert 1800 < week["casualties"]["value"] < 2200
    assert 230 < week["named"]["value"] < 290
    assert week["named"]["value"] < week["deaths"]["value"] < week["casualties"]["value"]
    assert len(found["ahead"]) == 6
    assert "Next:" in tocsin(*call).out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("day,dead\n2030-01-07,3\n", ":1: expected the header on,people, found day,dead"),
        ("on,people\n2030-01-07,many\n", ":2: expected a day and a number, found 2030-01-07,many"),
        ("on,people\n2030-01-07,-4\n", ":2: expected people, 0 or more, found -4"),
        ("on,people\n2030-01-07,4\n2030-01-02,4\n", ":3: expected a day after 2030-01-07, found 2030-01-02"),
        ("on,people\n", ": expected at least one line, found the header alone"),
    ],
)
def test_a_file_of_losses_that_cannot_be_is_refused_with_its_line(tocsin, tmp_path, text, message):
    path = tmp_path / "named.csv"
    path.write_text(text, "utf-8")
    ran = tocsin("manpower", "losses", "--named", path)
    assert ran.code == 2
    assert message in ran.err
    assert len(ran.err.splitlines()) == 1
