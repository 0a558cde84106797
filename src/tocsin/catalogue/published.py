"""Reads published figures of opinion line by line: shares, points, or shares that an index is made of."""

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tocsin.catalogue.survey_files import lines_of
from tocsin.catalogue.tables import did_you_mean
from tocsin.errors import SurveyError
from tocsin.records.opinion import Poll, Scale
from tocsin.records.survey import Cleaned
from tocsin.records.tracking import SeriesFile

WHOLE = 100.0
ROUNDED = 0.5
"""How far rounding puts a percentage off."""


class Published(NamedTuple):
    """The surveys of a file."""

    polls: tuple[Poll, ...]
    """In the order of the file."""
    log: tuple[Cleaned, ...]
    """What was left out of it."""


class Shares(NamedTuple):
    """What an index is made of in one survey."""

    poll: Poll
    """The survey, without a value."""
    published: float | None
    """The index as published; `None` where the file does not give it."""
    shares: tuple[tuple[float, float], ...]
    """Positive and negative share of each item, 0 to 1."""
    where: str
    """File, line and column, for whoever finds that they do not fit."""


class Line(NamedTuple):
    """A line of a file with its field dates."""

    where: str
    """File and line."""
    cells: dict[str, str]
    """Column → cell."""
    starts_on: date
    """First day in the field."""
    ends_on: date
    """Last day."""


def load_polls(one: SeriesFile, scale: Scale, beside: Path) -> Published:
    """The published surveys of a series, in the order of the file.

    Raises:
        SurveyError: a file cannot be read, dates are out of order, or percentages do not sum to 100.
    """
    polls, n_empty = [], 0
    for line in _lines(one, beside):
        if _cell(line.cells, one.value, line.where).strip():
            polls.append(_poll(one, scale, line))
        else:
            n_empty += 1
    done = f"no figure in {one.value}: survey left out"
    log = (Cleaned(wave=one.file, item=one.id, done=done, n_cells=n_empty),) if n_empty else ()
    return Published(tuple(polls), log)


def load_shares(one: SeriesFile, items: tuple[str, ...], beside: Path) -> Iterator[Shares]:
    """The published shares that an index is made of.

    Raises:
        SurveyError: a file cannot be read, an item of the index has no columns, or shares are more than all.
    """
    for item in items:
        if item not in one.positive:
            where = f"series {one.id}: positive"
            raise SurveyError(where, f"a column of {item!r}", ", ".join(one.positive), f'{item} = "…"')
    for line in _lines(one, beside):
        shares = tuple(_shares(one, item, line) for item in items)
        where = f"{line.where}, {one.value or one.index}"
        published = _cell(line.cells, one.value, line.where) if one.value else ""
        told = _number(published, where) if published.strip() else None
        yield Shares(_survey(one, line, 0.0), told, shares, where)


def _shares(one: SeriesFile, item: str, line: Line) -> tuple[float, float]:
    names = (one.positive[item], one.negative[item])
    positive, negative = (
        _number(_cell(line.cells, name, line.where), f"{line.where}, {name}") for name in names
    )
    if min(positive, negative) < 0 or positive + negative > WHOLE + 2 * ROUNDED:
        shown = f"{positive:g} + {negative:g} = {positive + negative:g}"
        raise SurveyError(
            f"{line.where}, {names[0]} and {names[1]}", "no more than 100 per cent", shown, "mending the file"
        )
    return positive / WHOLE, negative / WHOLE


def _lines(one: SeriesFile, beside: Path) -> Iterator[Line]:
    where = f"series {one.id}"
    lines = lines_of(beside / one.file, one.encoding, where)
    if len(lines) < 2:
        raise SurveyError(
            f"{where}: {one.file}", "a line of names and surveys", "nothing", "exporting it again"
        )
    names = [name.strip() for name in lines[0]]
    before = date.min
    for at, line in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in line):
            continue
        here = f"{where}: {one.file} line {at}"
        if len(line) != len(names):
            raise SurveyError(here, f"{len(names)} cells", str(len(line)), "looking for a stray comma")
        cells = dict(zip(names, line, strict=True))
        starts_on = _day(_cell(cells, one.starts_on, here), here)
        ends_on = _day(_cell(cells, one.ends_on, here), here) if one.ends_on else starts_on
        if ends_on < starts_on:
            raise SurveyError(here, f"an end no earlier than {starts_on}", str(ends_on), "swapping them")
        if starts_on < before:
            raise SurveyError(
                here, f"no day before {before}", str(starts_on), "sorting the file by field date"
            )
        before = starts_on
        yield Line(here, cells, starts_on, ends_on)


def _poll(one: SeriesFile, scale: Scale, line: Line) -> Poll:
    where = f"{line.where}, {one.value}"
    value = _number(_cell(line.cells, one.value, line.where), where)
    if scale is Scale.POINTS:
        return _survey(one, line, value)
    if not 0 <= value <= WHOLE:
        raise SurveyError(where, "0 to 100 per cent", f"{value:g}", "mending the file")
    _verify_whole(one, line.cells, value, line.where)
    return _survey(one, line, value / WHOLE)


def _survey(one: SeriesFile, line: Line, value: float) -> Poll:
    n_asked = one.n_asked
    if one.n_column is not None:
        where = f"{line.where}, {one.n_column}"
        n_asked = int(_number(_cell(line.cells, one.n_column, line.where), where))
        if n_asked < 2:
            raise SurveyError(where, "two respondents or more", str(n_asked), "leaving the survey out")
    return Poll(
        measure=one.measure or one.id,
        pollster=one.pollster,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        value=value,
        n_asked=n_asked,
        se=one.se,
    )


def _verify_whole(one: SeriesFile, cells: dict[str, str], value: float, here: str) -> None:
    """All answers together are everybody, but for rounding."""
    if not one.parts:
        return
    others = [_number(_cell(cells, name, here), f"{here}, {name}") for name in one.parts]
    total = value + sum(others)
    if abs(total - WHOLE) > ROUNDED * (len(others) + 1):
        shown = " + ".join(f"{x:g}" for x in (value, *others))
        raise SurveyError(
            f"{here}, {one.value} and {', '.join(one.parts)}",
            "100 per cent",
            f"{shown} = {total:g}",
            "mending it",
        )


def _cell(cells: dict[str, str], name: str, where: str) -> str:
    if name not in cells:
        raise SurveyError(where, f"a column {name!r}", ", ".join(cells), did_you_mean(name, cells))
    return cells[name]


def _number(cell: str, where: str) -> float:
    try:
        found = float(cell.strip().replace(",", "."))
    except ValueError as error:
        raise SurveyError(where, "a number", repr(cell), "mending the file") from error
    if not math.isfinite(found):
        raise SurveyError(where, "a finite number", repr(cell), "mending the file")
    return found


def _day(cell: str, where: str) -> date:
    word = cell.strip()
    try:
        return date.fromisoformat(word if len(word) > 7 else f"{word}-01")
    except ValueError as error:
        raise SurveyError(
            where, "a date like 2022-09-22, or a month like 2022-09", repr(cell), "mending it"
        ) from error
