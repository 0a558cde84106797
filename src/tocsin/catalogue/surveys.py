"""Loads codebooks, population margins, indices, and what is held likely of opinion."""

from collections.abc import Iterable
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

from tocsin.catalogue.checks import verify_by_date, verify_figures, verify_known, verify_unique
from tocsin.catalogue.shipping import load_named
from tocsin.catalogue.tables import decode_table, load_table
from tocsin.errors import CatalogueError
from tocsin.records.case import OpinionFollowed
from tocsin.records.indication import Topic
from tocsin.records.opinion import OpinionRules
from tocsin.records.survey import Codebook, Index, Item, Margins, SensitiveKind, Wave

SUM_TOLERANCE = 1e-6


def load_opinion_rules() -> OpinionRules:
    """What is held likely of opinion before a series is looked at."""
    with as_file(files("tocsin.catalogue").joinpath("opinion.toml")) as path:
        rules = decode_table(load_table(path), OpinionRules, str(path))
        verify_figures(rules, str(path))
        return rules


def load_codebook(path: Path) -> Codebook:
    """The codebook in a file, its parts held against each other.

    Raises:
        CatalogueError: a key is wrong, dates are out of order, or an item is named that is not there.
    """
    book = decode_table(load_table(path), Codebook, str(path))
    where = str(path)
    if not book.waves or not book.items:
        raise CatalogueError(where, "[[waves]] and [[items]]", "none", "adding one of each")
    verify_unique((one.id for one in book.waves), f"{where}: waves")
    verify_unique([*(one.id for one in book.items), *(one.id for one in book.sensitive)], f"{where}: items")
    _verify_dates(book, where)
    for one in book.items:
        _verify_item(one, f"{where}: items.{one.id}")
    known = [one.id for one in book.items]
    verify_known(book.rake_to, known, f"{where}: rake_to", "an item")
    for wave in book.waves:
        verify_known(wave.answers, known, f"{where}: waves.{wave.id}.answers", "an item")
    if book.rake_to and book.margins is None:
        raise CatalogueError(f"{where}: margins", "a table to rake to", "none", 'margins = "…"')
    if book.replicates == 1 or book.replicates < 0:
        raise CatalogueError(
            f"{where}: replicates", "0, or 2 and more", str(book.replicates), "replicates = 200"
        )
    _verify_sensitive(book, where)
    if book.trimming is not None:
        verify_figures(book.trimming, f"{where}: trimming")
        if book.trimming.most.value <= 1:
            raise CatalogueError(
                f"{where}: trimming.most", "more than 1", f"{book.trimming.most.value:g}", "value = 5"
            )
    return book


def verified_followed(
    rules: OpinionFollowed | None, topics: Iterable[Topic], where: str
) -> OpinionFollowed | None:
    """What a case says of opinion as it is, where its topics are known and its delay is one.

    Raises:
        CatalogueError: they are not.
    """
    if rules is not None:
        verify_known(rules.topics, [one.id for one in topics], f"{where}.topics", "a topic")
        verify_figures(rules, where)
        for key, figure in (("told_after_days", rules.told_after_days), ("within_days", rules.within_days)):
            if figure.value < 0 or figure.unit != "days":
                found = f"{figure.value:g} {figure.unit}"
                raise CatalogueError(f"{where}.{key}", "0 days or more", found, 'unit = "days"')
    return rules


def load_margins(named: str, beside: Path) -> Margins:
    """The table of margins that ships under that name, or in a file of the folder `beside`.

    Raises:
        CatalogueError: there is none, a cell is empty, or the margins do not count the same people.
    """
    found, where = load_named(named, beside, "margins", Margins)
    verify_figures(found, where)
    for name, margin in found.margins.items():
        for cell, persons in margin.persons.items():
            if persons.value <= 0:
                raise CatalogueError(
                    f"{where}: margins.{name}.persons.{cell}",
                    "more than nobody",
                    f"{persons.value:g}",
                    "merging the cell with another",
                )
    totals = {
        name: sum(one.value for one in margin.persons.values()) for name, margin in found.margins.items()
    }
    for (one, first), (other, second) in pairwise(totals.items()):
        if abs(first - second) > SUM_TOLERANCE * first:
            raise CatalogueError(
                f"{where}: margins.{other}",
                f"as many people as {one}, {first:,.0f}",
                f"{second:,.0f}",
                "figures of the same count",
            )
    return found


def load_index(named: str, beside: Path) -> Index:
    """The index that ships under that name, or in a file of the folder `beside`."""
    found, where = load_named(named, beside, "indices", Index)
    if not found.items:
        raise CatalogueError(f"{where}: items", "one item or more", "none", 'items = ["…"]')
    verify_unique(found.items, f"{where}: items")
    return found


def _verify_dates(book: Codebook, where: str) -> None:
    for wave in book.waves:
        if wave.ends_on < wave.starts_on:
            raise CatalogueError(
                f"{where}: waves.{wave.id}.ends_on",
                f"no day before starts_on = {wave.starts_on}",
                str(wave.ends_on),
                "swapping them",
            )
    verify_by_date(((f"waves.{one.id}.starts_on", one.starts_on) for one in book.waves), where)


def _verify_item(one: Item, where: str) -> None:
    if not one.answers:
        raise CatalogueError(f"{where}.answers", "codes and what they mean", "none", "adding them")
    codes = tuple(one.answers)
    for key in ("positive", "negative"):
        verify_known(getattr(one, key), codes, f"{where}.{key}", "an answer")
    verify_known(one.cells, codes, f"{where}.cells", "an answer")
    _verify_apart(one.positive, one.negative, f"{where}.negative", "positive")
    _verify_apart(codes, one.missing, f"{where}.missing", "an answer")


def _verify_apart(some: Iterable[str], others: Iterable[str], where: str, what: str) -> None:
    both = sorted(set(some) & set(others))
    if both:
        raise CatalogueError(where, f"codes that are not {what} too", repr(both[0]), "naming it once")


def _verify_sensitive(book: Codebook, where: str) -> None:
    for one in book.sensitive:
        here = f"{where}: sensitive.{one.id}"
        if one.kind is SensitiveKind.RANDOMISED:
            apart = 0 <= one.yes_if_not < one.yes_if_so <= 1
            if not apart:
                raise CatalogueError(
                    f"{here}.yes_if_so",
                    "0 <= yes_if_not < yes_if_so <= 1",
                    f"{one.yes_if_not:g} and {one.yes_if_so:g}",
                    "the chances that the device gives",
                )
        elif one.arm is None:
            raise CatalogueError(f"{here}.arm", "the column of the two groups", "none", 'arm = "…"')


def wave_of(book: Codebook, named: str | None, where: str) -> tuple[Wave, ...]:
    """The wave of that name, or all of them.

    Raises:
        CatalogueError: there is none.
    """
    if named is None:
        return book.waves
    verify_known((named,), [one.id for one in book.waves], where, "a wave")
    return tuple(one for one in book.waves if one.id == named)


def item_of(book: Codebook, named: str | None, where: str) -> Item | None:
    """The item of that name; none where none is named.

    Raises:
        CatalogueError: it is not asked.
    """
    if named is None:
        return None
    verify_known((named,), [one.id for one in book.items], where, "an item")
    return next(one for one in book.items if one.id == named)
