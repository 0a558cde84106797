"""Whatever a case gives away passes the gate: a leak stops it, the place is named, nothing is written."""

import gzip
import io
import json
import re
import zipfile

import pytest

from tocsin.briefing.exports.forms import FORMS
from tocsin.protect.channels import Piece, pieces

ARTICLE = """A second wave, says a ministry

2026-02-01

The Ministry of Defence said that 150,000 men would be called up by June 2026.
Zinaida, 38, a language teacher from Kirov, said that her employer had checked military papers.
Write to her at zinaida@post.example or call +7 912 345-67-89.
"""
PRIVATE = ("Zinaida", "zinaida@post.example", "345-67-89")
LEAK = '\n[[events]]\nid = "told"\non = 2026-01-20\ntitle = "{} left the country"\nsource = "a letter"\n'


@pytest.fixture(scope="module")
def case(tmp_path_factory, alone):
    folder = tmp_path_factory.mktemp("gated")
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    assert alone("new", folder / "case").code == 0
    settings = folder / "case" / "case.toml"
    settings.write_text(settings.read_text("utf-8").replace("private = []", 'private = ["Zinaida"]'), "utf-8")
    assert alone("add", "--case", folder / "case", folder / "article.txt").code == 0
    return folder / "case"


def told(name, data):
    return "\n".join(one.text for one in pieces(name, data) if isinstance(one, Piece))


@pytest.mark.parametrize("form", ["wacz", "warc"])
def test_an_export_holds_redacted_copies_that_say_what_they_were_made_of(case, tocsin, tmp_path, form):
    out = tmp_path / ("x.wacz" if form == "wacz" else "x.warc.gz")
    ran = tocsin("export", "--case", case, "--to", form, "--out", out)
    assert ran.code == 0, ran.err
    said = told(out.name, out.read_bytes())
    assert "150,000 men" in said
    assert "Interviewee 1, 38, a language teacher" in said
    assert "[e-mail withheld]" in said
    assert "[telephone withheld]" in said
    (made_of,) = set(re.findall(r"Redacted copy of (capture-[0-9a-f]{20})", said))
    assert made_of in (case / "archive" / "ledger.jsonl").read_text("utf-8")
    for secret in PRIVATE:
        assert secret.casefold() not in said.casefold()


def test_an_export_as_captured_must_be_asked_for_by_its_risk(case, tocsin, tmp_path):
    ran = tocsin(
        "export", "--case", case, "--to", "warc", "--unsafe-with-names", "--out", tmp_path / "x.warc.gz"
    )
    assert ran.code == 0
    assert "names of private people" in " ".join(ran.err.split())
    assert "Zinaida" in gzip.decompress((tmp_path / "x.warc.gz").read_bytes()).decode()


def test_a_page_without_a_text_is_left_out_by_name(case, tocsin, alone, tmp_path):
    (tmp_path / "empty.bin").write_bytes(bytes(range(256)))
    other = tmp_path / "case"
    assert alone("new", other).code == 0
    alone("add", "--case", other, tmp_path / "empty.bin")
    ran = tocsin("export", "--case", other, "--out", tmp_path / "x.wacz")
    if "left out" in ran.err:
        assert ran.out.startswith("0 captures")
        assert zipfile.is_zipfile(io.BytesIO((tmp_path / "x.wacz").read_bytes()))


def test_custody_of_a_page_whose_address_names_somebody_is_refused(case, tocsin, alone, tmp_path):
    (tmp_path / "letter of Zinaida.txt").write_text("Nothing of note was said there.", "utf-8")
    assert alone("add", "--case", case, tmp_path / "letter of Zinaida.txt").code == 0
    lines = (case / "archive" / "ledger.jsonl").read_text("utf-8").splitlines()
    (name,) = re.findall(r"capture-[0-9a-f]{20}", next(line for line in lines if "Zinaida" in line))[:1]
    out = tmp_path / "custody.html"
    ran = tocsin("custody", "--case", case, name, "--out", out)
    assert ran.code == 1
    assert "a private name" in ran.err
    assert "Zinaida" not in ran.err
    assert not out.exists()
    assert tocsin("custody", "--case", case, name, "--out", out, "--unsafe-with-names").code == 0
    assert "Zinaida" in out.read_text("utf-8")


DISGUISES = ("З и н а и д а", "Zinaidy", "+7 912 345-67-89")


@pytest.mark.parametrize(
    ("form", "leak"), [*((form, "Zinaida") for form in FORMS), *(("json", one) for one in DISGUISES)]
)
def test_a_planted_leak_stops_every_form_and_the_last_good_one_stands(case, tocsin, tmp_path, form, leak):
    out = tmp_path / f"page.{FORMS[form].ending}"
    out.write_bytes(b"the last good one")
    settings = case / "case.toml"
    before = settings.read_text("utf-8")
    try:
        settings.write_text(before + LEAK.format(leak), "utf-8")
        ran = tocsin("brief", "--case", case, "--to", form, "--out", out, "--at", "https://news.example/")
    finally:
        settings.write_text(before, "utf-8")
    if ran.code == 0:
        # A form that does not carry what the case file says has nothing to stop; it must be clean then.
        assert leak.casefold() not in told(out.name, out.read_bytes()).casefold()
        assert form not in ("html", "json", "pdf", "md"), form
        return
    assert ran.code == 1, ran.err
    assert f"--to {form}" in ran.err or (out.name in ran.err and " at " in ran.err)
    assert leak not in ran.err
    assert out.read_bytes() == b"the last good one"
    assert [one.name for one in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize(
    "command",
    [("assess",), ("explain",), ("predictions",), ("review",), ("record",), ("backtest",)],
)
def test_what_is_printed_names_nobody(case, tocsin, command):
    ran = tocsin(*command, "--case", case, "--format", "json")
    assert ran.code == 0, ran.err
    json.loads(ran.out)
    for secret in PRIVATE:
        assert secret.casefold() not in ran.out.casefold()
