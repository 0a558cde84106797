"""A page that was there and is not is told once; a server that is silent has said nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from tocsin.capture.presence import classify
from tocsin.capture.vanish import find_vanishings
from tocsin.records.capture import Capture, DateBasis, Memento, Presence, capture_id, memento_id


def _captures(*statuses, address="https://duma.example/bill") -> list[Capture]:
    start = datetime(2023, 1, 1, tzinfo=UTC)
    return [
        Capture(
            id=capture_id(address, start + timedelta(days=n), str(n)),
            address=address,
            captured_at=start + timedelta(days=n),
            status=status,
            media_type="text/html",
            payload_digest=f"sha256:{n}",
            n_bytes=1,
            warc_file="w",
            warc_offset=n,
            ledger_index=n,
        )
        for n, status in enumerate(statuses)
    ]


def _memento(capture: Capture, text: str) -> Memento:
    return Memento(
        id=memento_id(capture.id), capture_id=capture.id, address=capture.address,
        captured_at=capture.captured_at, source_id=None, title="A bill", author=None, published_at=None,
        date_basis=DateBasis.UNKNOWN, language="en", text=text, method="m",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "text", "presence"),
    [
        (200, None, Presence.PRESENT),
        (200, "A bill on registers.", Presence.PRESENT),
        (200, "  ", Presence.EMPTIED),
        (200, "Sorry, the page you want was not found. 404 Not Found", Presence.SOFT_GONE),
        (200, "Страница не найдена", Presence.SOFT_GONE),
        (200, "One moment\nPlease verify you are human before you go on.", Presence.BLOCKED),
        (200, "Access denied\nYou do not have permission.", Presence.BLOCKED),
        (200, "Доступ ограничен по решению суда.", Presence.BLOCKED),
        (200, "This page is not available in your country.", Presence.BLOCKED),
        (200, "Deputies said that access was denied to their own bill.", Presence.PRESENT),
        (304, None, Presence.PRESENT),
        (308, None, Presence.MOVED),
        (200, "The bill was removed from the site, reporters found. " * 20, Presence.PRESENT),
        (301, None, Presence.MOVED),
        (403, None, Presence.BLOCKED),
        (451, None, Presence.BLOCKED),
        (404, None, Presence.GONE),
        (410, None, Presence.GONE),
        (429, None, Presence.UNREACHABLE),
        (503, None, Presence.UNREACHABLE),
    ],
)
def test_an_answer_says_what_it_says_about_the_page(status, text, presence):
    assert classify(status, text) is presence


def test_a_vanishing_is_told_once_with_both_captures():
    captures = _captures(200, 200, 404, 404, 410)
    (found,) = find_vanishings(reversed(captures), [_memento(captures[1], "A bill on registers.")])
    assert (found.last_seen, found.first_missed) == (captures[1].id, captures[2].id)
    assert (found.presence, found.title) == (Presence.GONE, "A bill")


def test_a_page_that_came_back_may_vanish_again():
    assert len(list(find_vanishings(_captures(200, 404, 200, 403)))) == 2


@pytest.mark.parametrize("statuses", [(200, 503, 200), (404, 404), (200,), (), (200, 500, 502)])
def test_silence_and_what_was_never_there_are_no_vanishing(statuses):
    assert list(find_vanishings(_captures(*statuses))) == []


def test_a_silence_in_between_does_not_hide_a_vanishing():
    captures = _captures(200, 503, 404)
    (found,) = find_vanishings(captures)
    assert (found.last_seen, found.first_missed) == (captures[0].id, captures[2].id)
