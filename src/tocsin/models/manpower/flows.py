"""The flows between pools: how many people are due to move in a week, before they are made whole people.

A flow says how many are *due*, fractions too; the run carries what is left of a person to the next week, so
that a flow of 0.4 a week moves two people in five weeks and no one is lost or made. All arrays are (draw,),
one number for each draw of the block.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Amount = NDArray[np.float32]
People = NDArray[np.int32]
Stock = NDArray[np.float32]
"""(row, draw): who is where, in the numbers that rates are multiplied with; exact below 16.7 million."""


class Flow(Protocol):
    """What moves people out of one pool, into another or into two."""

    out_of: int
    """Index of the pool they leave."""
    into: int
    """Index of the pool they go to."""
    first_week: int
    """The flow is still before that week."""
    last_week: int
    """The flow is still after that week."""

    def due(self, week: int, stock: Stock) -> Amount:
        """How many are due in a week, shape (draw,); `stock` is (row, draw) as the week began."""
        ...


@dataclass
class Share:
    """So large a share of the pool each week."""

    out_of: int
    into: int
    first_week: int
    last_week: int
    per_week: Amount

    def due(self, week: int, stock: Stock) -> Amount:
        """The share of those who are there."""
        here: Amount = stock[self.out_of]
        return self.per_week * here


@dataclass
class Count:
    """So many people each week."""

    out_of: int
    into: int
    first_week: int
    last_week: int
    per_week: Amount

    def due(self, week: int, stock: Stock) -> Amount:
        """The same every week."""
        return self.per_week


@dataclass
class Gathering:
    """So many people in all, from a week on and over a number of weeks that differs from draw to draw."""

    out_of: int
    into: int
    first_week: int
    last_week: int
    starts: Amount
    """Week of the run, with its fraction, in which the first are taken."""
    weeks: Amount
    """Over how many weeks."""
    size: Amount
    """How many in all."""

    def due(self, week: int, stock: Stock) -> Amount:
        """What of the whole falls into the week."""
        by_end = np.clip((week + 1 - self.starts) / self.weeks, 0, 1)
        by_start = np.clip((week - self.starts) / self.weeks, 0, 1)
        return np.asarray(self.size * (by_end - by_start), dtype=np.float32)


@dataclass
class Release:
    """An intake leaves as it came, one term later, whoever of it is still there."""

    out_of: int
    into: int
    first_week: int
    last_week: int
    starts: float
    """Week of the run, with its fraction, in which the first are released."""
    weeks: float
    """Over how many weeks."""

    def due(self, week: int, stock: Stock) -> Amount:
        """The week's share of those whose term had not ended before it; all that are left in the last."""
        gone = np.clip((week - self.starts) / self.weeks, 0, 1)
        going = np.clip((week + 1 - self.starts) / self.weeks, 0, 1)
        here: Amount = stock[self.out_of]
        share = 1.0 if gone >= 1 or going >= 1 else float((going - gone) / (1 - gone))
        return here * np.float32(share)


class Stays:
    """Whose stay in a row ends when: in two tranches, each after as many weeks as the draw has it.

    Those who are there when the run begins are taken to have come evenly over the longer stay.
    """

    def __init__(
        self, n_weeks: int, at_start: Amount, quick_share: Amount, *, quick: Amount, slow: Amount
    ) -> None:
        self.arrived = np.zeros((n_weeks + 2, len(at_start)), np.float32)
        """(week, draw): how many had entered before the week began; kept by the run."""
        self._at_start, self._slow = at_start, slow
        self._tranches = (
            (quick_share, _Entered(self.arrived, quick)),
            (1 - quick_share, _Entered(self.arrived, slow)),
        )
        self._known: tuple[int, Amount] = -1, at_start

    def ending(self, week: int) -> Amount:
        """How many leave in a week, shape (draw,); asked for once a week by each way out."""
        if self._known[0] != week:
            old = self._at_start * np.clip(self._slow - week, 0, 1) / self._slow
            (first, quick), (rest, slow) = self._tranches
            self._known = week, old + first * quick.within(week) + rest * slow.within(week)
        return self._known[1]


class _Entered:
    """How many had entered so many weeks before, evenly between two weeks; weeks are asked for in order."""

    def __init__(self, arrived: NDArray[np.float32], stay: Amount) -> None:
        self._flat, self._n_draws = arrived.reshape(-1), arrived.shape[1]
        self._whole = -np.ceil(stay).astype(np.intp)
        self._part = (np.ceil(stay) - stay).astype(np.float32)
        self._at = np.arange(self._n_draws, dtype=np.intp) + self._whole * self._n_draws
        self._before = np.zeros(self._n_draws, np.float32)
        self._by_start = np.zeros(self._n_draws, np.float32)

    def within(self, week: int) -> Amount:
        """Those who entered in the week that began so many weeks before this one."""
        ahead = (week + 2) * self._n_draws
        # What lies before the first week is row 0, in which nobody had entered yet.
        after: Amount = self._flat.take(np.maximum(self._at + ahead, 0), mode="clip")
        by_end = self._before + self._part * (after - self._before)
        found: Amount = by_end - self._by_start
        self._by_start, self._before = by_end, after
        return found


@dataclass
class Leaving:
    """Those whose stay ends, or the share of them that goes this way."""

    out_of: int
    into: int
    first_week: int
    last_week: int
    share: Amount
    stays: Stays

    def due(self, week: int, stock: Stock) -> Amount:
        """The share of those whose stay ends in the week."""
        return self.share * self.stays.ending(week)


@dataclass
class Loss:
    """What the enemy takes from a pool in a week: so many deaths, or so many wounded for each of them."""

    out_of: int
    into: int
    first_week: int
    last_week: int
    per_head: Amount
    """Share of the pool in a week of the tempo of the start."""
    tempo: NDArray[np.float32]
    """(week, draw): how heavy the week is beside that."""

    def due(self, week: int, stock: Stock) -> Amount:
        """The share of those who are there, at the week's tempo."""
        share: Amount = self.per_head * self.tempo[week]
        here: Amount = stock[self.out_of]
        return share * here
