"""What ships in a folder of the catalogue, and files of an analyst's own that stand in for it."""

from importlib.resources import as_file, files
from pathlib import Path

from tocsin.catalogue.tables import R, decode_table, did_you_mean, load_table
from tocsin.errors import CatalogueError


def shipped(folder: str) -> tuple[str, ...]:
    """Names of what ships in a folder of the catalogue."""
    there = files("tocsin.catalogue").joinpath(folder).iterdir()
    return tuple(sorted(one.name.removesuffix(".toml") for one in there if one.name.endswith(".toml")))


def load_named(named: str, beside: Path, folder: str, kind: type[R], where: str = "") -> tuple[R, str]:
    """The record that ships under that name, or in a file of the folder `beside`, and where it stands.

    Args:
        where: what asked for it, for the message; the path of the file where left out.

    Raises:
        CatalogueError: there is none, or a key of it is wrong.
    """
    if named in shipped(folder):
        with as_file(files("tocsin.catalogue").joinpath(folder, f"{named}.toml")) as path:
            return decode_table(load_table(path), kind, str(path)), str(path)
    path = beside / named
    if not path.is_file():
        advice = did_you_mean(named, shipped(folder))
        raise CatalogueError(where or str(path), "a file, or what ships", repr(named), advice)
    return decode_table(load_table(path), kind, str(path)), str(path)
