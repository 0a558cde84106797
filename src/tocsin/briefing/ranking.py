"""Which claims a reader should see first: somebody named, on what the question turns on, with a figure.

A rule of order and not of evidence: nothing here changes what a claim weighs.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tocsin.records.assessment import Assessment
from tocsin.records.claim import Claim
from tocsin.records.indication import Topic

LONG_WORD = re.compile(r"[^\W\d_]{4,}")
"""Shorter words (of, the, для) are small inside names too."""


class Rank(NamedTuple):
    """Sorts the weightiest claim first; ties fall to the latest."""

    unnamed: bool
    """Whether nobody is named who says it."""
    aside: bool
    """Whether its topic neither counts men nor can settle a prediction."""
    bare: bool
    """Whether it gives neither a figure nor a time."""
    lightness_bits: float
    """Minus the most that anything in the same origin moved the answer."""
    age_seconds: float
    """Minus the instant it was published."""


def ranks(
    claims: Sequence[Claim], speakers: Mapping[str, str], topics: Sequence[Topic], assessment: Assessment
) -> dict[str, Rank]:
    """Claim id → its place in the order."""
    central = {topic.id for topic in topics if topic.counts_men or topic.can_settle}
    moved = _moved(assessment)
    return {
        each.id: Rank(
            unnamed=each.speaker is None or not is_name(speakers[each.id]),
            aside=each.spans.topic not in central,
            bare=not each.spans.quantities and not each.spans.times,
            lightness_bits=-moved.get(each.memento_id, 0.0),
            age_seconds=-(each.clocks.published_at or each.clocks.captured_at).timestamp(),
        )
        for each in claims
    }


def is_name(speaker: str) -> bool:
    """Whether the words name somebody: `Institute for the Study of War`, but not `the offices`."""
    words = LONG_WORD.findall(speaker)
    return bool(words) and all(word[0].isupper() for word in words)


def _moved(assessment: Assessment) -> dict[str, float]:
    """Memento id → the most bits that its origin moved any outcome."""
    most: dict[str, float] = {}
    for each in assessment.contributions:
        most[each.origin] = max(most.get(each.origin, 0.0), abs(each.bits))
    return {name: most.get(origin.id, 0.0) for origin in assessment.origins for name in origin.mementos}
