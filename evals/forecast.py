"""Forecasts: pooled and recalibrated market prices, and the case replayed on real texts by date.

The replay uses only texts published by each day, as if they had been captured then. The texts are a thin
sample (a few a month) and stand under one source of reliability C that is awaited daily, so that absences
count for little. Priors and weights are the catalogue's; nothing is fitted here but the recalibration, which
is fitted on other questions than those it is scored on.
"""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from evals import Absent, Row
from evals.catalogue import shipped_reader
from tocsin.assess.replay import replay
from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.place import place_claims, place_indications
from tocsin.records.assessment import Assessment
from tocsin.records.capture import DateBasis, Memento
from tocsin.records.case import Case
from tocsin.records.claim import Claim
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indication
from tocsin.records.reading import Document
from tocsin.records.source import Genre, Reliability, Source
from tocsin.stats.pooling import fit_recalibration, pool

SEED = 20240721
DRAWS = 1000
FOLDS = 5
WORTH = 155.0
"""Forecasts' worth of belief that the crowd needs no recalibration: as many as a track record needs."""

Texts = tuple[list[Memento], list[Claim], list[Indication]]


def rows(data: Path) -> Iterable[Row]:
    """Every figure."""
    yield from _markets(data / "forecast" / "market_questions.dev.csv.gz")
    yield from _panel(data / "forecast" / "forecastbench_super_20895_second_wave.csv")
    yield from _replays(data / "mobilization" / "corpus.jsonl")


def _markets(path: Path) -> Iterator[Row]:
    if not path.is_file():
        raise Absent(f"{path} is not there")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        asked = list(csv.DictReader(lines))
    p = np.array([float(one["p"]) for one in asked])
    y = np.array([float(one["y"]) for one in asked])
    names = [one["id"] for one in asked]
    fold = np.array([int.from_bytes(name.encode()[-3:]) % FOLDS for name in names])
    recalibrated, pooled = np.empty_like(p), np.empty_like(p)
    for at in range(FOLDS):
        rest, held = fold != at, fold == at
        recalibrated[held] = fit_recalibration(p[rest], y[rest], WORTH)(p[held])
        base = float(y[rest].mean())
        pooled[held] = [pool([one, base], [9.0, 1.0]) for one in p[held]]
    yield Row(
        "markets: Brier of the price", _brier(p, y), note=f"{len(p)} prices, {len(set(names))} questions"
    )
    for name, ours in (("recalibrated", recalibrated), ("pooled with climatology 9:1", pooled)):
        difference = (ours - y) ** 2 - (p - y) ** 2
        low, high = _clustered(difference, names)
        yield Row(
            f"markets: {name} less the price",
            float(difference.mean()),
            low,
            high,
            note="paired bootstrap over questions; fitted on other questions",
        )
        note = "1 where the interval reaches 0"
        yield Row(f"markets: {name} is no worse", float(low <= 0), target=1.0, note=note)


def _clustered(difference: np.ndarray, names: Sequence[str]) -> tuple[float, float]:
    """95 % interval of the mean difference when whole questions are drawn."""
    groups: dict[str, list[float]] = defaultdict(list)
    for name, value in zip(names, difference.tolist(), strict=True):
        groups[name].append(value)
    sums = np.array([sum(values) for values in groups.values()])
    sizes = np.array([len(values) for values in groups.values()])
    drawn = np.random.default_rng(SEED).integers(0, len(sums), (DRAWS, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


def _brier(p: np.ndarray, y: np.ndarray) -> float:
    return float(((p - y) ** 2).mean())


def _panel(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        given = [float(one["p"]) for one in csv.DictReader(lines)]
    yield Row(
        "second wave before 2025, 15 superforecasters pooled",
        pool(given),
        note=f"median {float(np.median(given)):.3f}; it did not come",
    )


def _replays(path: Path) -> Iterator[Row]:
    texts = _texts(path)
    shipped = next(one for one in load_catalogue().questions if one.id == "russia-second-wave")
    yield from _first_wave(shipped, texts)
    yield from _second_wave(shipped, texts)
    by_2025 = _asked(shipped, shipped.opened_on, date(2024, 12, 31))
    answer = _answers(by_2025, texts, [date(2024, 7, 21)])[0]
    note = "superforecasters .05, crowd .21; it did not come"
    yield Row("asked 21 July 2024: open wave before 2025", _p(answer, "open"), None, None, 0.10, True, note)


def _first_wave(shipped: Question, texts: Texts) -> Iterator[Row]:
    question = _asked(shipped, date(2022, 2, 24), date(2022, 12, 31))
    for day in (date(2022, 9, 1), date(2022, 9, 20)):
        answer = _answers(question, texts, [day])[0]
        base = next(one.p for one in answer.prior if one.id == "open")
        yield Row(
            f"{day:%d %B %Y}: open wave by the end of the year, over its base rate",
            _p(answer, "open") / base,
            target=1.0,
            note=f"{_p(answer, 'open'):.3f} against {base:.3f}; declared on 21 September",
        )


def _second_wave(shipped: Question, texts: Texts) -> Iterator[Row]:
    question = _asked(shipped, shipped.opened_on, date(2023, 7, 1))
    days = [date.fromordinal(at) for at in range(date(2022, 11, 1).toordinal(), date(2023, 7, 1).toordinal())]
    answers = _answers(question, texts, days)
    highest = max(answers, key=lambda one: _p(one, "open"))
    yield Row(
        "Nov 2022 to June 2023, daily: highest open wave by 1 July 2023",
        _p(highest, "open"),
        target=0.35,
        at_most=True,
        note=f"on {highest.as_of:%d %B %Y}; it did not come",
    )
    stealth = [_p(one, "stealth") / next(at.p for at in one.prior if at.id == "stealth") for one in answers]
    early, late = float(np.mean(stealth[:30])), float(np.mean(stealth[-91:-30]))
    yield Row(
        "stealth means over their base rate, April and May 2023",
        late,
        target=early,
        note=f"to rise from {early:.3f}, the mean of November 2022",
    )


def _asked(shipped: Question, opened: date, deadline: date) -> Question:
    """The shipped question for another span."""
    changed: Question = msgspec.structs.replace(
        shipped, opened_on=opened, deadlines=(deadline,), headline_deadline=deadline
    )
    return changed


def _answers(question: Question, texts: Texts, days: Sequence[date]) -> list[Assessment]:
    shipped = load_catalogue()
    sources = [msgspec.structs.replace(one, expected_every_days=None) for one in shipped.sources]
    case = Case(
        title="",
        opened_on=question.opened_on,
        question=question,
        indicators=shipped.indicators,
        topics=shipped.topics,
        sources=(*sources, _corpus()),
        weighing=shipped.weighing,
    )
    return list(replay(case, *texts, [], [datetime.combine(day, time(12), UTC) for day in days]))


def _corpus() -> Source:
    return Source(
        id="corpus",
        title="corpus",
        publisher="corpus",
        genre=Genre.PRESS,
        reliability=Reliability.C,
        grounds="A mixture of outlets.",
        language="en",
        expected_every_days=1,
    )


def _texts(path: Path) -> Texts:
    """The corpus as captured on the day each text was published."""
    if not path.is_file():
        raise Absent(f"{path} is not there")
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = [one for one in told if one["date"] and len(one["date"]) >= len("2022-09-21")]
    documents = (
        Document(id=one["id"], text=one["text"], published_on=_day(one), lang=one["lang"]) for one in told
    )
    mementos: list[Memento] = []
    claims: list[Claim] = []
    indications: list[Indication] = []
    for one, reading in zip(told, shipped_reader().read_many(documents), strict=True):
        memento = _memento(one)
        mementos.append(memento)
        claims += place_claims(reading, memento, "eval")
        indications += place_indications(reading, memento, "eval")
    return mementos, claims, indications


def _day(one: dict[str, Any]) -> date:
    return date.fromisoformat(one["date"][:10])


def _memento(one: dict[str, Any]) -> Memento:
    at = datetime.combine(_day(one), time(11), UTC)
    return Memento(
        id=f"memento-{one['id']}",
        capture_id=f"capture-{one['id']}",
        address=one["url"] or one["id"],
        captured_at=at,
        source_id="corpus",
        title="",
        author=None,
        published_at=at,
        date_basis=DateBasis.CARRIER,
        language=one["lang"],
        text=one["text"],
        method="eval",
    )


def _p(answer: Assessment, name: str) -> float:
    return next(one.p for one in answer.hypotheses if one.id == name)
