"""Holds what was read of a case for as long as one thing is done with it, so that it is read once.

A briefing asks for the claims of a case seven times over, and reading fifty thousand of them takes half a
second. Nothing is held unless somebody asks for it; then a kind of record is forgotten when one of it is
written here, and what another process writes meanwhile is not seen, so that all parts of an answer agree.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tocsin.records.record import Record

R = TypeVar("R")
Asked = tuple[object, ...]
"""The kind of record, and what else was asked."""


class Held:
    """Answers by what was asked; each is a tuple of records that nobody can change."""

    def __init__(self) -> None:
        self._found: dict[Asked, tuple[Any, ...]] | None = None

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Holds what is read within."""
        if self._found is not None:
            yield
            return
        self._found = {}
        try:
            yield
        finally:
            self._found = None

    def find(self, asked: Asked, read: Callable[[], Iterable[R]]) -> Iterator[R]:
        """The answer held, or as it is read."""
        if self._found is None:
            return iter(read())
        if asked not in self._found:
            self._found[asked] = tuple(read())
        return iter(self._found[asked])

    def forget(self, kinds: Collection[type[Record]]) -> None:
        """Lets go of these kinds, of which one was written."""
        if self._found is not None:
            self._found = {asked: held for asked, held in self._found.items() if asked[0] not in kinds}
