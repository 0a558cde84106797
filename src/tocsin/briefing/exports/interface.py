"""What every form of a briefing promises: one edition in, the bytes of one file out, always the same bytes.

A *briefing* is the record. An *edition* is one publication of it, with what some forms need besides: the
archive for the evidence, earlier briefings for a feed, a size of paper. A *form* is a way of writing it.
No form looks at a clock or at the network, and none writes a file: desk/publishing.py does, behind the gate.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tocsin.archive.archive import Archive
from tocsin.briefing.voice.narration import Narration
from tocsin.records.briefing import Briefing


class Paper(StrEnum):
    """Sizes of paper."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a user may say of a publication besides its form."""

    paper: Paper = Paper.A4
    """What it is printed on."""
    address: str = ""
    """The web address under which the folder of the file will lie; empty where nobody knows yet."""
    engine: str = ""
    """Who reads it aloud; empty for nobody."""


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """A published file of the case that a feed offers."""

    name: str
    """Its name beside the feed."""
    on: date
    """The day of the briefing it is a form of."""
    media_type: str
    """What it is."""
    n_bytes: int
    """How long it is."""
    lasts_s: int | None = None
    """How many seconds it plays; `None` for what is not heard."""


def nothing_earlier() -> Iterable[Briefing]:
    """For an edition that is no part of a series."""
    return ()


def nothing_beside() -> Sequence[Enclosure]:
    """For an edition that lies alone."""
    return ()


def nothing_with_it(edition: "Edition") -> Mapping[str, bytes]:
    """For a form that is whole by itself."""
    del edition
    return {}


def unasked() -> Narration | str:
    """For an edition that nobody is to read aloud."""
    return ""


def nobody(name: str, data: bytes) -> bool:
    """For an edition of a case that protects nobody."""
    del name, data
    return False


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One publication of a briefing."""

    briefing: Briefing
    """What it says."""
    public: frozenset[str] = frozenset()
    """Full names of the people whom the case calls public."""
    archive: Archive | None = None
    """Where the captures lie; only evidence needs it."""
    leaks: Callable[[str, bytes], bool] = nobody
    """Whether a file of that name with these bytes would tell who somebody is."""
    past: Callable[[], Iterable[Briefing]] = nothing_earlier
    """Earlier briefings of the case; only feeds ask."""
    beside: Callable[[], Sequence[Enclosure]] = nothing_beside
    """Files published in the same folder; only feeds ask."""
    name: str = ""
    """What the file will be called, where that is known; feeds tell it."""
    setting: Setting = Setting()
    """What the user said of it."""
    aloud: Callable[[], Narration | str] = unasked
    """Reads it aloud, or says why that cannot be; an empty reason where nobody asked. Pages and sounds ask.

    Raises:
        LeakError: what would be said tells who a private person is.
    """


@dataclass(frozen=True, kw_only=True)
class Form:
    """One way of writing a briefing."""

    ending: str
    """How the names of its files end, without the first dot."""
    media_type: str
    """What such a file is called by servers."""
    write: Callable[[Edition], bytes]
    """Makes the file.

    Raises:
        BriefingError: it cannot be made from this edition, or here; the message says how it could.
    """
    brings: Callable[[Edition], Mapping[str, bytes]] = nothing_with_it
    """Files that have to lie beside it and do not yet, by their names."""
    is_series: bool = False
    """Whether it tells of every briefing of the case, and so keeps one name while they come and go."""
