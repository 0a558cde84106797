"""A Russian statement, and what every way of finding one needs: a scene, its sources, a report."""

from collections.abc import Sequence
from typing import NamedTuple

from tocsin.reading.interface import Stretch
from tocsin.reading.russian.cues import Cue
from tocsin.reading.russian.scene import Scene
from tocsin.reading.russian.sources import Sources
from tocsin.records.reading import Kind


class Report(NamedTuple):
    """One statement: where its source, cue and contents stand."""

    source: Stretch | None
    cue: Stretch | None
    contents: tuple[Stretch, ...]
    sentence: Stretch
    kind: Kind = Kind.INDIRECT
    outer: tuple[Stretch, ...] = ()
    """Sources that cite the source, outermost first."""
    denies: bool = False
    """Whether the cue itself denies."""
    acts: bool = False
    """Whether the content is something decided or asked, and not a clause said."""
    before: bool = False
    """Whether the content is the sentence before: «Об этом сообщил …»."""
    by_rules: bool = True
    """Whether a rule found it; otherwise only the encoder did."""
    encoder_p: float | None = None
    """How sure the encoder is; `None` where it did not see it."""


class Shape:
    """One sentence in which statements of some shapes are sought."""

    def __init__(self, scene: Scene, sources: Sources) -> None:
        self.scene = scene
        self.sources = sources

    def made(
        self, cue: Cue, source: Stretch | None, contents: Sequence[Stretch | None], **more: bool
    ) -> Report | None:
        """The report of a cue with its source and contents; `None` where nothing is told."""
        kept = tuple(one for one in contents if one is not None)
        if not kept:
            return None
        inside = [q for q in self.scene.quotations if any(a <= q[0] and q[1] <= b for a, b in kept)]
        whole = all(
            any(abs(a - q[0]) <= 2 and b <= q[1] + 2 for q in inside) or self.scene.in_quotation((a, b))
            for a, b in kept
        )
        kind = Kind.DIRECT if whole else Kind.MIXED if inside else Kind.INDIRECT
        return Report(
            source,
            cue.stretch,
            kept,
            self.scene.place,
            kind,
            denies=cue.denies,
            acts=more.get("acts", False),
            before=more.get("before", False),
        )
