"""A weight from two counts that an analyst can picture, and its place in the case's catalogue.

Asked for a likelihood ratio, people give numbers that contradict each other. Asked "of 20 run-ups to a
wave, in how many was this reported? and of 20 quiet stretches as long?", they give two frequencies, and the
weight follows: 12 of 20 against 6 of 20 is a ratio of 2, which is one bit.

Source: G. Gigerenzer and U. Hoffrage, "How to improve Bayesian reasoning without instruction: frequency
formats" (1995); A. O'Hagan et al., *Uncertain Judgements* (2006) ch. 5 on low, best and high.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import tomlkit
from tomlkit.items import Table

from tocsin.catalogue.entries import SHIPPED
from tocsin.catalogue.settling import replace_text
from tocsin.errors import CaseError, UsageError
from tocsin.records.units import Figure
from tocsin.stats.odds import likelihood_ratio_bits


class Times(NamedTuple):
    """In how many of so many stretches: at least likely, best guess, at most likely."""

    low: float
    value: float
    high: float


class Elicited(NamedTuple):
    """One weight as an analyst gave it."""

    indicator: str
    hypothesis: str
    weight: Figure
    quiet_share: Figure


def elicit(
    indicator: str, hypothesis: str, of: int, before: Times, quiet: Times, by: str, today: date
) -> Elicited:
    """The weight and the quiet share that the counts give.

    Args:
        indicator: its id.
        hypothesis: its id.
        of: how many stretches were pictured.
        before: in how many run-ups to the hypothesis the indicator was seen.
        quiet: in how many stretches without it.
        by: who was asked.
        today: when.

    Raises:
        UsageError: a count is nought or all, so that one report would prove or refute for ever, or the
            counts are out of order.
    """
    for name, times in (("run-ups", before), ("quiet stretches", quiet)):
        verify_times(times, of, name)
    told = f"Seen in {before.value:g} of {of} run-ups and in {quiet.value:g} of {of} quiet stretches."
    source = f"elicited: {by}"
    weight = Figure(
        value=round(likelihood_ratio_bits(before.value / of, quiet.value / of), 3),
        low=round(likelihood_ratio_bits(before.low / of, quiet.high / of), 3),
        high=round(likelihood_ratio_bits(before.high / of, quiet.low / of), 3),
        unit="bits",
        source=source,
        date=today,
        note=told,
    )
    share = Figure(
        value=quiet.value / of,
        low=quiet.low / of,
        high=quiet.high / of,
        unit="share",
        source=source,
        date=today,
        note=told,
    )
    return Elicited(indicator, hypothesis, weight, share)


def verify_times(times: Times, of: int, name: str) -> None:
    """The counts are in order, above nought and below all.

    Raises:
        UsageError: they are not.
    """
    if not 0 < times.low <= times.value <= times.high < of:
        raise UsageError(
            name,
            f"low ≤ best ≤ high, above 0 and below {of}",
            f"{times.low:g}, {times.value:g}, {times.high:g}",
            "a half where it never happened that you know of, or more stretches with --of 100: a ratio of "
            "zero or infinity would settle the question for ever",
        )


def write_elicited(folder: Path, elicited: Elicited) -> Path:
    """Put the weight into the case's own file of the indicator, made from the shipped one if need be.

    Raises:
        CaseError: the file cannot be read or written.
    """
    path = folder / "indicators" / f"{elicited.indicator}.toml"
    origin = path if path.is_file() else SHIPPED / "indicators" / path.name
    try:
        written = tomlkit.parse(origin.read_text(encoding="utf-8"))
        weights = written.setdefault("weights", tomlkit.table(is_super_table=True))
        weights[elicited.hypothesis] = _table(elicited.weight)
        written["quiet_share"] = _table(elicited.quiet_share)
        path.parent.mkdir(exist_ok=True)
        replace_text(path, tomlkit.dumps(written))
    except OSError as problem:
        raise CaseError(
            str(path), "a file that can be written", problem.strerror or str(problem), "checking its rights"
        ) from problem
    return path


def _table(figure: Figure) -> Table:
    table = tomlkit.table()
    for key in ("value", "low", "high", "unit", "source", "date", "note"):
        table[key] = getattr(figure, key)
    return table
