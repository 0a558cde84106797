"""What it costs to be told sooner: each threshold with what it finds, misses and raises in vain.

An event is told where it is likelier than not, with one expected in so many months. Whoever expects them more
often asks for less evidence. The other settings are moved to the ends of their ranges, one at a time.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
import numpy as np

from evals import Row
from evals._shocks import world
from tocsin.models.opinion.series import fit, read_series
from tocsin.models.opinion.shocks import needed_bits
from tocsin.records.opinion import OpinionRules, Poll, Scale
from tocsin.records.units import Figure

MONTHS = (12, 24, 48, 96, 192, 384)
"""One event expected in so many months; the catalogue says 48."""
MOVED = ("memory_waves", "clip", "together", "size_log_odds", "deff", "transient")
"""Settings that are moved to both ends of their ranges."""
SAME_PEOPLE = (0.2, 0.4)
"""Correlations of the two questions' sampling errors that are tried."""
N_QUIET = 40
"""Invented pairs of series in which nothing happens."""
Wanted = dict[str, tuple[date, date]]


def sensitivity(polls: Sequence[Poll], rules: OpinionRules, wanted: Wanted) -> Iterator[Row]:
    """Each threshold on the real series, then each setting at its ends."""
    for months in MONTHS:
        moved = _with(rules, "event_months", months)
        needed, told, others = _found(polls, moved, wanted)
        name = f"opinion one event in {months} months expected: others found, in five years"
        missed = ", ".join(one for one in wanted if one not in told) or "none"
        note = f"{needed:.1f} bits needed; missed: {missed}; {_bits(told)}"
        yield Row(name, others, note=note)
    for setting in MOVED:
        figure: Figure = getattr(rules, setting)
        for end in (figure.low, figure.high):
            _, told, others = _found(polls, _with(rules, setting, end), wanted)
            missed = ", ".join(one for one in wanted if one not in told) or "none"
            note = f"missed: {missed}; {_bits(told)}; others in five years {others:.2f}"
            yield Row(f"opinion wanted changes found, {setting} {end:g}", len(told) / len(wanted), note=note)
    yield from _together(polls, rules, wanted)


def _together(polls: Sequence[Poll], rules: OpinionRules, wanted: Wanted) -> Iterator[Row]:
    """Both questions are asked of the same people, whose sampling errors may go together."""
    for same_people in SAME_PEOPLE:
        _, told, others = _found(polls, rules, wanted, same_people)
        note = f"{_bits(told)}; others in five years {others:.2f}"
        name = f"opinion wanted changes found, errors correlated by {same_people:g}"
        yield Row(name, len(told) / len(wanted), note=note)


def quiet(rules: OpinionRules) -> Iterator[Row]:
    """False alarms where nothing ever happens."""
    rng = np.random.default_rng(77)
    alarms, years = 0, 0.0
    for _ in range(N_QUIET):
        seen = read_series(world(rng, (0.0, 0.0), 3.0, rules.deff.value), Scale.SHARE, rules).seen
        alarms += len(fit(seen, Scale.SHARE, rules).told)
        years += float(seen.at[-1]) / 12
    note = f"{years:.0f} invented years"
    yield Row(
        "opinion false alarms in five quiet years", 5 * alarms / years, target=1.0, at_most=True, note=note
    )


def _with(rules: OpinionRules, setting: str, value: float) -> OpinionRules:
    return msgspec.structs.replace(
        rules, **{setting: msgspec.structs.replace(getattr(rules, setting), value=value)}
    )


def _found(
    polls: Sequence[Poll], rules: OpinionRules, wanted: Wanted, same_people: float = 0.0
) -> tuple[float, dict[str, float], float]:
    """Bits needed, bits of each wanted change that was found, and others found in five years."""
    series = read_series(polls, Scale.SHARE, rules)
    told: dict[str, float] = {}
    others = 0
    for one in fit(series.seen, Scale.SHARE, rules, same_people).told:
        on = series.polls[int(np.searchsorted(series.seen.at, one.at))].starts_on
        name = next((name for name, (low, high) in wanted.items() if low <= on <= high), None)
        if name is None:
            others += 1
        else:
            told[name] = max(one.bits, told.get(name, 0.0))
    return needed_bits(series.seen, rules), told, 5 * 12 * others / float(series.seen.at[-1])


def _bits(told: dict[str, float]) -> str:
    return ", ".join(f"{name} {bits:.1f} bits" for name, bits in told.items())
