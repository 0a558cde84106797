"""Whatever happens to the files, it is found and named; whatever was torn is set aside and said."""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tocsin.archive.archive import Archive
from tocsin.errors import DamageError

# Appends captures for ever and says the id of each after it was acknowledged.
WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tocsin.archive.archive import Archive
from tocsin.records.capture import Payload
with Archive.open(Path(sys.argv[1]), create=True, roll_bytes=20_000) as archive:
    start = sum(1 for _ in archive.captures())
    for number in range(start, start + 100_000):
        body = bytes((number * 31 + i * i) % 251 for i in range(number % 3000))
        capture = archive.append(Payload(
            address=f"https://news.example/{number}", media_type="text/plain", body=body,
            captured_at=datetime(2023, 1, 1, tzinfo=UTC) + timedelta(seconds=number),
        ))
        print(capture.id, flush=True)
"""


def _kill_somewhere(folder: Path, rng: random.Random) -> set[str]:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    acknowledged = {writer.stdout.readline().strip()}
    time.sleep(rng.random() * 0.05)
    writer.send_signal(signal.SIGKILL)
    acknowledged |= {line.strip() for line in writer.stdout if line.endswith("\n")}
    writer.stdout.close()
    writer.wait(60)
    return acknowledged - {""}


def _survives(folder: Path, kills: int) -> None:
    rng, acknowledged = random.Random(kills), set()
    for _ in range(kills):
        acknowledged |= _kill_somewhere(folder, rng)
        with Archive.open(folder) as archive:
            archive.verify()
            assert acknowledged <= {capture.id for capture in archive.captures()}
    assert acknowledged


def test_a_run_killed_at_any_moment_loses_nothing_it_acknowledged(tmp_path):
    _survives(tmp_path / "a", 15)


@pytest.mark.soak
def test_two_hundred_kills_lose_nothing(tmp_path):
    _survives(tmp_path / "a", 200)


def _every_flip_is_found(folder: Path, flips: int) -> None:
    rng = random.Random(flips)
    names = ("ledger.jsonl", "checkpoint", "checkpoint.key")
    files = [*(folder / name for name in names), *sorted(folder.glob("*.warc.gz"))]
    for _ in range(flips):
        path = rng.choices(files, [f.stat().st_size for f in files])[0]
        whole = path.read_bytes()
        at = rng.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << rng.randrange(8))]) + whole[at + 1 :])
        with Archive.open(folder) as archive:
            found = list(archive.find_damage())
            assert archive.repaired == (), f"byte {at} of {path.name} was taken for a torn end"
        assert found, f"byte {at} of {path.name} was not found"
        assert found[0].file == path.name
        assert found[0].offset <= at
        path.write_bytes(whole)


def test_one_changed_byte_anywhere_is_found_and_named(filled):
    _every_flip_is_found(filled, 40)


@pytest.mark.soak
def test_five_hundred_changed_bytes_are_each_found(filled):
    _every_flip_is_found(filled, 500)


def test_damage_names_the_record_the_offset_and_the_reason(filled):
    with Archive.open(filled, read_only=True) as archive:
        capture = list(archive.captures())[4]
        path = filled / capture.warc_file
        whole = bytearray(path.read_bytes())
        whole[capture.warc_offset + 200] ^= 1
        path.write_bytes(whole)
        (damage,) = archive.find_damage()
        assert (damage.record, damage.offset) == (capture.id, capture.warc_offset)
        assert "cannot be decompressed" in damage.reason
        with pytest.raises(
            DamageError, match=f"byte {capture.warc_offset}, {capture.id}: expected .* unaltered"
        ):
            archive.verify()
        with pytest.raises(DamageError, match=capture.id):
            archive.payload(capture)


def test_a_torn_record_and_a_torn_line_are_set_aside_and_said(filled, payload):
    last = max(filled.glob("*.warc.gz"))
    for path, torn in ((last, b"\x1f\x8b\x08 half a record"), (filled / "ledger.jsonl", b'0123abcd {"capt')):
        with path.open("ab") as file:
            file.write(torn)
    with Archive.open(filled) as archive:
        assert len(archive.repaired) == 2
        assert "set aside" in archive.repaired[0]
        assert len(list(archive.captures())) == 12
        archive.append(payload(50))
        archive.verify()
    kept = b"".join(p.read_bytes() for p in (filled / "torn").iterdir())
    assert b"half a record" in kept


def test_a_file_opened_and_never_written_is_no_obstacle(filled, payload):
    (filled / "tocsin-99999.warc.gz").write_bytes(b"")
    with Archive.open(filled) as archive:
        archive.append(payload(50))
        archive.verify()


@pytest.mark.parametrize("flaw", ["cut short", "missing", "line removed", "bytes added in the middle"])
def test_larger_harm_is_found_and_nothing_is_built_on_it(filled, payload, flaw):
    book, warcs = filled / "ledger.jsonl", sorted(filled.glob("*.warc.gz"))
    if flaw == "cut short":
        warcs[-1].write_bytes(warcs[-1].read_bytes()[:-9])
    elif flaw == "missing":
        warcs[0].unlink()
    elif flaw == "line removed":
        kept = book.read_bytes().splitlines(keepends=True)
        book.write_bytes(b"".join(kept[:3] + kept[4:]))
    else:
        warcs[0].write_bytes(warcs[0].read_bytes() + b"stowaway")
    with Archive.open(filled) as archive:
        assert list(archive.find_damage())
        if flaw == "cut short":
            with pytest.raises(DamageError, match="backup"):
                archive.append(payload(50))


# A process of its own has none of this one's threads, of which a fork would hold the locks.
CHILD = """
import os, resource, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tocsin.archive.archive import Archive
from tocsin.errors import ArchiveError
from tocsin.records.capture import Payload

def fill_up(folder):
    size = max(p.stat().st_size for p in folder.glob("*"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 700, size + 700))
    with Archive.open(folder) as archive:
        for number in range(100, 200):
            at = datetime(2023, 3, 1, tzinfo=UTC) + timedelta(minutes=number)
            body = f"Report {number}. ".encode() * 40
            archive.append(Payload(
                address=f"https://news.example/{number}", media_type="text/html", body=body, captured_at=at
            ))

def begin(folder):
    if os.getuid() == 0:
        os.seteuid(65534)
    Archive.open(folder / "archive", create=True)

try:
    {"fill_up": fill_up, "begin": begin}[sys.argv[1]](Path(sys.argv[2]))
except ArchiveError as error:
    sys.exit(3 if "\\n" not in str(error) else 4)
"""


def _child(work: str, folder: Path) -> int:
    """Do some work in a process of its own and give its exit code; 3 stands for the clear error."""
    return subprocess.run(
        [sys.executable, "-c", CHILD, work, str(folder)], timeout=60, check=False
    ).returncode


def test_a_full_disk_gives_a_clear_error_and_harms_nothing(filled, payload):
    assert _child("fill_up", filled) == 3
    with Archive.open(filled) as archive:
        assert archive.repaired == ()
        archive.verify()
        assert len(list(archive.captures())) >= 12
        archive.append(payload(300))
        archive.verify()


def test_a_folder_that_may_not_be_written_gives_a_clear_error():
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o555)
        assert _child("begin", folder) == 3
        folder.chmod(0o755)


def test_one_damaged_line_does_not_keep_the_other_captures_from_being_read(filled, payload):
    with Archive.open(filled) as archive:
        first = next(archive.captures())
    book = filled / "ledger.jsonl"
    book.write_bytes(book.read_bytes().replace(b"news.example/3", b"news.example/4", 1))
    with Archive.open(filled) as archive:
        assert archive.payload(first) == payload(0).body
        with pytest.raises(DamageError, match=r"ledger.jsonl, line 4, byte \d+"):
            archive.append(payload(60))
        (damage,) = archive.find_damage()
        assert damage.record == "ledger line 4"
