"""Loads a tracking file: which published series are followed together, and which groups are drawn."""

from collections.abc import Iterable
from pathlib import Path

from tocsin.catalogue.checks import verify_known, verify_unique
from tocsin.catalogue.tables import decode_table, load_table
from tocsin.errors import CatalogueError
from tocsin.records.opinion import Scale
from tocsin.records.tracking import GroupsFile, SeriesFile, Tracking


def load_tracking(path: Path) -> Tracking:
    """The tracking file.

    Raises:
        CatalogueError: a key is wrong, or a series says neither how many were asked nor its error.
    """
    found = decode_table(load_table(path), Tracking, str(path))
    if not found.series:
        raise CatalogueError(f"{path}: series", "one series or more", "none", "adding [[series]]")
    verify_unique((one.id for one in found.series), f"{path}: series")
    for one in found.series:
        _verify_series(one, found.scale, f"{path}: series.{one.id}")
    verify_unique((one.id for one in found.groups), f"{path}: groups")
    for each in found.groups:
        _verify_groups(each, found, f"{path}: groups.{each.id}")
    return found


def is_codebook(one: SeriesFile) -> bool:
    """Whether a series is estimated from the waves of a codebook."""
    return one.file.endswith(".toml")


def measures(tracking: Tracking) -> dict[str, str]:
    """Measure → title of the first series of it."""
    found: dict[str, str] = {}
    for one in tracking.series:
        found.setdefault(one.measure or one.id, one.title)
    return found


def _verify_series(one: SeriesFile, scale: Scale, where: str) -> None:
    if not one.value and not one.index:
        raise CatalogueError(f"{where}.value", "a column, or an estimate", "none", 'value = "…"')
    if is_codebook(one):
        return
    if not one.starts_on:
        raise CatalogueError(f"{where}.starts_on", "a column", "none", 'starts_on = "…"')
    if one.n_asked is not None and one.n_asked < 2:
        raise CatalogueError(f"{where}.n_asked", "2 or more", str(one.n_asked), "n_asked = 1600")
    asked = one.n_asked is not None or one.n_column is not None
    if (scale is Scale.SHARE or one.index) and not asked:
        raise CatalogueError(f"{where}.n_asked", "how many were asked", "nothing", "n_asked = 1600")
    if one.index:
        _verify_shares(one, scale, where)
    elif scale is Scale.POINTS and (one.se is None or one.se <= 0):
        raise CatalogueError(f"{where}.se", "a standard error above 0", str(one.se), "se = 1.5")


def _verify_shares(one: SeriesFile, scale: Scale, where: str) -> None:
    """An index is in points, and of each of its items both shares are named."""
    if scale is not Scale.POINTS:
        raise CatalogueError(f"{where}.index", "a series in points", scale.value, 'scale = "points"')
    if not one.positive or set(one.positive) != set(one.negative):
        named = ", ".join(sorted(set(one.positive) ^ set(one.negative))) or "none"
        raise CatalogueError(
            f"{where}.positive", "each item in `positive` and in `negative`", named, "naming both columns"
        )


def _verify_groups(each: GroupsFile, tracking: Tracking, where: str) -> None:
    _verify_whole(each.whole, measures(tracking), where)
    if each.codebook:
        for key in ("value", "by"):
            if not getattr(each, key):
                raise CatalogueError(f"{where}.{key}", "an id in the codebook", "none", f'{key} = "…"')
        return
    if not each.series:
        raise CatalogueError(
            f"{where}.series", "a codebook, or a series a group", "neither", 'codebook = "…"'
        )
    verify_unique((one.id for one in each.series), f"{where}.series")
    for one in each.series:
        _verify_series(one, tracking.scale, f"{where}.series.{one.id}")


def _verify_whole(whole: str, known: Iterable[str], where: str) -> None:
    if whole:
        verify_known((whole,), known, f"{where}.whole", "a series")
