"""Words that say less than "it is so": found in a text, each with what it does.

The words are in `modality_cues.toml`, so that who knows the language can mend them and no code.

Source: K. Hyland, "Hedging in Scientific Research Articles" (1998); V. Ganter and M. Strube, "Finding
Hedges by Chasing Weasels" (ACL 2009).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from tocsin.reading.patterns import Expression, expression, lower_case
from tocsin.reading.sieve import Sieve
from tocsin.records.reading import Certainty
from tocsin.records.record import Record

TABLE = "modality_cues.toml"


class CueClass(Record):
    """Cues that do the same."""

    id: str
    """Name."""
    hedges: bool
    """Whether one of them makes a sentence hedged."""
    any: tuple[str, ...]
    """Wordings: regular expressions between word edges."""
    unless: tuple[str, ...] = ()
    """Wordings that take a cue back where they cover it."""
    certainty: Certainty = Certainty.UNSTATED
    """How sure a statement is that holds one."""


class Table(msgspec.Struct, frozen=True, rename={"classes": "class"}, forbid_unknown_fields=True):
    """The whole table."""

    classes: tuple[CueClass, ...]
    said: Mapping[Certainty, tuple[str, ...]]


class Cue(NamedTuple):
    """A hedge, or its opposite, where it stands."""

    start: int
    end: int
    kind: CueClass


class _Compiled(NamedTuple):
    kind: CueClass
    any: Expression
    unless: re.Pattern[str] | None


def find_cues(text: str) -> tuple[Cue, ...]:
    """Every cue in the text, in order of place."""
    lowered = lower_case(text)
    able = set(_sieve().able(lowered))
    kinds = (one for one in _compiled() if one.any in able)
    return tuple(sorted((cue for one in kinds for cue in _found(one, text, lowered)), key=lambda c: c[:2]))


def said_certainty(cue: str) -> Certainty:
    """How sure the reporting word itself says that its statement is."""
    for certainty, pattern in _said():
        if pattern.search(cue):
            return certainty
    return Certainty.UNSTATED


def _found(one: _Compiled, text: str, lowered: str) -> Iterator[Cue]:
    matches = [(found.start(), found.end()) for found in one.any.regex.finditer(lowered)]
    if not matches:
        return
    back = [] if one.unless is None else [(m.start(), m.end()) for m in one.unless.finditer(text)]
    at = 0
    for start, end in matches:
        while at < len(back) and back[at][1] <= start:
            at += 1
        if at == len(back) or back[at][0] >= end:
            yield Cue(start, end, one.kind)


@cache
def _table() -> Table:
    written = files("tocsin.reading.english").joinpath(TABLE).read_text("utf-8")
    return msgspec.convert(tomllib.loads(written), Table)


@cache
def _compiled() -> tuple[_Compiled, ...]:
    return tuple(
        _Compiled(one, expression(_between_edges(one.any)), _either(one.unless) if one.unless else None)
        for one in _table().classes
    )


@cache
def _sieve() -> Sieve:
    return Sieve(one.any for one in _compiled())


@cache
def _said() -> tuple[tuple[Certainty, re.Pattern[str]], ...]:
    order = (Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
    return tuple((one, re.compile(_between_edges(_table().said[one]), re.IGNORECASE)) for one in order)


def _between_edges(patterns: Sequence[str]) -> str:
    return rf"(?<![\w-])(?:{_alternatives(patterns)})(?!\w)"


def _either(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(_alternatives(patterns), re.IGNORECASE)


def _alternatives(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)
