"""The reader as it is shipped: the catalogue's topics, indicators and known people, and no case's own."""

from evals import Absent
from tocsin.catalogue.entries import load_catalogue
from tocsin.catalogue.known import house_names, load_known
from tocsin.reading.reader import Reader
from tocsin.records.case import KnownPeople


def shipped_reader() -> Reader:
    """A reader for the whole catalogue.

    Raises:
        Absent: the catalogue has no topics, so that nothing could be a claim.
    """
    catalogue = load_catalogue()
    if not catalogue.topics:
        raise Absent("the catalogue has no topics")
    known = (*load_known(), *house_names(catalogue.sources))
    return Reader(catalogue.topics, catalogue.indicators, KnownPeople(known=known))
