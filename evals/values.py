"""Numbers and times of any text: quantities on NewsQuant, time expressions on TempEval-3 and MEANTIME.

All sets are for scoring only. What no row here is: a blind test. NewsQuant dev was tuned on as a whole,
two of its range rules after single sentences. Of TempEval-3, mistakes were studied only in the documents
whose digest of the id is even; a frequency list of expressions and values was read over both halves
before, and the odd half's score was watched. MEANTIME's mistakes were never looked at.

Source: NewsQuant's value metric and TempEval-3's value F1, as the data's own scorer computes them.
"""

import gzip
import hashlib
import importlib.util
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from evals import Absent, Row
from evals.bootstrap import intervals
from tocsin.reading.english.quantity import find_quantities
from tocsin.reading.english.timex import find_times

FOLDER = "attribution"
SCORER = "score_values.py"
SEED = 20230203
TARGET_QUANTITIES, TARGET_RANGES, TARGET_TIMES = 0.92, 0.75, 0.76

Document = dict[str, Any]
Output = dict[str, dict[str, list[dict[str, Any]]]]


def rows(data: Path) -> Iterator[Row]:
    """Value F1 of quantities, the share of ranges found, and value F1 of times, whole and by half."""
    scorer = _scorer(data / FOLDER / SCORER)
    yield from _quantity_rows(data, scorer)
    yield from _time_rows(data, scorer)


def _quantity_rows(data: Path, scorer: ModuleType) -> Iterator[Row]:
    documents = _load(data / FOLDER / "newsquant.dev.jsonl.gz")
    output = {d["id"]: {"quantities": _quantities(d["text"])} for d in documents}

    def score(drawn: Sequence[Document]) -> dict[str, float]:
        found = scorer.quantities(drawn, output)
        n_found, _, n_ranges = found["ranges"].partition("/")
        return {"value": found["value"]["f1"], "ranges": int(n_found) / max(1, int(n_ranges))}

    note = "tuned on; vague words follow the project's convention (dozens 24-99, not 12-120)"
    targets = {
        "value": ("value F1", TARGET_QUANTITIES, "tuned on, all of it"),
        "ranges": ("ranges found", TARGET_RANGES, note),
    }
    yield from _rows("NewsQuant dev", documents, score, targets)


def _time_rows(data: Path, scorer: ModuleType) -> Iterator[Row]:
    documents = _load(data / FOLDER / "tempeval3.train.jsonl.gz")
    output = {d["id"]: {"times": _times(d)} for d in documents}
    score = partial(_score_times, scorer, output)
    parts = {
        "all": (documents, "rules, mistakes of half of it studied"),
        "mistakes studied": ([d for d in documents if not _is_kept_aside(d)], ""),
        "mistakes not studied": (
            [d for d in documents if _is_kept_aside(d)],
            "not blind: its common expressions were listed, its score watched",
        ),
    }
    for name, (part, note) in parts.items():
        yield from _rows(
            f"TempEval-3 train, {name}", part, score, {"value": ("value F1", TARGET_TIMES, note)}
        )
    wiki = _load(data / FOLDER / "meantime.jsonl.gz")
    found = {d["id"]: {"times": _times(d)} for d in wiki}
    yield from _rows(
        "MEANTIME",
        wiki,
        partial(_score_times, scorer, found),
        {"value": ("value F1", None, "mistakes never studied")},
    )


def _score_times(scorer: ModuleType, output: Output, drawn: Sequence[Document]) -> dict[str, float]:
    return {"value": scorer.times(drawn, output)["value"]["f1"]}


def _rows(
    name: str,
    documents: Sequence[Document],
    score: Callable[[Sequence[Document]], dict[str, float]],
    targets: Mapping[str, tuple[str, float | None, str]],
) -> Iterator[Row]:
    values, spread = score(documents), intervals(documents, score, SEED)
    for key, (title, target, note) in targets.items():
        low, high = spread[key]
        yield Row(f"{name}: {title}", values[key], low, high, target, note=note)


def _quantities(text: str) -> list[dict[str, Any]]:
    return [{"low": q.low, "high": q.high} for q in find_quantities(text)]


def _times(document: Document) -> list[dict[str, Any]]:
    found = find_times(document["text"], _published_on(document))
    return [{"start": t.start, "end": t.end, "value": t.value} for t in found]


def _published_on(document: Document) -> date | None:
    """Publication day; some documents of MEANTIME carry none, or one whose order is unsaid."""
    try:
        return date.fromisoformat((document["dct"] or "")[:10])
    except ValueError:
        return None


def _is_kept_aside(document: Document) -> bool:
    return hashlib.sha256(document["id"].encode()).digest()[-1] % 2 == 1


def _load(path: Path) -> list[Document]:
    if not path.is_file():
        raise Absent(f"{path.name} is not there")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_values", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise Absent(f"the data's scorer {path.name} is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
