"""Reads texts marked up by hand: who said what, and what of it is a claim.

`{LABELS|words}` lays labels, separated by spaces, over the words; braces nest. `GUIDELINES.md` says when
to use which:

    s1 c1 t1          source, cue and content of attribution 1; the same label again is a broken span
    w                 a claim the writer asserts, with no source
    topic:ID          after t1 or w: the content is a claim on this topic of the catalogue
    deny pred         after t1 or w: the claim is denied; it speaks of the future
    cert:possible     after t1 or w: certain, probable or possible
    i:ID              the words show this indicator
    p:NAME            a mention of the private person NAME

    {s1|Colonel Adeyemi} {c1|said} {t1 topic:callup_size|he would call up {s2|some} …}

Offsets are Python character offsets into the text without the markup.
"""

import re
from collections import defaultdict
from typing import NamedTuple

from tocsin.reading.interface import Stretch
from training.examples import Told

_MARK = re.compile(r"\{([^{}|\n]+)\||\}")
_ROLE = re.compile(r"([sct])(\d+)")
_ALONE = re.compile(r"w|deny|pred|cert:(?:certain|probable|possible)")
_NAMED = ("topic:", "i:")


class MarkupError(ValueError):
    """The markup does not balance, or says what the guideline does not know."""


class Label(NamedTuple):
    """Labels over the characters `start` to `end`."""

    labels: tuple[str, ...]
    start: int
    end: int


class Marked(NamedTuple):
    """A text without its markup, and the labels over it in order of their start."""

    text: str
    labels: tuple[Label, ...]


def parse(marked: str) -> Marked:
    """Take the markup off.

    Raises:
        MarkupError: a brace is not closed or closes nothing; the message shows the place.
    """
    pieces: list[str] = []
    found: list[Label] = []
    opened: list[tuple[tuple[str, ...], int]] = []
    length = at = 0
    for mark in _MARK.finditer(marked):
        piece = marked[at : mark.start()]
        pieces.append(piece)
        length += len(piece)
        at = mark.end()
        if mark[1] is not None:
            opened.append((_labels(mark[1]), length))
        elif not opened:
            raise MarkupError(f"nothing to close at …{marked[max(0, mark.start() - 40) : mark.end()]!r}")
        else:
            labels, start = opened.pop()
            found.append(Label(labels, start, length))
    if opened:
        raise MarkupError(f"{' '.join(opened[-1][0])} is never closed")
    pieces.append(marked[at:])
    return Marked("".join(pieces), tuple(sorted(found, key=lambda label: (label.start, -label.end))))


def _labels(written: str) -> tuple[str, ...]:
    """The labels of one brace; a private person's name takes all that follows it."""
    head, private, name = written.partition("p:")
    if private and (not head or head.endswith(" ")):
        return (*_labels(head), f"p:{name.strip()}") if head.strip() else (f"p:{name.strip()}",)
    labels = tuple(written.split())
    for one in labels:
        if not (_ROLE.fullmatch(one) or _ALONE.fullmatch(one) or one.startswith(_NAMED)):
            raise MarkupError(f"unknown label {one!r}")
    return labels


def attributions(marked: Marked) -> tuple[Told, ...]:
    """The numbered attributions, in order of their cues; those without cue or content are left out."""
    roles: defaultdict[str, dict[str, list[Stretch]]] = defaultdict(lambda: {"s": [], "c": [], "t": []})
    for label in marked.labels:
        for one in label.labels:
            if role := _ROLE.fullmatch(one):
                roles[role[2]][role[1]].append((label.start, label.end))
    told = [Told(tuple(one["s"]), tuple(one["c"]), tuple(one["t"])) for one in roles.values()]
    return tuple(sorted((one for one in told if one.cues and one.contents), key=lambda one: one.cues))
