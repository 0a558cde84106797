"""Saved e-mails: the message as it is, and every attachment as a payload of its own kind.

Source: RFC 5322 (message format); RFC 2183 (attachments).
"""

from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from tocsin.capture import carriers, media
from tocsin.capture.extract.email import header, load, sender, sent_at
from tocsin.capture.interface import local_address
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue, Stage, issue

ORIGIN = "email"
MOST_ATTACHMENTS = 500
DEEPEST = 5


class EmailFile:
    """One message in a file."""

    def accepts(self, path: Path, media_type: str) -> bool:
        """A file that starts with message headers."""
        return media_type == carriers.EMAIL

    def load(self, path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
        """The message, then its attachments in order; one that cannot be read is an issue.

        Raises:
            CaptureError: it is no message, or too large.
        """
        if path.stat().st_size >= limits.file_bytes:
            found = f"{path.stat().st_size / 1e6:.1f} MB"
            raise CaptureError(
                path.name, f"a message under {limits.file_bytes / 1e6:g} MB", found, "its attachments"
            )
        yield from _message(path.read_bytes(), path, "", now, 0)


def _message(body: bytes, path: Path, inside: str, now: datetime, depth: int) -> Iterator[Payload | Issue]:
    message = load(body, f"{path.name} {inside}".strip())
    yield Payload(
        address=local_address(path, inside),
        media_type=carriers.EMAIL,
        body=body,
        captured_at=now,
        title=header(message, "Subject"),
        author=sender(message),
        published_at=sent_at(message),
        origin=ORIGIN,
    )
    for number, part in enumerate(message.iter_attachments(), start=1):
        name = f"{inside}/{_name(part, number)}".strip("/")
        try:
            if number > MOST_ATTACHMENTS or depth >= DEEPEST:
                raise CaptureError(
                    f"{path.name} {name}",
                    "fewer attachments",
                    "one too many or too deep",
                    "adding it by itself",
                )
            yield from _attachment(part, path, name, now, depth, sent_at(message))
        except CaptureError as error:
            yield issue(Stage.CAPTURE, f"{path.name} {name}", str(error), now)


def _attachment(
    part: EmailMessage, path: Path, name: str, now: datetime, depth: int, sent: datetime | None
) -> Iterator[Payload | Issue]:
    if part.get_content_type() == carriers.EMAIL:
        inner = part.get_payload(0)
        if isinstance(inner, EmailMessage):
            yield from _message(inner.as_bytes(), path, name, now, depth + 1)
            return
    raw = part.get_payload(decode=True)
    body = raw if isinstance(raw, bytes) else b""
    yield Payload(
        address=local_address(path, name),
        media_type=media.classify(body[: media.HEAD_BYTES], name),
        body=body,
        captured_at=now,
        published_at=sent,
        origin=ORIGIN,
    )


def _name(part: EmailMessage, number: int) -> str:
    """The attachment's own name without folders, which nobody may choose for us."""
    given = (part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
    return " ".join(given.split())[:120] or f"attachment-{number}"
