"""The archive's commands say what is kept, what changed, and exactly what is wrong."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from tocsin import pipeline
from tocsin.cli.main import cli, run

MANIFEST = """
[[capture]]
address = "https://duma.example/bill/7"
captured_at = 2023-02-01T10:00:00Z
file = "one.html"

[[capture]]
address = "https://duma.example/bill/7"
captured_at = 2023-02-02T10:00:00Z
file = "two.html"

[[capture]]
address = "https://duma.example/bill/7"
captured_at = 2023-02-03T10:00:00Z
file = "one.html"
"""
PAGE = """<html><head><title>Bill 7</title></head><body><article><h1>Bill 7</h1>
<p>Published 1 February 2023, 10:00.</p>
<p>Citizens aged {ages} are called up for military service twice a year, as the law on conscription says.</p>
<p>The bill enters into force on the day of its publication, and the government reports on it every year.</p>
</article></body></html>"""
NOW = datetime(2023, 3, 1, tzinfo=UTC)


@pytest.fixture
def case(tmp_path) -> Path:
    folder, pages = tmp_path / "case", tmp_path / "pages"
    pages.mkdir()
    (pages / "captures.toml").write_text(MANIFEST)
    (pages / "one.html").write_text(PAGE.format(ages="18 to 27"))
    (pages / "two.html").write_text(PAGE.format(ages="21 to 30"))
    pipeline.new(folder, "blank", NOW)
    done = pipeline.add(folder, [str(pages)], NOW)
    assert done.issues == ()
    return folder


def _run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def _capture(case: Path) -> str:
    return json.loads(
        _run("timemap", "--case", str(case), "--format", "json", "https://duma.example/bill/7")
    )[0]["id"]


def test_a_changed_bill_and_its_return_are_shown_word_by_word(case):
    said = _run("diff", "--case", str(case), "https://duma.example/bill/7")
    assert "[-18 to 27-] {+21 to 30+}" in said
    assert "[-21 to 30-] {+18 to 27+}" in said
    listed = json.loads(_run("diff", "--case", str(case), "--format", "json", "https://duma.example/bill/7"))
    assert [one["n_added"] for one in listed] == [3, 3]


def test_versions_are_listed_as_a_table_and_in_link_format(case):
    table = _run("timemap", "--case", str(case), "https://duma.example/bill/7").splitlines()
    assert [line[:16] for line in table] == ["2023-02-01 10:00", "2023-02-02 10:00", "2023-02-03 10:00"]
    link = _run("timemap", "--case", str(case), "--format", "link", "https://duma.example/bill/7")
    assert link.count("memento") == 3


def test_custody_is_written_as_a_page_and_as_json(case):
    name = _capture(case)
    path = Path(_run("custody", "--case", str(case), name).splitlines()[-1])
    assert "unaltered since 01 February 2023" in path.read_text()
    path = Path(_run("custody", "--case", str(case), "--to", "json", name).splitlines()[-1])
    assert json.loads(path.read_text())["capture"]["id"] == name


def test_an_export_must_be_asked_for_by_its_risk_and_warns(case, capsys):
    assert run(["export", "--case", str(case)]) == 0
    assert "as redacted copies" in capsys.readouterr().out
    for kind in ("wacz", "warc"):
        assert run(["export", "--case", str(case), "--to", kind, "--unsafe-with-names"]) == 0
        said = capsys.readouterr()
        assert "names of private people" in " ".join(said.err.split())
        assert Path(said.out.splitlines()[-1]).stat().st_size > 0


def test_verify_says_the_key_and_holds_the_case_to_what_was_written_down(case, tmp_path, capsys):
    said = _run("verify", "--case", str(case))
    key = re.search(r"Signed by (\S+)", said)
    assert key is not None
    kept = tmp_path / "kept"
    kept.write_bytes((case / "archive" / "checkpoint").read_bytes())
    note = tmp_path / "note.txt"
    note.write_text("The ministry announced that nobody else will be called up this spring.")
    pipeline.add(case, [str(note)], NOW)
    assert run(["verify", "--case", str(case), "--key", key[1], "--checkpoint", str(kept)]) == 0
    other = tmp_path / "other"
    pipeline.new(other, "blank", NOW)
    pipeline.add(other, [str(note)], NOW)
    assert run(["verify", "--case", str(other), "--key", key[1]]) == 1
    assert run(["verify", "--case", str(other), "--checkpoint", str(kept)]) == 1
    assert run(["verify", "--case", str(other), "--key", "nonsense"]) == 2
    assert "signed by another key than the one that was written down" in " ".join(
        capsys.readouterr().err.split()
    )


def test_verify_lists_every_damage_and_ends_with_one(case, capsys):
    file = next((case / "archive").glob("*.warc.gz"))
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    file.write_bytes(whole)
    assert run(["verify", "--case", str(case)]) == 1
    assert re.search(
        r"tocsin-00001.warc.gz, byte \d+, capture-\w+: expected it unaltered", capsys.readouterr().err
    )


def test_verify_says_what_opening_set_aside(case):
    file = next((case / "archive").glob("*.warc.gz"))
    with file.open("ab") as end:
        end.write(b"\x1f\x8b half a record")
    said = _run("verify", "--case", str(case))
    assert "On opening: tocsin-00001.warc.gz: 16 bytes of an unfinished capture were set aside" in said


@pytest.mark.parametrize("command", ["timemap", "diff"])
def test_an_address_that_was_never_captured_is_named(case, capsys, command):
    assert run([command, "--case", str(case), "https://nowhere.example/"]) == 2
    assert "https://nowhere.example/: expected an address that was captured" in capsys.readouterr().err
