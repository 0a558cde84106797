"""Trains on PolNeAR to report what the method reaches with a thousand texts. What it makes is not kept.

Source: Newell, Margolin and Ruths, "An attribution relations corpus for political news" (2018).
"""

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path

from training.examples import Example, told_from
from training.fit import Schedule
from training.labels import label
from training.languages import Recipe
from training.make import make
from training.run import answer, score

EPOCHS = 3
"""A thousand texts need fewer than two hundred."""
SHUFFLE = 1
N_ASIDE = 40
"""Texts of the training part kept aside to tune thresholds on, so that dev stays unseen."""


def report(
    data: Path | None, recipe: Recipe, plan: Schedule, *, limit: int | None, say: Callable[[str], None]
) -> int:
    """Train on PolNeAR's training part and print relaxed F1 on its dev part."""
    if data is None:
        say("expected --data with the folder of the evaluation data, found none; try --data ../shared/eval")
        return 2
    known = _load(data, "train")
    random.Random(SHUFFLE).shuffle(known)
    aside, learned = known[:N_ASIDE], known[N_ASIDE:][:limit]
    made = make(recipe, learned, aside, plan, varied=False, say=say)
    dev = [
        answer(made.network, one, label(one, made.start.tokenizer, made.shape), made.shape)
        for one in _load(data, "dev")
    ]
    reached = score(dev, made.decoding)
    print(
        f"trained on PolNeAR ({len(learned)} texts, never shipped): dev relaxed F1 {100 * reached.f1:.1f}, "
        f"precision {100 * reached.precision:.1f}, recall {100 * reached.recall:.1f}"
    )
    return 0


def _load(data: Path, part: str) -> list[Example]:
    with gzip.open(data / "attribution" / f"polnear.{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [
            Example(one["id"], one["text"], told_from(one["attributions"])) for one in map(json.loads, lines)
        ]
