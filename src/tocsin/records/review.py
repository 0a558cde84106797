"""What an analyst decided about a claim that was read with too little confidence to count by itself."""

from datetime import date
from enum import StrEnum

from tocsin.records.claim import Claim
from tocsin.records.record import Record


class Verdict(StrEnum):
    """What is to be done with a claim."""

    ACCEPT = "accept"
    """It was rightly read, and counts."""
    REJECT = "reject"
    """It was wrongly read, and never counts."""


class Review(Record):
    """One decision."""

    verdict: Verdict
    """Accept or reject."""
    on: date
    """The day of the decision."""


class Sifted(Record):
    """Claims that count, and claims that wait for somebody to look at them."""

    admitted: tuple[Claim, ...]
    """Confident enough, or accepted."""
    waiting: tuple[Claim, ...]
    """Neither; in the order in which they came."""
