"""How many people share what is told of somebody: shares of a population, and how they go together."""

import msgspec

from tocsin.records.record import Record
from tocsin.records.units import Figure


class Trait(Record):
    """Something that is told of people, and how many of them it fits."""

    id: str
    """Name in the table, `kind.what`: `travel.uzbekistan`."""
    title: str
    """How a text may say it, in the words of a proposal: `a teacher`."""
    share: Figure
    """Share of the population."""
    words: tuple[str, ...] = ()
    """Regular expressions that tell it in a text; none for one that is only a generalisation."""
    phrase: str | None = None
    """Key of the phrases that tell it with one of its names in them."""
    named: tuple[str, ...] = ()
    """Regular expressions for the names that stand in the phrase: `Spain`, `Испани\\w`."""
    broader: str | None = None
    """Id of the next wider trait; `None` where the only wider thing is to leave it out."""


class CrowdRules(Record):
    """How a case keeps its people from being recognised by what is told of them."""

    population: str | None = None
    """Id of the population table to count by; nobody is counted when left out."""
    at_least: int = 1000
    """How many people must fit what all briefings together tell of a person, at the low end of the range."""
    stops: bool = False
    """Whether a briefing after which fewer may fit is not written; otherwise it is, and a warning printed."""


class Together(Record):
    """How two traits go together."""

    of: str
    """Id of one trait, its kind, or a decade of age (`age.30`)."""
    given: str
    """The other, in the same way."""
    ratio: Figure
    """How many times more often both meet in a person than by chance."""


class Population(Record):
    """A population and what is known of it."""

    id: str
    """Name of the table."""
    title: str
    """Who is counted."""
    size: Figure
    """How many people."""
    ages: dict[str, Figure]
    """First year of each decade of age → share of the population."""
    unstated: Figure
    """Ratio, with its range, for two traits of which nothing is known together."""
    traits: tuple[Trait, ...]
    """What may be told."""
    phrases: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Key → regular expressions with `{}` in the place of a name: how a text says that one went there."""
    together: tuple[Together, ...] = ()
    """What is known to go together, or apart."""
