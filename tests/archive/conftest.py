"""Payloads and archives for the archive's tests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tocsin.archive.archive import Archive
from tocsin.records.capture import Payload

START = datetime(2023, 2, 6, 12, tzinfo=UTC)


def _payload(number: int, text: str | None = None, **more: object) -> Payload:
    fields: dict[str, object] = {
        "address": f"https://news.example/{number}",
        "media_type": "text/html",
        "body": (text or f"<p>Report {number}. " + f"The ministry said {number} things. " * 20).encode(),
        "captured_at": START + timedelta(minutes=number),
        "headers": (("Content-Type", "text/html"), ("Content-Encoding", "br")),
        "request_headers": (("Host", "news.example"),),
    }
    return Payload(**(fields | more))  # type: ignore[arg-type]


@pytest.fixture
def payload() -> Callable[..., Payload]:
    """Makes the payload of a number; the same number gives the same payload."""
    return _payload


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """An archive with twelve captures in several files, revisits and files among them."""
    folder = tmp_path / "archive"
    with Archive.open(folder, create=True, roll_bytes=2_000) as archive:
        for number in range(8):
            archive.append(_payload(number))
        archive.append(_payload(8, address="file:///note.txt", headers=(), request_headers=(), title="Note"))
        archive.append(_payload(9, "the same"))
        archive.append(_payload(10, "the same"))
        archive.append(_payload(11, "gone", status=404, headers=()))
    return folder
