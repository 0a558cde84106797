"""What we decided to watch for, and one dated, cited observation of it."""

from enum import StrEnum

import msgspec

from tocsin.records.identity import content_id
from tocsin.records.moment import Clocks
from tocsin.records.reading import IndicationSpan
from tocsin.records.record import Record
from tocsin.records.units import Figure


class Direction(StrEnum):
    """Which hypothesis an indicator speaks for, in words; its bits say how strongly."""

    RAISES_OPEN = "raises_open"
    RAISES_STEALTH = "raises_stealth"
    LOWERS = "lowers"


class Observer(StrEnum):
    """What finds an indicator."""

    TEXT = "text"
    """Reading, by its patterns."""
    VANISHING = "vanishing"
    """Capturing, when a page of an authority vanishes."""
    MODEL = "model"
    """A model of ours, by a finding."""


class Patterns(Record):
    """How a language words something: regular expressions, case ignored."""

    any: tuple[str, ...]
    """One of these must be found in the sentence."""
    all: tuple[str, ...] = ()
    """Each of these must be found too."""
    none: tuple[str, ...] = ()
    """A sentence that holds one of these is passed over."""


class Indicator(Record):
    """Something we decided to watch for."""

    id: str
    """Name in the catalogue."""
    group: str
    """Heading on the indicator board."""
    title: str
    """Short name."""
    definition: str
    """What counts, in a sentence."""
    direction: Direction
    """Which way it points."""
    half_life_days: Figure
    """After this many days its weight is halved."""
    weights: dict[str, Figure]
    """Hypothesis id → log2 likelihood ratio in bits of one origin, against the hypotheses not named."""
    patterns: dict[str, Patterns] = msgspec.field(default_factory=dict)
    """Language → how it is worded; empty where no text shows it."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → short name, where it is told in other languages too."""
    group_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the heading in that language."""
    observed_by: Observer = Observer.TEXT
    """What finds it."""
    examples: tuple[str, ...] = ()
    """Wordings written for the project, any language."""
    quiet_share: Figure | None = None
    """Share of the half-lives without a wave in which it is seen all the same: what its absence tells."""
    covers: tuple[str, ...] = ()
    """Ids of indicators by which texts say what a model finds from them: where a finding of this indicator
    rests on such a text, the text does not count beside it."""


class Topic(Record):
    """A subject that claims are about."""

    id: str
    """Name in the catalogue."""
    title: str
    """Short name."""
    definition: str
    """What counts, in a sentence."""
    can_settle: bool = False
    """Whether a prediction on it can be settled by what is observed, and so belongs in the ledger."""
    counts_men: bool = False
    """Whether its figures are men called, wanted or got, and so belong on the axis of sizes."""
    patterns: dict[str, Patterns]
    """Language → how it is worded."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → short name, where it is told in other languages too."""


class Indication(Record):
    """One observation of an indicator in one memento."""

    id: str
    """Derived from memento, indicator and place."""
    memento_id: str
    """The memento it was read in."""
    capture_id: str
    """The capture behind it."""
    source_id: str | None
    """The catalogue source that published it."""
    spans: IndicationSpan
    """Indicator and passage."""
    clocks: Clocks
    """Happened, published, captured."""
    method: str
    """What found it, with its version."""
    further: tuple[str, ...] = ()
    """Other captures that show it too: that of the lost page, for one that vanished."""


def indication_id(memento_id: str, spans: IndicationSpan) -> str:
    """The id of the indication that stands at this place of this memento."""
    return content_id("indication", memento_id, spans.indicator, spans.start, spans.end)
