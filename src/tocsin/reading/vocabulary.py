"""What is known of each language without loading it: its words of the subject, and those that tell it.

They stand in `vocabulary.toml` in the language's folder; a language is that folder and a line in `packs.py`.
"""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from tocsin.records.record import Record

TABLE = "vocabulary.toml"


class Vocabulary(Record):
    """One language's words."""

    lang: str
    """BCP 47 code."""
    plain: tuple[str, ...]
    """Stems that speak of the subject wherever they stand."""
    shared: tuple[str, ...]
    """Stems that other subjects have too."""
    takes_back: tuple[str, ...]
    """Wordings that make what follows in their clause imagined or absent: regular expressions."""
    little: frozenset[str]
    """Words that every text has."""
    letters: str = ""
    """A regular expression that a text of the language matches."""
    foreign_letters: str = ""
    """A regular expression that none matches."""


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Every language's, in order of its code."""
    folders = (entry for entry in files("tocsin.reading").iterdir() if entry.is_dir())
    tables = (table for folder in folders if (table := folder.joinpath(TABLE)).is_file())
    found = [msgspec.convert(tomllib.loads(table.read_text("utf-8")), Vocabulary) for table in tables]
    return tuple(sorted(found, key=lambda one: one.lang))
