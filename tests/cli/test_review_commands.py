"""Explaining, settling, replaying, scoring and eliciting, as a user would."""

import json
import shutil
import sqlite3

import pytest


@pytest.fixture
def case(demo_case, tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(demo_case, folder)
    return folder


def told(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.fixture
def waiting(tocsin, case):
    """A prediction that nobody has settled."""
    found = told(tocsin("predictions", "--case", case, "--format", "json"))
    return next(one for one in found["predictions"] if one["resolution"] is None)


def settling(case, one, fate="false", *more):
    return (
        "settle", "--case", case, one["id"], fate, "--on", "2023-06-01", "--reason", "It did not come.",
        *(more or ("--source", "gazette")),
    )  # fmt: skip


def test_the_explanation_adds_up_and_names_what_the_answer_hangs_on(tocsin, demo_case):
    found = told(tocsin("explain", "--case", demo_case, "--format", "json"))
    way = sum(one["share"]["open"] for one in found["effects"])
    assert found["prior"]["open"] + way == pytest.approx(found["p"]["open"], abs=1e-9)
    assert found["tornado"]
    assert found["matrix"]
    assert found["would_change"]
    ran = tocsin("explain", "--case", demo_case, "--since", "2023-02-20")
    assert "The answer changes most if" in ran.out
    assert "What would change our mind" in ran.out


def test_the_grading_rule_is_printed(tocsin, demo_case):
    ran = tocsin("explain", "--case", demo_case, "--grading")
    assert "Two grades, never merged." in ran.out
    assert "three or more agree" in ran.out


def test_the_ledger_of_the_example_has_true_false_and_void_fates_and_says_how_few(tocsin, demo_case):
    found = told(tocsin("predictions", "--case", demo_case, "--format", "json"))
    assert {"true", "false", "void"} <= {one["fate"] for one in found["predictions"]}
    assert "About 155 settled predictions" in found["note"]
    assert found["void_share"] < 0.3
    assert any(one["numbers"] for one in found["tracks"])


def test_a_settled_prediction_stands_in_the_case_file_and_in_the_ledger(tocsin, case, waiting):
    assert tocsin(*settling(case, waiting)).code == 0
    text = (case / "case.toml").read_text(encoding="utf-8")
    assert f"[resolutions.{waiting['id']}]" in text
    assert "# Whom this case captures from" in text
    found = told(tocsin("predictions", "--case", case, "--as-of", "2023-07-01", "--format", "json"))
    assert {one["id"]: one["fate"] for one in found["predictions"]}[waiting["id"]] == "false"


def test_a_contradiction_is_refused_and_nothing_is_written(tocsin, case, waiting):
    tocsin(*settling(case, waiting))
    before = (case / "case.toml").read_bytes()
    ran = tocsin(*settling(case, waiting, "true"))
    assert ran.code == 2
    assert "case.toml: resolutions." in ran.err
    assert "expected false" in ran.err
    assert (case / "case.toml").read_bytes() == before
    assert tocsin(*settling(case, waiting, "true", "--source", "gazette", "--corrects", "false")).code == 0


@pytest.mark.parametrize(
    ("more", "expected"),
    [(("--cite", "capture-0"), "a capture of this case"), ((), None)],
)
def test_a_capture_that_is_not_there_cannot_be_cited(tocsin, case, waiting, more, expected):
    ran = tocsin(*settling(case, waiting, "false", *more))
    assert (ran.code, expected is None or expected in ran.err) == (2 if expected else 0, True)


def test_an_unknown_prediction_is_refused(tocsin, case):
    ran = tocsin(*settling(case, {"id": "prediction-none"}))
    assert ran.code == 2
    assert "the id of a prediction of this case" in ran.err


def test_our_record_is_scored_only_where_the_analyst_looked(tocsin, demo_case):
    found = told(tocsin("record", "--case", demo_case, "--format", "json"))
    assert {one["hypothesis"] for one in found["scored"]} == {"open"}
    assert found["n_pending"] > 0
    assert [one["by"] for one in found["against"]] == ["climatology"]


def test_a_backtest_gives_the_timeline_and_its_scores(tocsin, demo_case):
    found = told(
        tocsin("backtest", "--case", demo_case, "--from", "2023-01-01", "--to", "2023-03-01", "--every", "2w",
               "--format", "json")
    )  # fmt: skip
    assert [one["as_of"][:10] for one in found["timeline"]][:2] == ["2023-01-01", "2023-01-15"]
    assert found["record"]["brier"] is not None
    for bad in (("--every", "0d"), ("--from", "2023-03-01", "--to", "2023-01-01")):
        assert tocsin("backtest", "--case", demo_case, *bad).code == 2


def test_a_backtested_day_is_the_answer_of_that_day(tocsin, demo_case):
    day = "2023-02-10"
    replayed = told(tocsin("backtest", "--case", demo_case, "--from", day, "--to", day, "--format", "json"))[
        "timeline"
    ][0]
    answer = told(tocsin("assess", "--case", demo_case, "--as-of", f"{day}T12:00Z", "--format", "json"))
    assert replayed["hypotheses"] == answer["hypotheses"]


def eliciting(case, before, quiet, *more):
    return ("elicit", "--case", case, "decree_declared", "open", "--before", before, "--quiet", quiet,
            "--by", "A. Analyst", "--yes", *more)  # fmt: skip


def test_an_elicited_weight_is_shown_and_written_with_author_and_day(tocsin, case):
    ran = tocsin(*eliciting(case, "5,8,12", "1,2,4"))
    assert ran.code == 0, ran.err
    assert "+2.00 bits" in ran.out
    assert "Odds of 1 to 15 would become 1 to 3.8." in ran.out
    written = (case / "indicators" / "decree_declared.toml").read_text(encoding="utf-8")
    assert 'source = "elicited: A. Analyst"' in written
    assert "Seen in 8 of 20 run-ups and in 2 of 20 quiet stretches." in written
    assert tocsin("assess", "--case", case).code == 0


@pytest.mark.parametrize(
    ("before", "quiet"), [("0", "2"), ("20", "2"), ("8", "0"), ("9,8,12", "2"), ("x", "2")]
)
def test_a_ratio_of_zero_or_infinity_is_refused_with_advice(tocsin, case, before, quiet):
    ran = tocsin(*eliciting(case, before, quiet))
    assert ran.code == 2
    assert "; try " in ran.err
    assert not (case / "indicators" / "decree_declared.toml").exists()


BAD = {
    "a deadline before the question": ("headline_deadline = 2023-07-01", "headline_deadline = 2020-07-01"),
    "a source that vanished": ('"meridian-wire",', '"meridian-wires",'),
    "clocks in the wrong order": ("on = 2023-01-11", "on = 2022-01-11"),
    "settled before it was asked": (
        'title = "Partial mobilisation declared"', 'title = "-"\nsettles = "open"'
    ),
    "an infinite ratio": ("value = 1.0\nlow = 0.0\nhigh = 2.5", "value = inf\nlow = 0.0\nhigh = inf"),
    "two residuals": ('residual = true', 'residual = false'),
}  # fmt: skip


@pytest.mark.parametrize("flaw", BAD)
def test_bad_input_is_refused_with_file_key_and_advice_and_the_last_good_assessment_stands(
    tocsin, case, root, flaw
):
    shipped = root / "src/tocsin/catalogue"
    for name in ("questions/russia-second-wave.toml", "indicators/decree_declared.toml"):
        (case / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(shipped / name, case / name)
    assert tocsin("assess", "--case", case).code == 0
    before = assessments(case)
    old, new = BAD[flaw]
    files = [path for path in case.rglob("*.toml") if old in path.read_text(encoding="utf-8")]
    assert files
    for path in files:
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    ran = tocsin("brief" if "clocks" in flaw else "assess", "--case", case)
    assert ran.code == 2
    assert ".toml" in ran.err or "resolutions." in ran.err
    assert "; try " in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert assessments(case)[: len(before)] == before


def test_a_fate_changed_by_hand_in_the_file_is_refused_once_it_was_recorded(tocsin, case):
    assert tocsin("predictions", "--case", case).code == 0
    path = case / "case.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('fate = "false"', 'fate = "true"', 1), encoding="utf-8")
    ran = tocsin("predictions", "--case", case)
    assert ran.code == 2
    assert "case.toml: resolutions." in ran.err
    assert 'corrects = "false"' in ran.err


def assessments(case):
    with sqlite3.connect(case / "tocsin.db") as connection:
        return connection.execute("SELECT id, body FROM assessment ORDER BY rowid").fetchall()
