"""Many payloads are taken into a case together, and nothing differs from taking them one by one."""

from datetime import UTC, datetime, timedelta

import pytest

from tocsin import pipeline
from tocsin.archive.archive import Archive
from tocsin.capture.extract.worker import STARTS_AT, Texts
from tocsin.desk.desk import opened
from tocsin.desk.taking import MOST_PAYLOADS, Taking
from tocsin.records.capture import Payload
from tocsin.store.versions import Versions

NOW = datetime(2023, 5, 1, tzinfo=UTC)
WORDS = "The commission met in the town hall on Tuesday and set the days on which offices open."


def page(number: int, *, name: int | None = None, words: str = WORDS) -> Payload:
    return Payload(
        address=f"https://news.example/{number if name is None else name}",
        media_type="text/plain",
        body=f"Report {number}.\n{words}".encode(),
        captured_at=NOW + timedelta(minutes=number),
        origin="warc",
    )


@pytest.fixture(scope="module")
def pages():
    many = [page(number) for number in range(STARTS_AT + 8)]
    again = page(50, name=3, words=WORDS.replace("Tuesday", "Friday"))
    return [*many[:10], again, *many[10:], many[0], page(60, words="")]


def taken(folder, pages, at_once):
    pipeline.new(folder, "blank", NOW)
    with opened(folder) as desk, Texts() as texts:
        taking = Taking(desk, texts, at_once)
        for one in pages:
            taking.take(one)
        taking.finish()
        changes = [(one.address, one.before, one.after) for one in Versions(desk.store).changes()]
        counts = taking.n_new, taking.n_unchanged, len(taking.issues)
        return [*desk.store.mementos()], [one.id for one in desk.store.captures()], changes, counts


@pytest.fixture(scope="module")
def together(tmp_path_factory, pages):
    """What a case holds that took the pages in batches."""
    return taken(tmp_path_factory.mktemp("together") / "case", pages, MOST_PAYLOADS)


def test_what_is_stored_is_the_same_in_whatever_batches_it_came(tmp_path, pages, together):
    assert together == taken(tmp_path / "one", pages, 1)


def test_a_page_that_comes_twice_in_a_batch_is_compared_with_what_it_was(together):
    _, _, changes, counts = together
    assert [address for address, _, _ in changes] == ["https://news.example/3"]
    assert counts == (STARTS_AT + 9 + 1, 1, 0)


def test_what_was_archived_and_not_yet_stored_is_stored_at_the_next_opening(tmp_path, pages):
    pipeline.new(tmp_path / "case", "blank", NOW)
    with Archive.open(tmp_path / "case" / "archive", create=True) as archive:
        archive.append_all(pages[:5])
    with opened(tmp_path / "case") as desk:
        assert len([*desk.store.mementos()]) == 5
