"""Loads series of published figures: a tracking file names CSV files and their columns."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tocsin.catalogue.checks import verify_unique
from tocsin.catalogue.survey_files import lines_of
from tocsin.catalogue.tables import decode_table, did_you_mean, load_table
from tocsin.errors import CatalogueError, SurveyError
from tocsin.records.opinion import Poll, Scale, SeriesFile, Tracking

WHOLE = 100.0
ROUNDED = 0.5
"""How far rounding puts a percentage off."""


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
        where = f"{path}: series.{one.id}"
        if is_codebook(one):
            continue
        if not one.starts_on:
            raise CatalogueError(f"{where}.starts_on", "a column", "none", 'starts_on = "…"')
        if found.scale is Scale.SHARE and one.n_asked is None and one.n_column is None:
            raise CatalogueError(f"{where}.n_asked", "how many were asked", "nothing", "n_asked = 1600")
        if one.n_asked is not None and one.n_asked < 2:
            raise CatalogueError(f"{where}.n_asked", "2 or more", str(one.n_asked), "n_asked = 1600")
        if found.scale is Scale.POINTS and (one.se is None or one.se <= 0):
            raise CatalogueError(f"{where}.se", "a standard error above 0", str(one.se), "se = 1.5")
    return found


def load_polls(tracking: Tracking, beside: Path) -> tuple[Poll, ...]:
    """The published surveys of every series, in the order of the files; codebooks are weighed elsewhere.

    Raises:
        SurveyError: a file cannot be read, dates are out of order, or percentages do not sum to 100.
    """
    since = tracking.only_since or date.min
    files = [one for one in tracking.series if not is_codebook(one)]
    polls = [poll for one in files for poll in _polls(one, tracking.scale, beside)]
    return tuple(poll for poll in polls if poll.starts_on >= since)


def is_codebook(one: SeriesFile) -> bool:
    """Whether a series is estimated from the waves of a codebook."""
    return one.file.endswith(".toml")


def measures(tracking: Tracking) -> dict[str, str]:
    """Measure → title of the first series of it."""
    found: dict[str, str] = {}
    for one in tracking.series:
        found.setdefault(one.measure or one.id, one.title)
    return found


def _polls(one: SeriesFile, scale: Scale, beside: Path) -> Iterator[Poll]:
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
        if not _cell(cells, one.value, here).strip():
            continue
        yield _poll(one, scale, cells, here, starts_on, ends_on)


def _poll(
    one: SeriesFile, scale: Scale, cells: dict[str, str], here: str, starts_on: date, ends_on: date
) -> Poll:
    value = _number(_cell(cells, one.value, here), f"{here}, {one.value}")
    n_asked = one.n_asked
    if one.n_column is not None:
        n_asked = int(_number(_cell(cells, one.n_column, here), f"{here}, {one.n_column}"))
        if n_asked < 2:
            raise SurveyError(
                f"{here}, {one.n_column}", "two respondents or more", str(n_asked), "leaving the survey out"
            )
    if scale is Scale.SHARE:
        if not 0 <= value <= WHOLE:
            raise SurveyError(f"{here}, {one.value}", "0 to 100 per cent", f"{value:g}", "mending the file")
        _verify_whole(one, cells, value, here)
        value /= WHOLE
    return Poll(
        measure=one.measure or one.id,
        pollster=one.pollster,
        starts_on=starts_on,
        ends_on=ends_on,
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
        return float(cell.strip().replace(",", "."))
    except ValueError as error:
        raise SurveyError(where, "a number", repr(cell), "mending the file") from error


def _day(cell: str, where: str) -> date:
    word = cell.strip()
    try:
        return date.fromisoformat(word if len(word) > 7 else f"{word}-01")
    except ValueError as error:
        raise SurveyError(
            where, "a date like 2022-09-22, or a month like 2022-09", repr(cell), "mending it"
        ) from error
