"""Loads the entries of the catalogue: what can be watched, asked and heard, and how it is weighed.

An entry is a TOML file and its id is the file's name. The same files give the same catalogue, whose records
nobody can change: a program that opens a hundred cases makes it once.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from tocsin.catalogue.checks import (
    verify_indicator,
    verify_known,
    verify_question,
    verify_source,
    verify_unshared,
    verify_weighing,
    verify_worded,
)
from tocsin.catalogue.tables import decode_table, load_bytes, load_table
from tocsin.catalogue.wording import Vocabulary, fill_patterns, load_vocabulary
from tocsin.errors import CatalogueError
from tocsin.records.assessment import Weighing
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indicator, Topic
from tocsin.records.record import Record
from tocsin.records.source import Source

SHIPPED = Path(__file__).parent
FOLDERS = ("indicators", "questions", "sources", "topics")
VOCABULARY = "vocabulary.toml"
FILES = (VOCABULARY, "weighing.toml")
KEPT = 8
"""Catalogues in memory: the shipped one, and those of cases with entries of their own."""

E = TypeVar("E", Indicator, Topic, Source, Question)
Contents = tuple[tuple[Path, bytes], ...]


class Catalogue(Record):
    """Everything that can be watched and asked, each by its id."""

    indicators: tuple[Indicator, ...]
    """In order of id."""
    topics: tuple[Topic, ...]
    """In order of id."""
    sources: tuple[Source, ...]
    """In order of id."""
    questions: tuple[Question, ...]
    """In order of id."""
    weighing: Weighing
    """How evidence is discounted."""


def load_catalogue(extra: Path | None = None) -> Catalogue:
    """The shipped catalogue, with the entries of the folder `extra` added or put in their place.

    Raises:
        CatalogueError: a file has a wrong key or value; the message names file and key.
        CaseError: a file cannot be read.
    """
    own = () if extra is None else _contents(extra)
    # A case with no entries of its own has the shipped catalogue.
    folders = (SHIPPED, extra) if extra is not None and own else (SHIPPED,)
    return _catalogue(folders, _contents(SHIPPED) + own)


def _contents(folder: Path) -> Contents:
    """Every file of a folder that has a say in the catalogue, as it is now."""
    paths = [folder / name for name in FILES if (folder / name).is_file()]
    paths += [path for name in FOLDERS for path in sorted((folder / name).glob("*.toml"))]
    return tuple((path, load_bytes(path)) for path in paths)


@lru_cache(maxsize=KEPT)
def _catalogue(folders: tuple[Path, ...], contents: Contents) -> Catalogue:
    """The catalogue of these folders; `contents` are what is in them, and tell whether it is known."""
    del contents
    vocabulary = merged_vocabulary(folders)
    indicators = entries(folders, "indicators", Indicator, verify_indicator, vocabulary)
    questions = entries(folders, "questions", Question, verify_question, vocabulary)
    sources = entries(folders, "sources", Source, verify_source, vocabulary)
    hypotheses = sorted({h.id for q, _ in questions.values() for h in q.hypotheses})
    for indicator, path in indicators.values():
        verify_known(indicator.weights, hypotheses, f"{path}: weights", "a hypothesis of some question")
        verify_known(indicator.covers, sorted(indicators), f"{path}: covers", "an indicator")
    verify_unshared((s for s, _ in sources.values()), "sources")
    topics = entries(folders, "topics", Topic, verify_worded, vocabulary)
    return Catalogue(
        indicators=in_order(indicators),
        topics=in_order(topics),
        sources=in_order(sources),
        questions=in_order(questions),
        weighing=load_weighing(folders),
    )


def entries(
    folders: tuple[Path, ...],
    name: str,
    kind: type[E],
    verify: Callable[[E, str], None],
    vocabulary: Vocabulary,
) -> dict[str, tuple[E, Path]]:
    """Id → entry and its file, for every TOML file in the folders called `name`; later folders win."""
    found: dict[str, tuple[E, Path]] = {}
    # Our own wordings are proven in our own words only: a case may put others in their place.
    own_words = any((folder / VOCABULARY).is_file() for folder in folders if folder != SHIPPED)
    for folder in folders:
        proven = folder == SHIPPED and not own_words
        for path in sorted((folder / name).glob("*.toml")):
            where = str(path)
            table = load_table(path)
            if table.setdefault("id", path.stem) != path.stem:
                raise CatalogueError(
                    f"{where}: id",
                    f"the file's name, {path.stem!r}",
                    repr(table["id"]),
                    "deleting the key: the name is enough",
                )
            entry = decode_table(fill_patterns(table, vocabulary, where, proven=proven), kind, where)
            verify(entry, where)
            found[path.stem] = entry, path
    return found


def in_order(found: dict[str, tuple[E, Path]]) -> tuple[E, ...]:
    """The entries, sorted by id."""
    return tuple(found[name][0] for name in sorted(found))


def merged_vocabulary(folders: tuple[Path, ...]) -> Vocabulary:
    """The word lists of all folders; a later one replaces a list of the same name."""
    merged: Vocabulary = {}
    for folder in folders:
        path = folder / VOCABULARY
        if path.is_file():
            for lang, names in load_vocabulary(path, proven=folder == SHIPPED).items():
                merged[lang] = merged.get(lang, {}) | names
    return merged


def load_weighing(folders: tuple[Path, ...]) -> Weighing:
    """The parameters of weighing from the last folder that has them."""
    path = next(f / "weighing.toml" for f in reversed(folders) if (f / "weighing.toml").is_file())
    weighing = decode_table(load_table(path), Weighing, str(path))
    verify_weighing(weighing, str(path))
    return weighing
