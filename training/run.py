"""Runs a trained network in torch over texts, for tuning; what ships runs in `tocsin.reading.encoder`."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch

from tocsin.reading.encoder.decode import Candidate, find_attributions, find_cues
from tocsin.reading.encoder.pieces import Pieces
from tocsin.reading.encoder.settings import Decoding, Shape
from tocsin.reading.encoder.window import distances, find_window
from training.batches import batch
from training.examples import Example
from training.labels import Labelled
from training.measure import Pair, Tally, Words, pair, tally
from training.model import Network, padding

LEAST_CUE_P = 0.15
"""No threshold below this is tried."""
LEAST_GAIN = 0.002
"""What a threshold must gain to be taken: less is chance on a few dozen texts."""


class Answered(NamedTuple):
    """A text with every candidate the network sees in it, before any threshold."""

    pieces: Pieces
    candidates: list[Candidate]
    words: Words
    wanted: list[Pair]


@torch.no_grad()
def answer(network: Network, example: Example, labelled: Labelled, shape: Shape) -> Answered:
    """Everything the network says of one text."""
    words = Words(example.text)
    wanted = [pair(words, one.sources, one.contents) for one in example.told]
    if not len(labelled.pieces):
        return Answered(labelled.pieces, [], words, wanted)
    together = batch([labelled], shape.begin, shape.end)
    mask = padding(together.lengths, together.ids.shape[1])
    with torch.autocast("cpu", torch.bfloat16):
        states = network.encode(together.ids, together.marks, mask)
        cues = network.cues(states).float().softmax(-1).flatten(0, 1).numpy()[together.rows[0]]
        flat = states.flatten(0, 1)[torch.from_numpy(together.rows[0])]
        candidates: list[Candidate] = []
        for cue, cue_p in find_cues(cues, LEAST_CUE_P):
            low, high = window = find_window(labelled.pieces, cue, shape)
            steps = torch.from_numpy(distances(window, cue))[None]
            scores = network.roles(flat[None, low:high], steps, padding([high - low], high - low))
            roles_p = scores.float().softmax(-1)[0].numpy().astype(np.float32)
            candidates.append(Candidate(cue, cue_p, window, roles_p))
    return Answered(labelled.pieces, candidates, words, wanted)


def score(answers: Sequence[Answered], decoding: Decoding) -> Tally:
    """What is right at these thresholds."""
    total = Tally()
    for one in answers:
        sure = [candidate for candidate in one.candidates if candidate.cue_p >= decoding.cue_p]
        found = [
            pair(
                one.words,
                (one.pieces.stretch(*s) for s in each.sources),
                (one.pieces.stretch(*c) for c in each.contents),
            )
            for each in find_attributions(sure, decoding)
        ]
        total = total + tally(one.wanted, found)
    return total


def tune(answers: Sequence[Answered], start: Decoding) -> tuple[Decoding, Tally]:
    """The thresholds, tried one after the other, that score best on these texts."""
    best, reached = start, score(answers, start)
    trials = {
        "cue_p": (0.4, 0.5, 0.6),
        "content_p": (0.4, 0.5, 0.6),
        "lone_source_p": (0.15, 0.25, 0.4),
        "attribution_p": (0.0, 0.5, 0.6, 0.7),
        "nested_p": (0.6, 0.8, 0.9, 0.95),
        "overlap_share": (0.3, 0.5, 0.7),
    }
    for _ in range(2):
        for name, values in trials.items():
            for value in values:
                tried = Decoding(**{**{f: getattr(best, f) for f in best.__struct_fields__}, name: value})
                now = score(answers, tried)
                if now.f1 > reached.f1 + LEAST_GAIN:
                    best, reached = tried, now
    return best, reached
