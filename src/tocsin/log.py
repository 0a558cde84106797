"""Progress for a person at a terminal, silence for a pipe.

Progress goes to stderr and only to a terminal, so that what a command prints can be piped. Anything
that takes over two seconds says what it is doing.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

T = TypeVar("T")


def stderr() -> Console:
    """The console for progress and warnings; plain when it is not a terminal."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True)


def progress(items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
    """The same items, with a bar that says what is being done while they are consumed."""
    console = stderr()
    if not console.is_terminal:
        yield from items
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        yield from bar.track(items, description=doing, total=total)


@contextmanager
def doing(what: str) -> Iterator[None]:
    """A spinner that says `what` while the block runs."""
    console = stderr()
    if not console.is_terminal:
        yield
        return
    with console.status(what):
        yield
