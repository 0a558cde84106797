"""A shock that spreads over weeks, fades, and flows back: who is out of reach of a call-up, and who obeys.

Each announcement gives everybody who is still within reach a hazard to go, which rises while people make
ready and then fades by half in every half-life. Of those who went a share comes back, by half in every
half-life of its own; who is back can go again. What is drawn is drawn once a run, so a run is one consistent
world.

A worked example. 300,000 go after an announcement; the flow halves every two weeks; 40 % of them come back,
half of these within six months. After a year 300,000 have left, some 210,000 are away, and a second
announcement of the same strength moves a little fewer, since fewer are left to go.

Source: distributed lags: S. Almon, Econometrica 33 (1965); hazards that add up: D. Cox, D. Oakes, *Analysis
of Survival Data* (1984) ch. 2.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from tocsin.records.response import (
    LABEL,
    Answered,
    Leaving,
    Response,
    ResponseScenario,
    SharesByWeek,
    WeekOfObeying,
    WeekOfResponse,
)
from tocsin.records.shortfall import Spread
from tocsin.records.units import Figure
from tocsin.stats.intervals import draw, draw_ratio
from tocsin.stats.kalman import Array
from tocsin.stats.rng import generator

WEEK = timedelta(days=7)
Drawing = Callable[..., np.random.Generator]
"""Gives the random numbers of a place."""
MOST_SHARE = 0.99
"""Largest share that one announcement can move: a hazard for all of them would be infinite."""


class Drawn(NamedTuple):
    """A run of a scenario, draw by draw."""

    left: dict[str, Array]
    """Way → (draw, week): who has gone so far, in persons."""
    away: dict[str, Array]
    """Way → (draw, week): who is out of reach, in persons."""
    exposed: Array
    """(draw,): whom a call-up could reach, in persons."""
    obeying: Array
    """(draw, week): share of those summoned who come."""


def simulate(scenario: ResponseScenario, n_draws: int, seed: int) -> Drawn:
    """The scenario run `n_draws` times; a figure's random numbers follow from the seed and its own place."""

    def drawn(*place: str) -> np.random.Generator:
        return generator("response", str(seed), scenario.id, *place)

    exposed = _positive(scenario.exposed, n_draws, drawn("exposed"))
    strengths = {
        one.id: _positive(one.strength, n_draws, drawn("announcement", one.id))
        for one in scenario.announcements
    }
    hazards = {way.id: _hazard(scenario, way, exposed, strengths, drawn) for way in scenario.leaving}
    back = {way.id: _back(way, n_draws, drawn) for way in scenario.leaving}
    left, away = _run(scenario, hazards, back, exposed)
    obeying = _obeying(scenario, strengths, n_draws, drawn)
    return Drawn(left, away, exposed, obeying)


def summarise(scenario: ResponseScenario, drawn: Drawn) -> Response:
    """The run week by week, with 80 % bands."""
    days = [scenario.starts_on + week * WEEK for week in range(scenario.n_weeks)]
    ways = [
        Answered(
            id=way.id,
            title=way.title,
            weeks=tuple(
                WeekOfResponse(
                    on=day,
                    left=_spread(drawn.left[way.id][:, week]),
                    away=_spread(drawn.away[way.id][:, week]),
                    share=_spread(drawn.away[way.id][:, week] / drawn.exposed),
                )
                for week, day in enumerate(days)
            ),
        )
        for way in scenario.leaving
    ]
    gone = sum(drawn.away.values(), np.zeros_like(drawn.obeying)) / drawn.exposed[:, None]
    return Response(
        scenario=scenario.id,
        title=scenario.title,
        label=LABEL,
        n_draws=len(drawn.exposed),
        ways=tuple(ways),
        obeying=_weekly(days, drawn.obeying),
        reachable=_weekly(days, 1 - gone),
        note=scenario.note,
    )


def shares_by_week(scenario: ResponseScenario, drawn: Drawn) -> SharesByWeek:
    """What a register audit or an arithmetic of manpower takes from a run."""
    return SharesByWeek(
        starts_on=scenario.starts_on,
        out_of_reach={
            name: tuple((away / drawn.exposed[:, None]).mean(axis=0).tolist())
            for name, away in drawn.away.items()
        },
        obeying=tuple(drawn.obeying.mean(axis=0).tolist()),
    )


def lag(n_weeks: int, rise_weeks: Array, half_life_weeks: Array) -> Array:
    """How an announcement spreads over the weeks, (draw, week); each draw sums to one over all time."""
    weeks = np.arange(4 * n_weeks + 200)
    fading = np.exp2(-weeks / half_life_weeks[:, None])
    ready = 1 - np.exp2(-(weeks + 1) / rise_weeks[:, None])
    whole = fading * ready
    return np.asarray((whole / whole.sum(axis=1, keepdims=True))[:, :n_weeks])


def _hazard(
    scenario: ResponseScenario, way: Leaving, exposed: Array, strengths: dict[str, Array], drawn: Drawing
) -> Array:
    """Hazard to go by this way in each week, (draw, week)."""
    n_draws = len(exposed)
    moved = _positive(way.moved, n_draws, drawn(way.id, "moved"))
    rise = _positive(way.rise_weeks, n_draws, drawn(way.id, "rise"))
    half_life = _positive(way.half_life_weeks, n_draws, drawn(way.id, "half-life"))
    whole = -np.log1p(-np.minimum(moved / exposed, MOST_SHARE))
    spread = lag(scenario.n_weeks, rise, half_life)
    hazard = np.zeros((n_draws, scenario.n_weeks))
    for one in scenario.announcements:
        first = (one.on - scenario.starts_on).days // 7
        if 0 <= first < scenario.n_weeks:
            rest = scenario.n_weeks - first
            hazard[:, first:] += (strengths[one.id] * whole)[:, None] * spread[:, :rest]
    return hazard


def _back(way: Leaving, n_draws: int, drawn: Drawing) -> tuple[Array, Array]:
    """Share who ever come back, and share of these who do in a week, (draw,) each."""
    returning = draw(way.returning, n_draws, drawn(way.id, "returning"), 0.0, 1.0)
    half_life = _positive(way.return_half_life_weeks, n_draws, drawn(way.id, "return"))
    return returning, np.asarray(1 - np.exp2(-1 / half_life))


def _run(
    scenario: ResponseScenario,
    hazards: dict[str, Array],
    back: dict[str, tuple[Array, Array]],
    exposed: Array,
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Who has gone so far and who is away, by way, (draw, week) each; nobody is in two places."""
    shape = (len(exposed), scenario.n_weeks)
    left = {name: np.zeros(shape) for name in hazards}
    away = {name: np.zeros(shape) for name in hazards}
    home = exposed.copy()
    coming = {name: np.zeros(len(exposed)) for name in hazards}
    gone = {name: np.zeros(len(exposed)) for name in hazards}
    for week in range(scenario.n_weeks):
        for name, (_, weekly) in back.items():
            returned = coming[name] * weekly
            coming[name] -= returned
            home += returned
        total = sum((one[:, week] for one in hazards.values()), np.zeros(len(exposed)))
        going = home * -np.expm1(-total)
        home -= going
        for name, hazard in hazards.items():
            # Hazards that compete share out those who go in proportion.
            part = going * np.divide(hazard[:, week], total, out=np.zeros_like(total), where=total > 0)
            returning = back[name][0]
            coming[name] += part * returning
            gone[name] += part * (1 - returning)
            left[name][:, week] = part + (left[name][:, week - 1] if week else 0.0)
            away[name][:, week] = coming[name] + gone[name]
    return left, away


def _obeying(scenario: ResponseScenario, strengths: dict[str, Array], n_draws: int, drawn: Drawing) -> Array:
    """Share of those summoned who come, (draw, week)."""
    rule = scenario.obeying
    usual = draw(rule.usual, n_draws, drawn("obeying", "usual"), 0.0, 1.0)
    change = draw(rule.change, n_draws, drawn("obeying", "change"), -1.0, 1.0)
    half_life = _positive(rule.half_life_weeks, n_draws, drawn("obeying", "half-life"))
    felt = np.zeros((n_draws, scenario.n_weeks))
    for one in scenario.announcements:
        since = np.arange(scenario.n_weeks) - (one.on - scenario.starts_on).days // 7
        fading = np.where(since >= 0, np.exp2(-np.maximum(since, 0) / half_life[:, None]), 0.0)
        felt += strengths[one.id][:, None] * fading
    return np.clip(usual[:, None] + change[:, None] * felt, 0.0, 1.0)


def _positive(figure: Figure, n_draws: int, rng: np.random.Generator) -> Array:
    """Draws of a figure that is more than 0, (draw,)."""
    return figure.value * draw_ratio(figure, n_draws, rng)


def _weekly(days: list[date], shares: Array) -> tuple[WeekOfObeying, ...]:
    return tuple(WeekOfObeying(on=day, share=_spread(shares[:, week])) for week, day in enumerate(days))


def _spread(draws: Array) -> Spread:
    low, middle, high = np.quantile(draws, (0.1, 0.5, 0.9)).tolist()
    return Spread(low=low, value=middle, high=high)
