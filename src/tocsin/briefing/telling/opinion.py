"""What surveys say of the next wave: the latest sudden fall, what became of it, and that it counts once."""

from collections.abc import Iterator

from tocsin.briefing.telling.said import Said, Teller, at
from tocsin.records.briefing import Sentence

BASIS = "chart-opinion-shocks"
INDICATOR = "opinion_backlash"
"""What a finding of the model of opinion shows."""


def sentences(teller: Teller) -> Iterator[Sentence]:
    """The section, where the case follows series."""
    found = teller.briefing.opinion
    if found is None:
        return
    if found.latest is None:
        yield teller.sentence("opinion.none", basis=BASIS, until=at("opinion.until"))
        return
    here = f"opinion.tracked.events.{found.latest}"
    changes = found.tracked.events[found.latest].changes
    parts = [_part(teller, f"{here}.changes.{n}", one.measure) for n, one in enumerate(changes)]
    yield teller.sentence(
        "opinion.fell", basis=BASIS, on=at(f"{here}.on"), p=at(f"{here}.p"), parts=teller.joined(parts, ", ")
    )
    yield teller.sentence(
        "opinion.passes",
        basis=BASIS,
        p=at(f"{here}.transient_p"),
        months=at(f"{here}.half_life_months"),
        low=at(f"{here}.half_life.low"),
        high=at(f"{here}.half_life.high"),
    )
    yield teller.sentence("opinion.left", basis=BASIS, until=at("opinion.until"), left=at("opinion.left"))
    if INDICATOR in teller.briefing.indicator_titles:
        yield teller.sentence("opinion.weighs", basis="h-why", indicator=at(f"indicator_titles.{INDICATOR}"))


def _part(teller: Teller, change: str, measure: str) -> Said:
    """How far one series fell."""
    return teller.say(
        "opinion.part",
        title=at(f"opinion.tracked.series[id={measure}].title"),
        value=at(f"{change}.value"),
        low=at(f"{change}.interval.low"),
        high=at(f"{change}.interval.high"),
    )
