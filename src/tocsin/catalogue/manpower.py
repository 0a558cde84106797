"""Loads a manpower scenario, and refuses one whose arithmetic could not hold."""

import math
from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

from tocsin.catalogue.checks import figures, verify_figures, verify_known, verify_unique
from tocsin.catalogue.tables import decode_table, load_table
from tocsin.errors import CatalogueError
from tocsin.records.losses import LossRules
from tocsin.records.manpower import Scenario, Window
from tocsin.records.record import Record

UNITS = {
    "stock": "persons",
    "size": "persons",
    "need": "persons",
    "capacity_per_week": "persons/week",
    "killed_per_week": "persons/week",
    "gathering_weeks": "weeks",
    "quick_weeks": "weeks",
    "slow_weeks": "weeks",
    "quick_share": "share",
    "share": "share",
    "tempo_memory": "share",
    "tempo_spread": "ratio",
    "wounded_per_killed": "ratio",
    "exposure": "ratio",
    "ratio": "ratio",
}
"""Last key of a figure's path → the unit it must be in."""
PER_WEEK = {"recruitment": "persons/week", "transfers": "share/week"}
"""Table → the unit of its `per_week`."""
SHIPPED = "scenarios"


def shipped_scenarios() -> tuple[str, ...]:
    """Names of the scenarios that ship."""
    folder = files("tocsin.catalogue").joinpath(SHIPPED)
    return tuple(sorted(one.name.removesuffix(".toml") for one in folder.iterdir()))


def load_scenario(named: str) -> Scenario:
    """The scenario in a file, or the one that ships under that name.

    Raises:
        CatalogueError: a key is wrong, or the parts do not fit together.
    """
    if named in shipped_scenarios():
        with as_file(files("tocsin.catalogue").joinpath(SHIPPED, f"{named}.toml")) as path:
            return _load(path)
    return _load(Path(named))


def load_loss_rules() -> LossRules:
    """What is held likely of losses before any series is looked at."""
    with as_file(files("tocsin.catalogue").joinpath("losses.toml")) as path:
        rules = decode_table(load_table(path), LossRules, str(path))
        verify_figures(rules, str(path))
        return rules


def _load(path: Path) -> Scenario:
    found = decode_table(load_table(path), Scenario, str(path))
    verify_scenario(found, str(path))
    return found


def verify_scenario(found: Scenario, where: str) -> None:
    """Pools are named once, flows run between them, figures are in their unit and possible.

    Raises:
        CatalogueError: something is not so; the message has the key.
    """
    if found.n_weeks < 1:
        raise CatalogueError(f"{where}: n_weeks", "at least one week", str(found.n_weeks), "n_weeks = 52")
    verify_unique([pool.id for pool in found.pools], f"{where}: pools")
    for table in ("recruitment", "intakes", "call_ups", "stealth", "courses", "transfers", "postures"):
        verify_unique([one.id for one in getattr(found, table)], f"{where}: {table}")
    _verify_ways(found, where)
    _verify_figures(found, where)
    _verify_stays(found, where)
    _verify_calendar(found, where)


def _entries(found: Scenario) -> Iterator[tuple[str, Record]]:
    """Every table of the scenario, with its dotted path."""
    for table in (
        "pools",
        "recruitment",
        "intakes",
        "call_ups",
        "stealth",
        "courses",
        "transfers",
        "postures",
    ):
        for one in getattr(found, table):
            yield f"{table}.{one.id}", one
    if found.losses is not None:
        yield "losses", found.losses
    if found.asked is not None:
        yield "asked", found.asked


def _verify_ways(found: Scenario, where: str) -> None:
    """Whatever leaves a pool and joins one names pools of the scenario, and not the same one twice."""
    known = [pool.id for pool in found.pools]
    for at, one in _entries(found):
        ways = [
            key for key in ("out_of", "into", "of", "released_into", "otherwise", "dead") if hasattr(one, key)
        ]
        for key in ways:
            if (name := getattr(one, key)) is not None:
                verify_known([name], known, f"{where}: {at}.{key}", "a pool")
        ends = [getattr(one, key) for key in ("out_of", "of", "into") if hasattr(one, key)]
        if len(set(ends)) < len(ends):
            raise CatalogueError(f"{where}: {at}.into", "another pool", repr(ends[0]), "naming where they go")
    for hit in found.losses.exposed if found.losses else ():
        verify_known([hit.pool], known, f"{where}: losses.exposed.pool", "a pool")
        verify_known([hit.wounded_into], known, f"{where}: losses.exposed.wounded_into", "a pool")


def _verify_figures(found: Scenario, where: str) -> None:
    """Every figure is finite, in order, not negative, in its unit, and no share is over one."""
    for at, one in _entries(found):
        for path, figure in figures(one):
            key, here = path.rpartition(".")[2], f"{where}: {at}.{path}"
            wanted = PER_WEEK.get(at.partition(".")[0]) if key == "per_week" else UNITS.get(key)
            if wanted is not None and figure.unit != wanted:
                raise CatalogueError(f"{here}.unit", repr(wanted), repr(figure.unit), f'unit = "{wanted}"')
            values = (figure.low, figure.value, figure.high)
            if not all(math.isfinite(x) for x in values) or not values[0] <= values[1] <= values[2]:
                raise CatalogueError(here, "low <= value <= high", f"{values}", "putting the range around it")
            if values[0] < 0:
                raise CatalogueError(f"{here}.low", "no fewer than 0", f"{values[0]:g}", "low = 0")
            if figure.unit.startswith("share") and values[2] > 1:
                raise CatalogueError(f"{here}.high", "at most 1", f"{values[2]:g}", "a share, 20 % as 0.2")
            if not figure.source.strip():
                raise CatalogueError(
                    f"{here}.source", "where it is from", "nothing", 'source = "elicited: you"'
                )


def _verify_stays(found: Scenario, where: str) -> None:
    """Nobody stays longer than the run, the first tranche leaves first, and a share has its other way."""
    for one in found.courses:
        here = f"{where}: courses.{one.id}"
        if one.slow_weeks.high > found.n_weeks:
            raise CatalogueError(
                f"{here}.slow_weeks",
                f"at most {found.n_weeks} weeks, the length of the run",
                f"{one.slow_weeks.high:g}",
                "a longer run",
            )
        if one.quick_weeks.value > one.slow_weeks.value:
            quick, slow = one.quick_weeks.value, one.slow_weeks.value
            raise CatalogueError(
                f"{here}.quick_weeks", f"fewer than slow_weeks = {slow:g}", f"{quick:g}", "swapping them"
            )
        if (one.share is None) != (one.otherwise is None):
            raise CatalogueError(
                f"{here}.otherwise", "share and otherwise together", "one of them", "adding the other"
            )
    _verify_once(found, where)


def _verify_once(found: Scenario, where: str) -> None:
    """A pool has one course at most: two would each send off the same people."""
    verify_unique([one.of for one in found.courses], f"{where}: courses.of")


def _verify_calendar(found: Scenario, where: str) -> None:
    """Conscripts come by intakes, and every intake and window has its days in order."""
    fed = {one.into for one in found.intakes}
    for pool in found.pools:
        if pool.kind.value == "conscript" and pool.id not in fed:
            raise CatalogueError(
                f"{where}: intakes",
                f"a draft into {pool.id}",
                "a calendar with no draft",
                "adding [[intakes]]",
            )
        if pool.id in fed and pool.stock is not None:
            raise CatalogueError(
                f"{where}: pools.{pool.id}.stock",
                "none, since its intakes fill it",
                f"{pool.stock.value:g}",
                "deleting it, and adding the intakes before the run",
            )
    for one in found.intakes:
        if one.n_weeks < 1 or one.term_weeks < one.n_weeks:
            raise CatalogueError(
                f"{where}: intakes.{one.id}",
                "a term no shorter than the draft itself",
                f"{one.term_weeks} and {one.n_weeks} weeks",
                "mending term_weeks",
            )
    for at, one_of in _windows(found):
        if one_of.starts_on and one_of.ends_on and one_of.ends_on < one_of.starts_on:
            raise CatalogueError(
                f"{where}: {at}.when", "starts_on before ends_on", str(one_of.ends_on), "swapping them"
            )


def _windows(found: Scenario) -> Iterable[tuple[str, Window]]:
    return [
        (f"{table}.{one.id}", one.when)
        for table in ("recruitment", "transfers")
        for one in getattr(found, table)
    ]
