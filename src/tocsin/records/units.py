"""Measured figures that carry their unit, range, source and date.

No empirical number lives in Python: a parameter is a `Figure` in the catalogue, and a reader who
doubts it can follow it to where it came from.
"""

from datetime import date

from tocsin.records.record import Record


class Figure(Record):
    """One empirical number as the catalogue keeps it."""

    value: float
    """The best single value."""
    low: float
    """Lower end of the range that the source or the analyst holds likely (80 % unless noted)."""
    high: float
    """Upper end of that range."""
    unit: str
    """What is counted: `share`, `bits`, `days`, `persons`, `persons/week` …"""
    source: str
    """Where it comes from: a citation, or `elicited:` and the analyst's name."""
    date: date
    """The day the source speaks of, or the day it was elicited."""
    note: str = ""
    """Why this value, in a sentence or two."""
