"""What a briefing states of its own making, in a form that a program can hold against the case.

It says what went in (digests), when it speaks of, and how it was told: enough to make the same bytes again.
"""

import re
from datetime import datetime
from html import unescape
from typing import Any

import msgspec

from tocsin.errors import BriefingError
from tocsin.records.briefing import Briefing
from tocsin.records.marking import Tlp
from tocsin.records.record import Record, encode

META = re.compile(r'<meta name="tocsin-briefing" content="([^"]*)">')


class Statement(Record):
    """How a briefing came to be."""

    briefing: str
    """Its id."""
    as_of: datetime
    """The instant it speaks of: aware, UTC."""
    previous_as_of: datetime | None
    """The instant its changes are counted from."""
    clock: str
    """What "by then" meant."""
    language: str
    """Language it is told in, BCP 47."""
    tlp: Tlp
    """For whom it is."""
    smoothed: bool
    """Whether a language model worded any of it: then its words cannot be made again from the case alone."""
    version: str
    """Version of Tocsin."""
    inputs: tuple[tuple[str, str], ...]
    """Name → digest."""


def statement(briefing: Briefing) -> Statement:
    """What the briefing states of itself."""
    return Statement(
        briefing=briefing.id,
        as_of=briefing.as_of,
        previous_as_of=briefing.previous_as_of,
        clock=briefing.clock,
        language=briefing.language,
        tlp=briefing.tlp,
        smoothed=any(one.smoothed for passage in briefing.passages for one in passage.sentences),
        version=briefing.version,
        inputs=briefing.input_digests,
    )


def stated(briefing: Briefing) -> str:
    """The statement as the page carries it."""
    return encode(statement(briefing)).decode()


def find_statement(where: str, written: str) -> Statement:
    """The statement in a written page, or in its JSON twin.

    Raises:
        BriefingError: there is none, or it cannot be read.
    """
    found = META.search(written)
    try:
        if found:
            return msgspec.json.decode(unescape(found[1]), type=Statement)
        return _of_twin(msgspec.json.decode(written))
    except (msgspec.DecodeError, KeyError, TypeError) as error:
        raise BriefingError(
            where, "a briefing as HTML or JSON, with its inputs", str(error)[:80], "a page of `tocsin brief`"
        ) from error


def _of_twin(twin: Any) -> Statement:
    told = [one for passage in twin["passages"] for one in passage["sentences"]]
    names = ("as_of", "previous_as_of", "clock", "language", "tlp", "version")
    return msgspec.convert(
        {
            **{name: twin[name] for name in names},
            "briefing": twin["id"],
            "inputs": twin["input_digests"],
            "smoothed": any(one["smoothed"] for one in told),
        },
        type=Statement,
    )
