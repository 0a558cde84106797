"""Many documents on many cores: the same readings in the same order, whatever one of them does."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pool_makers import Counting, Mortal, stillborn

from tocsin.errors import ReadingError
from tocsin.reading.pool import Nothing, When, read_many
from tocsin.reading.reader import Reader
from tocsin.records.indication import Patterns, Topic
from tocsin.records.reading import Document

AT_ONCE = When(jobs=2, characters=0, documents=1)
SAID = "The ministry said that 40,000 men would be called up in March. "


def documents(*texts: str) -> list[Document]:
    return [Document(id=str(n), text=text) for n, text in enumerate(texts)]


def test_readings_come_in_order_though_some_take_longer() -> None:
    texts = ["slow", *("x" * n for n in range(300)), "slow", "end"]
    found = list(read_many(Counting, documents(*texts), AT_ONCE, detail=True))
    assert [one.id for one in found] == [str(n) for n in range(len(texts))]
    assert [one.lang for one in found] == [f"{len(text)}d" for text in texts]


def test_workers_read_what_one_process_reads() -> None:
    topic = Topic(
        id="callup_size", title="t", definition="t", patterns={"en": Patterns(any=(r"\bcalled up\b",))}
    )
    make = partial(Reader, (topic,), ())
    told = [Document(id=str(n), text=SAID * (n + 1), lang="en") for n in range(4)]
    alone = list(read_many(make, told, When(jobs=1)))
    assert list(read_many(make, told, AT_ONCE)) == alone
    assert all(one.claims for one in alone)


def test_a_text_that_ends_its_worker_is_an_issue_and_all_others_are_read() -> None:
    texts = ["a", "kill 1", "bb", *("x" * 40_000,) * 8, "kill 2", "ccc", "huge"]
    found = list(read_many(Mortal, documents(*texts), AT_ONCE))
    assert [one.id for one in found] == [str(n) for n in range(len(texts))]
    troubled = {texts[int(one.id)]: one.issues[0].reason for one in found if one.issues}
    assert set(troubled) == {"kill 1", "kill 2", "huge"}
    assert "ends the reading process" in troubled["kill 1"]
    assert "MemoryError" in troubled["huge"]
    assert all(one.lang == str(len(texts[int(one.id)])) for one in found if not one.issues)


def test_workers_that_never_start_are_an_error_and_no_issue_for_each_text() -> None:
    make = partial(stillborn, os.getpid())
    with pytest.raises(ReadingError, match="worker processes: expected them to start"):
        list(read_many(make, documents("a", "b"), AT_ONCE))


def test_few_documents_are_read_without_starting_a_process() -> None:
    make = partial(stillborn, os.getpid())
    assert [one.lang for one in read_many(make, documents("a", "bb"), When(jobs=2))] == ["1", "2"]


@pytest.mark.parametrize("when", [When(jobs=1), When(jobs=2), AT_ONCE])
def test_a_slow_stream_is_answered_before_more_is_asked_for(when: When) -> None:
    given: list[str] = []

    def stream() -> Iterator[Document | Nothing]:
        for n in range(3):
            yield Document(id=str(n), text="text")
            yield Nothing.YET
            assert given == [str(one) for one in range(n + 1)]

    for reading in read_many(Counting, stream(), when):
        given.append(reading.id)
    assert given == ["0", "1", "2"]


def test_a_run_that_is_stopped_can_go_on_after_the_last_reading_given() -> None:
    told = documents(*("x" * n for n in range(200)))
    stopped = read_many(Counting, told, AT_ONCE)
    first = [next(stopped) for _ in range(70)]
    stopped.close()
    rest = list(read_many(Counting, told[len(first) :], AT_ONCE))
    assert [one.id for one in (*first, *rest)] == [str(n) for n in range(200)]


def test_a_run_that_is_stopped_while_a_text_is_read_waits_for_no_text() -> None:
    found = read_many(Counting, documents("x" * 40_000, *["for ever"] * 200), AT_ONCE)
    assert next(found).id == "0"
    begun = time.monotonic()
    found.close()
    assert time.monotonic() - begun < 60


ASKS = """
import sys
sys.path.insert(0, sys.argv[1])
from pool_makers import Counting
from tocsin.reading.pool import When, read_many
from tocsin.records.reading import Document
told = [Document(id=str(n), text="pid") for n in range(200)]
for one in read_many(Counting, told, When(jobs=2, characters=0, documents=1)):
    print(one.lang, flush=True)
    sys.stdin.read() if one.id == "127" else None
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are seen in /proc")
def test_no_worker_outlives_the_process_that_asked_for_it() -> None:
    command = [sys.executable, "-c", ASKS, str(Path(__file__).parent)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout is not None
        workers = {int(asking.stdout.readline()) for _ in range(128)}
        assert all(alive(one) for one in workers)
        asking.kill()
    end = time.monotonic() + 60
    while any(alive(one) for one in workers) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(alive(one) for one in workers)


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").split()[2] != "Z"
    except OSError:
        return False
