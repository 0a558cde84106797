"""What passes between an import and the process that reads its pages: each message behind its length.

MessagePack of known records and nothing that could be run: the process on the other side has been fed pages
by strangers.
"""

from typing import IO, NamedTuple

import msgspec

from tocsin.records.capture import Capture, Memento, Payload
from tocsin.records.issue import Issue
from tocsin.records.record import Record

LENGTH_BYTES = 8
READY = b"ready"
"""The first message of the process: what it needs has been loaded."""


class Task(NamedTuple):
    """One thing to be read."""

    payload: Payload
    capture: Capture


class Told(Record, tag="told"):
    """It could be read."""

    memento: Memento
    """What it showed."""


class Untold(Record, tag="untold"):
    """It could not."""

    trouble: Issue
    """Why not."""


class Answer(Record):
    """What became of it."""

    found: Told | Untold
    """What it showed, or why it cannot be read."""
    resident_bytes: int = 0
    """What the process then held in memory; 0 where the system does not tell."""


def send(stream: IO[bytes], message: bytes) -> None:
    """Writes a message.

    Raises:
        OSError: nobody takes it any more.
    """
    stream.write(len(message).to_bytes(LENGTH_BYTES, "big"))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message; `None` where no whole one comes."""
    head = stream.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    length = int.from_bytes(head, "big")
    message = stream.read(length)
    return message if len(message) == length else None


def parse_task(message: bytes) -> Task:
    """The task in a message."""
    return msgspec.msgpack.decode(message, type=Task)


def parse_answer(message: bytes) -> Answer:
    """The answer in a message.

    Raises:
        msgspec.DecodeError: it is none.
    """
    return msgspec.msgpack.decode(message, type=Answer)
