"""What is exported can be opened by others, proves itself, and comes back as it was."""

import gzip
import hashlib
import json
import struct
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tocsin.archive import checkpoint, merkle, timemap
from tocsin.archive.archive import Archive
from tocsin.archive.custody import custody, page
from tocsin.archive.entry import leaf
from tocsin.archive.export import export_wacz, export_warc
from tocsin.archive.surt import surt
from tocsin.capture.find import find
from tocsin.errors import ArchiveError, DamageError
from tocsin.records.capture import Payload

NOW = datetime(2023, 5, 1, tzinfo=UTC)


@pytest.fixture
def wacz(filled, tmp_path) -> Path:
    target = tmp_path / "out.wacz"
    with Archive.open(filled, read_only=True) as archive:
        captures = list(archive.captures())
        export_wacz(archive, captures, target, {captures[0].id: "The first"}, NOW)
    return target


def _packed(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_every_file_of_a_wacz_file_is_listed_with_its_digest(wacz):
    files = _packed(wacz)
    listed = json.loads(files["datapackage.json"])
    assert listed["wacz_version"] == "1.1.1"
    for entry in listed["resources"]:
        body = files[entry["path"]]
        assert entry["hash"] == "sha256:" + hashlib.sha256(body).hexdigest()
        assert entry["bytes"] == len(body)
    unlisted = set(files) - {entry["path"] for entry in listed["resources"]}
    assert unlisted == {"datapackage.json", "datapackage-digest.json"}
    seal = json.loads(files["datapackage-digest.json"])
    assert seal["hash"] == "sha256:" + hashlib.sha256(files["datapackage.json"]).hexdigest()


def test_web_archives_and_packed_indexes_are_stored_as_they_are(wacz):
    with zipfile.ZipFile(wacz) as packed:
        for name in ("archive/data.warc.gz", "indexes/index.cdx.gz"):
            assert packed.getinfo(name).compress_type == zipfile.ZIP_STORED


def test_players_find_each_file_right_behind_its_name(wacz):
    # ReplayWeb.page reads a pack by ranges and takes no heed of longer heads.
    data = wacz.read_bytes()
    with zipfile.ZipFile(wacz) as packed:
        for entry in packed.infolist():
            n_name, n_extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
            assert (n_name, n_extra) == (len(entry.filename), 0)


def test_the_index_leads_to_every_record_and_is_sorted(wacz, filled, tmp_path):
    files = _packed(wacz)
    lines = gzip.decompress(files["indexes/index.cdx.gz"]).decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 12
    (tmp_path / "data.warc.gz").write_bytes(files["archive/data.warc.gz"])
    for line in lines:
        key, stamp, told = line.split(" ", 2)
        entry = json.loads(told)
        assert key == surt(entry["url"])
        at, length = int(entry["offset"]), int(entry["length"])
        block = files["archive/data.warc.gz"][at : at + length]
        (tmp_path / "one.warc.gz").write_bytes(block)
        with (tmp_path / "one.warc.gz").open("rb") as file:
            (record,) = [
                (one.rec_type, one.rec_headers.get_header("WARC-Target-URI")) for one in ArchiveIterator(file)
            ]
        assert record[1] == entry["url"]
        assert (record[0] == "revisit") == (entry["mime"] == "warc/revisit")
        assert len(stamp) == 14


def test_the_list_of_pages_has_those_that_can_be_looked_at(wacz):
    head, *pages = [json.loads(line) for line in _packed(wacz)["pages/pages.jsonl"].splitlines()]
    assert head["format"] == "json-pages-1.0"
    assert pages[0]["title"] == "The first"
    assert {one["url"] for one in pages}.isdisjoint({"https://news.example/11"})
    assert all(one["ts"].endswith("Z") for one in pages)


def test_an_export_comes_back_with_the_same_pages_dates_and_headers(wacz, filled):
    with Archive.open(filled, read_only=True) as archive:
        kept = [archive.restore(one) for one in archive.captures()]
    again = [one for one in find([str(wacz)], NOW) if isinstance(one, Payload)]
    assert [(one.address, one.captured_at, one.status, one.body) for one in again] == [
        (one.address, one.captured_at, one.status, one.body) for one in kept
    ]
    assert [one.headers for one in again if one.status == 200] == [
        one.headers for one in kept if one.status == 200
    ]


def test_a_revisit_exported_without_its_first_record_is_written_in_full(filled, tmp_path):
    target = tmp_path / "one.warc.gz"
    with Archive.open(filled, read_only=True) as archive:
        revisit = list(archive.captures())[10]
        assert archive.entry(revisit.id).revisit_of is not None
        export_warc(archive, [revisit], target, NOW)
    (payload,) = list(find([str(target)], NOW))
    assert isinstance(payload, Payload)
    assert payload.body == b"the same"


def test_a_damaged_capture_is_not_exported_and_nothing_is_left_behind(filled, tmp_path):
    with Archive.open(filled, read_only=True) as archive:
        captures = list(archive.captures())
        path = filled / captures[2].warc_file
        whole = bytearray(path.read_bytes())
        whole[captures[2].warc_offset + 60] ^= 1
        path.write_bytes(whole)
        with pytest.raises(DamageError, match=captures[2].id):
            export_warc(archive, captures, tmp_path / "out.warc.gz", NOW)
    assert list(tmp_path.glob("out*")) == []


def test_custody_proves_itself_without_us(filled):
    with Archive.open(filled, read_only=True) as archive:
        for capture in archive.captures():
            held = custody(archive, capture, NOW)
            own = merkle.leaf_hash(held.ledger_line.partition(" ")[2].encode())
            assert own.hex() == held.leaf == leaf(held.ledger_line.encode()).hex()
            signed = checkpoint.parse(held.checkpoint.encode(), checkpoint.public_of(held.verifier))
            proof = [bytes.fromhex(one) for one in held.proof]
            assert merkle.holds_inclusion(own, capture.ledger_index, signed.size, proof, signed.root)
            assert held.root == signed.root.hex()


def test_the_custody_page_needs_nothing_else_and_runs_nothing(tmp_path, payload):
    hostile = payload(1, address="https://news.example/<script>alert(1)</script>", headers=(("X", "<b>"),))
    with Archive.open(tmp_path / "a", create=True) as archive:
        held = custody(archive, archive.append(hostile), NOW)
    words = page(held)
    assert "<script" not in words
    assert "&lt;script&gt;" in words
    assert "X: &lt;b&gt;" in words
    assert "unaltered since 06 February 2023" in words
    assert "authentic" not in words
    assert "http-equiv" in words
    assert "src=" not in words


def test_custody_of_an_unknown_capture_is_refused(filled):
    with (
        Archive.open(filled, read_only=True) as archive,
        pytest.raises(ArchiveError, match="none of that name"),
    ):
        archive.entry("capture-nothing")


def test_a_timemap_lists_the_versions_in_order(tmp_path, payload):
    with Archive.open(tmp_path / "a", create=True) as archive:
        captures = [archive.append(payload(n, address="https://news.example/a b")) for n in (2, 0, 1)]
    lines = timemap.render("https://news.example/a b", captures).splitlines()
    assert lines[0] == '<https://news.example/a%20b>; rel="original",'
    assert 'from="Mon, 06 Feb 2023 12:00:00 GMT"; until="Mon, 06 Feb 2023 12:02:00 GMT"' in lines[1]
    assert [line.split('rel="')[1].split('"')[0] for line in lines[2:]] == [
        "first memento",
        "memento",
        "last memento",
    ]
    assert captures[1].id in lines[2]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.Example.com/", "com,example)/"),
        ("http://example.com:80/a/?b=2&a=1", "com,example)/a?a=1&b=2"),
        ("https://www2.sub.example.co.uk:8443/X/", "uk,co,example,sub:8443)/x"),
        ("file:///note.txt", "file:///note.txt"),
        ("https://[bad", "https://[bad"),
    ],
)
def test_addresses_are_keyed_as_players_look_them_up(address, key):
    assert surt(address) == key


@given(st.lists(st.binary(min_size=1, max_size=4), min_size=1, max_size=40), st.data())
def test_a_proof_from_the_levels_is_that_of_the_standard(entries, data):
    leaves = [merkle.leaf_hash(one) for one in entries]
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = merkle.Levels(leaves).inclusion_proof(index)
    assert proof == merkle.inclusion_proof(leaves, index)
    assert merkle.holds_inclusion(leaves[index], index, len(leaves), proof, merkle.root(leaves))
