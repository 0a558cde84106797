"""Loads a scenario of how people answer a call-up."""

from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

from tocsin.catalogue.checks import figures, verify_unique
from tocsin.catalogue.surveys import shipped
from tocsin.catalogue.tables import decode_table, did_you_mean, load_table
from tocsin.errors import CatalogueError
from tocsin.records.response import ResponseScenario

FOLDER = "responses"
UNITS = {
    "exposed": "persons",
    "moved": "persons",
    "strength": "ratio",
    "rise_weeks": "weeks",
    "half_life_weeks": "weeks",
    "return_half_life_weeks": "weeks",
    "returning": "share",
    "usual": "share",
    "change": "share",
}
"""Last key of a figure's path → the unit it must be in."""
SIGNED = ("change",)
"""Figures that may be less than 0."""
LONGEST = 1040
"""Weeks of a run: twenty years."""


def load_response(named: str) -> ResponseScenario:
    """The scenario in a file, or the one that ships under that name.

    Raises:
        CatalogueError: there is none, a figure cannot be, or dates are out of order.
    """
    if named in shipped(FOLDER):
        with as_file(files("tocsin.catalogue").joinpath(FOLDER, f"{named}.toml")) as path:
            return _load(path)
    if not Path(named).is_file():
        advice = did_you_mean(named, shipped(FOLDER))
        raise CatalogueError("--scenario", "a scenario that ships, or a file", repr(named), advice)
    return _load(Path(named))


def _load(path: Path) -> ResponseScenario:
    found = decode_table(load_table(path), ResponseScenario, str(path))
    where = str(path)
    if not 1 <= found.n_weeks <= LONGEST:
        raise CatalogueError(f"{where}: n_weeks", f"1 to {LONGEST}", str(found.n_weeks), "n_weeks = 78")
    _verify_units(found, f"{where}: ")
    for way in found.leaving:
        _verify_units(way, f"{where}: leaving.{way.id}.")
    for said in found.announcements:
        _verify_units(said, f"{where}: announcements.{said.id}.")
    verify_unique((one.id for one in found.leaving), f"{where}: leaving")
    verify_unique((one.id for one in found.announcements), f"{where}: announcements")
    for before, after in pairwise(found.announcements):
        if after.on < before.on:
            raise CatalogueError(
                f"{where}: announcements.{after.id}.on",
                f"no day before {before.on}",
                str(after.on),
                "by date",
            )
    for one_of in found.announcements:
        if one_of.on < found.starts_on:
            raise CatalogueError(
                f"{where}: announcements.{one_of.id}.on",
                f"no day before starts_on = {found.starts_on}",
                str(one_of.on),
                "an earlier starts_on",
            )
    return found


def _verify_units(record: object, where: str) -> None:
    for path, figure in figures(record):
        key, here = path.rpartition(".")[2], f"{where}{path}"
        if figure.unit != UNITS[key]:
            raise CatalogueError(
                f"{here}.unit", repr(UNITS[key]), repr(figure.unit), f'unit = "{UNITS[key]}"'
            )
        ends = (figure.low, figure.value, figure.high)
        if key not in SIGNED and (ends[0] < 0 or (UNITS[key] != "share" and ends[0] <= 0)):
            raise CatalogueError(f"{here}.low", "more than 0", f"{ends[0]:g}", "a low end above it")
        if not ends[0] <= ends[1] <= ends[2] or (UNITS[key] == "share" and ends[2] > 1):
            raise CatalogueError(
                here, "low <= value <= high, a share at most 1", f"{ends}", "mending the range"
            )
