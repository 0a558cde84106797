"""Other archives come in whole, with their own dates; what is damaged or forged is named and stays out."""

import base64
import gzip
import hashlib
import json
import re
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from tocsin.archive.archive import Archive
from tocsin.capture.find import find
from tocsin.capture.limits import Limits
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue

DATE = "2021-05-20T22:15:23Z"


def _record(kind: str, address: str, block: bytes, **fields: str) -> bytes:
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, address + kind)}>",
        "WARC-Target-URI": address,
        "WARC-Date": DATE,
        "WARC-Block-Digest": f"sha1:{digest}",
        "Content-Type": f"application/http; msgtype={'request' if kind == 'request' else 'response'}",
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def _warc(path: Path, *pages: tuple[str, bytes], headers: tuple[tuple[str, str], ...] = ()) -> Path:
    with path.open("wb") as file:
        for address, body in pages:
            lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
            block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{lines}\r\n".encode() + body
            record = _record("response", address, block)
            file.write(gzip.compress(record, mtime=0) if path.suffix == ".gz" else record)
    return path


def _found(path: Path, now: datetime, limits: Limits | None = None) -> tuple[list[Payload], list[Issue]]:
    items = list(find([str(path)], now, limits))
    return [i for i in items if isinstance(i, Payload)], [i for i in items if isinstance(i, Issue)]


@pytest.fixture
def three(tmp_path) -> Path:
    pages = [(f"https://news.example/{n}", f"<p>Page {n}</p>".encode() * 50) for n in range(3)]
    return _warc(tmp_path / "three.warc.gz", *pages)


def test_pages_keep_their_address_date_headers_and_where_they_came_from(tmp_path, now):
    path = _warc(tmp_path / "a.warc", ("https://news.example/1", b"<p>Body</p>"), headers=(("X-Mark", "7"),))
    (payload,), issues = _found(path, now)
    assert payload.captured_at == datetime(2021, 5, 20, 22, 15, 23, tzinfo=UTC)
    assert ("X-Mark", "7") in payload.headers
    assert payload.provenance is not None
    assert payload.provenance.startswith("a.warc, byte 0, <urn:uuid:")
    assert (payload.body, payload.status, payload.origin) == (b"<p>Body</p>", 200, "warc")
    assert not issues


def test_an_archive_of_ours_comes_back_the_same(filled_archive: Path, now):
    with Archive.open(filled_archive, read_only=True) as archive:
        kept = list(archive.captures())
        bodies = [archive.payload(one) for one in kept]
    again = [payload for path in sorted(filled_archive.glob("*.warc.gz")) for payload in _found(path, now)[0]]
    assert [(one.address, one.captured_at, one.status) for one in again] == [
        (one.address, one.captured_at, one.status) for one in kept
    ]
    assert [one.body for one in again] == bodies
    assert ("Content-Encoding", "br") in again[0].headers
    assert again[0].request_headers == (("Host", "news.example"),)


@pytest.fixture
def filled_archive(tmp_path) -> Path:
    with Archive.open(tmp_path / "ours", create=True) as archive:
        for number in range(3):
            archive.append(
                Payload(
                    address=f"https://news.example/{number}",
                    media_type="text/html",
                    body=b"<p>the same page</p>" if number else b"<p>another page</p>",
                    captured_at=datetime(2022, 1, 1, number, tzinfo=UTC),
                    headers=(("Content-Type", "text/html"), ("Content-Encoding", "br")),
                    request_headers=(("Host", "news.example"),),
                )
            )
    return tmp_path / "ours"


def test_what_a_logged_in_browser_sent_is_not_taken_over(tmp_path, now):
    with Archive.open(tmp_path / "ours", create=True) as archive:
        page = Payload(
            address="https://news.example/",
            media_type="text/html",
            body=b"<p>x</p>",
            captured_at=now,
            headers=(("Content-Type", "text/html"),),
            request_headers=(("Cookie", "id=secret"), ("Accept", "*/*")),
        )
        archive.append(page)
    (payload,), _ = _found(next((tmp_path / "ours").glob("*.gz")), now)
    assert payload.request_headers == (("Accept", "*/*"),)


def _flaw(path: Path, flaw: str) -> None:
    whole = bytearray(path.read_bytes())
    middle = whole.find(b"\x1f\x8b\x08", 50)
    if flaw == "cut":
        path.write_bytes(whole[:-40])
    elif flaw == "flipped":
        whole[middle + 60] ^= 1
        path.write_bytes(whole)
    elif flaw == "inserted":
        path.write_bytes(whole[: middle + 60] + b"stowaway" + whole[middle + 60 :])
    else:
        path.write_bytes(whole + b"junk at the end")


@pytest.mark.parametrize(("flaw", "n_left"), [("cut", 2), ("flipped", 2), ("inserted", 2), ("added", 3)])
def test_a_damaged_record_is_named_by_its_byte_and_the_others_are_kept(three, now, flaw, n_left):
    _flaw(three, flaw)
    payloads, issues = _found(three, now)
    assert len(payloads) == n_left
    assert issues
    assert all(one.subject.startswith("three.warc.gz, byte ") for one in issues)


def test_a_record_altered_under_its_digest_is_named(tmp_path, now):
    path = _warc(tmp_path / "a.warc", ("https://news.example/1", b"<p>The ministry denied it</p>"))
    path.write_bytes(path.read_bytes().replace(b"denied", b"agreed"))
    payloads, (trouble,) = _found(path, now)
    assert not payloads
    assert "altered after it was written" in trouble.reason


def test_a_body_that_unpacks_without_end_is_refused(tmp_path, now):
    bomb = gzip.compress(bytes(30_000_000))
    path = _warc(tmp_path / "a.warc", ("https://x.example/", bomb), headers=(("Content-Encoding", "gzip"),))
    payloads, (trouble,) = _found(path, now, Limits(file_bytes=1_000_000))
    assert not payloads
    assert "unpacks to under 1 MB" in trouble.reason


def test_a_revisit_of_a_page_in_another_file_is_said(tmp_path, now):
    path = tmp_path / "a.warc"
    digest = "sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A"
    path.write_bytes(_record("revisit", "https://x.example/", b"", WARC_Payload_Digest=digest))
    _, (trouble,) = _found(path, now)
    assert "the page that this revisit refers to, found none in this file" in trouble.reason


def test_a_page_from_the_future_is_refused(three):
    payloads, issues = _found(three, datetime(2020, 1, 1, tzinfo=UTC))
    assert not payloads
    assert "WARC-Date that has come" in issues[0].reason


def _wacz(path: Path, warc: Path, change: Callable[[dict[str, bytes], dict], None] | None = None) -> Path:
    files = {
        "archive/data.warc.gz": warc.read_bytes(),
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
    }
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "resources": [
            {
                "name": name,
                "path": name,
                "hash": "sha256:" + hashlib.sha256(body).hexdigest(),
                "bytes": len(body),
            }
            for name, body in files.items()
        ],
    }
    if change is not None:
        change(files, package)
    listed = msgspec.json.encode(package)
    seal = {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(listed).hexdigest()}
    files = {"datapackage.json": listed, "datapackage-digest.json": msgspec.json.encode(seal)} | files
    with zipfile.ZipFile(path, "w") as packed:
        for name, body in files.items():
            packed.writestr(name, body, zipfile.ZIP_DEFLATED)
    return path


def test_a_wacz_file_gives_the_captures_of_its_warc_files(tmp_path, three, now):
    payloads, issues = _found(_wacz(tmp_path / "a.wacz", three), now)
    assert [one.address for one in payloads] == [f"https://news.example/{n}" for n in range(3)]
    assert payloads[0].provenance is not None
    assert payloads[0].provenance.startswith("a.wacz, archive/data.warc.gz, byte 0")
    assert not issues


def _altered(files: dict[str, bytes], package: dict) -> None:
    files["archive/data.warc.gz"] += b" "


def _unlisted(files: dict[str, bytes], package: dict) -> None:
    files["archive/more.warc.gz"] = b"x"


def _missing(files: dict[str, bytes], package: dict) -> None:
    del files["pages/pages.jsonl"]


def _climbing(files: dict[str, bytes], package: dict) -> None:
    files["../../home/x"] = b"x"


def _absolute(files: dict[str, bytes], package: dict) -> None:
    files["/etc/cron.d/x"] = b"x"


def _backslash(files: dict[str, bytes], package: dict) -> None:
    files["..\\x"] = b"x"


def _bomb(files: dict[str, bytes], package: dict) -> None:
    files["fuzzy.bin"] = bytes(30_000_000)


def _unknown_digest(files: dict[str, bytes], package: dict) -> None:
    package["resources"][0]["hash"] = "crc32:00"


def _no_resources(files: dict[str, bytes], package: dict) -> None:
    del package["resources"]


@pytest.mark.parametrize(
    ("flaw", "reason"),
    [
        (_altered, "altered or damaged"),
        (_unlisted, "does not list"),
        (_missing, "which its datapackage.json lists"),
        (_climbing, "leads out of it"),
        (_absolute, "leads out of it"),
        (_backslash, "leads out of it"),
        (_bomb, "unpacks to 30 MB: a trap"),
        (_unknown_digest, "digest of .* that cannot be checked"),
        (_no_resources, "without resources, paths or hashes"),
    ],
)
def test_a_forged_or_hostile_wacz_file_is_refused_with_the_reason(tmp_path, three, now, flaw, reason):
    payloads, (trouble,) = _found(_wacz(tmp_path / "a.wacz", three, flaw), now)
    assert not payloads
    assert re.search(reason, trouble.reason)


def test_a_list_changed_after_it_was_sealed_is_refused(tmp_path, three, now):
    path = _wacz(tmp_path / "a.wacz", three)
    with zipfile.ZipFile(path) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    files["datapackage.json"] = files["datapackage.json"].replace(b"1.1.1", b"1.1.0")
    with zipfile.ZipFile(path, "w") as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    payloads, (trouble,) = _found(path, now)
    assert not payloads
    assert "not the one its datapackage-digest.json names: it was changed" in trouble.reason


MEASURE = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from tocsin.capture.find import find
n = sum(1 for _ in find([sys.argv[1]], datetime.now(UTC)))
print(n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_file(tmp_path):
    body = json.dumps(list(range(40_000))).encode()
    sizes = []
    for n_pages in (4, 300):
        path = _warc(
            tmp_path / f"{n_pages}.warc", *[(f"https://x.example/{n}", body) for n in range(n_pages)]
        )
        run = subprocess.run(
            [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
        )
        n_found, kilobytes = map(int, run.stdout.split())
        assert n_found == n_pages
        sizes.append(kilobytes)
    assert sizes[1] - sizes[0] < 40_000


def test_an_older_kind_of_archive_is_named_with_what_to_do(tmp_path, now):
    old = b"filedesc://x.arc 0.0.0.0 20140102000000 text/plain 76\n1 0 InternetArchive\n"
    (tmp_path / "x.arc").write_bytes(old)
    (tmp_path / "x.arc.gz").write_bytes(gzip.compress(old))
    for name in ("x.arc", "x.arc.gz"):
        _, (trouble,) = _found(tmp_path / name, now)
        assert "found an ARC file, its predecessor; try `warcio recompress`" in trouble.reason


def test_the_suites_of_other_tools_are_read_without_an_exception(eval_data, now):
    folder = eval_data / "capture"
    found = {}
    for path in sorted([*folder.glob("warc/test/data/*"), *folder.glob("wacz/tests/fixtures/*")]):
        payloads, issues = _found(path, datetime.now(UTC))
        found[path.name] = (len(payloads), len(issues))
        assert payloads or issues or path.name == "example-digest.warc"
    for good in (
        "valid_example_1.wacz",
        "valid_example_2.wacz",
        "valid_signed_example_1.wacz",
        "example.warc.gz",
    ):
        assert found[good][0] > 0
        assert found[good][1] == 0
    for bad in ("invalid_example_1.wacz", "invalid_signed_example_1.wacz", "example-trunc.warc"):
        assert found[bad][0] == 0
        assert found[bad][1] > 0
