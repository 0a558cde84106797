"""A case is published: its answer, how it moved, and what it stands on, written as a page or a file."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from tocsin import __version__
from tocsin.briefing.compose import Marks, compose
from tocsin.briefing.exports.forms import FORMS
from tocsin.briefing.exports.interface import Setting
from tocsin.briefing.writing import write
from tocsin.desk.desk import Clock, Desk
from tocsin.desk.disclosing import disclose, keep
from tocsin.desk.editions import edition
from tocsin.desk.forecasts import answer, ledger
from tocsin.desk.showing import n_withheld, predictions, show
from tocsin.log import doing
from tocsin.records.assessment import Assessment
from tocsin.records.briefing import Briefing, TrackPoint
from tocsin.records.marking import Tlp

WEEK = timedelta(days=7)
"""How far back "since last time" reaches, and how far apart the answers of the track are."""


def publish(
    desk: Desk,
    as_of: datetime,
    clock: Clock,
    path: Path,
    form: str,
    audience: Tlp,
    setting: Setting = Setting(),
) -> None:
    """Writes the briefing of an open case for an audience, once nothing in it tells what it must not.

    Every form passes here and nowhere else, so that the gate sees the very bytes that leave.
    """
    with doing("weighing the evidence"):
        shown = show(desk, audience)
        page = page_of(desk, shown, as_of, clock)
    with doing("drawing the page"):
        written = FORMS[form].write(edition(shown, page, path, setting))
    with doing("looking for names that must not leave"):
        shown.gate().verify({path.name: written})
    with doing("counting how many people fit what is told of each"):
        disclosure = disclose(desk.folder, desk.case, page, f"{as_of:%d %B %Y}")
    write(path, written)
    keep(disclosure)
    # Our record is of what we hold, and an answer from which something was left out is not that.
    held = answer(desk, desk.evidence(as_of, clock)) if page.n_withheld else page.assessment
    desk.store.put([held, page])


def page_of(whole: Desk, desk: Desk, as_of: datetime, clock: Clock) -> Briefing:
    """The briefing of a case.

    Args:
        whole: The case.
        desk: The case as its audience may see it.
    """
    known = desk.evidence(as_of, clock)
    redactor, pseudonyms = desk.redactor()
    answers = list(_track(desk, as_of, clock))
    return compose(
        case=desk.case,
        assessment=answers[-1],
        previous=answers[-2] if len(answers) > 1 else None,
        track=[
            TrackPoint(on=one.as_of.date(), p={each.id: each.p for each in one.hypotheses}) for one in answers
        ],
        claims=known.claims,
        indications=known.indications,
        mementos=known.mementos,
        captures=desk.captures(known),
        predictions=predictions(desk, ledger(whole, as_of, clock)),
        vanishings=desk.vanishings(as_of),
        issues=[*desk.issues(as_of), *desk.waiting(as_of)],
        redact=redactor.text,
        n_pseudonyms=len(pseudonyms),
        input_digests=desk.inputs(),
        version=__version__,
        pseudonyms=pseudonyms,
        marks=Marks(
            audience=desk.curtain.audience,
            n_withheld=n_withheld(whole, desk, as_of),
            capture=desk.curtain.markings.capture,
            claim=desk.curtain.markings.claim,
        ),
    )


def _track(desk: Desk, as_of: datetime, clock: Clock) -> Iterator[Assessment]:
    """The answers as they stood a week apart, from the first thing known to the instant, ascending."""
    known = desk.evidence(as_of, clock)
    opened_at = datetime.combine(desk.case.question.opened_on, time(), UTC)
    first = max(opened_at, min((one.captured_at for one in known.mementos), default=as_of))
    for weeks in reversed(range(max(as_of - first, timedelta()) // WEEK + 1)):
        yield answer(desk, desk.evidence(as_of - weeks * WEEK, clock))
