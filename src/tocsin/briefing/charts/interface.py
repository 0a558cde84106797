"""What every chart gives: a finding, a measure, the rows behind it, and the same rows as a table.

A chart is rows plus a spec (Vega-Lite). The rows are tested, the spec is readable, and the table twin says
the same to whoever cannot see the picture or wants the figures.
"""

from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]
WIDE = 720
NARROW = 340


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of a table: text, and the citations behind it."""

    text: str
    cites: tuple[str, ...] = ()
    figure: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """The twin of a chart: the first cell of a row is its heading."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart ready to be drawn at both widths."""

    id: str
    title: str
    """The finding."""
    subtitle: str
    """Measure, unit and dates."""
    description: str
    """What a listener needs to hear instead of the picture."""
    table: Table
    wide: Spec
    narrow: Spec
    note: str = ""
    """How to read it, where the marks do not say so themselves."""
