"""How the report says numbers of people: rounded to what is known, a range always beside the middle."""

from tocsin.records.shortfall import Spread

LEAST = 500
"""Fewer people than that are none, as far as an army is concerned."""


def people(x: float) -> str:
    """A number of people to two significant figures, thousands set apart."""
    rounded = float(f"{x:.2g}") if abs(x) >= LEAST else 0.0
    return f"{rounded:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}").replace("-", "\N{MINUS SIGN}")


def between(found: Spread) -> str:
    """The middle, and the 80 % range in brackets."""
    return f"{people(found.value)} ({people(found.low)}–{people(found.high)})"


def percent(p: float) -> str:
    """A share of the draws; never surer than the number of draws allows."""
    if p < 0.01:
        return "under 1\N{NARROW NO-BREAK SPACE}%"
    return "over 99\N{NARROW NO-BREAK SPACE}%" if p > 0.99 else f"{p * 100:.0f}\N{NARROW NO-BREAK SPACE}%"


def lacking(x: float) -> str:
    """What is missing or to spare, in words."""
    if abs(x) < LEAST:
        return "none missing"
    return f"{people(x)} missing" if x > 0 else f"{people(-x)} to spare"
