"""The reader as it is shipped: the catalogue's topics, indicators and known people, and no case's own."""

from evals import Absent
from tocsin.catalogue.entries import load_catalogue
from tocsin.catalogue.known import known_to_all
from tocsin.reading.reader import Reader


def shipped_reader() -> Reader:
    """A reader for the whole catalogue.

    Raises:
        Absent: the catalogue has no topics, so that nothing could be a claim.
    """
    catalogue = load_catalogue()
    if not catalogue.topics:
        raise Absent("the catalogue has no topics")
    return Reader(catalogue.topics, catalogue.indicators, known_to_all(catalogue.sources))
