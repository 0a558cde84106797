"""Things in the order of the text, asked for by place: a long text costs no more a word than a short one."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from tocsin.reading.interface import Stretch
from tocsin.reading.passages import LONGEST

T = TypeVar("T")


class Ordered(Generic[T]):
    """Items of one passage each, found by where they stand."""

    def __init__(self, items: Iterable[T], place: Callable[[T], Stretch]) -> None:
        self._items = sorted(items, key=place)
        self._place = place
        self._starts = [place(item)[0] for item in self._items]

    def near(self, low: int, high: int) -> Sequence[T]:
        """Items that overlap the stretch from `low` to `high`."""
        first = bisect_left(self._starts, low - LONGEST)
        last = bisect_left(self._starts, high)
        return [item for item in self._items[first:last] if self._place(item)[1] > low]
