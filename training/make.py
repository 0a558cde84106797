"""From examples to tuned weights: label, fit, tune the thresholds on examples kept aside."""

import random
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import torch

from tocsin.reading.encoder.settings import Decoding, Shape
from training.augment import Mentions, Names, find_names, vary
from training.examples import Example
from training.fit import Schedule, fit
from training.labels import Labelled, label
from training.languages import UNTUNED, Recipe, shape_for
from training.lengthen import Said, find_said, lengthen
from training.measure import Tally
from training.model import Network
from training.pretrained import Pretrained
from training.run import answer, score, tune

BEGIN = 1
"""Seed of the numbers that were not pretrained."""
TOLD_EVERY = 25
"""Steps between two lines of progress."""

Say = Callable[[str], None]


class Made(NamedTuple):
    """A trained network with what it must be read with."""

    network: Network
    start: Pretrained
    shape: Shape
    decoding: Decoding
    aside: Tally
    """Its score on the examples kept aside, on which the thresholds were tuned."""


def make(
    recipe: Recipe,
    examples: Sequence[Example],
    aside: Sequence[Example],
    plan: Schedule,
    *,
    varied: bool,
    say: Say,
) -> Made:
    """Train on `examples` and tune on `aside`.

    Args:
        recipe: the language's encoder and depth.
        examples: what to learn from.
        aside: what to tune thresholds on; never learned from.
        plan: how long and how fast.
        varied: whether each epoch tells the examples in another shape.
        say: hears of the progress.
    """
    start = recipe.load()
    shape = shape_for(start, recipe)
    read = Reading(examples, start, shape, varied=varied, lengthens=plan.lengthened)
    say(f"{len(examples)} texts with {sum(len(one.told) for one in examples)} attributions to learn from")

    torch.manual_seed(BEGIN)
    network = Network(start, recipe.depth)
    torch.manual_seed(plan.seed)
    fit(network, read, (start.begin, start.end), plan, Progress(say))
    found = [answer(network, one, label(one, start.tokenizer, shape), shape) for one in aside]
    plainly = score(found, UNTUNED)
    decoding, reached = tune(found, UNTUNED)
    say(f"kept aside: {len(aside)} texts, relaxed F1 {plainly.f1:.3f} untuned, {reached.f1:.3f} tuned")
    return Made(network, start, shape, decoding, reached)


class Reading:
    """Gives the labelled examples for one epoch, in another shape each time."""

    def __init__(
        self,
        examples: Sequence[Example],
        start: Pretrained,
        shape: Shape,
        *,
        varied: bool,
        lengthens: bool,
    ) -> None:
        self._examples = examples
        self._tokenizer = start.tokenizer
        self._shape = shape
        self._names: Names = {}
        self._mentions: list[Mentions] = [()] * len(examples)
        self._said = Said((), ())
        if varied:
            self._names, self._mentions = find_names(examples)
            self._said = find_said(examples)
        self._varied, self._lengthens = varied, lengthens

    def __call__(self, rng: random.Random) -> list[Labelled]:
        """All examples, labelled."""
        shown = (
            self._shape_anew(one, mentions, rng) if self._varied else one
            for one, mentions in zip(self._examples, self._mentions, strict=True)
        )
        found = [label(one, self._tokenizer, self._shape) for one in shown]
        return [one for one in found if len(one.pieces)]

    def _shape_anew(self, example: Example, mentions: Mentions, rng: random.Random) -> Example:
        shown = vary(example, mentions, self._names, rng)
        return lengthen(shown, self._said, rng) if self._lengthens else shown


class Progress:
    """Says how training goes, every few steps."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._began = time.monotonic()
        self._losses: list[tuple[float, float]] = []

    def __call__(self, step: int, n_steps: int, cue_loss: float, role_loss: float) -> None:
        """Take in one step."""
        self._losses.append((cue_loss, role_loss))
        if len(self._losses) < TOLD_EVERY and step + 1 < n_steps:
            return
        cue, role = (sum(losses) / len(self._losses) for losses in zip(*self._losses, strict=True))
        took = time.monotonic() - self._began
        self._say(f"step {step + 1} of {n_steps}: cue loss {cue:.3f}, role loss {role:.3f}, {took:.0f} s")
        self._losses.clear()
