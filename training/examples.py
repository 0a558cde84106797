"""A text with every attribution in it: what the trainer learns from, whatever file it came in."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tocsin.reading.interface import Stretch


class Told(NamedTuple):
    """One annotated attribution, as offsets in the text; a broken span is several."""

    sources: tuple[Stretch, ...]
    cues: tuple[Stretch, ...]
    contents: tuple[Stretch, ...]


NO_TOPIC = "none"
"""The topic of a statement that is about none."""


class Stated(NamedTuple):
    """One statement and what it is, whoever says it."""

    content: Stretch
    topic: str
    """A topic of the catalogue, or `NO_TOPIC`."""
    denied: bool


class Example(NamedTuple):
    """One annotated text."""

    id: str
    text: str
    told: tuple[Told, ...]
    lang: str = "en"
    stated: tuple[Stated, ...] = ()


def told_from(plain: Sequence[Mapping[str, Any]]) -> tuple[Told, ...]:
    """Attributions written as `{"sources": [[start, end], …], "cues": …, "contents": …}`."""
    return tuple(
        Told(*(tuple((int(a), int(b)) for a, b in one[role]) for role in ("sources", "cues", "contents")))
        for one in plain
    )
