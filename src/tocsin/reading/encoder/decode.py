"""From probabilities to attributions: cues first, then what belongs to each, the surest first."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.reading.encoder.settings import Decoding
from tocsin.reading.interface import Stretch

Floats = npt.NDArray[np.float32]

CUE_LABELS = ("O", "B", "I")
"""What the cue head tells of a piece: nothing, a cue's first piece, a further one."""
ROLE_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")
"""What the role head tells of a piece in the window of a cue."""
_GAP = 1
"""Pieces that may be missing inside a span."""


class Candidate(NamedTuple):
    """A cue, with what the role head says of the pieces around it."""

    cue: Stretch
    cue_p: float
    window: Stretch
    roles_p: Floats
    """Shape (piece of the window, role)."""


class Found(NamedTuple):
    """An attribution, in pieces."""

    cue: Stretch
    sources: tuple[Stretch, ...]
    contents: tuple[Stretch, ...]
    p: float
    sure: bool = True
    """Whether it stands alone, or is surer than that where it stands within what another says."""


def find_cues(cues_p: Floats, least_p: float) -> list[tuple[Stretch, float]]:
    """Runs of pieces that are no "O", each with its highest probability; a new "B" begins a new run."""
    said = 1 - cues_p[:, 0]
    found: list[tuple[Stretch, float]] = []
    place = 0
    while place < len(said):
        if said[place] < least_p:
            place += 1
            continue
        end = place + 1
        while end < len(said) and said[end] >= least_p and cues_p[end, 1] < cues_p[end, 2]:
            end += 1
        found.append(((place, end), float(said[place:end].max())))
        place = end
    return found


def find_attributions(candidates: Iterable[Candidate], decoding: Decoding) -> list[Found]:
    """The attributions, in order of their cues; one within another's content must be surer than one alone."""
    return [one for one in find_chains(candidates, decoding) if one.sure]


def find_chains(candidates: Iterable[Candidate], decoding: Decoding) -> list[Found]:
    """The attributions, in order of their cues: of two that claim the same content, the surer one.

    One within another's content is a chain of speakers, and no rival.
    """
    told = [one for each in candidates if (one := _attribution(each, decoding)) is not None]
    told.sort(key=lambda one: -one.p)
    kept: list[Found] = []
    for one in told:
        rivals = [other for other in kept if not (_within(one, other) or _within(other, one))]
        content = _places(one)
        taken = content & {place for other in rivals for place in _places(other)}
        if len(taken) <= decoding.overlap_share * len(content):
            kept.append(one)
    return sorted(
        one._replace(sure=one.p >= decoding.nested_p or not any(_within(one, other) for other in kept))
        for one in kept
    )


def _within(one: Found, other: Found) -> bool:
    """Whether an attribution stands within the other's content: "the paper said that aides fear …"."""
    return _holds(other, one) and not _holds(one, other)


def _holds(outer: Found, inner: Found) -> bool:
    return any(low <= inner.cue[0] and inner.cue[1] <= high for low, high in outer.contents)


def _places(one: Found) -> set[int]:
    return {place for low, high in one.contents for place in range(low, high)}


def _attribution(candidate: Candidate, decoding: Decoding) -> Found | None:
    low = candidate.window[0]
    roles_p = candidate.roles_p.copy()
    roles_p[candidate.cue[0] - low : candidate.cue[1] - low, 1:] = 0
    source_p, content_p = roles_p[:, 1:3].sum(axis=1), roles_p[:, 3:5].sum(axis=1)
    content = (content_p > decoding.content_p) & (content_p >= source_p)
    if not content.any():
        return None
    p = candidate.cue_p * float(content_p[content].mean())
    if p < decoding.attribution_p:
        return None
    source = (source_p > decoding.source_p) & (source_p > content_p)
    if not source.any() and source_p.max() > decoding.lone_source_p:
        source[int(source_p.argmax())] = True
    return Found(candidate.cue, _runs(source, low), _runs(content, low), p)


def _runs(chosen: Sequence[bool] | npt.NDArray[np.bool_], offset: int) -> tuple[Stretch, ...]:
    runs: list[Stretch] = []
    for place in np.flatnonzero(chosen).tolist():
        here = offset + place
        if runs and here - runs[-1][1] <= _GAP:
            runs[-1] = (runs[-1][0], here + 1)
        else:
            runs.append((here, here + 1))
    return tuple(runs)
