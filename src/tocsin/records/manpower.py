"""The nouns of manpower: pools of people, the flows between them, and what an army is asked to hold.

Two things are easily confused. A *casualty* is a person killed, wounded, missing or taken prisoner; a *death*
is one kind of casualty. 100 casualties with two wounded for each death are about 33 deaths. Every figure here
says which of the two it counts, and no sum mixes them.
"""

from datetime import date
from enum import Enum

import msgspec

from tocsin.records.record import Record
from tocsin.records.units import Figure


class PoolKind(Enum):
    """Who is in a pool."""

    CIVILIAN = "civilian"
    RESERVE = "reserve"
    CONSCRIPT = "conscript"
    CONTRACT = "contract"
    VOLUNTEER = "volunteer"
    MOBILISED = "mobilised"
    TRAINING = "training"
    WOUNDED = "wounded"
    OTHER = "other"
    DEAD = "dead"


class Pool(Record):
    """A stock of people who are alike in how they come, fight and go."""

    id: str
    """Name of the pool."""
    title: str
    """What a page calls it."""
    kind: PoolKind
    """Who is in it."""
    stock: Figure | None = None
    """People in it when the run begins; none for a pool that is filled by intakes or begins empty."""
    in_zone: bool = False
    """Whether its people count as strength in the zone of operations."""


class Window(Record):
    """When a flow runs; the whole run where neither day is given."""

    starts_on: date | None = None
    """First day."""
    ends_on: date | None = None
    """Last day."""


class Recruitment(Record):
    """People who sign up, so many a week."""

    id: str
    """Name of the flow."""
    title: str
    """What a page calls it."""
    out_of: str
    """Pool they leave."""
    into: str
    """Pool they join."""
    per_week: Figure
    """People a week who would sign, in persons/week."""
    capacity_per_week: Figure | None = None
    """How many a week can be taken in at most, in persons/week."""
    when: Window = Window()
    """When it runs."""


class Intake(Record):
    """One draft of conscripts: they come over some weeks and leave one term later, as they came."""

    id: str
    """Name of the draft."""
    title: str
    """What a page calls it."""
    out_of: str
    """Pool they leave."""
    into: str
    """Pool they serve in."""
    released_into: str
    """Pool they go to after their term."""
    starts_on: date
    """First day of the draft; it may lie before the run."""
    n_weeks: int
    """How many weeks the draft takes."""
    term_weeks: int
    """How long each of them serves."""
    size: Figure
    """How many are drafted, in persons."""


class CallUp(Record):
    """A mobilisation: so many people are taken, from a decree on."""

    id: str
    """Name of the wave."""
    title: str
    """What a page calls it."""
    out_of: str
    """Pool they are taken from."""
    into: str
    """Pool they are taken into."""
    decreed_on: date
    """Day of the decree."""
    size: Figure
    """How many are taken, in persons."""
    gathering_weeks: Figure
    """From the decree to the last of them, in weeks."""


class Course(Record):
    """A stay of some weeks in a pool, in two tranches: training, or a hospital.

    `quick_share` of those who enter leave after `quick_weeks`, the others after `slow_weeks`.
    """

    id: str
    """Name of the flow."""
    title: str
    """What a page calls it."""
    of: str
    """Pool in which they stay."""
    into: str
    """Pool they leave for."""
    quick_share: Figure
    """Share of the first tranche."""
    quick_weeks: Figure
    """Stay of the first tranche, in weeks."""
    slow_weeks: Figure
    """Stay of the second tranche, in weeks."""
    share: Figure | None = None
    """Share of all that leaves for `into`; all where it is left out."""
    otherwise: str | None = None
    """Pool for those who do not."""


class Transfer(Record):
    """People who change pools, so many of a hundred a week: contracts that expire, refusals, rotation."""

    id: str
    """Name of the flow."""
    title: str
    """What a page calls it."""
    out_of: str
    """Pool they leave."""
    into: str
    """Pool they go to."""
    per_week: Figure
    """Share of the pool that goes in a week, in share/week."""
    when: Window = Window()
    """When it runs."""


class Exposed(Record):
    """A pool that takes losses."""

    pool: str
    """Its name."""
    wounded_into: str
    """Pool of its wounded."""
    exposure: Figure
    """How many times likelier than the first exposed pool one of them is to be hit, as a ratio."""


class Phase(Record):
    """A time in which the losses are heavier or lighter than at the start."""

    starts_on: date
    """First day; it lasts until the next phase."""
    ratio: Figure
    """Losses per head beside those at the start."""


class Losses(Record):
    """What is lost in a week at the start of the run, and how that wanders."""

    killed_per_week: Figure
    """Deaths a week at the strength of the start, in persons/week."""
    wounded_per_killed: Figure
    """Wounded who leave their unit, for each death, as a ratio."""
    tempo_spread: Figure
    """Spread of the losses of a week around their level, as a standard deviation of the logarithm (ratio)."""
    tempo_memory: Figure
    """Correlation of that with the week before, as a share."""
    dead: str
    """Pool of the dead."""
    exposed: tuple[Exposed, ...]
    """Who takes losses."""
    phases: tuple[Phase, ...] = ()
    """Heavier and lighter times."""


class Posture(Record):
    """What the army is asked to do, and the strength in the zone that it needs for it."""

    id: str
    """Name of the posture."""
    title: str
    """What a page calls it."""
    need: Figure
    """Strength in the zone, in persons."""


class Against(Enum):
    """What of the model somebody's figure is held against."""

    NEEDED = "needed"
    """More men that a posture needs by the deadline."""
    CALLED_UP = "called-up"
    """The size of a wave: what is needed, and what can be trained by the deadline."""
    STEALTH = "stealth"
    """What the ways without a declared wave would take together."""
    RECRUITED = "recruited"
    """What the waves that were declared brought."""


class Scenario(Record):
    """An army over some weeks: its pools, its flows, and what is asked of it. Data, not code."""

    id: str
    """Name of the scenario."""
    title: str
    """What a page calls it."""
    army: str
    """Whose army it is."""
    starts_on: date
    """First day of the first week."""
    n_weeks: int
    """How many weeks are run."""
    pools: tuple[Pool, ...]
    """The stocks."""
    losses: Losses | None = None
    """What is lost; none in peace."""
    recruitment: tuple[Recruitment, ...] = ()
    """Who signs up."""
    intakes: tuple[Intake, ...] = ()
    """Who is drafted."""
    call_ups: tuple[CallUp, ...] = ()
    """Who is mobilised."""
    asked: CallUp | None = None
    """The wave that is asked about, and how it would go: not part of the run; size and day are answers."""
    stealth: tuple[CallUp, ...] = ()
    """What could be had without declaring a wave: not part of the run, each tried by itself."""
    courses: tuple[Course, ...] = ()
    """Who is trained, and who is healed."""
    transfers: tuple[Transfer, ...] = ()
    """Who goes, and who is moved."""
    postures: tuple[Posture, ...] = ()
    """What may be asked."""
    training_places: Figure | None = None
    """How many can be in training at a time, in persons."""
    held_against: dict[str, Against] = msgspec.field(default_factory=dict)
    """Topic of a claim → what of the model a figure claimed in it is held against."""
    note: str = ""
    """What the scenario leaves out."""
