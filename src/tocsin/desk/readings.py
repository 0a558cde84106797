"""The texts of a case are read: every memento that this version of reading has not read yet."""

from functools import partial

from tocsin.desk.desk import Desk
from tocsin.desk.second import FOLDER, second_reader
from tocsin.log import progress
from tocsin.reading.place import place_claims, place_indications
from tocsin.reading.pool import When, cores, read_many
from tocsin.reading.reader import Reader
from tocsin.records.capture import Memento
from tocsin.records.reading import Document


def read(desk: Desk) -> None:
    """Reads every memento of the case that this version of reading has not read."""
    make = partial(Reader, desk.case.topics, desk.case.indicators, desk.case.people)
    rules = make()
    with second_reader(desk.case.second_reader, desk.case.topics, rules, desk.folder / FOLDER) as second:
        method = f"{rules.method} {second.method}".strip()
        unread = list(desk.store.unread(method))
        readings = read_many(make, map(_document, unread), When(cores()))
        for memento, found in zip(unread, progress(readings, "reading", len(unread)), strict=True):
            reading, whole = second.read_again(_document(memento), found)
            # Without an answer it counts as read by the rules alone, so that the next run asks again.
            by = method if whole else rules.method
            claims, indications = place_claims(reading, memento, by), place_indications(reading, memento, by)
            desk.store.put_reading(memento, by, claims, indications, reading.protected, reading.issues)


def _document(memento: Memento) -> Document:
    day = memento.published_at.date() if memento.published_at else None
    lang = None if memento.language == "und" else memento.language
    return Document(id=memento.id, text=memento.text, published_on=day, lang=lang)
