"""A sealed capture goes in, is verified, shown, exported and opened, and nothing of it leaks."""

import gzip
import json

import pytest

from tocsin.archive.archive import Archive
from tocsin.desk.desk import opened
from tocsin.protect.sealing import MEDIA_TYPE
from tocsin.records.identity import digest

SECRET = "Fyodor Glushko told us in Samarkand that the deployment will come in March. " * 30
NAME = "interview-fyodor-glushko.txt"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A case with a key file, a sealed interview and a clear text."""
    place = tmp_path_factory.mktemp("sealed")
    (place / NAME).write_text(SECRET, "utf-8")
    (place / "open.txt").write_text("Report.\nThe assembly met in the town hall on Tuesday.", "utf-8")
    return place


@pytest.fixture
def case(made, tocsin):
    folder, key = made / "case", made / "key"
    if not folder.exists():
        assert tocsin("new", folder).code == 0
        assert tocsin("vault", "create", "--case", folder, "--key-file", key).code == 0
        assert tocsin("vault", "sealing-key", "--case", folder, "--key-file", key).code == 0
        assert tocsin("add", "--case", folder, made / "open.txt").code == 0
        assert tocsin("add", "--case", folder, "--sealed", made / NAME).code == 0
    return folder


def sealed_of(case):
    with Archive.open(case / "archive", read_only=True) as archive:
        return next(one for one in archive.captures() if one.media_type == MEDIA_TYPE)


def test_nothing_of_it_lies_in_the_case_in_the_clear(case):
    for path in (one for one in case.rglob("*") if one.is_file()):
        held = path.read_bytes()
        for word in (b"Fyodor", b"Glushko", b"Samarkand", NAME.encode()):
            assert word not in held, path


def test_it_comes_back_as_it_was_and_leaves_a_line_in_the_log(case, made, tocsin):
    capture, out = sealed_of(case), made / "opened.txt"
    done = tocsin("vault", "open", "--case", case, "--key-file", made / "key", "--out", out, capture.id)
    assert done.out.splitlines()[-1] == str(out)
    assert digest(SECRET.encode()) in done.out
    assert out.read_text("utf-8") == SECRET
    assert out.stat().st_mode & 0o77 == 0
    assert (case / "vault.log").read_text().splitlines()[-1].endswith(f"open {capture.id} opened")


def test_the_same_file_again_is_already_there(case, made, tocsin):
    assert "0 sealed, 1 already there" in tocsin("add", "--case", case, "--sealed", made / NAME).out


def test_another_key_opens_nothing_and_writes_nothing(case, made, tocsin):
    other, out = made / "other", made / "never.txt"
    elsewhere = made / "elsewhere"
    tocsin("new", elsewhere)
    tocsin("vault", "create", "--case", elsewhere, "--key-file", other)
    arguments = ("--key-file", other, "--out", out, sealed_of(case).id)
    done = tocsin("vault", "open", "--case", case, *arguments)
    assert done.code == 2
    assert "expected its key" in done.err
    assert not out.exists()


def test_verify_needs_no_key_and_custody_says_sealed(case, made, tocsin):
    assert tocsin("verify", "--case", case).code == 0
    capture = sealed_of(case)
    assert "expected a capture that TLP:CLEAR may see" in tocsin("custody", "--case", case, capture.id).err
    out = made / "custody.html"
    assert tocsin("custody", "--case", case, "--tlp", "RED", "--out", out, capture.id).code == 0
    assert "The payload is encrypted (age)" in out.read_text("utf-8")
    assert digest(SECRET.encode()) in out.read_text("utf-8")


def test_an_export_leaves_it_sealed_and_only_red_gets_it(case, made, tocsin):
    out = made / "all.warc.gz"
    common = ("export", "--case", case, "--to", "warc", "--unsafe-with-names", "--out", out)
    capture = sealed_of(case)
    mild = tocsin(*common)
    assert "1 captures left out: marked more strictly than TLP:CLEAR" in mild.out + mild.err
    assert capture.address.encode() not in gzip.decompress(out.read_bytes())
    assert tocsin(*common, "--tlp", "RED").code == 0
    held = gzip.decompress(out.read_bytes())
    assert capture.address.encode() in held
    assert f"X-Clear-Payload-Digest: {digest(SECRET.encode())}".encode() in held
    assert b"age-encryption.org/v1" in held
    assert b"Samarkand" not in held


def test_a_briefing_knows_of_it_for_those_alone_who_may(case, made, tocsin):
    out = made / "briefing.html"
    assert tocsin("brief", "--case", case, "--no-voice", "--out", out).code == 0
    assert sealed_of(case).id not in out.read_text("utf-8")
    with opened(case) as desk:
        assert [one.title for one in desk.store.mementos()] == ["Report."]
        assert not [*desk.store.issues()]


def test_an_address_and_a_missing_file_are_refused_and_the_rest_is_sealed(case, made, tocsin):
    (made / "more.txt").write_text("more", "utf-8")
    named = ("https://news.example/", made / "none.txt", made / "more.txt")
    done = tocsin("add", "--case", case, "--sealed", *named)
    assert "1 sealed, 0 already there, 2 not readable" in done.out
    assert "an address, which servers on the way saw anyway" in done.err
    assert "expected no other option" in tocsin("add", "--case", case, "--sealed", "--browser", NAME).err


def test_a_case_without_a_sealing_key_seals_nothing(made, tocsin):
    folder = made / "bare"
    tocsin("new", folder)
    done = tocsin("add", "--case", folder, "--sealed", made / NAME)
    assert done.code == 2
    assert "try `tocsin vault sealing-key`" in done.err


def test_the_record_says_what_was_sealed(case):
    capture = sealed_of(case)
    with Archive.open(case / "archive", read_only=True) as archive:
        entry = archive.entry(capture.id)
    told = json.loads((case / "archive" / "ledger.jsonl").read_text().splitlines()[1].partition(" ")[2])
    assert told["sealed"] == {"digest": digest(SECRET.encode()), "media_type": "text/plain"}
    assert entry.capture.address == f"urn:sealed:{digest(SECRET.encode())}"
