"""Who said what, whatever the subject: PolNeAR's dev part, read by the reader as it ships.

No text of PolNeAR taught the shipped weights anything, and no threshold was tuned on it: they are tuned on
the project's own texts, kept aside from training. What the same network reaches when PolNeAR trains it is
printed by `python -m training --report polnear`.

Source: relaxed F1 and the other figures as the data's own scorer defines them.
"""

import gzip
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from evals import Absent, Row
from evals.bootstrap import intervals
from tocsin.reading.encoder.shipped import load_attributor
from tocsin.reading.passages import find_passages

SEED = 20230207
FOLDER = "attribution"
TARGET = 0.66
FIGURES = ("relaxed", "content@0.5", "sources token", "cues token", "contents token", "triple exact")
"""Figures of the scorer, the first with a target."""


def rows(data: Path) -> Iterator[Row]:
    """F1 of each figure, and the recall of what has no source."""
    scorer = _scorer(data / FOLDER / "score.py")
    golds = _load(data / FOLDER / "polnear.dev.jsonl.gz")
    _answer(golds[0])  # The first one loads the weights.
    start = time.process_time()
    answers = [_answer(gold) for gold in golds]
    took = time.process_time() - start
    counts = [scorer.doc_counts(gold, answer) for gold, answer in zip(golds, answers, strict=True)]

    def score(drawn: Sequence[Counter[str]]) -> dict[str, float]:
        total: Counter[str] = sum(drawn, Counter())
        found = {name: scorer.prf(total, name)[2] for name in FIGURES}
        precision, recall, _ = scorer.prf(total, "relaxed")
        found |= {"relaxed precision": precision, "relaxed recall": recall}
        n_sourceless = max(1, total["R[nosource]|g"])
        return found | {"no source, recall": total["R[nosource]|tp"] / n_sourceless}

    values, spread = score(counts), intervals(counts, score, SEED)
    for name, value in values.items():
        low, high = spread[name]
        target = TARGET if name == "relaxed" else None
        note = "peers retrained on PolNeAR: Citron 0.535, CRF 0.615" if name == "relaxed" else ""
        yield Row(f"PolNeAR dev, shipped weights: {name}", value, low, high, target, note=note)
    n_words, n_told = (sum(map(len, each)) for each in zip(*map(_parts, golds), strict=True))
    note = f"one core; an attribution every {n_words / n_told:.0f} words, our own texts have one every 21"
    yield Row("PolNeAR dev, shipped weights: words a CPU second", n_words / took, note=note)


def _answer(gold: dict[str, Any]) -> dict[str, Any]:
    text = gold["text"]
    told = load_attributor("en").find(text, tuple(find_passages(text)))
    return {
        "attributions": [
            {"sources": one.sources, "cues": [one.cue], "contents": one.contents, "type": str(one.kind)}
            for one in told
        ]
    }


def _parts(gold: dict[str, Any]) -> tuple[list[str], list[Any]]:
    return gold["text"].split(), gold["attributions"]


def _load(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise Absent(f"{path.name} is not there")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise Absent(f"the data's scorer {path.name} is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
