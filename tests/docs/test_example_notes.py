"""The notes of the example case: all listed, all founded on facts, and related as its story says."""

import re
import tomllib
from datetime import UTC
from html import unescape
from urllib.parse import urlsplit

import pytest

CASE = "src/tocsin/catalogue/cases/russia-second-wave"
WIRE = "sources/2023-01-07-half-a-million.html"
REWRITE = "sources/2023-01-07-half-a-million-rewrite.html"
BRIEF = "sources/2023-01-08-half-a-million-brief.html"
NOTICE = "Written for the Tocsin example case from public facts."


@pytest.fixture(scope="module")
def folder(root):
    return root / CASE


@pytest.fixture(scope="module")
def captures(folder):
    return tomllib.loads((folder / "captures.toml").read_text(encoding="utf-8"))["capture"]


def words(folder, file):
    """The words of a page's paragraphs."""
    page = (folder / file).read_text(encoding="utf-8")
    body = page.split('<div class="byline">')[1].split("</article>")[0]
    paragraphs = re.findall(r"<p[^>]*>(.*?)</p>", body, re.DOTALL)
    return re.findall(r"\w+", unescape(" ".join(paragraphs)).lower())


def fives(read):
    return {tuple(read[at : at + 5]) for at in range(len(read) - 4)}


def test_every_note_is_captured_and_every_capture_has_its_note(folder, captures):
    notes = {f"sources/{path.name}" for path in (folder / "sources").iterdir() if path.suffix != ".md"}
    assert {capture["file"] for capture in captures} == notes


def test_captures_are_in_order_and_their_clock_knows_its_zone(captures):
    instants = [capture["captured_at"] for capture in captures]
    assert instants == sorted(instants)
    assert all(instant.tzinfo == UTC for instant in instants)


def test_every_note_says_on_which_facts_it_rests(folder, captures):
    facts = (folder / "sources/facts.md").read_text(encoding="utf-8")
    told = re.findall(r"`([\w.*-]+)`", facts)
    for name in {capture["file"].removeprefix("sources/") for capture in captures}:
        stem = (
            name.removesuffix("-rewrite.html").removesuffix("-brief.html").replace("2023-01-08", "2023-01-07")
        )
        assert any(re.fullmatch(one.replace("*", ".*"), name) or one == f"{stem}.html" for one in told), name


def test_every_page_says_that_it_was_written_for_the_example(folder, captures):
    for capture in captures:
        if not capture["file"].endswith(".txt"):
            assert NOTICE in (folder / capture["file"]).read_text(encoding="utf-8"), capture["file"]


def test_every_address_is_one_that_leads_nowhere(captures):
    assert all(re.match(r"https://[a-z-]+\.example/", capture["address"]) for capture in captures)


def test_every_capture_comes_from_a_host_of_its_source(entries, captures):
    sources = entries("sources")
    for capture in captures:
        assert urlsplit(capture["address"]).hostname in sources[capture["source"]]["hosts"], capture["file"]


def test_one_rewrite_keeps_the_wire_s_wording_and_the_other_only_names_it(folder):
    wire, rewrite, brief = (fives(words(folder, file)) for file in (WIRE, REWRITE, BRIEF))
    assert len(wire & rewrite) / min(len(wire), len(rewrite)) >= 0.3
    assert len(wire & brief) / min(len(wire), len(brief)) < 0.1
    assert {"meridian", "wire"} <= set(words(folder, BRIEF))


def test_one_bill_vanishes_and_the_other_stays(captures):
    seen = {}
    for capture in captures:
        if capture["source"] == "bill-tracker":
            seen.setdefault(capture["address"], []).append(capture["status"])
    assert sorted(seen.values()) == [[200, 200], [200, 200, 404]]


def test_nobody_is_quoted_but_the_invented_and_one_public_sentence(folder, captures):
    quoted = set()
    for capture in captures:
        text = unescape((folder / capture["file"]).read_text(encoding="utf-8"))
        paragraphs = " ".join(re.findall(r"<p>(.*?)</p>", text, re.DOTALL))
        quoted |= {(capture["source"], words) for words in re.findall(r"[“\"]([^”\"]+)[”\"]", paragraphs)}
    assert {pair for pair in quoted if pair[0] != "city-ledger"} == {
        ("defence-ministry", "No further measures are planned,")
    }
