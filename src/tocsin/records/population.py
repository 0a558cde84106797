"""How many people share what is told of somebody: shares of a population, and how they go together."""

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
    broader: str | None = None
    """Id of the next wider trait; `None` where the only wider thing is to leave it out."""


class Together(Record):
    """How two traits go together."""

    of: str
    """Id of one trait, or its kind."""
    given: str
    """Id of the other, or its kind."""
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
    together: tuple[Together, ...] = ()
    """What is known to go together, or apart."""
