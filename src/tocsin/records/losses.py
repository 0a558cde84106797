"""Losses of an army as two kinds of source tell them, and what is made of both.

Casualties (killed, wounded, missing, captured) are what one side claims of the other. Deaths that are known
by name are counted one by one, and the last weeks are still incomplete. The two never stand in one sum: the
ratio between them is estimated, and said.
"""

from datetime import date

from tocsin.records.record import Record
from tocsin.records.shortfall import Spread
from tocsin.records.units import Figure


class LossRules(Record):
    """What is held likely of losses before a series is looked at."""

    ratio: Figure
    """Claimed casualties for each death known by name, as a ratio."""
    claim_change: Figure
    """Standard deviation of the claims' level on a log scale, from one week to the next, as a ratio."""
    named_change: Figure
    """The same for the level of named deaths."""
    together: Figure
    """Correlation of the two changes, as a share."""
    tempo_spread: Figure
    """Standard deviation of what comes and goes over both levels, offensives and lulls, as a ratio."""
    tempo_memory: Figure
    """Correlation of that with the week before, as a share."""
    drift: Figure
    """Growth of the losses' logarithm a week, as a ratio."""
    claim_error: Figure
    """Standard deviation of a week's claim around its level, on a log scale, as a ratio."""
    named_error: Figure
    """Standard deviation of a week's named deaths around their level, on a log scale, as a ratio."""
    clip: Figure
    """Beyond how many standard deviations a week is taken for a misprint or a part of a week, as a ratio."""
    half_named_weeks: Figure
    """After how many weeks half of the deaths of a week are known by name, in weeks."""
    named_share: Figure
    """Share of all deaths that will ever be known by name, as a share."""


class WeekOfLosses(Record):
    """One week, with 80 % bands."""

    on: date
    """First day of the week."""
    casualties: Spread
    """What the claims of the week come to once their noise is taken out, in persons."""
    named: Spread
    """Deaths of the week that will be known by name, in persons."""
    deaths: Spread
    """All deaths of the week, in persons: the named, and those who will never be."""


class LossEstimate(Record):
    """Losses week by week, the last of them before all is reported, and those to come."""

    weeks: tuple[WeekOfLosses, ...]
    """Weeks with something seen, ascending."""
    ahead: tuple[WeekOfLosses, ...]
    """Weeks to come."""
    ratio: Spread
    """Claimed casualties for each death known by name, in the last week."""
