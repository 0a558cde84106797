"""One message of a Telegram export, from the exporter's many forms to the one we keep."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

from tocsin.records.message import ChannelMessage


class Chat(NamedTuple):
    """What every message of a chat shares."""

    id: int
    type: str
    title: str | None


class Wordless(Exception):  # noqa: N818 - no error: a picture or a notice has nothing to read
    """A message that says nothing in words."""


class Unreadable(ValueError):  # noqa: N818 - said by what it is, not by what it does
    """A message of a form we do not know."""


class _Answer(msgspec.Struct):
    text: Any = ""


class _Poll(msgspec.Struct):
    question: Any = ""
    answers: list[_Answer] = []


class _Message(msgspec.Struct, rename={"sender": "from"}):
    """The fields that are taken over; whatever else a message has is passed over unread."""

    id: int
    type: str = "message"
    date: str | None = None
    date_unixtime: str | int | None = None
    edited: str | None = None
    edited_unixtime: str | int | None = None
    sender: str | None = None
    author: str | None = None
    forwarded_from: str | None = None
    reply_to_message_id: int | None = None
    text: Any = ""
    text_entities: list[Any] | None = None
    poll: _Poll | None = None
    photo: str | None = None
    file: str | None = None
    media_type: str | None = None


def parse(raw: msgspec.Raw, chat: Chat) -> ChannelMessage:
    """The message.

    Raises:
        Wordless: it is a picture without words, or a notice of the service.
        Unreadable: its form is unknown.
    """
    try:
        found = msgspec.json.decode(raw, type=_Message)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    if found.type == "service":
        raise Wordless
    if found.type != "message":
        raise Unreadable(f"message {found.id} is of type {found.type!r}")
    words, links = _words(found)
    poll = _poll(found.poll)
    if not words.strip() and not any(poll):
        raise Wordless
    media = "photo" if found.photo else found.media_type or ("file" if found.file else None)
    return ChannelMessage(
        chat_id=chat.id,
        chat_type=chat.type,
        chat_title=chat.title,
        message_id=found.id,
        sent_at=_instant(found.date_unixtime, found.date),
        edited_at=_instant(found.edited_unixtime, found.edited),
        is_zone_known=found.date_unixtime is not None,
        author=found.author or found.sender,
        text=words,
        links=links,
        forwarded_from=found.forwarded_from,
        reply_to=found.reply_to_message_id,
        poll=poll,
        media=media,
        is_media_included=_is_path(found.photo or found.file),
    )


def _words(found: _Message) -> tuple[str, tuple[str, ...]]:
    """Plain text and the links in it: `text` is a string, or a list of strings and parts."""
    parts = found.text if found.text else found.text_entities or ""
    listed = [parts] if isinstance(parts, str) else parts
    if not isinstance(listed, list):
        raise Unreadable(f"message {found.id} has text of an unknown form")
    links = [part.get("href") for part in listed if isinstance(part, dict)]
    return "".join(_plain(listed, found.id)), tuple(link for link in links if isinstance(link, str))


def _plain(parts: list[Any], number: int) -> Iterator[str]:
    for part in parts:
        words = part.get("text") if isinstance(part, dict) else part
        if not isinstance(words, str):
            raise Unreadable(f"message {number} has text of an unknown form")
        yield words


def _poll(poll: _Poll | None) -> tuple[str, ...]:
    if poll is None:
        return ()
    asked = [poll.question, *(answer.text for answer in poll.answers)]
    return tuple(words for words in asked if isinstance(words, str))


def _instant(seconds: str | int | None, local: str | None) -> datetime | None:
    """The instant: by epoch seconds, which come as a string; or the local time, taken for UTC."""
    try:
        if seconds is not None:
            return datetime.fromtimestamp(int(seconds), UTC)
        read = datetime.fromisoformat(local) if local else None
    except (ValueError, OverflowError, OSError):
        return None
    return read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC) if read else None


def _is_path(place: str | None) -> bool:
    """A media field holds a path, or a sentence in brackets that says why there is none."""
    return bool(place) and not str(place).startswith("(")
