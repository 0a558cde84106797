"""Loads a scenario of how people answer a call-up."""

from pathlib import Path

from tocsin.catalogue.checks import figures, verify_by_date, verify_figures, verify_unique
from tocsin.catalogue.shipping import load_named
from tocsin.errors import CatalogueError
from tocsin.records.record import Record
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
    "change": "difference of shares",
}
"""Last key of a figure's path → the unit it must be in."""
FROM_NOTHING = ("returning", "usual", "change")
"""Figures that may be 0: shares, and the one change that may be less."""
LONGEST = 1040
"""Weeks of a run: twenty years."""


def load_response(named: str, asked_by: str = "--scenario") -> ResponseScenario:
    """The scenario in a file, or the one that ships under that name.

    Args:
        asked_by: the option that named it.

    Raises:
        CatalogueError: there is none, a figure cannot be, or dates are out of order.
    """
    found, where = load_named(named, Path(), FOLDER, ResponseScenario, asked_by)
    if not 1 <= found.n_weeks <= LONGEST:
        raise CatalogueError(f"{where}: n_weeks", f"1 to {LONGEST}", str(found.n_weeks), "n_weeks = 78")
    _verify_units(found, where)
    for way in found.leaving:
        _verify_units(way, f"{where}: leaving.{way.id}")
    for said in found.announcements:
        _verify_units(said, f"{where}: announcements.{said.id}")
    verify_unique((one.id for one in found.leaving), f"{where}: leaving")
    verify_unique((one.id for one in found.announcements), f"{where}: announcements")
    days = [(f"announcements.{one.id}.on", one.on) for one in found.announcements]
    verify_by_date([("starts_on", found.starts_on), *days], where)
    return found


def _verify_units(record: Record, where: str) -> None:
    """Every figure is sound, in its unit, and no less than it can be."""
    verify_figures(record, where)
    for path, figure in figures(record):
        key, here = path.rpartition(".")[2], f"{where}: {path}"
        if figure.unit != UNITS[key]:
            raise CatalogueError(
                f"{here}.unit", repr(UNITS[key]), repr(figure.unit), f'unit = "{UNITS[key]}"'
            )
        if key not in FROM_NOTHING and figure.low <= 0:
            raise CatalogueError(f"{here}.low", "more than 0", f"{figure.low:g}", "a low end above it")
