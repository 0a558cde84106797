"""Exports of Telegram Desktop (JSON): every message as a payload of its own.

What an export says about the person who made it (contacts, sessions, addresses, phone numbers) is never
decoded: the classes here have no field for it, so it cannot be stored by mistake.

An export is a snapshot: it holds the last wording of an edited message and nothing of a deleted one. Dates
are the exporting machine's local time; only newer exports add the epoch seconds that fix the instant.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from tocsin.capture import carriers
from tocsin.capture.interface import local_address
from tocsin.capture.kinds.telegram_message import Chat, Unreadable, Wordless, parse
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue, Stage, issue
from tocsin.records.message import ChannelMessage
from tocsin.records.record import encode

NAME = "result.json"
ORIGIN = "telegram"
# The exporter writes control characters as \x1F, which no JSON reader takes. The first branch walks over
# every other escape, so that an escaped backslash before an "x" stays what it is.
_ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|.)", re.DOTALL)
# Such chats have a link of their own; the others exist only for those who were in them.
_LINKED = ("public_channel", "private_channel", "public_supergroup", "private_supergroup")


class _Raw(msgspec.Struct):
    """A chat before its messages are looked at."""

    id: int
    type: str
    name: str | None = None
    messages: list[msgspec.Raw] = []


class _List(msgspec.Struct, rename={"entries": "list"}):
    entries: list[msgspec.Raw] = []


class _Export(msgspec.Struct):
    """What is read of a full export; everything else is passed over unread."""

    chats: _List = msgspec.field(default_factory=_List)
    left_chats: _List = msgspec.field(default_factory=_List)
    messages: msgspec.Raw = msgspec.Raw()


class TelegramExport:
    """A whole export, or that of one chat."""

    def accepts(self, path: Path, media_type: str) -> bool:
        """A JSON file that has the export's first keys."""
        return media_type == carriers.TELEGRAM_EXPORT

    def load(self, path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
        """The messages in the export's order; what is left out is said once.

        Raises:
            CaptureError: it is not an export, or cut short.
        """
        size = path.stat().st_size
        if size >= limits.export_bytes:
            raise CaptureError(
                path.name,
                f"an export under {limits.export_bytes / 1e6:g} MB",
                f"{size / 1e6:.1f} MB",
                "exporting one channel at a time",
            )
        for number, raw in enumerate(_chats(path), start=1):
            where = f"{path.name}, chat {number}"
            try:
                chat = msgspec.json.decode(raw, type=_Raw)
            except msgspec.MsgspecError as error:
                said = CaptureError(where, "a chat with id, type and messages", str(error), "a new export")
                yield issue(Stage.CAPTURE, where, str(said), now)
                continue
            yield from _messages(chat, path, where, now)


def _chats(path: Path) -> list[msgspec.Raw]:
    body = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    if b"\\x" in body:
        body = _ESCAPE.sub(_repaired, body)
    try:
        export = msgspec.json.decode(body, type=_Export)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise CaptureError(path.name, "a whole Telegram export", str(error), "exporting it again") from error
    if bytes(export.messages):
        return [msgspec.Raw(body)]
    chats = [*export.chats.entries, *export.left_chats.entries]
    if not chats:
        raise CaptureError(path.name, "an export with chats", "none", "exporting the channel's messages")
    return chats


def _repaired(match: re.Match[bytes]) -> bytes:
    return b"\\u00" + match[1] if match[1] else match[0]


def _messages(chat: _Raw, path: Path, where: str, now: datetime) -> Iterator[Payload | Issue]:
    is_group = chat.type.endswith(("channel", "group"))
    about = Chat(id=chat.id, type=chat.type, title=chat.name if is_group else None)
    n_unreadable = n_zoneless = 0
    first_reason = ""
    for raw in chat.messages:
        try:
            message = parse(raw, about)
        except Wordless:
            continue
        except Unreadable as error:
            n_unreadable += 1
            first_reason = first_reason or str(error)
            continue
        n_zoneless += not message.is_zone_known
        yield _payload(message, chat, path, now)
    if n_unreadable:
        said = CaptureError(
            where, "messages of a known form", f"{n_unreadable} others ({first_reason})", "a newer export"
        )
        yield issue(Stage.CAPTURE, where, str(said), now)
    if n_zoneless:
        said = CaptureError(
            where,
            "dates with their instant",
            f"{n_zoneless} in local time without a zone, read as UTC",
            "an export by a newer Telegram Desktop",
        )
        yield issue(Stage.CAPTURE, where, str(said), now)


def _payload(message: ChannelMessage, chat: _Raw, path: Path, now: datetime) -> Payload:
    place = f"{chat.id}/{message.message_id}"
    return Payload(
        address=f"https://t.me/c/{place}" if chat.type in _LINKED else local_address(path, place),
        media_type=carriers.TELEGRAM_MESSAGE,
        body=encode(message),
        captured_at=now,
        author=message.author,
        published_at=message.sent_at,
        origin=ORIGIN,
    )
