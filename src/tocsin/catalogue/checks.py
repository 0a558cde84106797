"""What must hold of a catalogue entry beyond its keys and types.

Every check returns nothing or raises, and says which key of which file it is about.
"""

import math
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec

from tocsin.catalogue.tables import did_you_mean, dotted
from tocsin.errors import CatalogueError
from tocsin.records.assessment import Weighing
from tocsin.records.case import Event, Foreign
from tocsin.records.claim import Credibility
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indicator, Observer, Topic
from tocsin.records.record import Record
from tocsin.records.source import Reliability, Source
from tocsin.records.units import Figure

UNITS = {
    "half_life_days": "days",
    "shared_claim_days": "days",
    "prediction_horizon": "days",
    "half_after_months": "months",
    "quiet_share": "share",
    "weights": "bits",
    "cap_bits": "bits",
    "absence_bits": "bits",
    "hazard_per_month": "per month",
    "reliability": "share",
    "credibility": "share",
    "repeat_correlation": "share",
    "missing_widening": "share",
    "containment": "share",
}
"""First key of a figure's path → the unit it must be in."""
FRACTIONS = ("share", "per month")


def figures(record: Any, path: str = "") -> Iterator[tuple[str, Figure]]:
    """Every figure in a record, with its dotted path."""
    if isinstance(record, Figure):
        yield path, record
    elif isinstance(record, Record):
        for key in record.__struct_fields__:
            yield from figures(getattr(record, key), dotted(path, key))
    elif isinstance(record, dict):
        for key, value in record.items():
            yield from figures(value, dotted(path, key))


def verify_figures(record: Record, where: str) -> None:
    """Every figure is finite, in order, in the unit its place asks for, and says where it comes from."""
    for path, figure in figures(record):
        at = f"{where}: {path}"
        if not all(math.isfinite(x) for x in (figure.low, figure.value, figure.high)):
            raise CatalogueError(at, "finite numbers", "nan or inf", "a number such as 0.5")
        if not figure.low <= figure.value <= figure.high:
            found = f"{figure.low}, {figure.value}, {figure.high}"
            raise CatalogueError(at, "low <= value <= high", found, "putting the range around the value")
        unit = next((u for key, u in UNITS.items() if key in path.split(".")), figure.unit)
        if figure.unit != unit:
            raise CatalogueError(f"{at}.unit", repr(unit), repr(figure.unit), f'unit = "{unit}"')
        if unit in FRACTIONS and not (figure.low >= 0 and figure.high <= 1):
            raise CatalogueError(
                at, "numbers from 0 to 1", f"{figure.low} to {figure.high}", "a fraction, 20 % as 0.2"
            )
        if unit == "days" and figure.low <= 0:
            raise CatalogueError(at, "days above zero", f"{figure.low}", "at least 1")
        if not figure.source.strip():
            raise CatalogueError(
                f"{at}.source", "where the number comes from", "nothing", 'source = "elicited: you"'
            )


def verify_indicator(indicator: Indicator, where: str) -> None:
    """Figures are sound, and there is something to look for."""
    verify_figures(indicator, where)
    verify_quiet_share(indicator, where)
    verify_worded(indicator, where)


def verify_quiet_share(indicator: Indicator, where: str) -> None:
    """What is seen in so many quiet times cannot be as much likelier before a wave as a weight says."""
    quiet = indicator.quiet_share
    if quiet is None:
        return
    if not 0 < quiet.value < 1:
        raise CatalogueError(
            f"{where}: quiet_share", "a share between 0 and 1", f"{quiet.value:g}", "leaving it out"
        )
    times = f"{quiet.value:.0%} of quiet times"
    for name, weight in indicator.weights.items():
        before = quiet.value * 2**weight.value
        if before >= 1:
            raise CatalogueError(
                f"{where}: weights.{name}",
                f"less than {-math.log2(quiet.value):.2f} bits, since it is seen in {times}",
                f"{weight.value:g}, which would be seen in {before:.0%} of the others",
                "a smaller weight or a smaller quiet_share",
            )


def verify_worded(entry: Indicator | Topic, where: str) -> None:
    """Every language has at least one pattern, and none that matches everything."""
    if isinstance(entry, Indicator) and entry.observed_by is not Observer.TEXT:
        if entry.patterns:
            raise CatalogueError(
                f"{where}: patterns",
                f"none, since {entry.observed_by.value} finds it",
                "some",
                "deleting them",
            )
        return
    if not entry.patterns:
        raise CatalogueError(
            f"{where}: patterns", "at least one language", "none", "[patterns.en] any = ['…']"
        )
    for lang, patterns in entry.patterns.items():
        at = f"{where}: patterns.{lang}.any"
        if not patterns.any:
            raise CatalogueError(at, "at least one pattern", "an empty list", "adding one")
        for n, pattern in enumerate(patterns.any):
            if not pattern.strip():
                raise CatalogueError(
                    f"{at}[{n}]", "a pattern", "nothing", "deleting it: it would match every text"
                )


def verify_source(source: Source, where: str) -> None:
    """Host names are bare, and the grade has its grounds."""
    for n, host in enumerate(source.hosts):
        if "/" in host or ":" in host or host != host.lower() or "." not in host:
            advice = repr(host.lower().removeprefix("https://").removeprefix("http://").partition("/")[0])
            raise CatalogueError(f"{where}: hosts[{n}]", "a bare host name in lower case", repr(host), advice)
    if not source.grounds.strip():
        raise CatalogueError(f"{where}: grounds", "why this grade", "nothing", "a sentence")
    every = source.expected_every_days
    if every is not None and not (math.isfinite(every) and every > 0):
        raise CatalogueError(f"{where}: expected_every_days", "days above zero", str(every), "leaving it out")


def verify_unshared(sources: Iterable[Source], where: str) -> None:
    """No host and no alias belongs to two sources."""
    owner: dict[str, str] = {}
    for source in sources:
        for name in {n.casefold() for n in (*source.hosts, *source.aliases)}:
            if name in owner:
                raise CatalogueError(
                    f"{where}: {name}",
                    "one source",
                    f"{owner[name]} and {source.id}",
                    "taking it from one of them",
                )
            owner[name] = source.id


def verify_question(question: Question, where: str) -> None:
    """Deadlines ascend, the hypotheses exclude each other, and the prior speaks of each but the residual."""
    verify_figures(question, where)
    days = (question.opened_on, *question.deadlines)
    if not question.deadlines or any(a >= b for a, b in pairwise(days)):
        raise CatalogueError(
            f"{where}: deadlines",
            f"ascending days after {question.opened_on}",
            ", ".join(map(str, days[1:])),
            "sorting them",
        )
    if question.headline_deadline not in question.deadlines:
        raise CatalogueError(
            f"{where}: headline_deadline",
            "one of the deadlines",
            str(question.headline_deadline),
            str(days[1]),
        )
    ids = [h.id for h in question.hypotheses]
    verify_unique(ids, f"{where}: hypotheses")
    residual = [h.id for h in question.hypotheses if h.residual]
    if len(residual) != 1:
        raise CatalogueError(
            f"{where}: hypotheses",
            "exactly one with residual = true",
            f"{len(residual)}",
            "marking what holds while nothing has happened",
        )
    verify_hazards(question, residual[0], where)


def verify_hazards(question: Question, residual: str, where: str) -> None:
    """The reference class gives a hazard for every hypothesis but the residual, and for no other."""
    wanted = {h.id for h in question.hypotheses} - {residual}
    given = question.reference_class.hazard_per_month
    at = f"{where}: reference_class.hazard_per_month"
    for name in given:
        if name not in wanted:
            raise CatalogueError(
                f"{at}.{name}", "a hypothesis that is not residual", repr(name), did_you_mean(name, wanted)
            )
    for name in sorted(wanted - set(given)):
        raise CatalogueError(
            f"{at}.{name}", "a monthly chance", "no such key", f"adding {name} = {{ value = … }}"
        )


def verify_settling(events: Iterable[Event], question: Question, where: str) -> None:
    """What settles the question came about after it was opened."""
    for event in events:
        if event.settles is not None and event.on < question.opened_on:
            raise CatalogueError(
                f"{where}.{event.id}.on",
                f"a day from {question.opened_on} on, when the question was opened",
                str(event.on),
                "leaving out settles, or opening the question earlier",
            )


def verify_forecasts(forecasts: Iterable[Foreign], hypotheses: Iterable[str], where: str) -> None:
    """Others' forecasts are probabilities of our hypotheses, made before their deadline."""
    names = tuple(hypotheses)
    for at, one in enumerate(forecasts):
        verify_known((one.hypothesis,), names, f"{where}[{at}].hypothesis", "a hypothesis of the question")
        if not 0 <= one.p <= 1:
            raise CatalogueError(f"{where}[{at}].p", "a probability from 0 to 1", f"{one.p:g}", "20 % as 0.2")
        if one.on >= one.deadline:
            raise CatalogueError(
                f"{where}[{at}].on", f"a day before {one.deadline}", str(one.on), "the day it was made"
            )


def verify_known(names: Iterable[str], known: Iterable[str], where: str, what: str) -> None:
    """Every name is one of the known ones."""
    choices = tuple(known)
    for name in names:
        if name not in choices:
            raise CatalogueError(
                f"{where}.{name}", f"the id of {what}", repr(name), did_you_mean(name, choices)
            )


def verify_unique(names: Iterable[str], where: str) -> None:
    """No name stands twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise CatalogueError(where, "each id once", f"{name!r} twice", "renaming one of them")
        seen.add(name)


def verify_by_date(days: Iterable[tuple[str, date]], where: str) -> None:
    """No day comes before the one named before it."""
    for (before, first), (key, day) in pairwise(days):
        if day < first:
            raise CatalogueError(f"{where}: {key}", f"no day before {first} of {before}", str(day), "by date")


def verify_weighing(weighing: Weighing, where: str) -> None:
    """Every Admiralty grade has its share."""
    verify_figures(weighing, where)
    for key, grades in (("reliability", Reliability), ("credibility", Credibility)):
        given: dict[str, Figure] = getattr(weighing, key)
        for grade in msgspec.to_builtins(list(grades)):
            if grade not in given:
                raise CatalogueError(
                    f"{where}: {key}.{grade}", "a share for every grade", "no such key", "adding it"
                )
        verify_known(given, msgspec.to_builtins(list(grades)), f"{where}: {key}", "an Admiralty grade")
