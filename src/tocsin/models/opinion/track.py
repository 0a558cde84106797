"""Related series followed together: levels with both intervals, events, pollsters' differences, falls."""

from collections.abc import Iterable, Sequence

import numpy as np

from tocsin import __version__
from tocsin.models.opinion import shocks
from tocsin.models.opinion.bounds import points_interval, share_interval
from tocsin.models.opinion.series import Fitted, Series, asked, fit, read_series, share_se
from tocsin.models.opinion.sharpest import Line, find_falls
from tocsin.models.opinion.shocks import Told
from tocsin.records.opinion import (
    Change,
    Event,
    EventKind,
    House,
    OpinionRules,
    Poll,
    Scale,
    Sharpest,
    Tracked,
    TrackedSeries,
    WaveOfSeries,
)
from tocsin.records.survey import Interval
from tocsin.stats.kalman import Array
from tocsin.stats.rng import generator
from tocsin.stats.student import Z_95


def track(
    polls: Iterable[Poll], titles: dict[str, str], scale: Scale, rules: OpinionRules, title: str, source: str
) -> Tracked:
    """Series with their events.

    Args:
        titles: series → its title.

    Raises:
        SurveyError: a series has too few surveys, or a poll does not say how many were asked.
    """
    series = read_series(polls, scale, rules)
    fitted = fit(series.seen, scale, rules)
    named = list(titles)
    order = sorted(series.measures, key=lambda name: named.index(name) if name in titles else len(named))
    return Tracked(
        title=title,
        scale=scale,
        source=source,
        series=tuple(_series(name, titles, series, fitted, rules) for name in order),
        events=tuple(_event(at, order, series, fitted, rules) for at in range(len(fitted.told))),
        houses=tuple(_houses(series, fitted)),
        method=f"opinion {__version__}: local levels, transient shocks and level shifts",
    )


def _shown(scale: Scale, x: float | Array) -> Array:
    """From the model's scale to per cent or points."""
    return np.asarray(100 / (1 + np.exp(-np.asarray(x))) if scale is Scale.SHARE else np.asarray(x))


def se_of(one: Poll, scale: Scale, rules: OpinionRules) -> float:
    """Standard error of a poll in per cent or points."""
    return (one.se or 0.0) if scale is Scale.POINTS else 100 * share_se(one, rules)


def interval_of(one: Poll, scale: Scale, rules: OpinionRules, wider: float) -> Interval:
    """95 % interval of a poll in per cent or points, so many times wider than by chance alone."""
    if scale is Scale.POINTS:
        return points_interval(one.value, one.se or 0.0, wider, one.degrees)
    worth = asked(one) / rules.deff.value
    found = share_interval(one.value, share_se(one, rules), worth, wider, one.degrees)
    return Interval(low=100 * found.low, high=100 * found.high)


def _series(
    name: str, titles: dict[str, str], series: Series, fitted: Fitted, rules: OpinionRules
) -> TrackedSeries:
    at = series.measures.index(name)
    mine = np.nonzero(series.seen.of == at)[0]
    waves = tuple(_wave(int(n), series, fitted, rules) for n in mine)
    return TrackedSeries(
        id=name, title=titles.get(name, name), waves=waves, falls=_falls(name, series, rules)
    )


def _wave(n: int, series: Series, fitted: Fitted, rules: OpinionRules) -> WaveOfSeries:
    one, scale = series.polls[n], series.scale
    middle = float(fitted.path[n] + series.centre[series.seen.of[n]])
    ends = middle + Z_95 * fitted.path_sd[n] * np.array([-1.0, 1.0])
    low, high = _shown(scale, ends).tolist()
    level = float(_shown(scale, middle))
    return WaveOfSeries(
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        pollster=one.pollster,
        value=100 * one.value if scale is Scale.SHARE else one.value,
        sampling=interval_of(one, scale, rules, 1.0),
        total=interval_of(one, scale, rules, rules.total_error.value),
        level=level,
        level_interval=Interval(low=low, high=high),
        shock=level - float(_shown(scale, middle - fitted.shock[n])),
    )


def line_of(name: str, series: Series, rules: OpinionRules) -> Line:
    """The surveys of the pollster who asked most often."""
    mine = [one for one in series.polls if one.measure == name]
    by_house = {house: [one for one in mine if one.pollster == house] for house in series.houses}
    kept = max(by_house.values(), key=len)
    scale = series.scale
    value = np.array([100 * one.value if scale is Scale.SHARE else one.value for one in kept])
    se = np.array([se_of(one, scale, rules) for one in kept])
    unit = "points of a hundred" if scale is Scale.SHARE else "points"
    return Line(name, [one.starts_on for one in kept], value, se, unit)


def _falls(name: str, series: Series, rules: OpinionRules) -> tuple[Sharpest, ...]:
    return find_falls(line_of(name, series, rules), generator("opinion", "falls", name))


def _event(at: int, order: Sequence[str], series: Series, fitted: Fitted, rules: OpinionRules) -> Event:
    told = fitted.told[at]
    seen = series.seen
    first = int(np.searchsorted(seen.at, told.at))
    needed = shocks.needed_bits(seen, rules)
    quantiles = [shocks.quantile(told.half_lives, told.shares, p) for p in (0.025, 0.5, 0.975)]
    stays = float(told.shares[-1])
    return Event(
        on=series.polls[first].starts_on,
        after=series.polls[first - 1].starts_on,
        bits=told.bits,
        p=1 / (1 + 2.0 ** min(needed - told.bits, 1000)),
        kind=EventKind.LEVEL if stays > 0.5 else EventKind.TRANSIENT,
        transient_p=1 - stays,
        half_life_months=quantiles[1],
        half_life=Interval(low=quantiles[0], high=quantiles[2]),
        changes=tuple(_change(series.measures.index(name), first, told, series, fitted) for name in order),
    )


def _change(of: int, first: int, told: Told, series: Series, fitted: Fitted) -> Change:
    """How far a series moved from where it was held to be just before."""
    before = [n for n in range(first) if series.seen.of[n] == of]
    base = (fitted.path[before[-1]] if before else 0.0) + series.centre[of]
    ends = told.size[of] + Z_95 * told.size_spread[of] * np.array([-1.0, 0.0, 1.0])
    low, value, high = (_shown(series.scale, base + ends) - _shown(series.scale, base)).tolist()
    return Change(measure=series.measures[of], value=value, interval=Interval(low=low, high=high))


def _houses(series: Series, fitted: Fitted) -> Iterable[House]:
    """Pollsters' differences, once each, where several measure the same."""
    done: set[tuple[str, str]] = set()
    for n, one in enumerate(series.polls):
        asked_by = {other.pollster for other in series.polls if other.measure == one.measure}
        if len(asked_by) > 1 and (one.measure, one.pollster) not in done:
            done.add((one.measure, one.pollster))
            value, sd = float(fitted.house[n]), float(fitted.house_sd[n])
            yield House(
                measure=one.measure, pollster=one.pollster, value=value, interval=points_interval(value, sd)
            )
