"""Whether claims are right as often as their confidence says: Brier score and calibration error.

The curve was fitted on the project's own texts; its level, two numbers, also on the open-licence part of
these, so the texts that nothing was fitted on have rows of their own. A claim is right when the annotation
has it, as the data's own scorer matches claims, with its topic.

Source: G. Brier (1950); M. Naeini, G. Cooper and M. Hauskrecht, "Obtaining Well Calibrated Probabilities
Using Bayesian Binning" (AAAI 2015), expected calibration error, here over five bins of equal count.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

from training.annotated import OPEN

from evals import Row
from evals.bootstrap import intervals
from evals.catalogue import shipped_reader
from evals.mobilization import SEED, Answer, _answer, _load, _scorer

BINS = 5
BRIER, BASE = "Brier score", "Brier score of the base rate"

Judged = list[tuple[float, bool]]
"""Confidence of each claim of a document, and whether it is right."""


def rows(data: Path) -> Iterable[Row]:
    """Brier score beside that of the base rate, calibration error, and each bin."""
    folder = data / "mobilization"
    scorer, reader = _scorer(folder / "score_claims.py"), shipped_reader()
    golds = _load(scorer, folder / "gold.dev.jsonl")
    judged = [(gold["id"], _judged(scorer, gold, _answer(reader, gold))) for gold in golds]
    documents = [one for _, one in judged]
    unseen = [one for name, one in judged if not name.startswith(OPEN)]
    for part, texts in (("all texts", documents), ("texts never fitted on", unseen)):
        bands, figures = intervals(texts, _figures, SEED), _figures(texts)
        for name, value in figures.items():
            low, high = bands[name]
            target = figures[BASE] if name == BRIER else None
            label = f"claims' confidence, {part}, {name}"
            yield Row(label, value, low, high, target, at_most=True, note="lower is better")
    for held in _bins([one for document in documents for one in document]):
        mean = sum(p for p, _ in held) / len(held)
        right = sum(is_right for _, is_right in held) / len(held)
        yield Row(f"claims said to be right with {mean:.2f}", right, note=f"of {len(held)} claims")


def _judged(scorer: ModuleType, gold: Answer, answer: Answer) -> Judged:
    pairs = scorer.match(gold["text"], gold["claims"], answer["claims"])
    right = {found for wanted, found in pairs if _topic(gold, wanted) == _topic(answer, found)}
    return [(one["confidence_p"], n in right) for n, one in enumerate(answer["claims"])]


def _topic(holder: Answer, place: int) -> str:
    return str(holder["claims"][place]["topic"])


def _figures(documents: Sequence[Judged]) -> dict[str, float]:
    told = [one for document in documents for one in document]
    share = sum(right for _, right in told) / max(1, len(told))
    error = sum(abs(sum(p for p, _ in held) - sum(right for _, right in held)) for held in _bins(told)) / max(
        1, len(told)
    )
    return {
        BRIER: sum((p - right) ** 2 for p, right in told) / max(1, len(told)),
        BASE: share * (1 - share),
        "calibration error": error,
    }


def _bins(told: Sequence[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    ranked = sorted(told)
    size = max(1, -(-len(ranked) // BINS))
    return [ranked[start : start + size] for start in range(0, len(ranked), size)]
