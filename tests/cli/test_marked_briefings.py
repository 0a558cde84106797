"""What an audience may not see is in no byte of what is written for it, and is not weighed for it either."""

import json
import re
from datetime import UTC, datetime

import pytest

from tocsin.briefing.exports.forms import FORMS
from tocsin.protect.channels import Piece, pieces

OPEN = """Enlistment offices take on staff

2026-02-01

The Ministry of Defence said on Tuesday that enlistment offices would hire 1,200 clerks by March.
Dmitry Peskov denied that a second wave of mobilisation was planned.

An analyst at the Levada Center predicted that 150,000 men would be called up by June 2026.
"""
CLOSED = """Notes from the quartermaster

2026-02-02

Colonel Grushnitsky warned that 473,211 men would be called up by May 2026 in a second wave of mobilisation.
Matvei, 34, a welder at the Zarechny works, said that summonses were handed out at the gate.
"""
SOURCE = """title = "Quartermaster's desk"
publisher = "Quartermaster"
genre = "other"
reliability = "C"
grounds = "Known to the editors."
language = "en"
hosts = ["quartermaster.example"]
aliases = ["the quartermaster"]
expected_every_days = 1
tlp = "RED"
"""
SECRETS = (
    "473,211",
    "473211",
    "Grushnitsky",
    "Zarechny",
    "welder",
    "quartermaster",
    "Matvei",
    "red%20notes",
    "red notes",
)
FAR = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def case(tmp_path_factory, alone):
    folder = tmp_path_factory.mktemp("marked")
    (folder / "green.txt").write_text(OPEN, "utf-8")
    (folder / "red notes.txt").write_text(CLOSED, "utf-8")
    assert alone("new", folder / "case").code == 0
    (folder / "case" / "sources").mkdir()
    (folder / "case" / "sources" / "quartermaster.toml").write_text(SOURCE, "utf-8")
    settings = folder / "case" / "case.toml"
    written = settings.read_text("utf-8").replace('  "afp",\n', '  "afp",\n  "quartermaster",\n', 1)
    settings.write_text(
        'tlp = "CLEAR"\n' + written + '\n[markings]\n"red notes.txt" = "AMBER+STRICT"\n\n'
        '[[events]]\nid = "told"\non = 2026-01-20\ntitle = "Grushnitsky posted"\nsource = "Quartermaster"\n'
        'tlp = "RED"\n',
        "utf-8",
    )
    added = alone("add", "--case", folder / "case", folder / "green.txt", folder / "red notes.txt")
    assert added.code == 0, added.err
    return folder / "case"


def hidden(case):
    """Ids, digest and address of the capture that is marked."""
    lines = (case / "archive" / "ledger.jsonl").read_text("utf-8").splitlines()
    (line,) = (line for line in lines if "red%20notes" in line)
    return set(re.findall(r"capture-[0-9a-f]{20}|sha256:[0-9a-f]{64}", line))


@pytest.mark.parametrize("form", FORMS)
def test_nothing_marked_is_in_a_briefing_for_a_milder_audience(case, tocsin, tmp_path, form):
    out = tmp_path / f"page.{FORMS[form].ending}"
    ran = tocsin(
        "brief", "--case", case, "--tlp", "green", "--to", form, "--out", out, "--at", "https://x.example/"
    )
    assert ran.code == 0, ran.err
    data = out.read_bytes()
    told = "\n".join(one.text for one in pieces(out.name, data) if isinstance(one, Piece))
    for secret in (*SECRETS, *hidden(case)):
        assert secret.casefold().encode() not in data.lower()
        assert secret.casefold() not in told.casefold()
    assert "150,000" in told or form in ("atom", "rss")
    # A podcast needs a picture, and none lay there.
    assert out.with_name("cover.png").is_file() == (form == "rss")
    # A bundle of captures and a set of entities have no place for the label of the whole.
    assert "TLP:GREEN" in told or form in ("wacz", "ftm")


def written(tocsin, case, out, *options):
    ran = tocsin("brief", "--case", case, "--to", "json", "--out", out, *options)
    assert ran.code == 0, ran.err
    return json.loads(out.read_text("utf-8"))


def test_a_milder_briefing_is_what_it_would_be_had_the_case_never_held_the_rest(
    case, tocsin, alone, tmp_path
):
    mild = written(tocsin, case, tmp_path / "mild.json", "--tlp", "GREEN")
    full = written(tocsin, case, tmp_path / "full.json", "--tlp", "AMBER+STRICT")
    assert (mild["tlp"], full["tlp"]) == ("GREEN", "AMBER+STRICT")
    assert (mild["n_withheld"], full["n_withheld"]) == (2, 1)
    assert (mild["n_captures"], full["n_captures"]) == (1, 2)
    assert len(mild["predictions"]) < len(full["predictions"])
    assert mild["n_pseudonyms"] < full["n_pseudonyms"]
    assert {one["tlp"] for one in mild["citations"]} == {"CLEAR"}
    assert "AMBER+STRICT" in {one["tlp"] for one in full["citations"]}


def test_who_asks_for_nobody_gets_what_everybody_may_see(case, tocsin, tmp_path):
    page = written(tocsin, case, tmp_path / "page.json")
    assert page["tlp"] == "CLEAR"
    assert page["n_captures"] == 1


def test_a_briefing_for_few_lies_in_a_file_of_its_own(case, tocsin):
    ran = tocsin("brief", "--case", case, "--to", "json", "--tlp", "TLP:AMBER+STRICT")
    assert ran.out.strip().endswith("-tlp-amber-strict.json")


def test_a_mark_on_nothing_stops_the_briefing(case, tocsin, tmp_path):
    settings = case / "case.toml"
    before = settings.read_text("utf-8")
    try:
        for name in ("claim-0123456789abcdef0123", "capture-0123456789abcdef0123", "quartermistress"):
            settings.write_text(before.replace("[markings]", f'[markings]\n"{name}" = "RED"'), "utf-8")
            ran = tocsin("brief", "--case", case, "--out", tmp_path / "x.html")
            assert ran.code == 2
            assert name in ran.err
            assert not (tmp_path / "x.html").exists()
    finally:
        settings.write_text(before, "utf-8")


def test_another_label_is_refused_with_the_five(case, tocsin):
    ran = tocsin("brief", "--case", case, "--tlp", "WHITE")
    assert ran.code == 2
    assert "CLEAR, GREEN, AMBER, AMBER+STRICT, RED" in ran.err
