"""Evidence that is held is what it was, and a briefing of an older database is found by its audience."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import sqlalchemy as sa
from alembic import command

from tocsin.records.capture import Capture, capture_id
from tocsin.records.identity import digest
from tocsin.store.connect import configuration, engine
from tocsin.store.store import Store

START = datetime(2023, 2, 6, 12, tzinfo=UTC)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'case.db'}"


def captured(n):
    address, at, held = f"https://example.org/{n}", START + timedelta(hours=n), digest(b"text")
    return Capture(
        id=capture_id(address, at, held),
        address=address,
        captured_at=at,
        status=200,
        media_type="text/plain",
        payload_digest=held,
        n_bytes=4,
        warc_file="tocsin-00001.warc.gz",
        warc_offset=n,
        ledger_index=n,
    )


def test_evidence_is_read_once_while_it_is_held_and_anew_afterwards(url):
    with Store.open(url) as store, Store.open(url) as elsewhere:
        store.put([captured(0)])
        with store.holding(), store.holding():
            (first,) = store.captures()
            elsewhere.put([captured(1)])
            assert [*store.captures()] == [first]
            assert next(store.captures()) is first
            assert len([*store.captures(START)]) == 1
        assert len([*store.captures()]) == 2


def test_what_is_written_here_is_seen_at_once(url):
    with Store.open(url) as store, store.holding():
        store.put([captured(0)])
        assert len([*store.captures()]) == 1
        store.put([captured(1)])
        assert len([*store.captures()]) == 2


def test_nothing_is_held_that_nobody_asked_to_hold(url):
    with Store.open(url) as store, Store.open(url) as elsewhere:
        assert not [*store.captures()]
        elsewhere.put([captured(0)])
        assert len([*store.captures()]) == 1


def test_a_briefing_kept_before_audiences_were_a_column_is_found_by_its_own(url):
    database = engine(url)
    settings = configuration()
    with database.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0005")
        for n, body in enumerate(({}, {"tlp": "AMBER"}, {"tlp": "CLEAR"})):
            connection.execute(
                sa.text("INSERT INTO briefing (id, as_of, body) VALUES (:id, :at, :body)"),
                {"id": f"briefing-{n}", "at": f"2023-02-0{n + 1} 12:00:00.000000",
                 "body": msgspec.json.encode({"claims": [], **body}).decode()},
            )  # fmt: skip
    database.dispose()
    with Store.open(url) as store:
        assert [at.day for at in store.briefed("CLEAR", START)] == [1, 3]
        assert [at.day for at in store.briefed("AMBER", START)] == [2]
        assert [*store.briefed("CLEAR", START - timedelta(days=4))] == [datetime(2023, 2, 1, 12, tzinfo=UTC)]
