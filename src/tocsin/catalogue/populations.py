"""Loads a population table, and refuses one whose parts do not fit together.

A table is a folder: `people.toml` says who is counted, and every other file adds traits, or how they go
together.
"""

import re
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from tocsin.catalogue.checks import verify_figures, verify_known, verify_unique
from tocsin.catalogue.tables import Table, decode_table, load_table
from tocsin.errors import CatalogueError
from tocsin.records.population import CrowdRules, Population, Together, Trait
from tocsin.records.record import Record

FIRST = "people.toml"
LISTS: dict[str, type[Record]] = {"traits": Trait, "together": Together}
"""What files may add to."""
FEWEST = 2
"""One alone is no crowd."""


def load_population(name: str) -> Population:
    """The table that ships under that name.

    Raises:
        CatalogueError: a key is wrong, a wider trait is missing, or an expression cannot be read.
    """
    folder = files("tocsin.catalogue").joinpath("population", name)
    whole, where = _read(folder.joinpath(FIRST))
    others = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    for other in others:
        if other.name != FIRST:
            _add(whole, *_read(other))
    found = decode_table(whole, Population, where)
    verify(found, Path(where))
    return found


def shipped() -> tuple[str, ...]:
    """The ids of the tables that ship."""
    folders = files("tocsin.catalogue").joinpath("population").iterdir()
    return tuple(sorted(one.name for one in folders if one.joinpath(FIRST).is_file()))


def verified_crowd(rules: CrowdRules, where: str) -> CrowdRules:
    """The rules as they are, where their table ships and their number makes a crowd.

    Raises:
        CatalogueError: it does not.
    """
    if rules.population is not None:
        verify_known((rules.population,), shipped(), f"{where}.population", "a population table")
    if rules.at_least < FEWEST:
        raise CatalogueError(
            f"{where}.at_least", f"{FEWEST} people or more", f"{rules.at_least}", "at_least = 1000"
        )
    return rules


def _read(file: Traversable) -> tuple[Table, str]:
    with as_file(file) as path:
        return load_table(path), str(path)


def _add(whole: Table, more: Table, where: str) -> None:
    for key, rows in more.items():
        if key not in LISTS:
            raise CatalogueError(f"{where}: {key}", " or ".join(LISTS), key, f"moving it to {FIRST}")
        for place, row in enumerate(rows):
            # A wrong row is told with the file that it stands in, which the whole no longer knows.
            decode_table(row, LISTS[key], f"{where}: {key}[{place}]")
        whole.setdefault(key, []).extend(rows)


def verify(found: Population, path: Path) -> None:
    """Every figure is sound, every wider trait exists and is wider, every expression can be read.

    Raises:
        CatalogueError: one does not hold.
    """
    verify_figures(found, str(path))
    by_id = {one.id: one for one in found.traits}
    verify_unique((one.id for one in found.traits), f"{path}: traits")
    for one in found.traits:
        wider = by_id.get(one.broader) if one.broader else None
        if one.broader and (wider is None or wider.share.value < one.share.value):
            raise CatalogueError(
                str(path), f"a wider trait than {one.id}", str(one.broader), "another broader"
            )
        if one.phrase and one.phrase not in found.phrases:
            raise CatalogueError(str(path), f"a phrase for {one.id}", one.phrase, ", ".join(found.phrases))
        for words in (*one.words, *one.named):
            try:
                re.compile(words)
            except re.error as error:
                raise CatalogueError(
                    str(path), f"an expression for {one.id}", str(error), "mending it"
                ) from error
    known = {*by_id, *(name.partition(".")[0] for name in by_id), *(f"age.{one}" for one in found.ages)}
    for pair in found.together:
        for name in (pair.of, pair.given):
            if name not in known:
                raise CatalogueError(str(path), "a trait, a kind or a decade of age", name, "a known one")
