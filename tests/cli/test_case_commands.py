"""The commands keep the shapes that other programs rely on, may be repeated, and name no private person."""

import json
import re
import shutil
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

PRIVATE = ("Timur", "Gleb", "Nadia")
"""The invented private people of the example case."""
PUBLIC = ("Putin", "Shoigu", "Peskov", "Leviev", "Strelkov")
AS_OF = "2023-03-20"
COMMANDS = ("demo", "new", "add", "brief", "assess", "predictions", "verify", "read")


@pytest.fixture
def case(demo_case, tmp_path) -> Path:
    return shutil.copytree(demo_case, tmp_path / "case")


@pytest.fixture
def answer(tocsin, demo_case):
    ran = tocsin("assess", "--case", demo_case, "--as-of", AS_OF, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def test_an_assessment_has_the_keys_of_the_contract(answer):
    assert {"question", "as_of", "hypotheses", "by_deadline", "contributions", "missing"} <= answer.keys()
    assert answer["question"] == "russia-second-wave"
    assert datetime.fromisoformat(answer["as_of"]).isoformat() == "2023-03-20T23:59:59+00:00"
    for one in answer["hypotheses"]:
        assert {"id", "title", "p", "low", "high"} <= one.keys()
        assert 0 <= one["low"] <= one["p"] <= one["high"] <= 1
    for one in answer["missing"]:
        assert {"source", "reason"} <= one.keys()


def test_the_probabilities_sum_to_one_today_and_on_every_deadline(answer):
    assert sum(one["p"] for one in answer["hypotheses"]) == pytest.approx(1, abs=1e-9)
    assert answer["by_deadline"]
    for point in answer["by_deadline"]:
        assert sum(point["p"].values()) == pytest.approx(1, abs=1e-9)


def test_waves_only_grow_likelier_with_later_deadlines_and_none_only_less(answer):
    points = answer["by_deadline"]
    assert [one["on"] for one in points] == sorted({one["on"] for one in points})
    for earlier, later in pairwise(one["p"] for one in points):
        assert later["open"] >= earlier["open"]
        assert later["stealth"] >= earlier["stealth"]
        assert later["none"] <= earlier["none"]


def test_every_contribution_cites_captures_that_the_ledger_knows(answer, demo_case):
    lines = (demo_case / "archive" / "ledger.jsonl").read_text("utf-8")
    known = set(re.findall(r"capture-[0-9a-f]+", lines))
    assert answer["contributions"]
    for one in answer["contributions"]:
        assert {"hypothesis", "indicator", "origin", "bits", "reports", "cites"} <= one.keys()
        assert set(one["cites"]) <= known
        assert one["reports"] == 0 or one["cites"]


def test_nothing_captured_later_reaches_an_earlier_answer(tocsin, case):
    ran = tocsin("brief", "--case", case, "--as-of", "2022-12-01", "--to", "json")
    page = json.loads(Path(ran.out.strip()).read_text("utf-8"))
    cited = json.dumps(page["assessment"])
    lines = (case / "archive" / "ledger.jsonl").read_text("utf-8").splitlines()
    late = {re.search(r"capture-[0-9a-f]+", line)[0] for line in lines if '"2023-' in line}
    assert late
    assert not any(one in cited for one in late)


def test_the_ledger_of_predictions_gives_each_a_due_day_a_rule_and_a_fate(tocsin, demo_case):
    ran = tocsin("predictions", "--case", demo_case, "--as-of", AS_OF, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    rows = json.loads(ran.out)["predictions"]
    assert rows
    for row in rows:
        assert row["due_on"] >= row["made_at"][:10]
        assert row["rule"]
        assert row["fate"]


def test_a_table_for_a_person_names_the_next_step(tocsin, demo_case):
    told = tocsin("assess", "--case", demo_case, "--as-of", AS_OF)
    assert told.code == 0
    assert "Openly declared wave" in told.out
    assert told.out.splitlines()[-1].startswith("Next: tocsin brief")


@pytest.mark.parametrize("form", ["html", "json"])
def test_a_briefing_goes_where_it_is_told_and_its_path_is_the_last_line(tocsin, demo_case, tmp_path, form):
    out = tmp_path / "deep" / f"page.{form}"
    ran = tocsin("brief", "--case", demo_case, "--as-of", AS_OF, "--to", form, "--out", out)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == str(out)
    text = out.read_text("utf-8")
    assert text.startswith("<!doctype html" if form == "html" else "{") or text.lower().startswith(
        "<!doctype"
    )


def test_private_people_stand_in_nothing_that_is_written_or_printed_and_public_ones_do(
    tocsin, demo_case, tmp_path
):
    said = ""
    for form in ("html", "json"):
        out = tmp_path / f"page.{form}"
        assert tocsin("brief", "--case", demo_case, "--as-of", AS_OF, "--to", form, "--out", out).code == 0
        page = out.read_text("utf-8")
        assert all(name in page for name in PUBLIC)
        # Numbers follow a random key, so which of the three is quoted differs from case to case.
        assert any(f"Interviewee {n}" in page for n in (1, 2, 3))
        said += page
    for command in ("assess", "predictions"):
        for form in ("text", "json"):
            said += tocsin(command, "--case", demo_case, "--as-of", AS_OF, "--format", form).out
    for beside in demo_case.glob("*.json"):
        said += beside.read_text("utf-8")
    for name in PRIVATE:
        assert not re.search(rf"\b{name}\b", said)


def test_adding_the_same_things_again_changes_nothing(tocsin, case, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("The ministry said on Monday that 200,000 men would be called up.\n", "utf-8")
    first = tocsin("add", "--case", case, "--published", "2023-02-06", note)
    assert "1 captured, 0 already there, 0 not readable." in first.out
    before = (case / "archive" / "ledger.jsonl").read_bytes()
    again = tocsin("add", "--case", case, "--published", "2023-02-06", note)
    assert "0 captured, 1 already there, 0 not readable." in again.out
    assert (case / "archive" / "ledger.jsonl").read_bytes() == before


def test_a_demo_repeated_gives_the_same_page_and_the_same_ledger(tocsin, case):
    page = case / "briefings" / f"{AS_OF}.html"
    before, ledger = page.read_bytes(), (case / "archive" / "ledger.jsonl").read_bytes()
    again = tocsin("demo", "--case", case, "--no-voice")
    assert again.code == 0
    assert again.out.splitlines()[-1] == str(page)
    assert page.read_bytes() == before
    assert (case / "archive" / "ledger.jsonl").read_bytes() == ledger


def test_a_lost_database_is_made_again_from_the_archive_with_the_same_answer(tocsin, case, answer):
    for file in case.glob("tocsin.db*"):
        file.unlink()
    ran = tocsin("assess", "--case", case, "--as-of", AS_OF, "--format", "json")
    assert json.loads(ran.out) == answer


def test_a_whole_case_verifies_and_an_altered_one_is_told_with_exit_one(tocsin, case):
    whole = tocsin("verify", "--case", case)
    assert whole.code == 0
    assert "Ledger root sha256:" in whole.out
    record = next((case / "archive").glob("*.warc.gz"))
    spoilt = bytearray(record.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    record.write_bytes(spoilt)
    found = tocsin("verify", "--case", case)
    assert (found.code, found.out) == (1, "")
    assert record.name in found.err
    assert len(found.err.splitlines()) == 1


def test_a_new_case_takes_an_article_to_a_briefing(tocsin, tmp_path):
    case, note = tmp_path / "mine", tmp_path / "note.md"
    note.write_text(
        "# Staff work\n\nThe minister said on Monday that up to 200,000 reservists would be called up.\n",
        "utf-8",
    )
    assert tocsin("new", case).code == 0
    assert tocsin("add", "--case", case, note).code == 0
    made = tocsin("brief", "--case", case, "--to", "json")
    assert made.code == 0
    assert "200,000" in Path(made.out.strip()).read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_a_screen_and_says_what_the_command_does(tocsin, command):
    ran = tocsin(command, "--help")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 100
    assert lines[2].strip().rstrip(",").endswith((".", "?"))


def test_the_list_of_commands_cuts_none_of_their_sentences_short(tocsin):
    ran = tocsin("--help")
    assert "..." not in ran.out.partition("Commands:")[2]
    assert all(f"  {command} " in ran.out for command in COMMANDS)


def test_a_case_from_the_example_takes_other_sources_before_those_its_resolutions_cite(tocsin, tmp_path):
    case, note = tmp_path / "case", tmp_path / "note.txt"
    note.write_text(
        "The ministry said on Monday that 200,000 men would be called up in March.", encoding="utf-8"
    )
    assert tocsin("new", case, "--from", "russia-second-wave").code == 0
    assert tocsin("add", "--case", case, note).code == 0
    assert tocsin("brief", "--case", case).code == 0
