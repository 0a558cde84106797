"""How people answer a call-up: leaving, hiding, coming back, obeying. A scenario, never a forecast.

*Away* is a stock: who is abroad or in hiding at an instant. *Left* is a flow summed up: who went at all, back
or not. Newspapers print the second where readers take it for the first.
"""

from datetime import date

import msgspec

from tocsin.records.record import Record
from tocsin.records.shortfall import Spread
from tocsin.records.units import Figure

LABEL = "Scenario, not a forecast: figures on borders and on who hides are not public."


class Announcement(Record):
    """Something said or decreed that people answer."""

    id: str
    """Name in the scenario."""
    on: date
    """The day."""
    title: str
    """What it was."""
    strength: Figure
    """How strongly it is felt, as a ratio to the announcement that the flows were told of."""


class Leaving(Record):
    """One way out of reach: abroad, or hidden at home."""

    id: str
    """Name in the scenario: `exit`, `hiding`."""
    title: str
    """For readers."""
    moved: Figure
    """How many go after an announcement of strength 1, as persons."""
    rise_weeks: Figure
    """After how long half of them are ready to go, in weeks."""
    half_life_weeks: Figure
    """After how long the flow is half of what it was, in weeks."""
    returning: Figure
    """Share of those who go who ever come back."""
    return_half_life_weeks: Figure
    """After how long half of these are back, in weeks."""


class Obeying(Record):
    """Share of those summoned who come."""

    usual: Figure
    """Share, with no announcement felt."""
    change: Figure
    """What an announcement of strength 1 adds to it at once, as a share; less than 0 takes off."""
    half_life_weeks: Figure
    """After how long half of that is gone, in weeks."""


class ResponseScenario(Record):
    """What is held likely of how people answer."""

    id: str
    """Name."""
    title: str
    """For readers."""
    starts_on: date
    """First day of the first week."""
    n_weeks: int
    """Weeks."""
    exposed: Figure
    """Whom a call-up could reach, in persons."""
    announcements: tuple[Announcement, ...]
    """What they answer, by date."""
    leaving: tuple[Leaving, ...]
    """Ways out of reach."""
    obeying: Obeying
    """Who comes when summoned."""
    note: str = ""
    """What a reader must know."""


class WeekOfResponse(Record):
    """One way out of reach in one week; 80 % bands."""

    on: date
    """First day of the week."""
    left: Spread
    """Who has gone so far, in persons."""
    away: Spread
    """Who is out of reach now, in persons."""
    share: Spread
    """The same as a share of those a call-up could reach."""


class Answered(Record):
    """One way out of reach over the run."""

    id: str
    """Way."""
    title: str
    """For readers."""
    weeks: tuple[WeekOfResponse, ...]
    """Week by week."""


class WeekOfObeying(Record):
    """Share of those summoned who come, in one week."""

    on: date
    """First day of the week."""
    share: Spread
    """80 % band."""


class Response(Record):
    """A run of a scenario."""

    scenario: str
    """Its name."""
    title: str
    """For readers."""
    label: str
    """That it is no forecast."""
    n_draws: int
    """How many times all that is uncertain was drawn."""
    ways: tuple[Answered, ...]
    """Ways out of reach."""
    obeying: tuple[WeekOfObeying, ...]
    """Who comes when summoned."""
    reachable: tuple[WeekOfObeying, ...]
    """Share of the exposed who are out of reach by no way."""
    note: str = ""
    """What a reader must know."""


class SharesByWeek(Record):
    """Shares that another model takes: means over the draws, week by week."""

    starts_on: date
    """First day of the first week."""
    out_of_reach: dict[str, tuple[float, ...]] = msgspec.field(default_factory=dict)
    """Way → share of the exposed who are away in each week."""
    obeying: tuple[float, ...] = ()
    """Share of those summoned who come in each week."""
