"""Recorded captures: a `captures.toml` that says of each file what address showed it, and when.

This is how a case carries pages that were captured elsewhere: a page that later answers 404 is an entry
with that status. Files lie beside the manifest or below it.
"""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from tocsin.capture import media
from tocsin.capture.kinds import feed
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue, Stage, issue
from tocsin.records.record import Record

NAME = "captures.toml"
ORIGIN = "recorded"


class Recording(Record):
    """One `[[capture]]` of the manifest."""

    address: str
    """What was asked for."""
    captured_at: datetime
    """When, with its time zone."""
    file: str | None = None
    """What came, relative to the manifest; nothing for an answer without a body."""
    status: int = 200
    """HTTP status."""
    source: str | None = None
    """Source id of the catalogue."""
    media_type: str | None = None
    """Declared type; found by looking where it is left out."""
    title: str | None = None
    """Title, where the page does not say."""
    author: str | None = None
    """Author, where the page does not say."""
    published_at: datetime | None = None
    """Publication instant, where the page does not say."""


class Manifest:
    """A manifest and the files it names."""

    def accepts(self, path: Path, media_type: str) -> bool:
        """A file of that name."""
        return media_type == media.MANIFEST

    def load(self, path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
        """The captures in the manifest's order; a wrong one is an issue.

        Raises:
            CaptureError: the manifest cannot be read, or has a key it should not.
        """
        for number, entry in enumerate(_entries(path), start=1):
            where = f"{path.name}, capture {number}"
            try:
                payload = _payload(entry, path, where, now, limits)
                yield payload
                if payload.media_type in media.FEEDS:
                    yield from feed.entries(payload, path)
            except CaptureError as error:
                yield issue(Stage.CAPTURE, where, str(error), now)


def _entries(path: Path) -> list[Any]:
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaptureError(path.name, "TOML", str(error), "correcting that place") from error
    strangers = sorted(set(written) - {"capture"})
    if strangers:
        raise CaptureError(path.name, "only [[capture]]", f"key `{strangers[0]}`", "removing or renaming it")
    entries = written.get("capture", [])
    if not isinstance(entries, list) or not entries:
        raise CaptureError(path.name, "at least one [[capture]]", "none", "adding one")
    return entries


def _payload(entry: Any, path: Path, where: str, now: datetime, limits: Limits) -> Payload:
    recording = _recording(entry, where)
    if recording.captured_at > now:
        raise CaptureError(
            where,
            "captured_at not after now",
            recording.captured_at.isoformat(),
            "the instant of the capture",
        )
    body = b"" if recording.file is None else _body(recording.file, path, where, limits)
    media_type = recording.media_type or (media.classify(body, recording.file or "") if body else media.HTML)
    return Payload(
        address=recording.address,
        media_type=media_type,
        body=body,
        captured_at=recording.captured_at.astimezone(UTC),
        status=recording.status,
        headers=(("Content-Type", media_type),) if recording.address.startswith("http") else (),
        source_id=recording.source,
        title=recording.title,
        author=recording.author,
        published_at=recording.published_at,
        origin=ORIGIN,
    )


def _recording(entry: Any, where: str) -> Recording:
    if not isinstance(entry, dict):
        raise CaptureError(where, "a [[capture]] table", type(entry).__name__, "double brackets")
    try:
        recording = msgspec.convert({key: _midnight(value) for key, value in entry.items()}, Recording)
    except msgspec.ValidationError as error:
        keys = ", ".join(Recording.__struct_fields__)
        raise CaptureError(where, f"the keys {keys}", str(error), "correcting that key") from error
    for name in ("captured_at", "published_at"):
        at = getattr(recording, name)
        if at is not None and at.tzinfo is None:
            raise CaptureError(
                where, f"{name} with a time zone", at.isoformat(), f"{at.isoformat()}Z if it is in UTC"
            )
    if recording.file is None and recording.status == 200:
        raise CaptureError(where, "a file for status 200", "none", "the key `file`, or the status it had")
    if any(ord(letter) <= 32 for letter in recording.address) or ":" not in recording.address:
        raise CaptureError(where, "an address such as https://…", repr(recording.address), "the full URL")
    return recording


def _midnight(value: Any) -> Any:
    """A TOML date without a time is its first instant, in UTC."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value


def _body(name: str, path: Path, where: str, limits: Limits) -> bytes:
    home, file = path.parent.resolve(), (path.parent / name).resolve()
    if not file.is_relative_to(home):
        raise CaptureError(where, "a file beside the manifest", name, "moving it there")
    try:
        if file.stat().st_size >= limits.file_bytes:
            raise CaptureError(where, f"less than {limits.file_bytes} bytes", name, "a shorter file")
        return file.read_bytes()
    except OSError as error:
        raise CaptureError(
            where, "a file that can be read", f"{name}: {error.strerror}", "its name"
        ) from error
