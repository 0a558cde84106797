"""The same measured in groups of people: each survey of each group with both its intervals.

Groups are smaller than the whole, and their intervals wider: of 1,600 asked some 200 are men under thirty, of
whom a share is known to ±7 points by chance and to ±14 in all.
"""

from collections.abc import Iterable

from tocsin.models.opinion.track import interval_of, se_of
from tocsin.records.opinion import Group, GroupWave, OpinionRules, Poll, Scale


def group_of(
    title: str, title_in: dict[str, str], polls: Iterable[Poll], scale: Scale, rules: OpinionRules
) -> Group:
    """A group's surveys by field date, in per cent or points."""
    by_date = sorted(polls, key=lambda one: (one.starts_on, one.ends_on))
    return Group(title=title, title_in=title_in, waves=tuple(_wave(one, scale, rules) for one in by_date))


def _wave(one: Poll, scale: Scale, rules: OpinionRules) -> GroupWave:
    return GroupWave(
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        value=100 * one.value if scale is Scale.SHARE else one.value,
        se=se_of(one, scale, rules),
        sampling=interval_of(one, scale, rules, 1.0),
        total=interval_of(one, scale, rules, rules.total_error.value),
    )
