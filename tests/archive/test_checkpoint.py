"""What was signed binds the ledger: cut, rewritten or forged, it is found and named."""

import re
from pathlib import Path

import pytest

from tocsin.archive import checkpoint, merkle
from tocsin.archive.archive import Archive
from tocsin.archive.entry import parse, render
from tocsin.errors import ArchiveError, DamageError


def _damage(folder: Path):
    with Archive.open(folder, read_only=True) as archive:
        return list(archive.find_damage())


def test_a_checkpoint_says_size_and_root_and_is_signed_by_the_archives_key(filled):
    signer = checkpoint.load_key(filled)
    signed = checkpoint.parse((filled / "checkpoint").read_bytes(), signer.public)
    with Archive.open(filled, read_only=True) as archive:
        assert signed.size == 12
        assert "sha256:" + signed.root.hex() == archive.root()
    assert checkpoint.public_of(signer.verifier()) == signer.public
    assert (filled / "checkpoint.key").stat().st_mode & 0o777 == 0o600


def test_lines_cut_from_the_end_of_the_ledger_are_found_though_all_else_agrees(filled, payload):
    book = filled / "ledger.jsonl"
    kept = book.read_bytes().splitlines(keepends=True)[:-1]
    last = parse(kept[-1].removesuffix(b"\n"))
    book.write_bytes(b"".join(kept))
    for path in filled.glob("*.warc.gz"):
        if path.name > last.capture.warc_file:
            path.unlink()
    with (filled / last.capture.warc_file).open("r+b") as file:
        file.truncate(last.block_start + last.n_block)
    (damage,) = _damage(filled)
    assert (damage.file, damage.record) == ("checkpoint", "checkpoint")
    assert "speaks of 12 captures, the ledger has 11: 1 lines were cut off" in damage.reason
    with Archive.open(filled) as archive, pytest.raises(DamageError, match="lines were cut off"):
        archive.append(payload(50))


def test_a_ledger_rewritten_so_that_it_agrees_with_itself_is_found(filled, payload):
    book = filled / "ledger.jsonl"
    lines = book.read_bytes().splitlines()
    entry = parse(lines[3])
    forged = type(entry)(
        **{name: getattr(entry, name) for name in entry.__struct_fields__}
        | {"carrier": type(entry.carrier)(title="Nothing happened")}
    )
    lines[3] = render(forged).removesuffix(b"\n")
    book.write_bytes(b"\n".join(lines) + b"\n")
    (damage,) = _damage(filled)
    assert "first 12 lines are not those that were signed" in damage.reason
    with Archive.open(filled) as archive, pytest.raises(DamageError, match="not those that were signed"):
        archive.append(payload(50))


def test_swapped_ledger_lines_are_named_by_number(filled):
    book = filled / "ledger.jsonl"
    lines = book.read_bytes().splitlines(keepends=True)
    lines[4], lines[5] = lines[5], lines[4]
    book.write_bytes(b"".join(lines))
    found = _damage(filled)
    assert found[0].record == "ledger line 5"
    assert "expected the entry of leaf 4, found 5" in found[0].reason
    assert found[-1].file == "checkpoint"


def test_swapped_records_are_named(filled):
    with Archive.open(filled, read_only=True) as archive:
        captures = list(archive.captures())
    path = filled / captures[0].warc_file
    whole = path.read_bytes()
    first, second = (c for c in captures[:2])
    assert first.warc_file == second.warc_file
    head, one, two = whole[: first.warc_offset], first.warc_offset, second.warc_offset
    path.write_bytes(head + whole[two:] + whole[one:two])
    assert {damage.record for damage in _damage(filled)} >= {first.id}


@pytest.mark.parametrize(
    ("flaw", "reason"),
    [
        ("another key", "signed by another key"),
        ("another size", "its signature does not fit"),
        ("no checkpoint", "cannot be read: No such file"),
        ("words", "its form is damaged"),
        ("a space more", "its form is damaged"),
    ],
)
def test_a_checkpoint_that_this_key_did_not_sign_is_named(filled, tmp_path, payload, flaw, reason):
    path = filled / "checkpoint"
    note = path.read_bytes()
    if flaw == "another key":
        with Archive.open(tmp_path / "other", create=True) as other:
            other.append(payload(1))
        path.write_bytes((tmp_path / "other" / "checkpoint").read_bytes())
    elif flaw == "another size":
        path.write_bytes(note.replace(b"\n12\n", b"\n11\n"))
    elif flaw == "no checkpoint":
        path.unlink()
    else:
        path.write_bytes(b"all is well" if flaw == "words" else note.replace(b"\n12\n", b"\n 12\n"))
    (damage,) = _damage(filled)
    assert reason in damage.reason
    with Archive.open(filled) as archive, pytest.raises(ArchiveError, match=reason):
        archive.append(payload(50))


def test_a_key_that_others_may_read_is_refused(filled, payload):
    (filled / "checkpoint.key").chmod(0o644)
    with Archive.open(filled) as archive, pytest.raises(ArchiveError, match=r"found mode 644; try chmod 600"):
        archive.append(payload(50))


def test_a_run_killed_before_signing_is_signed_at_the_next_opening_and_said(filled, payload):
    earlier = (filled / "checkpoint").read_bytes()
    with Archive.open(filled) as archive:
        archive.append(payload(20))
    (filled / "checkpoint").write_bytes(earlier)
    assert _damage(filled) == []
    with Archive.open(filled) as archive:
        assert archive.repaired == (
            "1 captures of a run that was stopped before signing are whole, and signed now",
        )
        assert len(list(archive.captures())) == 13
        archive.verify()
    assert re.search(rb"\n13\n", (filled / "checkpoint").read_bytes())


def test_every_later_checkpoint_is_consistent_with_every_earlier_one(tmp_path, payload):
    folder, notes = tmp_path / "a", []
    for number in range(9):
        with Archive.open(folder, create=True) as archive:
            archive.append(payload(number))
            signer = checkpoint.load_key(folder)
            notes.append(checkpoint.parse((folder / "checkpoint").read_bytes(), signer.public))
            leaves = archive.leaves()
    for old in notes:
        proof = merkle.consistency_proof(leaves, old.size)
        assert merkle.holds_consistency((old.size, 9), (old.root, notes[-1].root), proof)


def test_captures_that_could_not_be_signed_are_taken_back(filled, payload):
    before = (filled / "ledger.jsonl").read_bytes()
    with Archive.open(filled) as archive:
        (filled / "checkpoint.new").mkdir()
        with pytest.raises(ArchiveError, match="expected a place to write"):
            archive.append(payload(30))
        (filled / "checkpoint.new").rmdir()
        assert (filled / "ledger.jsonl").read_bytes() == before
        archive.verify()
        kept = archive.append(payload(30))
        assert archive.payload(kept) == payload(30).body
        archive.verify()
