"""How far a figure would move had other documents been drawn: the percentile bootstrap over documents.

Source: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
"""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

DRAWS = 400


def intervals(
    documents: Sequence[T], score: Callable[[Sequence[T]], dict[str, float]], seed: int
) -> dict[str, tuple[float, float]]:
    """For each figure that `score` gives, its 2.5th and 97.5th percentile over draws of documents."""
    rng = random.Random(seed)
    draws = [score(rng.choices(documents, k=len(documents))) for _ in range(DRAWS)]
    low, high = int(0.025 * DRAWS), int(0.975 * DRAWS) - 1
    found: dict[str, tuple[float, float]] = {}
    for name in draws[0] if draws else ():
        values = sorted(draw[name] for draw in draws)
        found[name] = (values[low], values[high])
    return found
