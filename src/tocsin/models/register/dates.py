"""How days of birth go wrong: day and month swapped, off by one or by ten, or the first of January.

A day is the number of days since the epoch of the people; each table gives for a day the day that is written.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.people import EPOCH

N_DAYS = 1 << 16
N_SLIPS = 6
MONTHS = 12
START = np.datetime64(EPOCH)


class Days(NamedTuple):
    """Day → what is written in its place."""

    swapped: NDArray[np.uint16]
    """(day,): day and month the wrong way round, the day itself where that is none."""
    slipped: NDArray[np.uint16]
    """(slip, day): a day or a year off by one, a day or a year off by ten."""
    rounded: NDArray[np.uint16]
    """(day,): the first of January of its year."""
    year: NDArray[np.uint16]
    """(day,): its year."""


@cache
def changed_days() -> Days:
    """The tables, not to be written to."""
    day = START + np.arange(N_DAYS)
    year, month = day.astype("datetime64[Y]"), day.astype("datetime64[M]")
    of_month = (day - month.astype("datetime64[D]")).astype(np.int64) + 1
    of_year = (month - year.astype("datetime64[M]")).astype(np.int64) + 1
    ours = (year.astype("datetime64[M]") + (of_month - 1)).astype("datetime64[D]") + (of_year - 1)
    swapped = np.where(of_month <= MONTHS, _number(ours), np.arange(N_DAYS))
    by_year = [
        _number((month + MONTHS * off).astype("datetime64[D]") + (of_month - 1)) for off in (-1, 1, -10)
    ]
    ten = np.where(of_month > 10, -10, 10)
    by_day = [
        _number(day + off) for off in (np.where(of_month > 1, -1, 1), np.where(of_month < 28, 1, -1), ten)
    ]
    tables = (
        swapped,
        np.stack(by_year + by_day).clip(0, N_DAYS - 1),
        _number(year.astype("datetime64[D]")),
        year.astype(np.int64) + 1970,
    )
    found = Days(*(table.astype(np.uint16) for table in tables))
    for table in found:
        table.setflags(write=False)
    return found


@cache
def written_days() -> tuple[str, ...]:
    """Every day as eight digits, year first."""
    return tuple(np.datetime_as_string(START + np.arange(N_DAYS)).astype("U10").tolist())


def birthday(day: int) -> str:
    """A day of birth as it is written."""
    return written_days()[day]


def _number(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    return (days - START).astype(np.int64)
