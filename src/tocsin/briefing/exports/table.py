"""What a table of a briefing is: its name, columns with their types and meaning, and rows of plain values.

A column says what it holds in the words of the Table Schema, so that a reader's program needs no guesses.
Names of tables and columns are English in every language of the briefing, as field names of data are: a
program that reads one briefing reads them all. The words in the cells are in the briefing's language.

Source: Frictionless Table Schema 1.0, field types.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tocsin.records.briefing import Briefing

Value = str | int | float | bool | date | datetime | None
Row = tuple[Value, ...]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column."""

    name: str
    type: str
    """Type in a Table Schema: `string`, `number`, `integer`, `boolean`, `date`, `datetime`."""
    says: str
    """What it holds."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table."""

    name: str
    says: str
    """What a row is."""
    key: tuple[str, ...]
    """Columns that together name a row; empty where nothing does."""
    columns: tuple[Column, ...]
    rows: Callable[[Briefing], Iterable[Row]]
    cites: str = ""
    """The column that names one citation, where there is one."""
    charts: tuple[str, ...] = ()
    """Beginnings of the ids of the charts whose rows it holds."""


def columns(written: str) -> tuple[Column, ...]:
    """Columns from lines `name type what it holds`."""
    parts = [line.split(maxsplit=2) for line in written.strip().splitlines()]
    return tuple(Column(name=name, type=kind, says=says) for name, kind, says in parts)


def joined(values: Iterable[str]) -> str:
    """Several ids in one cell, as the column's description says."""
    return " ".join(values)
