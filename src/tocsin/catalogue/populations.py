"""Loads a population table, and refuses one whose parts do not fit together."""

import re
from importlib.resources import as_file, files
from pathlib import Path

from tocsin.catalogue.tables import decode_table, load_table
from tocsin.errors import CatalogueError
from tocsin.records.population import Population


def load_population(name: str) -> Population:
    """The table that ships under that name.

    Raises:
        CatalogueError: a key is wrong, a wider trait is missing, or an expression cannot be read.
    """
    with as_file(files("tocsin.catalogue").joinpath("population", f"{name}.toml")) as path:
        found = decode_table(load_table(path), Population, str(path))
        verify(found, path)
        return found


def verify(found: Population, path: Path) -> None:
    """Every wider trait exists and is wider; every expression can be read.

    Raises:
        CatalogueError: one does not.
    """
    by_id = {one.id: one for one in found.traits}
    for one in found.traits:
        wider = by_id.get(one.broader) if one.broader else None
        if one.broader and (wider is None or wider.share.value < one.share.value):
            raise CatalogueError(
                str(path), f"a wider trait than {one.id}", str(one.broader), "another broader"
            )
        for words in one.words:
            try:
                re.compile(words)
            except re.error as error:
                raise CatalogueError(
                    str(path), f"an expression for {one.id}", str(error), "mending it"
                ) from error
