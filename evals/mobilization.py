"""Claims, indications and private people, on annotated texts about call-ups.

The English part of the annotated set, and the founding article apart, since it is annotated with most
care and its speakers and sizes are what a newsroom would quote. The scorer is the data's own.
"""

import importlib.util
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from evals import Absent, Row
from evals.bootstrap import intervals
from evals.catalogue import shipped_reader
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document
from tocsin.records.record import encode

SEED = 20230206
FOUNDING_DAY = date(2023, 2, 6)
"""The founding article carries no date; its annotation resolves times against the days around this one."""

HEADLINES: tuple[tuple[str, float | None, float | None], ...] = (
    ("Shoigu", 300_000, 300_000),
    ("Leviev", 300_000, 1_000_000),
    ("sources", 200_000, 200_000),
    ("Strelkov", 500_000, 500_000),
    ("Leviev", 150_000, 150_000),
    ("", 20_000, 99_999),
)
"""Whose claim each call-up figure of the founding article is; no name for the writer's own."""

PUBLIC = ("Putin", "Shoigu", "Volkov", "Leviev", "Strelkov")

TARGETS = {
    "claims F1": 0.72,
    "source accuracy": 0.80,
    "topic accuracy": 0.78,
    "quantities F1": 0.88,
    "indications F1": 0.72,
    "protected mentions recall": 0.95,
}

Answer = Mapping[str, Any]


def rows(data: Path) -> Iterable[Row]:
    """Every figure of both sets."""
    folder = data / "mobilization"
    scorer = _scorer(folder / "score_claims.py")
    reader = shipped_reader()
    yield from _annotated(folder, scorer, reader)
    yield from _founding(folder, scorer, reader)


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_claims", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        raise Absent(f"{path} is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _answer(reader: Reader, gold: Answer) -> Answer:
    day = date.fromisoformat(gold["date"]) if gold["date"] else FOUNDING_DAY
    document = Document(id=gold["id"], text=gold["text"], published_on=day, lang=gold["lang"])
    answer: Answer = json.loads(encode(reader.read(document)))
    return answer


def _load(scorer: ModuleType, path: Path) -> list[Answer]:
    if not path.is_file():
        raise Absent(f"{path} is not there")
    return [gold for gold in scorer.load(str(path)) if gold["lang"] == "en"]


def _annotated(folder: Path, scorer: ModuleType, reader: Reader) -> Iterable[Row]:
    golds = _load(scorer, folder / "gold.dev.jsonl")
    answers = {gold["id"]: _answer(reader, gold) for gold in golds}

    def score(drawn: Sequence[Answer]) -> dict[str, float]:
        return _figures(scorer.score(drawn, [answers[gold["id"]] for gold in drawn]))

    bands = intervals(golds, score, SEED)
    targets = TARGETS
    for name, value in score(golds).items():
        low, high = bands[name]
        ceiling = name == "hard-negative alarms"
        target = 1 if ceiling else targets.get(name)
        yield Row(f"annotated, {name}", value, low, high, target, at_most=ceiling)
    yield from _gate_rows(golds, reader)


def _figures(scored: Answer) -> dict[str, float]:
    return {
        "claims F1": scored["claims"]["f1"],
        "claims precision": scored["claims"]["precision"],
        "claims recall": scored["claims"]["recall"],
        **{f"{name} accuracy": share for name, share in scored["accuracy"].items()},
        "quantities F1": scored["quantities"]["f1"],
        "indications F1": scored["indications"]["f1"],
        "protected mentions recall": scored["protected_mention_recall"],
        "protected names false": scored["protected_names"].get("system", 0)
        - round(scored["protected_names"]["precision"] * scored["protected_names"].get("system", 0)),
        "hard-negative alarms": scored["hard_negative_alarms"],
    }


def _gate_rows(golds: Sequence[Answer], reader: Reader) -> Iterable[Row]:
    """What the gate and the choice of passages keep, beside what they spare."""
    counted = [_gated(gold, reader) for gold in golds]

    def score(drawn: Sequence[tuple[int, int, float, int]]) -> dict[str, float]:
        passed, n_claims, parsed, length = (sum(column) for column in zip(*drawn, strict=True))
        return {"recall": passed / max(1, n_claims), "spared": 1 - parsed / max(1, length)}

    bands, figures = intervals(counted, score, SEED), score(counted)
    yield Row("annotated, gate recall on claims", figures["recall"], *bands["recall"], target=0.995)
    note = "share of the characters of these texts, all near the subject, that no parser sees"
    yield Row("annotated, spared by the gate", figures["spared"], *bands["spared"], note=note)


def _gated(gold: Answer, reader: Reader) -> tuple[int, int, float, int]:
    """Claims that the gate lets through, all claims, characters parsed, all characters."""
    text, lang = gold["text"], gold["lang"]
    spans = [claim["content"] for claim in gold["claims"]]
    passed = sum(reader.admits(text, span["start"], span["end"], lang) for span in spans)
    return passed, len(spans), reader.parsed_share(text, lang) * len(text), len(text)


def _founding(folder: Path, scorer: ModuleType, reader: Reader) -> Iterable[Row]:
    (gold,) = _load(scorer, folder / "seed.gold.json")
    answer = _answer(reader, gold)
    scored = scorer.score([gold], [answer])
    found = len(scorer.match(gold["text"], gold["claims"], answer["claims"]))
    yield Row("founding article, claims found", found, target=27, note=f"of {len(gold['claims'])}")
    yield Row("founding article, claims precision", scored["claims"]["precision"])
    told = sum(_told(answer, *headline) for headline in HEADLINES)
    yield Row("founding article, sizes with speaker", told, target=6, note=f"of {len(HEADLINES)}")
    shown = {one["indicator"] for one in gold["indications"]} & {
        one["indicator"] for one in answer["indications"]
    }
    yield Row("founding article, indications", len(shown), target=10, note=f"of {len(gold['indications'])}")
    yield Row("founding article, private mentions recall", scored["protected_mention_recall"], target=1.0)
    exposed = sum(any(name in one["text"] for name in PUBLIC) for one in answer["protected"])
    yield Row("founding article, public figures renamed", exposed, target=0, at_most=True)


def _told(answer: Answer, speaker: str, low: float | None, high: float | None) -> bool:
    """Whether a claim of that speaker holds that range."""
    for claim in answer["claims"]:
        if any((one["low"], one["high"]) == (low, high) for one in claim["quantities"]):
            named = " ".join([*claim["chain"][-1:], (claim["source"] or {}).get("text", "")])
            if speaker in named if speaker else claim["source"] is None:
                return True
    return False
