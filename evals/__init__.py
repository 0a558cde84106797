"""What is scored, apart from what must pass: `python -m evals --data DIR [NAME…]`, or `make eval`.

An eval is a sibling module with a function `rows(data)` that yields a `Row` a figure. It reads its data
and the data's own scorer from `data`, which is no part of the project, and raises `Absent` where they
are not there.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """One figure with its confidence interval and what it should reach."""

    name: str
    """What was scored, on what."""
    value: float
    """The figure: a share between 0 and 1, or a count."""
    low: float | None = None
    """2.5th percentile over bootstrap draws of documents."""
    high: float | None = None
    """97.5th percentile."""
    target: float | None = None
    """What it should reach."""
    at_most: bool = False
    """Whether the target is a ceiling."""
    note: str = ""
    """What a reader must know to believe it."""


class Absent(Exception):  # noqa: N818 - it is no error that the data stays with those who hold it
    """The data of an eval is not there."""
