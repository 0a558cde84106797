"""Places that texts name: a catalogue's file of them, and the boundaries they are drawn in."""

import msgspec

from tocsin.records.record import Record


class Place(Record):
    """One region, and how texts name it."""

    id: str
    """Name in the file."""
    title: str
    """Name as printed."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → name as printed in it."""
    region: str
    """Its name in the boundaries."""
    names: dict[str, tuple[str, ...]]
    """Language → beginnings of words that name it, or regular expressions; capitals matter."""


class Gazetteer(Record):
    """The places of one country."""

    map: str
    """Which boundaries: their file's name."""
    source: str
    """Where the list comes from."""
    places: tuple[Place, ...]
    """In order of id."""
