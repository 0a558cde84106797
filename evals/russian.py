"""Russian: who said what on adaq, claims and private people on annotated texts about call-ups.

adaq is for scoring only. It is small, one sentence a document in most, and its mistakes were studied while
the rules were written, as were those of the annotated texts: these rows say what the rules reach on what
they have seen. Of the project's own texts those count here that neither taught nor tuned anything: the
first fifteen were studied for the rules, and the weights learned from all but those kept aside (on which
their thresholds were tuned, the level from which they are heard beside the rules among them).

Source: token F1 as the data's own scorer defines it, micro-averaged over the tokens of a role.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from training.aside import is_aside
from training.corpus import load_texts

from evals import Row
from evals.attribution import _load, _scorer
from evals.bootstrap import intervals
from evals.catalogue import shipped_reader
from evals.mobilization import TARGETS, _answer, _figures, _gate_rows
from evals.mobilization import _scorer as _claims_scorer
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document

SEED = 20230208
STUDIED = 15
"""Texts of our own, in order of their names, whose mistakes were looked at."""
TOKENS = {"sources token": 0.68, "cues token": 0.78, "contents token": 0.85}
PUBLISHED = {"sources token": "0.50", "cues token": "0.75", "contents token": "0.79"}

Answer = dict[str, Any]


def rows(data: Path) -> Iterator[Row]:
    """Every Russian figure."""
    scorer = _scorer(data / "attribution" / "score.py")
    reader = shipped_reader()
    adaq = _load(data / "attribution" / "adaq_ru.dev.jsonl.gz")
    yield from _attributed("adaq dev", adaq, scorer, reader, TOKENS)
    yield from _attributed("own texts kept aside", _own(), scorer, reader, {})
    yield from _claimed(data / "mobilization", reader)


def _attributed(
    name: str, golds: Sequence[Answer], scorer: ModuleType, reader: Reader, targets: dict[str, float]
) -> Iterator[Row]:
    counts = [scorer.doc_counts(gold, _told(gold["text"], reader)) for gold in golds]

    def score(drawn: Sequence[Counter[str]]) -> dict[str, float]:
        total: Counter[str] = sum(drawn, Counter())
        return {figure: scorer.prf(total, figure)[2] for figure in (*TOKENS, "relaxed")}

    values, spread = score(counts), intervals(counts, score, SEED)
    for figure, value in values.items():
        peer = PUBLISHED.get(figure) if targets else None
        note = f"published ML {peer}, rules about 0.60" if peer else f"{len(golds)} texts"
        yield Row(f"{name}: {figure}", value, *spread[figure], targets.get(figure), note=note)


def _told(text: str, reader: Reader) -> Answer:
    found = reader.read(Document(id="e", text=text, lang="ru"), detail=True).attributions
    return {
        "attributions": [
            {
                "sources": [[s.start, s.end] for s in one.sources],
                "cues": [[s.start, s.end] for s in one.cues],
                "contents": [[s.start, s.end] for s in one.contents],
                "type": str(one.type),
            }
            for one in found
        ]
    }


def _own() -> list[Answer]:
    return [
        {
            "id": one.id,
            "text": one.text,
            "attributions": [
                {"sources": told.sources, "cues": told.cues, "contents": told.contents} for told in one.told
            ],
        }
        for number, one in enumerate(load_texts("ru"))
        if number >= STUDIED and is_aside(one)
    ]


def _claimed(folder: Path, reader: Reader) -> Iterator[Row]:
    scorer = _claims_scorer(folder / "score_claims.py")
    golds = [one for one in scorer.load(str(folder / "gold.dev.jsonl")) if one["lang"] == "ru"]
    answers = {gold["id"]: _answer(reader, gold) for gold in golds}

    def score(drawn: Sequence[Any]) -> dict[str, float]:
        return _figures(scorer.score(drawn, [answers[gold["id"]] for gold in drawn]))

    spread = intervals(golds, score, SEED)
    for name, value in score(golds).items():
        ceiling = name == "hard-negative alarms"
        target = 0 if ceiling else TARGETS.get(name)
        yield Row(f"annotated, {name}", value, *spread[name], target, at_most=ceiling)
    yield from _gate_rows(golds, reader)
