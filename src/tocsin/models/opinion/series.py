"""Related series as numbers, and the model fitted to them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from tocsin.errors import SurveyError
from tocsin.models.opinion import shocks, vector
from tocsin.models.opinion.shocks import Found, Told
from tocsin.models.opinion.vector import Pace, Seen
from tocsin.records.opinion import (
    OpinionRules,
    Poll,
    Scale,
)
from tocsin.stats.kalman import Array

DAYS_A_MONTH = 30.4375
ROUNDS = 2
"""The pace is reckoned again once events are found: what was sudden is no drift, and would hide the next."""
FEWEST = 6
"""Surveys of a series below which nothing can be said of its pace."""


class Series(NamedTuple):
    """Polls as numbers, in the order in which they were in the field."""

    polls: Sequence[Poll]
    measures: tuple[str, ...]
    houses: tuple[str, ...]
    scale: Scale
    seen: Seen
    centre: Array
    """(series,): what was taken off each series."""


class Fitted(NamedTuple):
    """What the model makes of the series."""

    found: tuple[Found, ...]
    """Events, each with its best half-life."""
    told: tuple[Told, ...]
    """The same, told beside the others."""
    path: Array
    """(survey,): level with events, on the model's scale."""
    path_sd: Array
    """(survey,): its standard deviation."""
    shock: Array
    """(survey,): part of it that passes."""
    house: Array
    """(survey,): pollster's difference."""
    house_sd: Array
    """(survey,): its standard deviation."""


def read_series(polls: Iterable[Poll], scale: Scale, rules: OpinionRules) -> Series:
    """Polls as numbers."""
    ordered = sorted(polls, key=lambda one: (_middle(one), one.measure, one.pollster))
    measures = tuple(dict.fromkeys(one.measure for one in ordered))
    houses = tuple(dict.fromkeys(one.pollster for one in ordered))
    for name in measures:
        n = sum(one.measure == name for one in ordered)
        if n < FEWEST:
            raise SurveyError(f"series {name}", f"{FEWEST} surveys or more", str(n), "a longer series")
    of = np.array([measures.index(one.measure) for one in ordered])
    both = np.array([_number(one, scale, rules) for one in ordered])
    centre = np.array([both[of == at, 0].mean() for at in range(len(measures))])
    start = _middle(ordered[0])
    seen = Seen(
        at=np.array([(_middle(one) - start) / DAYS_A_MONTH for one in ordered]),
        of=of,
        house=np.array([houses.index(one.pollster) for one in ordered]),
        value=both[:, 0] - centre[of],
        variance=both[:, 1],
        n_series=len(measures),
    )
    return Series(ordered, measures, houses, scale, seen, centre)


def fit(seen: Seen, scale: Scale, rules: OpinionRules, same_people: float = 0.0) -> Fitted:
    """Events and levels of what was seen.

    Args:
        same_people: correlation of the sampling errors of different series asked at once, of the same people;
            unknown, it is left to the pace, and moved to see what hangs on it.
    """
    shares = scale is Scale.SHARE
    house_sd = rules.house_log_odds.value if shares else rules.house_points.value
    size_sd = rules.size_log_odds.value if shares else rules.size_points.value
    spread = shocks.sizes(rules, seen.n_series, size_sd)
    moved = np.zeros(len(seen.at))
    for _ in range(ROUNDS):
        pace = _pace(seen, house_sd, rules, moved)
        plain = vector.covariance(seen, pace, house_sd) + same_people * vector.asked_at_once(seen)
        found = shocks.find_events(seen, plain, spread, rules)
        moved = _moved(seen, plain, found, spread)
    told = _tell(seen, plain, found, spread, rules)
    settled = [_settled(one) for one in told]
    order = sorted(range(len(told)), key=lambda at: told[at].at)
    return _fitted(
        seen, pace, plain, spread, house_sd, [settled[at] for at in order], [told[at] for at in order]
    )


def _moved(seen: Seen, plain: Array, found: list[Found], spread: Array) -> Array:
    """How far events are expected to have moved each survey, (survey,)."""
    parts = sum((shocks.moved(seen, one, spread) for one in found), np.zeros_like(plain))
    return np.asarray(parts @ (vector.inverted(plain + parts) @ seen.value))


def _pace(seen: Seen, house_sd: float, rules: OpinionRules, moved: Array) -> Pace:
    """The pace once events and pollsters' differences are taken off.

    Args:
        moved: (survey,): how far events moved each survey.
    """
    memory, clip = rules.memory_waves.value, rules.clip.value
    pace = vector.estimate_pace(seen, memory, clip, moved)
    same = vector.same_house(seen)
    if not same.any():
        return pace
    whole = vector.covariance(seen, pace, house_sd)
    offset = same @ np.linalg.solve(whole, seen.value - moved) * house_sd**2
    return vector.estimate_pace(seen, memory, clip, moved + offset)


def _tell(seen: Seen, plain: Array, found: list[Found], spread: Array, rules: OpinionRules) -> list[Told]:
    """Each event beside all others."""
    parts = [shocks.moved(seen, one, spread) for one in found]
    whole = plain + sum(parts) if parts else plain
    return [
        shocks.tell(seen, whole - part, one, spread, rules) for one, part in zip(found, parts, strict=True)
    ]


def _settled(one: Told) -> Found:
    """An event with the kind that is likelier, and the middle half-life where it passes."""
    stays = one.shares[-1] > 0.5
    half_life = np.inf if stays else shocks.quantile(one.half_lives, one.shares, 0.5)
    return Found(one.at, float(half_life), one.bits)


def _fitted(
    seen: Seen, pace: Pace, plain: Array, spread: Array, house_sd: float, found: list[Found], told: list[Told]
) -> Fitted:
    nothing = np.zeros_like(plain)
    parts = [shocks.moved(seen, one, spread) for one in found]
    passing = sum(
        (part for part, one in zip(parts, found, strict=True) if np.isfinite(one.half_life)), nothing
    )
    whole = sum(parts, plain)
    inverse = vector.inverted(whole)
    hidden = sum(parts, vector.levels(pace, seen.at, seen.of, seen.at, seen.of))
    path, cover = vector.condition(hidden, hidden, inverse, seen.value)
    shock = passing @ (inverse @ seen.value)
    same = vector.same_house(seen) * house_sd**2
    house, house_cover = vector.condition(same, same, inverse, seen.value)
    return Fitted(
        tuple(found),
        tuple(told),
        path,
        np.sqrt(np.maximum(np.diag(cover), 0)),
        shock,
        house,
        np.sqrt(np.maximum(np.diag(house_cover), 0)),
    )


def _middle(one: Poll) -> float:
    """Middle of the field dates, in days."""
    return (one.starts_on.toordinal() + one.ends_on.toordinal()) / 2


def _number(one: Poll, scale: Scale, rules: OpinionRules) -> tuple[float, float]:
    """Value on the model's scale, and its sampling variance."""
    if scale is Scale.POINTS:
        if one.se is None:
            raise SurveyError(
                f"series {one.measure}", "a standard error", "none", "`se` in the tracking file"
            )
        return one.value, one.se**2
    share = held(one)
    spread = share_se(one, rules) / (share * (1 - share))
    return float(np.log(share / (1 - share))), spread**2


def share_se(one: Poll, rules: OpinionRules) -> float:
    """Standard error of a share: by its own design, or by what designs usually cost."""
    if one.se:
        return one.se
    share = held(one)
    return float(np.sqrt(rules.deff.value * share * (1 - share) / asked(one)))


def asked(one: Poll) -> int:
    """How many were asked.

    Raises:
        SurveyError: the poll does not say.
    """
    if one.n_asked is None:
        raise SurveyError(
            f"series {one.measure}", "how many were asked", "nothing", "`n_asked` or `n_column`"
        )
    return one.n_asked


def held(one: Poll) -> float:
    """A share that has log odds: half a person from nobody and from everybody at least."""
    least = 0.5 / asked(one)
    return float(np.clip(one.value, least, 1 - least))
