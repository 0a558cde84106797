"""Pages are read in a process of their own, and a page that ends it costs that page and no other."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tocsin.capture.extract.extract import attempt
from tocsin.capture.extract.frames import Task
from tocsin.capture.extract.worker import STARTS_AT, Texts
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.records.capture import Capture, Memento, Payload, capture_id
from tocsin.records.identity import digest
from tocsin.records.issue import Issue

NOW = datetime(2023, 5, 1, tzinfo=UTC)
UNLUCKY = (sys.executable, str(Path(__file__).parent / "unlucky_reading.py"))


def task(number, words="The commission met in the town hall on Tuesday."):
    body, at = f"Report {number}. {words}".encode(), NOW + timedelta(minutes=number)
    payload = Payload(
        address=f"https://news.example/{number}", media_type="text/plain", body=body, captured_at=at
    )
    capture = Capture(
        id=capture_id(payload.address, at, digest(body)),
        address=payload.address,
        captured_at=at,
        status=200,
        media_type=payload.media_type,
        payload_digest=digest(body),
        n_bytes=len(body),
        warc_file="tocsin-00001.warc.gz",
        warc_offset=0,
        ledger_index=number,
    )
    return Task(payload, capture)


def many(**odd):
    tasks = [task(number) for number in range(STARTS_AT + 3)]
    for number, words in odd.items():
        tasks[int(number.removeprefix("at"))] = task(int(number.removeprefix("at")), words)
    return tasks


def read(tasks, limits=None, command=UNLUCKY):
    with Texts(limits, command) as texts:
        return [*texts.answers(texts.ask(tasks))]


def test_a_page_that_ends_its_reader_is_one_issue_and_the_rest_is_read():
    odd = {"at2": "PRINTS on the way", "at5": "KILLS it", "at8": "FILLS the memory", "at11": "NEVER ENDS"}
    tasks = many(**odd)
    found = read(tasks, Limits(page_seconds=4))
    troubles = {number: one for number, one in enumerate(found) if isinstance(one, Issue)}
    assert list(troubles) == [5, 8, 11]
    for number, one in troubles.items():
        said = "expected a page that can be read, found one that ends its reader or takes over 4 s"
        assert f"https://news.example/{number}: {said}" in one.reason
    shown = [one.capture_id for one in found if isinstance(one, Memento)]
    assert shown == [each.capture.id for number, each in enumerate(tasks) if number not in troubles]


def test_a_process_that_cannot_start_is_said_at_once():
    with pytest.raises(CaptureError, match="expected a process that starts, found one that ended"):
        read(many(), command=(sys.executable, "-c", "raise SystemExit(1)"))


def test_the_process_finds_what_would_be_found_here():
    tasks = many(at3="")
    with Texts() as texts:
        first = texts.ask(tasks)
        second = texts.ask(tasks[:1])
        found = [*texts.answers(first), *texts.answers(second)]
    assert found == [attempt(each.payload, each.capture) for each in (*tasks, tasks[0])]
