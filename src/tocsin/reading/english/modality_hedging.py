"""Does a sentence leave open whether it is so? By the cues in it, each read in its context.

A sentence is *hedged* when it says that something may be so, or leaves open who says it, how many there are
or how good it is ("some scholars argue", "one of the most"). That is more than doubt: what a *claim's*
certainty takes from here are only the cues of doubt (`modality.certainty`), in whose scope the claim stands.

    It may have been 300,000.      doubt: hedged, and the claim is possible
    Many men fled.                 vague: hedged, and the claim is as sure as its speaker

Source: R. Farkas et al., "The CoNLL-2010 Shared Task: Learning to Detect Hedges and their Scope in Natural
Language Text" (2010), task 1, whose weasel sentences this follows.
"""

from typing import NamedTuple

from tocsin.reading.english.modality_cues import Cue, find_cues


class Hedging(NamedTuple):
    """What a sentence leaves open."""

    hedged: bool
    """Whether a reader of the sentence is left uncertain."""
    cues: tuple[Cue, ...]
    """The words that do it; offsets in the sentence."""


def classify(sentence: str) -> Hedging:
    """Whether the sentence is hedged, and by which words."""
    cues = tuple(cue for cue in find_cues(sentence) if cue.kind.hedges)
    return Hedging(bool(cues), cues)
