"""What the arithmetic of manpower answers: strength, what is missing, how large a wave, and what adds up.

Source: intervals are the middle 80 % of the draws unless a field says otherwise.
"""

from datetime import date
from enum import Enum

from tocsin.records.record import Record


class Spread(Record):
    """A quantity over the draws of a run."""

    low: float
    """10th percentile."""
    value: float
    """Median."""
    high: float
    """90th percentile."""


class Strength(Record):
    """Strength in the zone at the beginning of a week, in persons."""

    on: date
    """First day of the week."""
    p05: float
    """5th percentile."""
    p10: float
    """10th percentile."""
    p50: float
    """Median."""
    p90: float
    """90th percentile."""
    p95: float
    """95th percentile."""


class PoolFan(Record):
    """One pool at the beginning of each week, in persons."""

    id: str
    """Name of the pool."""
    title: str
    """What a page calls it."""
    p10: tuple[int, ...]
    """10th percentile of each week."""
    p50: tuple[int, ...]
    """Median of each week."""
    p90: tuple[int, ...]
    """90th percentile of each week."""


class Simulated(Record):
    """A run of a scenario."""

    scenario: str
    """Id of the scenario."""
    title: str
    """Its title."""
    n_draws: int
    """How many draws."""
    seed: int
    """Seed of the draws: the same seed gives the same people."""
    weeks: tuple[date, ...]
    """First day of each week, and the day after the run."""
    strength: tuple[Strength, ...]
    """Strength in the zone."""
    pools: tuple[PoolFan, ...]
    """Every pool."""
    deaths: Spread
    """Deaths in the whole run, in persons; not casualties."""
    wounded: Spread
    """Wounded who left their unit in the whole run, in persons; some of them twice."""


class Holding(Record):
    """How likely it is that strength has not fallen below a posture's need."""

    on: date
    """First day of the week."""
    p: float
    """Share of the draws in which strength has met the need in every week so far."""


class Answer(Record):
    """What a posture asks of an army by a day, and the wave that would meet it."""

    posture: str
    """Id of the posture."""
    deadline: date
    """The day by which trained men are to be there."""
    chance: float
    """With which probability the need is to be met that day."""
    need: Spread
    """Strength that the posture needs, in persons."""
    strength: Spread
    """Strength in the zone that day without another wave, in persons."""
    missing: Spread
    """Need less strength, in persons; below zero where there are enough."""
    holding: tuple[Holding, ...]
    """Survival curve: the first week below the need has not come."""
    size: float | None
    """The smallest call-up that meets the need with that chance, in persons; `None` where none does."""
    latest_decree: date | None
    """The last day on which that many can be decreed; `None` where it is too late."""
    decreed_on: date
    """The day of the decree for which `size` holds."""
    called: Spread | None = None
    """How many must be called for that many to come, an 80 % band; `None` where no response was asked for."""
    response: str = ""
    """By which response scenario, and that it is no forecast; empty where none was asked for."""


class Measure(Record):
    """What one way of getting people without a declared wave would bring."""

    id: str
    """Id of the call-up it stands for."""
    title: str
    """What a page calls it."""
    people: Spread
    """People it takes, in persons."""
    in_zone: Spread
    """What it adds to the strength in the zone at the end of the run, in persons."""
    half_by: date | None
    """When half of what it adds at its most is there."""


class Sensitivity(Record):
    """How far the answer moves when one figure goes from the low to the high end of its range."""

    figure: str
    """Dotted path of the figure in the scenario."""
    low: float
    """Low end of the figure."""
    high: float
    """High end of the figure."""
    at_low: float
    """Median of what is missing with the figure at its low end, in persons."""
    at_high: float
    """Median of what is missing with the figure at its high end, in persons."""


class Flowed(Record):
    """What one kind of flow has added to the strength in the zone by the deadline, on average."""

    title: str
    """What a page calls it."""
    people: float
    """Mean over the draws, in persons; below zero for who left."""


class Shortfall(Record):
    """What a posture asks, what else would bring men, and which figures the answer hangs on."""

    scenario: str
    """Id of the scenario."""
    answer: Answer
    """Whether there are enough, and how large a wave by when."""
    balance: tuple[Flowed, ...]
    """From the strength at the start to that on the day: means, which add up."""
    measures: tuple[Measure, ...]
    """What each way without a declared wave would bring."""
    sensitivities: tuple[Sensitivity, ...]
    """The figures that move the answer most, the widest first."""


class Verdict(Enum):
    """What the arithmetic says of a figure somebody claimed."""

    ADDS_UP = "adds up"
    TOO_LITTLE = "too little"
    TOO_MUCH = "too much"
    UNTESTABLE = "the model says nothing of it"


class Claimed(Record):
    """A number of people that somebody named."""

    claim: str
    """Id of the claim; of a figure typed in, its text."""
    speaker: str
    """Who named it."""
    topic: str
    """Topic of the claim: what the number is of."""
    low: float | None
    """Low end, in persons; `None` where only an upper bound was named."""
    high: float | None
    """High end, in persons; `None` where only a lower bound was named."""


class Percentile(Record):
    """Where a claimed number lies among the draws of one thing that the model gives."""

    of: str
    """What it is held against: `needed`, `feasible` or `produced`."""
    model: Spread
    """That thing, in persons."""
    low: float
    """Share of the draws that are below the low end of the claim, 0–1."""
    high: float
    """Share of the draws that are below its high end, 0–1."""


class Reconciled(Record):
    """A figure somebody claimed, beside what the model says is needed, feasible or produced."""

    claimed: Claimed
    """What was claimed."""
    percentiles: tuple[Percentile, ...]
    """Where it lies; none where the model says nothing of it."""
    verdict: Verdict
    """What follows."""
    reason: str
    """Why, in a sentence with the figures."""
