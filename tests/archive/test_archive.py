"""What was acknowledged is kept, once, and comes back as it went in."""

import re
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tocsin.archive import ledger
from tocsin.archive.archive import Archive
from tocsin.archive.seal import Seal
from tocsin.errors import ArchiveError
from tocsin.records.identity import digest


def test_every_payload_comes_back_byte_for_byte(filled, payload):
    with Archive.open(filled, read_only=True) as archive:
        captures = list(archive.captures())
        for number, capture in enumerate(captures[:8]):
            assert archive.payload(capture) == payload(number).body
        assert [capture.ledger_index for capture in captures] == list(range(12))
        assert all(capture.payload_digest == digest(archive.payload(capture)) for capture in captures)
        archive.verify()


def test_what_the_carrier_told_survives(filled):
    with Archive.open(filled) as archive:
        note = next(c for c in archive.captures() if c.address == "file:///note.txt")
        assert archive.restore(note).title == "Note"


def test_appending_the_same_capture_twice_changes_nothing(filled, payload):
    with Archive.open(filled) as archive:
        root, before = archive.root(), list(archive.captures())
        assert archive.append(payload(3)) == before[3]
        assert archive.root() == root
        assert list(archive.captures()) == before


def test_an_unchanged_payload_is_stored_once_and_referred_to_after(tmp_path, payload):
    page = "<p>" + "".join(f"Sentence {n * 7919 % 10007} of the page. " for n in range(12_000))
    with Archive.open(tmp_path / "a", create=True) as archive:
        first = archive.append(payload(0, page))
        size = (tmp_path / "a" / first.warc_file).stat().st_size
        for number in range(1, 100):
            again = archive.append(payload(number, page, address=first.address))
        assert archive.payload(again) == page.encode()
        grown = (tmp_path / "a" / first.warc_file).stat().st_size
    assert (grown - size) / 99 < 0.03 * size


def test_another_reader_finds_the_records_the_standard_asks_for(filled):
    kinds = []
    for path in sorted(filled.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                kinds.append(record.rec_type)
                digest_header = record.rec_headers.get_header("WARC-Payload-Digest")
                if record.rec_type in ("response", "resource"):
                    assert digest_header == digest(record.content_stream().read())
    assert kinds.count("response") == 10
    assert kinds.count("resource") == 1
    assert kinds.count("revisit") == 1
    assert kinds.count("warcinfo") == len(list(filled.glob("*.warc.gz"))) > 1


def test_many_are_kept_as_surely_as_one(tmp_path, payload):
    with Archive.open(tmp_path / "a", create=True, roll_bytes=1_500) as archive:
        kept = archive.append_all(payload(n) for n in range(20))
    with Archive.open(tmp_path / "a") as archive:
        assert list(archive.captures()) == kept
        assert archive.repaired == ()
        archive.verify()


def test_a_failure_in_the_middle_of_many_takes_all_of_them_back(filled, payload):
    def broken():
        yield payload(100)
        yield payload(101)
        raise KeyboardInterrupt

    with Archive.open(filled, roll_bytes=600) as archive:
        root = archive.root()
        with pytest.raises(KeyboardInterrupt):
            archive.append_all(broken())
        archive.verify()
        assert archive.root() == root
        later = archive.append(payload(100))
        assert archive.payload(later) == payload(100).body
        archive.verify()


def test_a_second_writer_is_told_to_wait(filled):
    with Archive.open(filled), pytest.raises(ArchiveError, match=r"only writer.*another run"):
        Archive.open(filled)


def test_a_header_cannot_smuggle_in_a_second_one(tmp_path, payload):
    bad = payload(1, headers=(("Content-Type", "text/html\r\nX-Evil: yes\r\n\r\nWARC/1.1"),))
    with Archive.open(tmp_path / "a", create=True) as archive:
        assert archive.payload(archive.append(bad)) == bad.body
        archive.verify()


def test_a_missing_archive_is_named_with_advice(tmp_path):
    with pytest.raises(ArchiveError, match=re.escape("tocsin new")):
        Archive.open(tmp_path / "nothing")


def test_an_archive_opened_to_be_read_is_not_written(filled: Path, payload):
    with (
        Archive.open(filled, read_only=True) as archive,
        pytest.raises(ArchiveError, match="opened for writing"),
    ):
        archive.append(payload(99))


@pytest.mark.parametrize("known", [True, False])
def test_a_signature_is_taken_back_though_the_run_stopped_before_it_knew_of_it(filled: Path, known: bool):
    seal = Seal.open(filled)
    before, signed = seal.state(), (filled / "checkpoint").read_bytes()
    # Stopped after the file was written: the seal that is asked to take it back may not know of it yet.
    _, line = next(iter(ledger.lines(filled / ledger.NAME)))
    (seal if known else Seal.open(filled)).sign([line])
    assert (filled / "checkpoint").read_bytes() != signed
    seal.take_back(before)
    assert (filled / "checkpoint").read_bytes() == signed
    with Archive.open(filled) as archive:
        archive.verify()
