"""The register commands as a user meets them."""

import json
import re
import sys

import pytest

pytest.importorskip("splink")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
SMALL = ("--people", "3000", "--seed", "4")


def test_a_register_is_built_and_says_how_near_its_margins_are(tocsin):
    ran = tocsin("register", "build", *SMALL, "--format", "json")
    found = json.loads(ran.out)
    assert ran.code == 0
    assert found["n_people"] == 3000
    assert found["largest_miss"] < 0.01
    assert len(found["files"]) == 8
    assert found["kept_in"] is None


def test_the_same_seed_builds_the_same_register(tocsin):
    one, two = (json.loads(tocsin("register", "build", *SMALL, "--format", "json").out) for _ in range(2))
    assert one["files"] == two["files"]


def test_a_register_is_linked_with_waterfalls_of_invented_people(tocsin):
    found = json.loads(tocsin("register", "link", *SMALL, "--format", "json").out)
    assert found["quality"]["f1"] > 0.97
    assert {one["comparison"] for one in found["weights"]} == {"family", "given", "birth", "identifier"}
    for example in found["examples"]:
        assert example["steps"][0]["comparison"] == "prior"
        assert example["steps"][-1]["comparison"] == "answer"


def test_an_audit_writes_a_page_that_needs_nothing_else(tocsin, tmp_path):
    out = tmp_path / "register.html"
    ran = tocsin("register", "audit", *SMALL, "--seeds", "1", "--out", out)
    assert ran.code == 0
    assert str(out) in ran.out.splitlines()[-1]
    page = out.read_text("utf-8")
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="(?!#|data:)', page)
    assert "<script" not in page
    for said in ("does not exist", "Tarvenia", "Primorye", "Cases", "As a table"):
        assert said in page


def test_a_case_keeps_its_register_and_refuses_a_list_put_beside_it(tocsin, tmp_path):
    case = tmp_path / "case"
    assert tocsin("new", case).code == 0
    built = tocsin("register", "build", *SMALL, "--case", case)
    assert built.code == 0
    assert (case / "register" / "manifest.json").is_file()
    (case / "register" / "employees.csv").write_text("surname,born\n")
    ran = tocsin("register", "link", *SMALL, "--case", case)
    assert ran.code == 2
    assert "employees.csv" in ran.err
    assert "takes in no people from outside" in ran.err


def test_a_register_that_was_changed_in_its_case_is_not_linked(tocsin, tmp_path):
    case = tmp_path / "case"
    tocsin("new", case)
    tocsin("register", "build", *SMALL, "--case", case)
    column = case / "register" / "military.surname.npy"
    column.write_bytes(column.read_bytes()[:-4] + b"\x01\0\0\0")
    ran = tocsin("register", "link", *SMALL, "--case", case)
    assert ran.code == 2
    assert "military.surname.npy" in ran.err


def test_no_command_takes_people_from_a_file(tocsin):
    for command in ("build", "link", "audit"):
        said = tocsin("register", command, "--help").out
        options = set(re.findall(r"--[a-z-]+", said))
        # A setting and a response hold rates and no people.
        assert options <= {
            "--people", "--seed", "--seeds", "--setting", "--response", "--sweep",
            "--language", "--case", "--out", "--format", "--help",
        }  # fmt: skip


def test_a_folder_that_is_no_case_is_refused(tocsin, tmp_path):
    ran = tocsin("register", "build", *SMALL, "--case", tmp_path)
    assert ran.code == 2
    assert "expected a case folder" in ran.err


def test_without_the_extra_one_line_says_how_to_add_it(tocsin, monkeypatch):
    monkeypatch.setitem(sys.modules, "splink", None)
    ran = tocsin("register", "link", *SMALL)
    assert ran.code == 2
    assert ran.err.strip().endswith("pip install 'tocsin[register]'")
