"""A text with every attribution in it: what the trainer learns from, whatever file it came in."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tocsin.reading.interface import Stretch


class Told(NamedTuple):
    """One annotated attribution, as offsets in the text; a broken span is several."""

    sources: tuple[Stretch, ...]
    cues: tuple[Stretch, ...]
    contents: tuple[Stretch, ...]


class Example(NamedTuple):
    """One annotated text."""

    id: str
    text: str
    told: tuple[Told, ...]
    lang: str = "en"


def told_from(plain: Sequence[Mapping[str, Any]]) -> tuple[Told, ...]:
    """Attributions written as `{"sources": [[start, end], …], "cues": …, "contents": …}`."""
    return tuple(
        Told(*(tuple((int(a), int(b)) for a, b in one[role]) for role in ("sources", "cues", "contents")))
        for one in plain
    )
