"""Who is given away: the founding article, and made-up biographies whose crowd is counted.

Biographies are written about invented people of `evals._townsfolk`, whose traits come about in another way
than the estimate assumes: from age, gender and hidden leanings, one by one, with shares that differ from
the shipped table as far as the table's own ranges allow. The shipped rules read each biography, the shipped
table counts, and the people of that population who really fit are counted one by one.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from evals import Absent, Row
from evals._townsfolk import N_PEOPLE, SAID, Town, build
from evals.catalogue import shipped_reader
from tocsin.catalogue.populations import load_population
from tocsin.protect.jigsaw.crowd import Crowds
from tocsin.protect.jigsaw.details import Text, find_details
from tocsin.protect.jigsaw.judge import judge
from tocsin.records.population import Population
from tocsin.records.reading import Document, ProtectedMention

SEED = 20230206
N_BIOGRAPHIES = 300
FACTOR = 3
AGE_TOLD = 0.4
"""Share of biographies that tell an age."""
ADULT, OLD = 18, 80
FEWEST = 8
"""People who must fit, so that the count itself is no matter of luck."""


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
    town, crowds = build(population, rng), Crowds(population)
    close = inside = n_read = under = 0
    for _ in range(N_BIOGRAPHIES):
        age, traits, true = _pick(town, rng)
        told_first = [f"{age}-year-old"] if age else []
        text = ", ".join(["Person X", *told_first, *(SAID[one] for one in traits), "spoke to us."])
        mention = ProtectedMention(text="Person X", start=0, end=8, name="Person X")
        (told,) = find_details([Text("b", text, (mention,))], population)
        crowd = crowds.estimate([one.trait for one in told.details])
        n_read += {one.trait.id for one in told.details} >= set(traits)
        scaled = true * population.size.value / N_PEOPLE
        close += 1 / FACTOR <= crowd.value / scaled <= FACTOR
        inside += crowd.low <= scaled <= crowd.high
        under += crowd.low <= scaled
    note = f"{N_BIOGRAPHIES} biographies, {N_PEOPLE:,} people made one by one"
    yield Row("biographies, details all read", n_read / N_BIOGRAPHIES, note=note)
    yield Row("biographies, crowd within a factor of 3", close / N_BIOGRAPHIES, target=0.8, note=note)
    yield Row("biographies, crowd inside the range", inside / N_BIOGRAPHIES, note="range is meant for 80 %")
    yield Row(
        "biographies, no fewer fit than the low end", under / N_BIOGRAPHIES, note="the end that decides"
    )


def _pick(town: Town, rng: np.random.Generator) -> tuple[int, list[str], int]:
    """An age or none, two to five traits of somebody, and how many people have them all."""
    while True:
        person = int(rng.integers(N_PEOPLE))
        own = [name for name in SAID if town.has[name][person]]
        if len(own) < 2:
            continue
        size = int(rng.integers(2, min(5, len(own)) + 1))
        chosen = [own[place] for place in sorted(rng.choice(len(own), size, replace=False))]
        fits = np.logical_and.reduce([town.has[one] for one in chosen])
        age = int(town.age[person]) if rng.random() < AGE_TOLD and ADULT <= town.age[person] < OLD else 0
        if age:
            fits &= town.age == age
        if (n_fit := int(fits.sum())) >= FEWEST:
            return age, chosen, n_fit
