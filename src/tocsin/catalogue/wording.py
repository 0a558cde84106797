"""Fills the shared vocabulary into the patterns, and refuses a pattern that will not compile.

A pattern may hold `{callup}`: the word list of that name in `vocabulary.toml`, for the pattern's
language. So the dozen ways of saying "call-up" are written once. `{2,5}` is left alone, as the
repetition it is. What ships is compiled in our tests, so that a command does not take a second to prove it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from tocsin.catalogue.tables import did_you_mean, load_table
from tocsin.errors import CatalogueError

Vocabulary = dict[str, dict[str, str]]
PLACE = re.compile(r"\{([a-z_]+)\}")
PARTS = ("any", "all", "none")


def load_vocabulary(path: Path, *, proven: bool = False) -> Vocabulary:
    """Language → name → expression, with names inside expressions already filled in.

    Args:
        proven: what the file holds is known to compile.
    """
    table = load_table(path)
    filled: Vocabulary = {}
    for lang, names in table.items():
        if not isinstance(names, dict) or not all(isinstance(v, str) for v in names.values()):
            raise CatalogueError(
                f"{path}: {lang}", "names with patterns in quotes", repr(names), "[en] callup = '…'"
            )
        known: dict[str, str] = {}
        for name, expression in names.items():
            known[name] = fill(expression, known, f"{path}: {lang}.{name}", proven=proven)
        filled[lang] = known
    return filled


def fill(pattern: str, names: dict[str, str], where: str, *, proven: bool) -> str:
    """The pattern with every `{name}` replaced; it is compiled unless it is `proven` that this works.

    Raises:
        CatalogueError: a name is not in the vocabulary, or the outcome is not a regular expression.
    """

    def word(place: re.Match[str]) -> str:
        if place[1] not in names:
            raise CatalogueError(
                where, "a name from vocabulary.toml in braces", place[0], did_you_mean(place[1], names)
            )
        return names[place[1]]

    filled = PLACE.sub(word, pattern)
    if not proven and (flaw := _flaw(filled)):
        advice = "a backslash before ( ) [ ] . ? meant as such"
        raise CatalogueError(where, "a regular expression", f"{pattern!r} ({flaw})", advice)
    return filled


@lru_cache(maxsize=8192)
def _flaw(pattern: str) -> str:
    """Why the pattern is no regular expression; nothing where it is one."""
    try:
        re.compile(pattern)
    except re.error as problem:
        return str(problem)
    return ""


def fill_patterns(
    table: dict[str, Any], vocabulary: Vocabulary, where: str, *, proven: bool
) -> dict[str, Any]:
    """The table of an indicator or topic with its patterns filled; anything malformed is left to decoding."""
    patterns = table.get("patterns")
    if not isinstance(patterns, dict):
        return table
    return table | {"patterns": dict(languages(patterns, vocabulary, where, proven=proven))}


def languages(
    patterns: dict[str, Any], vocabulary: Vocabulary, where: str, *, proven: bool
) -> Iterator[tuple[str, Any]]:
    """Each language's patterns, filled."""
    for lang, parts in patterns.items():
        if not isinstance(parts, dict):
            yield lang, parts
            continue
        names = vocabulary.get(lang.partition("-")[0], {})
        full = dict(parts)
        for part in PARTS:
            written = parts.get(part)
            if isinstance(written, list) and all(isinstance(p, str) for p in written):
                path = f"{where}: patterns.{lang}.{part}"
                full[part] = [fill(p, names, f"{path}[{n}]", proven=proven) for n, p in enumerate(written)]
        yield lang, full
