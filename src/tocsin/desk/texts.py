"""Texts that belong to no case are read against the shipped catalogue.

It knows nothing of archive, store or assessment, so that a command that only reads starts at once.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from tocsin.catalogue.entries import load_catalogue
from tocsin.catalogue.known import known_to_all
from tocsin.desk.second import second_reader
from tocsin.reading.pool import Nothing, When, read_many, remembered
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document, Reading
from tocsin.records.second_reader import SecondReaderRules


def read_texts(
    documents: Iterable[Document | Nothing],
    *,
    detail: bool,
    jobs: int,
    second: SecondReaderRules | None = None,
    answers: Path = Path(),
) -> Iterator[Reading]:
    """Reads texts that belong to no case, against the shipped catalogue, in at most `jobs` processes.

    Args:
        second: a language model that reads them again, if one does.
        answers: the folder where its answers are kept.
    """
    shipped = load_catalogue()
    make = partial(Reader, shipped.topics, shipped.indicators, known_to_all(shipped.sources))
    held: deque[Document] = deque()
    with second_reader(second, shipped.topics, make(), answers) as again:
        for found in read_many(make, remembered(documents, held), When(jobs), detail=detail):
            yield again.read_again(held.popleft(), found)[0]
