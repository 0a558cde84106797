"""A case as one audience may see it: what is marked more strictly is gone before anything is made of it.

It is left out of the evidence and not of the page, so the answer itself, its counts, charts and predictions
are what they would be had the case never held it.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from tocsin.catalogue.load import CASE_FILE, load_case
from tocsin.catalogue.marking import write_markings
from tocsin.catalogue.settling import replace_text
from tocsin.desk.desk import Desk, opened
from tocsin.desk.readings import read
from tocsin.errors import CaseError, UsageError
from tocsin.log import stderr
from tocsin.protect.marking import CAPTURE, Curtain, Markings
from tocsin.records.marking import Tlp, strictest
from tocsin.records.prediction import Prediction


def markings(desk: Desk) -> Markings:
    """How the captures and claims of a case are marked."""
    return Markings(desk.case.markings, desk.case.tlp, desk.store.captures())


def show(desk: Desk, audience: Tlp) -> Desk:
    """The desk through which only that may be seen which the audience may see.

    Raises:
        CaseError: a mark stands on a capture or claim that the case does not have, so that nobody could tell
            what it was to keep from whom.
    """
    marked = markings(desk)
    for name in marked.idle(desk.store.captures()) if marked.captures() else ():
        stderr().print(f"{name} is marked in {CASE_FILE}, and no capture has that address.", markup=False)
    phrases = _phrases(desk, marked, audience)
    curtain = Curtain(marked, audience, desk.store.captures(), phrases)
    case = desk.case
    shown = msgspec.structs.replace(
        case,
        sources=tuple(one for one in case.sources if curtain.shows(marked.source(one.id))),
        events=tuple(one for one in case.events if curtain.shows(strictest([one.tlp, case.tlp]))),
        watch=tuple(one for one in case.watch if curtain.shows_address(one.address)),
        markings={},
    )
    return desk._replace(case=shown, curtain=curtain)


def mark(folder: Path, marks: Mapping[str, Tlp]) -> int:
    """Writes marks into the case file, and gives how many captures carry the strictest of them or more.

    Raises:
        CaseError, CatalogueError: one stands on nothing that could be marked; the case file stays as it was.
    """
    path = folder / CASE_FILE
    before = path.read_text("utf-8") if path.is_file() else ""
    load_case(folder)
    write_markings(path, marks)
    try:
        with opened(folder) as desk:
            read(desk)
            show(desk, Tlp.CLEAR)
            marked = markings(desk).captures()
            return sum(own is strictest([own, *marks.values()]) for own in marked.values())
    except UsageError:
        replace_text(path, before)
        raise


def _phrases(desk: Desk, marked: Markings, audience: Tlp) -> list[str]:
    """The words of the claims that are marked too strictly for the audience."""
    where = f"{desk.folder / CASE_FILE}: markings"
    for name in desk.case.markings:
        if name.startswith(CAPTURE) and name not in marked.captures():
            raise CaseError(where, "the id of a capture of this case", name, "its address")
    raised = [name for name, mark in marked.claims().items() if not audience.admits(mark)]
    said = {one.id: one.spans.content.text for one in desk.store.claims()} if raised else {}
    for name in raised:
        if name not in said:
            raise CaseError(where, "the id of a claim as it is read now", name, "marking its capture")
    return [said[name] for name in raised]


def predictions(desk: Desk, kept: tuple[Prediction, ...]) -> tuple[Prediction, ...]:
    """Those that the audience may see."""
    return tuple(shown for one in kept if (shown := desk.curtain.prediction(one)))


def n_withheld(whole: Desk, shown: Desk, as_of: datetime) -> int:
    """How many captures, claims and events of an instant the audience may not see."""
    case = whole.case
    if not case.markings and strictest([case.tlp, *(one.tlp for one in case.events)]) is Tlp.CLEAR:
        return 0
    hidden = [one for one in whole.store.captures(as_of) if not shown.curtain.shows_captures(one.id)]
    claims = [
        one
        for one in whole.store.claims(as_of)
        if shown.curtain.shows_captures(one.capture_id) and not shown.curtain.shows_claim(one)
    ]
    events = [one for one in whole.case.events if one not in shown.case.events and one.on <= as_of.date()]
    return len(hidden) + len(claims) + len(events)
