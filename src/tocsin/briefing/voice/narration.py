"""A script becomes one sound, with the place in it of every chapter, sentence and word."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from tocsin.briefing.voice.interface import Samples, Speak, Timed, Utterance
from tocsin.briefing.voice.script import Line
from tocsin.briefing.voice.spoken.english import Said

BETWEEN_SENTENCES_S = 0.2
BEFORE_CHAPTER_S = 0.6
LOUDEST = 0.9
"""The peak of the whole, so that engines sound alike."""


class Word(NamedTuple):
    """A stretch of a printed sentence, and when it is said."""

    start: int
    """Where it begins in the sentence."""
    end: int
    """Where it ends."""
    from_s: float
    """Seconds from the beginning of the narration."""


class Told(NamedTuple):
    """A sentence, and when it is said."""

    sentence: int | None
    """Its number on the page."""
    from_s: float
    """Seconds."""
    to_s: float
    """Seconds."""
    words: tuple[Word, ...]
    """Its words, ascending."""


class Chapter(NamedTuple):
    """A section, and when it begins."""

    title: str
    """Its heading."""
    from_s: float
    """Seconds."""


@dataclass(frozen=True, kw_only=True)
class Narration:
    """Something read aloud."""

    samples: Samples
    """The sound."""
    rate: int
    """Samples a second."""
    told: tuple[Told, ...]
    """Its sentences."""
    chapters: tuple[Chapter, ...]
    """Its sections."""
    timing: str
    """Where the times of words come from: `model` or `estimate`."""

    @property
    def lasts_s(self) -> float:
        """How long it is."""
        return len(self.samples) / self.rate


def narrate(
    lines: Sequence[Line],
    speak: Speak,
    timing: str,
    watched: Callable[[Sequence[Line]], Iterable[Line]] = iter,
) -> Narration:
    """Reads a script aloud.

    Args:
        lines: What is read, one at least.
        speak: Who reads.
        timing: Where the engine's times come from.
        watched: Shows how far it has come.
    """
    sounds: list[Samples] = []
    told: list[Told] = []
    chapters: list[Chapter] = []
    at, rate = 0.0, 0
    for line in watched(lines):
        said = speak(line.words)
        rate = said.rate
        silence = (BEFORE_CHAPTER_S if line.chapter else BETWEEN_SENTENCES_S) if sounds else 0.0
        sounds += [np.zeros(int(silence * rate), np.float32), said.samples]
        at = _after(at, sounds[-2], rate)
        if line.chapter:
            chapters.append(Chapter(line.chapter, at))
        end = _after(at, said.samples, rate)
        told.append(Told(line.sentence, at, end, _words(line.said, said, at)))
        at = end
    whole = np.concatenate(sounds)
    peak = float(np.abs(whole).max(initial=0.0))
    return Narration(
        samples=whole * (LOUDEST / peak) if peak else whole,
        rate=rate,
        told=tuple(told),
        chapters=tuple(chapters),
        timing=timing,
    )


def _after(at: float, samples: Samples, rate: int) -> float:
    return at + len(samples) / rate


def _words(said: Sequence[Said], heard: Utterance, at: float) -> tuple[Word, ...]:
    """When each stretch of the sentence begins to be said."""
    ends = list(accumulate(len(one.words) + len(one.stop) + 1 for one in said))
    starts = [0, *ends[:-1]]
    found: list[Word] = []
    for one, start in zip(said, starts, strict=True):
        first = _first(heard.words, start, start + len(one.words))
        if first is not None:
            found.append(Word(one.start, one.end, at + first.from_s))
    return tuple(found)


def _first(words: Sequence[Timed], start: int, end: int) -> Timed | None:
    return next((one for one in words if one.start < end and one.end > start), None)
