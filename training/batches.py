"""Several labelled texts as padded tensors, and the loss of the network on them."""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch.nn import functional

from tocsin.reading.encoder.marks import Ints
from tocsin.reading.encoder.window import distances
from training.labels import IGNORED, Labelled, Roles
from training.model import Network, padding

WINDOWS_TOGETHER = 24


class Batch(NamedTuple):
    """Chunks of several texts side by side."""

    ids: torch.Tensor
    marks: torch.Tensor
    lengths: list[int]
    rows: list[Ints]
    """For each text, where each of its pieces stands in the flattened batch."""


def batch(texts: Sequence[Labelled], begin: int, end: int) -> Batch:
    """The chunks of the texts, padded to the longest."""
    chunks = [(number, chunk) for number, one in enumerate(texts) for chunk in one.chunks]
    longest = 2 + max(high - low for _, (low, high) in chunks)
    ids = np.zeros((len(chunks), longest), np.int64)
    marks = np.zeros((len(chunks), longest, 3), np.int64)
    rows = [np.zeros(len(one.pieces), np.int64) for one in texts]
    for row, (number, (low, high)) in enumerate(chunks):
        pieces, n = texts[number].pieces, high - low
        ids[row, : n + 2] = [begin, *pieces.ids[low:high], end]
        marks[row, 1 : n + 1] = pieces.marks[low:high]
        rows[number][low:high] = row * longest + 1 + np.arange(n)
    lengths = [2 + high - low for _, (low, high) in chunks]
    return Batch(torch.from_numpy(ids), torch.from_numpy(marks), lengths, rows)


def loss(
    network: Network, texts: Sequence[Labelled], ends: tuple[int, int], n_cues: int, rng: random.Random
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean cross-entropy of the cue labels, and of the role labels around at most `n_cues` cues."""
    together = batch(texts, *ends)
    mask = padding(together.lengths, together.ids.shape[1])
    wanted = np.full(together.ids.numel(), IGNORED, np.int64)
    for one, rows in zip(texts, together.rows, strict=True):
        wanted[rows] = one.cues
    states = network.encode(together.ids, together.marks, mask)
    scores = network.cues(states).float().flatten(0, 1)
    cue_loss = functional.cross_entropy(scores, torch.from_numpy(wanted), ignore_index=IGNORED)
    windows = [(number, roles) for number, one in enumerate(texts) for roles in one.roles]
    if len(windows) > n_cues:
        windows = rng.sample(windows, n_cues)
    return cue_loss, _role_loss(network, states.flatten(0, 1), windows, together.rows)


def _role_loss(
    network: Network, states: torch.Tensor, windows: list[tuple[int, Roles]], rows: Sequence[Ints]
) -> torch.Tensor:
    if not windows:
        return states.sum() * 0
    total = states.new_zeros((), dtype=torch.float32)
    n_pieces = sum(len(roles.labels) for _, roles in windows)
    for some in _alike(windows):
        places = _padded([rows[number][slice(*roles.window)] for number, roles in some], 0)
        steps = _padded([distances(roles.window, roles.cue) for _, roles in some], 0)
        wanted = _padded([roles.labels for _, roles in some], IGNORED)
        mask = padding([len(roles.labels) for _, roles in some], places.shape[1])
        scores = network.roles(functional.embedding(places, states), steps, mask).float().flatten(0, 1)
        total = total + functional.cross_entropy(
            scores, wanted.flatten(), ignore_index=IGNORED, reduction="sum"
        )
    return total / n_pieces


def _alike(windows: list[tuple[int, Roles]]) -> Iterator[list[tuple[int, Roles]]]:
    """The windows in groups of much the same length, so that little padding is computed."""
    windows = sorted(windows, key=lambda one: len(one[1].labels))
    for start in range(0, len(windows), WINDOWS_TOGETHER):
        yield windows[start : start + WINDOWS_TOGETHER]


def _padded(arrays: Sequence[Ints], fill: int) -> torch.Tensor:
    whole = np.full((len(arrays), max(map(len, arrays))), fill, np.int64)
    for row, array in enumerate(arrays):
        whole[row, : len(array)] = array
    return torch.from_numpy(whole)
