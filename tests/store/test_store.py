"""Records go in once, come out as of an instant, and survive what happens to a run."""

import multiprocessing
import os
import signal
import sqlite3
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from tocsin.errors import StoreError
from tocsin.records.capture import (
    Capture,
    DateBasis,
    Memento,
    Payload,
    Presence,
    Vanishing,
    capture_id,
    memento_id,
)
from tocsin.records.claim import Claim, claim_id
from tocsin.records.identity import digest
from tocsin.records.indication import Indication, indication_id
from tocsin.records.issue import Stage, issue
from tocsin.records.moment import Clocks
from tocsin.records.prediction import Prediction
from tocsin.records.reading import ClaimSpans, IndicationSpan, Kind, ProtectedMention
from tocsin.records.span import cut
from tocsin.store import schema
from tocsin.store.connect import configuration, engine
from tocsin.store.store import Store

START = datetime(2023, 2, 6, 12, tzinfo=UTC)
TEXT = "The ministry said that 300,000 men would be called up, Ivan Petrov recalled."


def _capture(number: int, body: bytes | None = None) -> Capture:
    payload_digest = digest(body or str(number).encode())
    address, at = f"https://news.example/{number}", START + timedelta(days=number)
    return Capture(
        id=capture_id(address, at, payload_digest),
        address=address,
        captured_at=at,
        status=200,
        media_type="text/html",
        payload_digest=payload_digest,
        n_bytes=1,
        warc_file="tocsin-00001.warc.gz",
        warc_offset=number,
        ledger_index=number,
    )


def _memento(capture: Capture) -> Memento:
    return Memento(
        id=memento_id(capture.id),
        capture_id=capture.id,
        address=capture.address,
        captured_at=capture.captured_at,
        source_id=None,
        title="Report",
        author=None,
        published_at=capture.captured_at,
        date_basis=DateBasis.CARRIER,
        language="en",
        text=TEXT,
        method="text 1",
    )


def _claim(memento: Memento, start: int = 0) -> Claim:
    spans = ClaimSpans(
        source=cut(TEXT, 0, 12), chain=("ministry",), cue=None, content=cut(TEXT, start, 30),
        kind=Kind.INDIRECT, topic="call-up-size",
    )  # fmt: skip
    return Claim(
        id=claim_id(memento.id, spans), memento_id=memento.id, capture_id=memento.capture_id, source_id=None,
        speaker="ministry", spans=spans, clocks=Clocks(captured_at=memento.captured_at), method="rules 1",
    )  # fmt: skip


def _indication(memento: Memento) -> Indication:
    spans = IndicationSpan(text=TEXT[:5], start=0, end=5, indicator="bill")
    return Indication(
        id=indication_id(memento.id, spans), memento_id=memento.id, capture_id=memento.capture_id,
        source_id=None, spans=spans, clocks=Clocks(captured_at=memento.captured_at), method="rules 1",
    )  # fmt: skip


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'case.db'}"


@pytest.fixture
def store(url):
    with Store.open(url) as opened:
        yield opened


def test_what_is_put_comes_back_and_putting_it_again_changes_nothing(store):
    captures = [_capture(n) for n in range(5)]
    mementos = [_memento(c) for c in captures]
    for _ in range(2):
        store.put([*mementos, *captures])
        assert list(store.captures()) == captures
        assert list(store.mementos()) == mementos


def test_nothing_captured_later_is_seen_as_of_an_instant(store):
    captures = [_capture(n) for n in range(5)]
    mementos = [_memento(c) for c in captures]
    claims, found = [_claim(m) for m in mementos], [_indication(m) for m in mementos]
    prediction = Prediction(
        id="prediction-1", claim_id=claims[3].id, capture_id=captures[3].id, speaker="ministry",
        statement="x", topic="t", made_at=START, due_on=date(2023, 6, 1), due_basis="words", rule="r",
    )  # fmt: skip
    seen = [issue(Stage.CAPTURE, f"s{n}", "gone", START + timedelta(days=n)) for n in range(5)]
    missed = Vanishing(
        id="vanishing-1", address="a", presence=Presence.GONE, last_seen="x", last_seen_at=START,
        first_missed="y", first_missed_at=START + timedelta(days=4), title="Bill",
    )  # fmt: skip
    store.put([*captures, *mementos, *claims, *found, prediction, *seen, missed])
    then = START + timedelta(days=2)
    assert len(list(store.captures(then))) == len(list(store.mementos(then))) == 3
    assert len(list(store.claims(then))) == len(list(store.indications(then))) == 3
    assert len(list(store.issues(then))) == 3
    assert list(store.predictions(then)) == list(store.vanishings(then)) == []
    assert list(store.predictions()) == [prediction]
    assert list(store.vanishings()) == [missed]


def test_an_instant_in_another_zone_is_the_same_instant(store):
    zone = datetime.fromisoformat("2023-02-06T15:00:00+03:00")
    store.put([_capture(0)])
    assert len(list(store.captures(zone))) == 1
    assert list(store.captures(zone - timedelta(seconds=1))) == []


def test_a_new_reading_replaces_the_old_one_of_that_memento_only(store):
    captures = [_capture(n) for n in range(2)]
    first, second = mementos = [_memento(c) for c in captures]
    store.put([*captures, *mementos])
    mention = ProtectedMention(text="Ivan Petrov", start=55, end=66, name="Ivan Petrov")
    trouble = issue(Stage.READING, first.id, "a sentence is too long")
    assert list(store.unread("rules 1")) == mementos
    for memento in mementos:
        store.put_reading(memento, "rules 1", [_claim(memento)], [_indication(memento)], [mention], [])
    assert list(store.unread("rules 1")) == []
    assert list(store.unread("encoder 1")) == mementos
    store.put_reading(first, "encoder 1", [_claim(first, 4), _claim(first, 8)], [], [], [trouble])
    assert [c.spans.content.start for c in store.claims()] == [4, 8, 0]
    assert [i.memento_id for i in store.indications()] == [second.id]
    assert list(store.protected()) == [(second.id, mention)]
    assert list(store.issues()) == [trouble]
    assert list(store.unread("encoder 1")) == [second]
    store.put_reading(first, "encoder 1", [], [], [], [])
    assert list(store.issues()) == []


def test_a_reading_that_fails_leaves_the_old_one(store):
    capture = _capture(0)
    memento = _memento(capture)
    store.put([capture, memento])
    store.put_reading(memento, "rules 1", [_claim(memento)], [], [], [])
    stranger = _claim(_memento(_capture(77)))
    with pytest.raises(StoreError, match=r"FOREIGN KEY.*try storing those first"):
        store.put_reading(memento, "rules 2", [stranger], [], [], [])
    assert list(store.claims()) == [_claim(memento)]
    assert list(store.unread("rules 1")) == []


def test_the_latest_capture_of_an_address_is_found(store):
    old = _capture(1)
    new = _capture(2)
    store.put([old, new])
    assert store.latest_capture(old.address) == old
    assert store.latest_capture("https://nowhere.example/") is None


def test_a_file_is_known_by_its_bytes_and_a_page_by_its_capture(store):
    store.put([_capture(0, b"text")])
    held = _capture(0)
    own = Payload(
        address=held.address, media_type="text/plain", body=b"text", captured_at=START + timedelta(days=9)
    )
    fetched = Payload(
        address=held.address, media_type="text/plain", body=b"text", captured_at=own.captured_at, origin="web"
    )
    same = Payload(
        address=held.address, media_type="text/plain", body=b"text", captured_at=START, origin="web"
    )
    assert store.holds(own)
    assert not store.holds(fetched)
    assert store.holds(same)


def test_the_migrations_lead_to_the_tables_the_queries_use(url):
    Store.open(url).close()
    assert ScriptDirectory.from_config(configuration()).get_current_head() == schema.REVISION
    with engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_a_database_of_a_newer_program_is_refused_with_advice(url, tmp_path):
    Store.open(url).close()
    with sqlite3.connect(tmp_path / "case.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(
        StoreError, match=r"found version 9999, made by a newer Tocsin; try the newer version"
    ):
        Store.open(url)


@pytest.mark.parametrize("text", ["", "not a url", "mysql+nothing://x", "oracle2://x"])
def test_a_url_of_no_database_gives_one_line(text):
    with pytest.raises(StoreError, match="sqlite:///"):
        Store.open(text)


def test_a_file_that_is_no_database_gives_one_line(tmp_path):
    (tmp_path / "case.db").write_text("this is a shopping list, not a database" * 50)
    with pytest.raises(StoreError, match="file is not a database"):
        Store.open(f"sqlite:///{tmp_path / 'case.db'}")


def _open_without_permission(folder: str) -> None:
    if os.getuid() == 0:
        os.seteuid(65534)
    try:
        Store.open(f"sqlite:///{folder}/case.db").close()
    except StoreError:
        os._exit(3)
    os._exit(0)


def _open_in_child(folder: Path) -> int:
    child = multiprocessing.get_context("spawn").Process(target=_open_without_permission, args=(str(folder),))
    child.start()
    child.join(60)
    code = child.exitcode
    child.close()
    assert code is not None
    return code


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_may_not_be_written_gives_a_clear_error(there):
    with tempfile.TemporaryDirectory() as place:
        if there:
            Store.open(f"sqlite:///{place}/case.db").close()
        Path(place).chmod(0o555)
        assert _open_in_child(Path(place)) == 3
        Path(place).chmod(0o755)


def _put_for_ever(url: str) -> None:
    # A suite that runs in the background hands on that Ctrl-C is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with Store.open(url) as store:
        for number in range(100_000):
            store.put([_capture(number), _memento(_capture(number))])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_stopped_leaves_whole_transactions(url, how):
    Store.open(url).close()
    child = multiprocessing.get_context("spawn").Process(target=_put_for_ever, args=(url,), daemon=True)
    child.start()
    with Store.open(url) as store:
        while not list(store.captures()):
            time.sleep(0.01)
    assert child.pid is not None
    os.kill(child.pid, how)
    child.join(60)
    child.close()
    with Store.open(url) as store:
        assert len(list(store.captures())) == len(list(store.mementos())) > 0
        store.put([_capture(200_000)])
