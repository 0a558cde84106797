"""Holds a written briefing against its case: are its inputs what they were, and does it say what they give?

Three things are told apart. An input that differs means that the case is not what the briefing was made from.
A ledger that has only grown is the same ledger. A page that differs although its inputs are the same was made
by another reading or version, or was changed after it was made.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tocsin import __version__
from tocsin.archive.merkle import Tree
from tocsin.briefing.exports.forms import FORMS
from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.html import render
from tocsin.briefing.stating import Statement, find_statement
from tocsin.briefing.voice.page import carried
from tocsin.desk.backlash import Noted, note_backlash
from tocsin.desk.composing import Telling, page_of
from tocsin.desk.desk import Clock, Desk
from tocsin.desk.manpower import note_finding
from tocsin.desk.showing import show
from tocsin.desk.smoothing import smooth_again
from tocsin.errors import BriefingError

LEDGER = "ledger root"
SHORT = 19
"""Characters of a digest that are enough to tell two apart by eye."""


class Check(NamedTuple):
    """One thing that was held against the case."""

    name: str
    """What."""
    holds: bool
    """Whether it is as stated."""
    found: str
    """In words."""


def verify_briefing(desk: Desk, file: Path) -> Iterator[Check]:
    """Everything that the briefing in a file states of its making, checked.

    Raises:
        BriefingError: the file cannot be read, or is no briefing as HTML or JSON.
    """
    try:
        written = file.read_bytes()
        text = written.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise BriefingError(str(file), "a briefing as HTML or JSON", str(error), "another file") from error
    said = find_statement(str(file), text)
    shown = show(desk, said.tlp)
    noted = note_backlash(desk, said.as_of, Clock(said.clock))
    ours = dict((*shown.inputs(), *(noted.inputs(shown) if noted else ())))
    for name, digest in said.inputs:
        yield _ledger(desk, digest) if name == LEDGER else _input(name, digest, ours.get(name))
    same = said.version == __version__
    yield Check("version", same, "same" if same else f"made by {said.version}, this is {__version__}")
    yield _page(desk, shown, said, written, noted)


def _input(name: str, stated: str, ours: str | None) -> Check:
    if stated == ours:
        return Check(name, True, "same")
    now = _short(ours) if ours else "nothing of that name"
    return Check(name, False, f"differs: {_short(stated)} stated, {now} in the case")


def _ledger(desk: Desk, stated: str) -> Check:
    """The ledger as it is, or as it was when it was shorter: it only ever grows."""
    tree = Tree()
    leaves = desk.archive.leaves()
    for n, leaf in enumerate(leaves, 1):
        tree.add(leaf)
        if f"sha256:{tree.root().hex()}" == stated:
            since = len(leaves) - n
            grown = f"; {since} captures have come since" if since else ""
            return Check(LEDGER, True, f"same, over {n} captures{grown}")
    if not leaves and stated == desk.archive.root():
        return Check(LEDGER, True, "same, over no captures")
    return Check(LEDGER, False, f"differs: {_short(stated)} stated, the ledger never had that root")


def _page(desk: Desk, shown: Desk, said: Statement, written: bytes, noted: Noted | None) -> Check:
    """The page made again from the case and compared byte by byte; what it plays is no part of it."""
    telling = Telling(
        language=said.language,
        since=said.previous_as_of,
        first=said.previous_as_of is None,
        inputs=said.inputs,
    )
    form = "html" if written.lstrip().startswith(b"<") else "json"
    reckoned = note_finding(desk, said.as_of, Clock(said.clock))
    page = page_of(desk, shown, said.as_of, Clock(said.clock), telling, reckoned, noted)
    if said.smoothed:
        page = smooth_again(page, desk.case.smoothing, desk.folder)
    plays = carried(written.decode(), page) if form == "html" else None
    again = render(page, plays).encode() if plays else FORMS[form].write(Edition(briefing=page))
    if again == written:
        return Check("page", True, "the same bytes, sound aside" if plays else "the same bytes")
    at = next(
        (n for n, (a, b) in enumerate(zip(again, written, strict=False)) if a != b),
        min(len(again), len(written)),
    )
    return Check("page", False, f"differs from byte {at}: {len(written)} bytes there, {len(again)} made anew")


def _short(digest: str) -> str:
    return digest if len(digest) <= SHORT else f"{digest[:SHORT]}…"
