"""The reader as it is shipped: every topic and indicator of the catalogue, no case's list of people."""

from evals import Absent
from tocsin.catalogue.load import load_catalogue
from tocsin.reading.reader import Reader


def shipped_reader() -> Reader:
    """A reader for the whole catalogue.

    Raises:
        Absent: the catalogue has no topics, so that nothing could be a claim.
    """
    catalogue = load_catalogue()
    if not catalogue.topics:
        raise Absent("the catalogue has no topics")
    return Reader(catalogue.topics, catalogue.indicators)
