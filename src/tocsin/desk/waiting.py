"""Claims that wait for somebody to look at them: shown with names replaced, accepted or rejected."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tocsin.catalogue.load import CASE_FILE
from tocsin.catalogue.reviewing import write_reviews
from tocsin.desk.desk import opened
from tocsin.desk.printing import fit, released
from tocsin.desk.readings import read
from tocsin.errors import UsageError
from tocsin.records.review import Review, Verdict


class Waiting(NamedTuple):
    """One claim, as an analyst is shown it."""

    id: str
    confidence_p: float
    topic: str
    speaker: str
    content: str
    method: str


def waiting(folder: Path) -> tuple[Waiting, ...]:
    """The claims that wait, least confident first; people renamed."""
    with opened(folder) as desk:
        read(desk)
        rename = fit(desk)
        shown = [
            Waiting(
                id=one.id,
                confidence_p=one.spans.confidence_p,
                topic=one.spans.topic,
                speaker=rename(one.speaker or ""),
                content=rename(one.spans.content.text),
                method=one.method,
            )
            for one in desk.sifted().waiting
        ]
        released(desk, "review", shown)
    return tuple(sorted(shown, key=lambda one: (one.confidence_p, one.id)))


def decide(folder: Path, accepted: Iterable[str], rejected: Iterable[str], on: date) -> int:
    """Writes decisions into the case and says how many.

    Raises:
        UsageError: an id is of no claim of the case, or is both accepted and rejected.
    """
    verdicts = [(one, Verdict.ACCEPT) for one in accepted] + [(one, Verdict.REJECT) for one in rejected]
    chosen = dict(verdicts)
    with opened(folder) as desk:
        read(desk)
        known = {one.id for one in desk.store.claims()}
    for name, verdict in verdicts:
        if name not in known:
            raise UsageError("tocsin review", "the id of a claim", repr(name), "an id that it lists")
        if chosen[name] is not verdict:
            raise UsageError(
                "tocsin review", f"{name} once", "it both accepted and rejected", "one of the two"
            )
    write_reviews(
        folder / CASE_FILE, {name: Review(verdict=verdict, on=on) for name, verdict in chosen.items()}
    )
    return len(chosen)
