"""Two series of losses are taken from files, laid on the same weeks, and given to the model.

A file has a header `on,people` and a line a day or a week. Running totals are told from counts by being
asked, never guessed: a war in which each week is worse than the last looks like a running total.
"""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tocsin.catalogue.manpower import load_loss_rules
from tocsin.errors import UsageError
from tocsin.models.manpower.losses import WEEK, Reported, estimate_losses
from tocsin.records.losses import LossEstimate
from tocsin.stats.kalman import Array

HEADER = ["on", "people"]
DAY = timedelta(days=1)


class Series(NamedTuple):
    """A file of losses: its days, and the people of each."""

    days: list[date]
    people: list[float]


def estimate(
    claims: Path | None, named: Path | None, known_on: date | None, n_ahead: int, *, totals: bool
) -> LossEstimate:
    """Losses of each week and of the weeks to come, from the files there are.

    Args:
        claims: one side's claims of casualties.
        named: deaths known by name, by the day of death.
        known_on: the day on which the names were counted; the day after the last line when left out.
        n_ahead: how many weeks to look ahead.
        totals: whether the claims are running totals.

    Raises:
        UsageError: neither file is given, or a line is not a day and a number.
    """
    if claims is None and named is None:
        raise UsageError("--claims", "a file of claims, of named deaths or both", "neither", "--named FILE")
    told = [_load(path) if path else None for path in (claims, named)]
    days = [day for one in told if one for day in one.days]
    monday = min(days) - min(days).weekday() * DAY
    n_weeks = (max(days) - monday) // WEEK + 1
    weekly = [
        np.full(n_weeks, np.nan) if one is None else _weekly(one, monday, n_weeks, totals=totals and at == 0)
        for at, one in enumerate(told)
    ]
    reported = Reported(monday, weekly[0], weekly[1], known_on or max(days) + DAY)
    return estimate_losses(reported, load_loss_rules(), n_ahead)


def _weekly(series: Series, monday: date, n_weeks: int, *, totals: bool) -> Array:
    """People a week, NaN where the file says nothing of it."""
    at = np.array([(day - monday).days for day in series.days], dtype=float)
    people = np.array(series.people)
    if totals:
        ends = np.arange(n_weeks + 1) * 7.0 - 1
        known = (ends >= at[0] - 1) & (ends <= at[-1])
        running = np.where(known, np.interp(ends, at, people), np.nan)
        return np.asarray(np.diff(running))
    found = np.full(n_weeks, np.nan)
    for week, count in zip((at // 7).astype(int), people, strict=True):
        found[week] = count if np.isnan(found[week]) else found[week] + count
    return found


def _load(path: Path) -> Series:
    """The lines of a file, ascending."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(str(path), "a CSV file in UTF-8", str(error), "another file") from error
    if not rows or [cell.strip() for cell in rows[0]] != HEADER:
        found = ",".join(rows[0]) if rows else "nothing"
        raise UsageError(f"{path}:1", "the header on,people", found, "adding it")
    series = Series([], [])
    for n, row in enumerate(rows[1:], 2):
        day, people = _line(f"{path}:{n}", row)
        if series.days and day <= series.days[-1]:
            raise UsageError(f"{path}:{n}", f"a day after {series.days[-1]}", str(day), "sorting the lines")
        series.days.append(day)
        series.people.append(people)
    if not series.days:
        raise UsageError(str(path), "at least one line", "the header alone", "another file")
    return series


def _line(where: str, row: list[str]) -> tuple[date, float]:
    try:
        day, people = date.fromisoformat(row[0].strip()), float(row[1])
    except (ValueError, IndexError) as error:
        raise UsageError(where, "a day and a number", ",".join(row), "2023-02-06,640") from error
    if not 0 <= people < float("inf"):
        raise UsageError(where, "people, 0 or more", row[1], "mending the line")
    return day, people
