"""Fine-tunes the network: AdamW, a short rise and a linear fall of the rate, the mean of late weights kept.

Source: Izmailov et al., "Averaging weights leads to wider optima and better generalization" (2018).
"""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import torch

from training.batches import loss
from training.labels import Labelled
from training.model import Network


class Schedule(NamedTuple):
    """How long and how fast the network learns."""

    epochs: float = 4
    lengthened: bool = False
    """Whether what is said is made longer now and then."""
    rate: float = 2e-4
    """Of pretrained weights."""
    new_factor: float = 5
    """How much faster new weights learn."""
    pieces: int = 480
    """Pieces a step sees at least, short of one text."""
    cues: int = 32
    """Cues whose windows a step reads at most."""
    cue_weight: float = 2
    """How much more the cue loss counts."""
    rise: float = 0.1
    """Share of the steps in which the rate rises."""
    averaged: float = 0.3
    """Share of the steps, the last, whose weights are averaged."""
    seed: int = 1


Step = Callable[[int, int, float, float], None]
"""Told after each step: its number, how many there are, cue loss, role loss."""


def fit(
    network: Network,
    read: Callable[[random.Random], Sequence[Labelled]],
    ends: tuple[int, int],
    plan: Schedule,
    told: Step,
) -> None:
    """Train in place.

    Args:
        network: what learns.
        read: gives the texts anew for each epoch, so that it may vary them.
        ends: the pieces that open and close a chunk.
        plan: how long and how fast.
        told: hears of each step.
    """
    rng = random.Random(plan.seed)
    old, new = network.groups()
    rates = (plan.rate, plan.rate * plan.new_factor)
    optimiser = torch.optim.AdamW(
        [{"params": old}, {"params": new}], lr=plan.rate, weight_decay=0.01, fused=True
    )
    n_steps = max(1, round(plan.epochs * len(list(_steps(read(rng), plan, rng)))))
    mean = Mean(network, start=round(n_steps * (1 - plan.averaged)))
    network.train()
    for number, texts in zip(range(n_steps), _forever(read, plan, rng), strict=False):
        speed = min(
            (number + 1) / (plan.rise * n_steps + 1), (n_steps - number) / ((1 - plan.rise) * n_steps)
        )
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * max(0.02, speed)
        with torch.autocast("cpu", torch.bfloat16):
            cue_loss, role_loss = loss(network, texts, ends, plan.cues, rng)
        optimiser.zero_grad(set_to_none=True)
        (plan.cue_weight * cue_loss + role_loss).backward()
        torch.nn.utils.clip_grad_norm_([*old, *new], 1.0)
        optimiser.step()
        mean.add(number)
        told(number, n_steps, cue_loss.item(), role_loss.item())
    mean.put(network)
    network.eval()


class Mean:
    """The running mean of the weights from one step on."""

    def __init__(self, network: Network, start: int) -> None:
        self._live = [p for p in network.parameters() if p.requires_grad]
        self._start = start
        self._n = 0
        self._mean = [p.detach().clone() for p in self._live]

    def add(self, step: int) -> None:
        """Take in the weights after a step."""
        if step < self._start:
            return
        self._n += 1
        with torch.no_grad():
            for mean, live in zip(self._mean, self._live, strict=True):
                mean.lerp_(live, 1 / self._n)

    def put(self, network: Network) -> None:
        """Give the network the mean."""
        if self._n:
            with torch.no_grad():
                live = (p for p in network.parameters() if p.requires_grad)
                for mean, one in zip(self._mean, live, strict=True):
                    one.copy_(mean)


def _forever(
    read: Callable[[random.Random], Sequence[Labelled]], plan: Schedule, rng: random.Random
) -> Iterator[list[Labelled]]:
    while True:
        yield from _steps(read(rng), plan, rng)


def _steps(texts: Sequence[Labelled], plan: Schedule, rng: random.Random) -> Iterator[list[Labelled]]:
    """All texts once, in a random order, several short ones together."""
    waiting: list[Labelled] = []
    for one in rng.sample(texts, len(texts)):
        waiting.append(one)
        if sum(len(each.pieces) for each in waiting) >= plan.pieces:
            yield waiting
            waiting = []
    if waiting:
        yield waiting
