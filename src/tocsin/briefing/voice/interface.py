"""What every speech engine promises: words in, sound out, and when in the sound each word is said.

An engine gets nothing but words and stops: figures, dates and abbreviations are written out before. It needs
no network, gives the same sound for the same words, and says itself why it cannot be used where it cannot.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
"""One channel of sound, −1 to 1."""


class Timed(NamedTuple):
    """When one word is said."""

    start: int
    """Where it begins in the words that were handed over."""
    end: int
    """Where it ends."""
    from_s: float
    """Seconds from the beginning of the sound."""
    to_s: float
    """Seconds."""


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """Some words said."""

    samples: Samples
    """The sound."""
    rate: int
    """Samples a second."""
    words: tuple[Timed, ...]
    """When each word is said, ascending."""


Speak = Callable[[str], Utterance]
"""Says words; every run of letters in them is one entry of `words`."""


@dataclass(frozen=True, kw_only=True)
class Engine:
    """One way of making speech."""

    name: str
    """What it is called on the command line."""
    languages: frozenset[str]
    """What it speaks, BCP 47."""
    timing: str
    """Where the times of words come from: `model`, or `estimate` where the engine tells none."""
    version: Callable[[], str]
    """Which engine, model and voice it is, so that sound kept from another is never used."""
    missing: Callable[[], str]
    """Why it cannot be used here and how it could; empty where it can."""
    load: Callable[[Mapping[str, str]], Speak]
    """Makes it ready, with the pronunciation of names: word → phonemes of the alphabet of Kokoro.

    Raises:
        BriefingError: it is missing or damaged.
    """
