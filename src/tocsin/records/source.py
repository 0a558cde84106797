"""A place we capture, its publisher, and how reliable it has been.

Source: NATO STANAG 2511 / AJP-2.1, the Admiralty code: reliability of the source and credibility of
the information are two separate grades and are never merged.
"""

from enum import StrEnum

from tocsin.records.marking import Tlp
from tocsin.records.record import Record


class Reliability(StrEnum):
    """Admiralty reliability of a source."""

    A = "A"
    """Completely reliable."""
    B = "B"
    """Usually reliable."""
    C = "C"
    """Fairly reliable."""
    D = "D"
    """Not usually reliable."""
    E = "E"
    """Unreliable."""
    F = "F"
    """Cannot be judged."""


class Genre(StrEnum):
    """What kind of voice a source is: copies, denials and track records are treated by it."""

    WIRE = "wire"
    PRESS = "press"
    OFFICIAL = "official"
    LEGISLATURE = "legislature"
    ANALYST = "analyst"
    POLLSTER = "pollster"
    BROADCASTER = "broadcaster"
    CHANNEL = "channel"
    OTHER = "other"


class Source(Record):
    """A place we capture from."""

    id: str
    """Name in the catalogue, such as `levada`."""
    title: str
    """What the briefing calls it."""
    publisher: str
    """Who answers for it."""
    genre: Genre
    """Kind of voice."""
    reliability: Reliability
    """Admiralty grade A to F."""
    grounds: str
    """Why this grade, in a sentence."""
    language: str
    """Main language, BCP 47."""
    hosts: tuple[str, ...] = ()
    """Host names whose captures belong to this source."""
    aliases: tuple[str, ...] = ()
    """Names by which other texts cite it ("CNN reported")."""
    expected_every_days: float | None = None
    """A longer silence than this makes the source *missing*; `None` for a source that is not awaited."""
    tlp: Tlp = Tlp.CLEAR
    """How far what it publishes may be passed on."""
