"""Hedged sentences of Wikipedia told from plain ones: F1 on the hedged, whole and by half.

The set is for scoring only: no weight is learnt from it. Words were chosen by looking at the half whose
digest of the id is even; the other half's sentences were not looked at, its score was.

Source: the uncertain class of the CoNLL-2010 shared task, Wikipedia part.
"""

import gzip
import hashlib
import html
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals import Absent, Row
from evals.bootstrap import intervals
from tocsin.reading.english.modality_hedging import classify

FILE = Path("attribution") / "hedge_wiki.dev.jsonl.gz"
SEED = 20230208
TARGET = 0.82

Sentence = tuple[bool, bool]
"""Hedged by the annotation, and by us."""


def rows(data: Path) -> Iterator[Row]:
    """F1, precision and recall on all sentences, and F1 on each half."""
    path = data / FILE
    if not path.is_file():
        raise Absent(f"{path} is not there")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        read = [json.loads(line) for line in lines]
    judged = [(_judged(one), _is_kept_aside(one)) for one in read]
    halves = {
        "all": ([one for one, _ in judged], "words chosen on half of it; lexicon peer 0.761"),
        "looked at": ([one for one, aside in judged if not aside], "words chosen here"),
        "kept aside": (
            [one for one, aside in judged if aside],
            "its sentences never read, its score watched",
        ),
    }
    for name, (sentences, note) in halves.items():
        bands, values = intervals(sentences, _score, SEED), _score(sentences)
        for figure, value in values.items():
            low, high = bands[figure]
            target = TARGET if figure == "F1" else None
            yield Row(f"hedged sentences, {name}, {figure}", value, low, high, target, note=note)


def _judged(one: dict[str, Any]) -> Sentence:
    return one["label"] == "uncertain", classify(html.unescape(one["text"])).hedged


def _is_kept_aside(one: dict[str, Any]) -> bool:
    return hashlib.sha256(one["id"].encode()).digest()[0] % 2 == 1


def _score(sentences: Sequence[Sentence]) -> dict[str, float]:
    right = sum(gold and ours for gold, ours in sentences)
    precision = right / max(1, sum(ours for _, ours in sentences))
    recall = right / max(1, sum(gold for gold, _ in sentences))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"F1": f1, "precision": precision, "recall": recall}
