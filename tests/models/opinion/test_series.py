"""Series: the same as a Kalman filter where nothing happens, and shocks, shifts and houses recovered."""

import numpy as np
import pytest
from evals._shocks import AT, world

from tocsin.errors import SurveyError
from tocsin.models.opinion import vector
from tocsin.models.opinion.series import fit, read_series
from tocsin.models.opinion.sharpest import Line, find_falls
from tocsin.models.opinion.shocks import quantile
from tocsin.models.opinion.track import track
from tocsin.records.opinion import EventKind, Scale
from tocsin.stats.kalman import StateSpace, run_filter, smooth
from tocsin.stats.rng import generator


def drift(n, seed, sd=0.03, start=0.5):
    """Log odds that wander, and shares told of them by 1,600 people."""
    rng = np.random.default_rng(seed)
    level = start + np.cumsum(sd * rng.standard_normal(n))
    share = 1 / (1 + np.exp(-level))
    return level, rng.binomial(1066, share) / 1066


def test_with_no_event_the_vector_is_a_local_level_model(polls, rules):
    _, shares = drift(40, 3)
    shares = [None if month in (7, 8, 20) else share for month, share in enumerate(shares)]
    series = read_series(polls("one", shares), Scale.SHARE, rules)
    seen, fitted = series.seen, fit(series.seen, Scale.SHARE, rules)
    assert fitted.found == ()
    pace = vector.estimate_pace(seen, rules.memory_waves.value, rules.clip.value, np.zeros(len(seen.at)))
    steps = np.diff(pace.grown[0, 0])
    n = len(seen.at)
    model = StateSpace(
        transition=np.eye(1),
        noise=np.append(steps, 0.0)[:, None, None],
        observe=np.ones((n, 1, 1)),
        offset=np.zeros((n, 1)),
        error=seen.variance[:, None],
        mean=np.zeros(1),
        covariance=pace.vague[:, None],
    )
    mean, spread = smooth(model, run_filter(model, seen.value[:, None]))
    assert fitted.path == pytest.approx(mean[:, 0], abs=1e-8)
    assert fitted.path_sd == pytest.approx(np.sqrt(spread[:, 0, 0]), abs=1e-8)


def test_nothing_is_found_in_quiet_series(polls, rules):
    for seed in range(4):
        both = [poll for at in (0, 1) for poll in polls(f"{at}", drift(72, 10 * seed + at)[1].tolist())]
        series = read_series(both, Scale.SHARE, rules)
        assert fit(series.seen, Scale.SHARE, rules).found == ()


def test_a_shock_is_found_at_its_survey_with_its_size_and_half_life(rules):
    """Few worlds here; `python -m evals opinion` runs many."""
    rng, half_lives, sizes = np.random.default_rng(5), [], []
    for half_life in (2.0, 3.0, 5.0):
        series = read_series(world(rng, (-0.7, -0.9), half_life, rules.deff.value), Scale.SHARE, rules)
        (one,) = fit(series.seen, Scale.SHARE, rules).told
        assert one.at == np.unique(series.seen.at)[AT]
        low, high = (quantile(one.half_lives, one.shares, p) for p in (0.005, 0.995))
        half_lives.append(low <= half_life <= high)
        sizes += (np.abs(one.size - [-0.7, -0.9]) <= 2.8 * one.size_spread).tolist()
    assert all(half_lives)
    assert all(sizes)


def test_a_shift_that_stays_is_told_from_a_shock_that_passes(polls, rules):
    kinds = {}
    for kind, after in (("stays", np.full(30, 0.8)), ("passes", 0.8 * 0.5 ** (np.arange(30) / 2))):
        both = []
        for at in (0, 1):
            level = drift(66, 40 + at)[0]
            level[36:] += after
            share = 1 / (1 + np.exp(-level))
            both += polls(f"{at}", (np.random.default_rng(at).binomial(1066, share) / 1066).tolist())
        kinds[kind] = track(both, {}, Scale.SHARE, rules, "", "").events
    (stays,), (passes,) = kinds["stays"], kinds["passes"]
    assert stays.kind is EventKind.LEVEL
    assert passes.kind is EventKind.TRANSIENT
    assert f"{stays.on:%Y-%m}" == f"{passes.on:%Y-%m}" == "2013-01"
    assert f"{stays.after:%Y-%m}" == "2012-12"
    assert all(one.interval.low < one.value < one.interval.high for one in stays.changes)
    assert all(one.interval.low > 0 for one in stays.changes)


def test_pollsters_who_differ_are_told_apart_and_taken_off(polls, rules):
    level = drift(60, 9)[0]
    rng = np.random.default_rng(1)

    def told(offset, pollster):
        share = 1 / (1 + np.exp(-(level + offset)))
        return polls("approval", (rng.binomial(1066, share) / 1066).tolist(), pollster)

    both = track(told(0.15, "High") + told(-0.15, "Low"), {}, Scale.SHARE, rules, "", "")
    by = {one.pollster: one for one in both.houses}
    assert by["High"].value - by["Low"].value == pytest.approx(0.3, abs=0.06)
    assert both.events == ()


def test_points_are_followed_with_their_own_error(polls, rules):
    rng = np.random.default_rng(2)
    level = 90 + np.cumsum(0.5 * rng.standard_normal(50))
    level[30:] -= 18 * 0.5 ** (np.arange(20) / 3)
    asked = [
        one.__class__(
            **{**{key: getattr(one, key) for key in one.__struct_fields__}, "value": value, "se": 1.2}
        )
        for one, value in zip(polls("index", [0.5] * 50), level + 1.2 * rng.standard_normal(50), strict=True)
    ]
    (event,) = track(asked, {"index": "Index"}, Scale.POINTS, rules, "", "").events
    (change,) = event.changes
    assert change.interval.low <= -18 <= change.interval.high
    assert event.kind is EventKind.TRANSIENT


def test_a_series_too_short_is_refused(polls, rules):
    with pytest.raises(SurveyError, match="series one: expected 6 surveys or more, found 5"):
        read_series(polls("one", [0.5] * 5), Scale.SHARE, rules)


def test_the_sharpest_fall_is_told_with_what_it_was_compared_with(polls):
    days = [one.starts_on for one in polls("one", [0.5] * 40)]
    value = np.full(40, 60.0)
    value[20:] = 45.0
    line = Line("one", days, value, np.full(40, 1.5), "points of a hundred")
    (first,) = find_falls(line, generator("test"))
    assert (first.rank, first.value) == (1, -15.0)
    assert (first.rank_interval.low, first.rank_interval.high) == (1, 1)
    assert f"beside all 39 changes from one survey to the next, {days[0]} to {days[-1]}" in first.compared


def test_two_falls_alike_leave_it_open_which_was_the_sharpest(polls):
    days = [one.starts_on for one in polls("one", [0.5] * 40)]
    value = np.full(40, 60.0)
    value[10:20], value[30:] = 50.0, 50.5
    line = Line("one", days, value, np.full(40, 1.5), "points")
    first, second = find_falls(line, generator("test"))
    assert first.rank_interval.high == second.rank_interval.high == 2
    assert 0.3 < second.sharpest_p < first.sharpest_p < 0.7
