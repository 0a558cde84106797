"""Who is given away: the founding article, and made-up biographies whose crowd is counted.

A population is drawn person by person from the shipped table with its shares and the ratios by which traits
go together. Biographies are written about people of it, read by the shipped rules, and the estimate is
compared with how many of that population really fit. It tests reading and arithmetic, not the table.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from evals import Absent, Row
from evals.catalogue import shipped_reader
from tocsin.catalogue.populations import load_population
from tocsin.protect.jigsaw.crowd import estimate_crowd
from tocsin.protect.jigsaw.details import Text, find_details
from tocsin.protect.jigsaw.judge import judge
from tocsin.records.population import Population
from tocsin.records.reading import Document, ProtectedMention

SEED = 20230206
N_BIOGRAPHIES = 300
N_PEOPLE = 2_000_000
FACTOR = 3
SAID = {
    "gender.man": "he",
    "gender.woman": "she",
    "place.moscow": "living in Moscow",
    "place.dagestan": "living in Dagestan",
    "occupation.teacher": "a teacher",
    "occupation.engineer": "an engineer",
    "occupation.driver": "a driver",
    "occupation.nurse": "a nurse",
    "occupation.programmer": "a programmer",
    "occupation.hairdresser": "a hairdresser",
    "employer.state-company": "at a state company",
    "relationship.married": "married",
    "health.condition": "with a health condition",
    "travel.abroad": "who once lived abroad",
    "travel.kazakhstan": "who fled to Kazakhstan",
    "nationality.foreign": "a Tatar",
    "language.english": "who speaks English",
}


def rows(data: Path) -> Iterator[Row]:
    """The founding article, then the biographies."""
    yield from _founding(data / "mobilization" / "seed.gold.json")
    yield from _annotated(data / "mobilization" / "gold.dev.jsonl")
    yield from _biographies(load_population("russia"))


def _founding(path: Path) -> Iterator[Row]:
    if not path.is_file():
        raise Absent(f"{path} is not there")
    gold = json.loads(path.read_text("utf-8"))
    read = shipped_reader().read(Document(id="founding", text=gold["text"], lang="en"))
    wanted = {(one["start"], one["end"]) for one in gold["protected"]}
    found = {(one.start, one.end) for one in read.protected}
    yield Row("founding article, mentions found", len(wanted & found), target=len(wanted))
    yield Row("founding article, mentions false", len(found - wanted), target=0, at_most=True)
    population = load_population("russia")
    ranked = [
        one.person
        for one in judge(
            find_details([Text("f", gold["text"], read.protected)], population), population, 1000
        )
    ]
    first = sum("Konstantin" in name for name in ranked[:2])
    yield Row("founding article, the couple ranked first", first, target=2, note=", ".join(ranked))


def _annotated(path: Path) -> Iterator[Row]:
    if not path.is_file():
        raise Absent(f"{path} is not there")
    reader, right, n_wanted, n_found = shipped_reader(), 0, 0, 0
    for line in path.read_text("utf-8").splitlines():
        gold = json.loads(line)
        read = reader.read(Document(id=gold["id"], text=gold["text"], lang=gold["lang"]))
        wanted = [(one["start"], one["end"]) for one in gold["protected"]]
        found = [(one.start, one.end) for one in read.protected]
        right += sum(any(left < end and start < right_ for left, right_ in found) for start, end in wanted)
        n_wanted, n_found = n_wanted + len(wanted), n_found + len(found)
    yield Row("annotated, mentions recall", right / max(1, n_wanted), target=0.95, note=f"of {n_wanted}")
    yield Row("annotated, mentions precision", right / max(1, n_found), target=0.7, note=f"of {n_found}")


def _biographies(population: Population) -> Iterator[Row]:
    rng = np.random.default_rng(SEED)
    drawn = _draw(population, rng)
    close = inside = n_read = 0
    for _ in range(N_BIOGRAPHIES):
        traits = _pick(drawn, rng)
        true = int(np.logical_and.reduce([drawn[one] for one in traits]).sum())
        text = "Person X, " + ", ".join(SAID[one] for one in traits) + ", spoke to us."
        mention = ProtectedMention(text="Person X", start=0, end=8, name="Person X")
        (told,) = find_details([Text("b", text, (mention,))], population)
        crowd = estimate_crowd(population, [one.trait for one in told.details])
        n_read += {one.trait.id for one in told.details} >= set(traits)
        scaled = true * population.size.value / N_PEOPLE
        close += 1 / FACTOR <= crowd.value / scaled <= FACTOR
        inside += crowd.low <= scaled <= crowd.high
    note = f"{N_BIOGRAPHIES} biographies, {N_PEOPLE:,} people drawn"
    yield Row("biographies, details all read", n_read / N_BIOGRAPHIES, note=note)
    yield Row("biographies, crowd within a factor of 3", close / N_BIOGRAPHIES, target=0.8, note=note)
    yield Row("biographies, crowd inside the range", inside / N_BIOGRAPHIES, note="range is meant for 80 %")


def _draw(population: Population, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """A column a trait, in order; each depends on every earlier one that the table puts it together with."""
    by_id = {one.id: one for one in population.traits}
    drawn: dict[str, np.ndarray] = {}
    for name in SAID:
        if name == "gender.woman":
            drawn[name] = ~drawn["gender.man"]
            continue
        share = by_id[name].share.value
        p = np.full(N_PEOPLE, share)
        for other, column in drawn.items():
            ratio = _ratio(population, name, other)
            # Those without the other trait have it less often by as much, so that the share holds.
            p_other = column.mean()
            ratio = min(ratio, 1 / share, 1 / p_other)
            p *= np.where(column, ratio, (1 - ratio * p_other) / (1 - p_other))
        if name == "travel.kazakhstan":
            p = np.where(drawn["travel.abroad"], share / by_id["travel.abroad"].share.value, 0)
        drawn[name] = rng.random(N_PEOPLE) < p
    return drawn


def _ratio(population: Population, one: str, other: str) -> float:
    kinds = one.partition(".")[0], other.partition(".")[0]
    for known in population.together:
        for left, right in ((0, 1), (1, 0)):
            pair = ((one, kinds[0]), (other, kinds[1]))
            if known.of in pair[left] and known.given in pair[right]:
                return known.ratio.value
    return 1.0


def _pick(drawn: dict[str, np.ndarray], rng: np.random.Generator) -> list[str]:
    """Two to four traits of somebody of whom enough like them were drawn to be counted."""
    names = list(drawn)
    while True:
        person = rng.integers(N_PEOPLE)
        own = [name for name in names if drawn[name][person]]
        jobs = [name for name in own if name.startswith("occupation")]
        own = [name for name in own if name not in jobs[1:]]
        if len(own) < 3:
            continue
        chosen = [
            own[place]
            for place in sorted(rng.choice(len(own), rng.integers(2, min(4, len(own)) + 1), replace=False))
        ]
        if np.logical_and.reduce([drawn[one] for one in chosen]).sum() >= 10:
            return chosen
