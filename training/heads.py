"""Teaches small heads what a statement is, over an encoder that is trained already and stays as it is.

`python -m training.heads [--lang en]`. The heads see the encoder's states as a reader sees them, from its
eight-bit weights, so they can be taught anew in a minute. Training the encoder for both at once cost three
points in telling who said what, and the heads gained nothing by it.

Printed first is what they know of lines they have not seen, from cross-validation.
"""

import argparse
import hashlib
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import tomlkit
import torch
from torch import nn
from torch.nn import functional

from tocsin.reading.encoder.attributor import Attributor
from tocsin.reading.encoder.decode import Floats
from tocsin.reading.encoder.network import STATEMENTS
from tocsin.reading.encoder.settings import SETTINGS
from tocsin.reading.passages import find_passages
from training.aside import is_aside
from training.corpus import load_texts
from training.examples import Example, Stated
from training.export import write_graph
from training.kinds import Kinds, load_kinds
from training.languages import RECIPES
from training.statements import load_statements, mixed

INNER = 256
EPSILON = 1e-6
DROPOUT_P = 0.2
TIMES = 2
"""How often each line is read, each time among others."""
EPOCHS = 8
TOGETHER = 24
RATE = 1e-3
SMOOTHING = 0.05
FOLDS = 5
SEED = 1

Say = Callable[[str], None]


class Seen(NamedTuple):
    """Statements as the heads see them."""

    states: Floats
    """Shape (statement, 4 × hidden)."""
    stated: list[Stated]


class Heads(nn.Module):
    """Means of states and words → scores of topics and flags."""

    def __init__(self, seen: Floats, kinds: Kinds) -> None:
        super().__init__()
        self.sizes = kinds.sizes
        self.register_buffer("mean", torch.from_numpy(seen.mean(axis=0)))
        self.register_buffer("spread", torch.from_numpy(seen.std(axis=0) + EPSILON))
        self.layers = nn.Sequential(
            nn.Dropout(DROPOUT_P),
            nn.Linear(seen.shape[1], INNER),
            nn.GELU(),
            nn.Dropout(DROPOUT_P),
            nn.Linear(INNER, sum(self.sizes)),
        )

    def scores(self, pooled: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of topics and flags; shape (statement, 4 × hidden)."""
        seen = (pooled - self.mean) / self.spread
        topics, flags = self.layers(seen).split(self.sizes, dim=1)
        return topics, flags

    def forward(self, pooled: torch.Tensor) -> torch.Tensor:
        """Probabilities, side by side."""
        topics, flags = self.scores(pooled)
        return torch.cat([topics.softmax(-1), flags.sigmoid()], dim=1)


def see(attributor: Attributor, examples: Sequence[Example]) -> Seen:
    """The statements of some texts, as a reader would see them."""
    states: list[Floats] = []
    stated: list[Stated] = []
    for example in examples:
        encoded = attributor.encode(example.text, tuple(find_passages(example.text)))
        for one in example.stated:
            if (pooled := encoded.pooled(one.content)) is not None:
                states.append(pooled)
                stated.append(one)
    return Seen(np.array(states, np.float32), stated)


def teach(seen: Seen, kinds: Kinds) -> Heads:
    """The trained heads."""
    torch.manual_seed(SEED)
    heads = Heads(seen.states, kinds)
    optimiser = torch.optim.AdamW(heads.parameters(), lr=RATE, weight_decay=0.01)
    n_steps = EPOCHS * -(-len(seen.stated) // TOGETHER)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.1 * n_steps), (n_steps - step) / (0.9 * n_steps))
    )
    states = torch.from_numpy(seen.states)
    heads.train()
    for places in _steps(len(seen.stated)):
        loss = _loss(heads, states[places], [seen.stated[place] for place in places], kinds)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        schedule.step()
    return heads.eval()


def _steps(n: int) -> Iterator[list[int]]:
    rng = random.Random(SEED)
    for _ in range(EPOCHS):
        order = rng.sample(range(n), n)
        yield from (order[start : start + TOGETHER] for start in range(0, n, TOGETHER))


def _loss(heads: Heads, states: torch.Tensor, stated: Sequence[Stated], kinds: Kinds) -> torch.Tensor:
    topics, flags = heads.scores(states)
    wanted = torch.tensor([kinds.topic(one) for one in stated])
    held = torch.tensor([kinds.flags(one) for one in stated])
    about = functional.cross_entropy(topics, wanted, label_smoothing=SMOOTHING)
    return about + functional.binary_cross_entropy_with_logits(flags, held)


@torch.no_grad()
def report(heads: Heads, seen: Seen, kinds: Kinds) -> tuple[int, int, int, int]:
    """Statements on a topic, those with the right one named; statements on none, those known as such."""
    topics, _ = heads.scores(torch.from_numpy(seen.states))
    wanted = torch.tensor([kinds.topic(one) for one in seen.stated])
    about = wanted < len(kinds.topics)
    named = topics[:, :-1].argmax(1) == wanted
    nothing = topics.argmax(1) == len(kinds.topics)
    return int(about.sum()), int((named & about).sum()), int((~about).sum()), int((nothing & ~about).sum())


def cross_validate(attributor: Attributor, lines: Sequence[Example], kinds: Kinds) -> str:
    """What heads that learned from four fifths of the lines know of the others."""
    order = random.Random(SEED).sample(lines, len(lines))
    total = np.zeros(4, np.int64)
    for fold in range(FOLDS):
        aside = order[fold::FOLDS]
        learned = [one for n, one in enumerate(order) if n % FOLDS != fold]
        heads = teach(see(attributor, list(_read(learned))), kinds)
        total += report(heads, see(attributor, aside), kinds)
    about, named, other, nothing = total.tolist()
    return (
        f"lines of other folds: {named / about:.3f} of {about} topics right, "
        f"{nothing / max(1, other):.3f} of {other} known to be about nothing"
    )


def _read(lines: Sequence[Example]) -> Iterator[Example]:
    rng = random.Random(SEED)
    for _ in range(TIMES):
        yield from mixed(lines, rng)


def add_heads(folder: Path, lang: str, say: Say) -> None:
    """Teach heads over the weights in a folder, and write them beside."""
    attributor, kinds = Attributor(folder), load_kinds()
    lines = load_statements(lang)
    texts = [one for one in load_texts(lang) if one.stated and not is_aside(one)]
    say(cross_validate(attributor, lines, kinds))
    seen = see(attributor, [*_read(lines), *texts])
    heads = teach(seen, kinds)
    pooled = torch.zeros(1, seen.states.shape[1])
    write_graph(heads, {"pooled": pooled}, ("kinds",), folder / STATEMENTS, many=0)
    settings = tomlkit.parse((folder / SETTINGS).read_text("utf-8"))
    settings["topics"] = list(kinds.topics)
    settings["sha256"][STATEMENTS] = hashlib.sha256((folder / STATEMENTS).read_bytes()).hexdigest()
    (folder / SETTINGS).write_text(tomlkit.dumps(settings), "utf-8")
    say(f"heads taught by {len(seen.stated)} statements, written to {folder}")


def main() -> None:
    """Teach the heads of one language over the weights that ship."""
    parser = argparse.ArgumentParser(prog="python -m training.heads", description=__doc__)
    parser.add_argument("--lang", default="en", choices=sorted(RECIPES))
    parser.add_argument("--out", type=Path, help="folder of the weights; where the reader looks, without")
    options = parser.parse_args()
    torch.set_num_threads(1)
    folder = options.out or Path(__file__).parent.parent / "src/tocsin/reading/encoder/weights" / options.lang
    add_heads(folder, options.lang, lambda line: print(line, file=sys.stderr, flush=True))


if __name__ == "__main__":
    main()
