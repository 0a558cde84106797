"""An invented population, made person by person, whose traits go together in ways the estimate does not know.

Everybody has an age, a gender and four hidden leanings: to the city, to schooling, to moving, to illness. A
trait comes to those whose leanings, age, gender and luck add up to most, and to as many as a share says. That
share is drawn from the range that the shipped table gives, so the table is wrong here as often as it says it
may be. Three and more traits hang together through the leanings, where the estimate knows pairs at best. A
person has one trade and lives in one place; who went to one country went abroad.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.records.population import Population

N_PEOPLE = 3_000_000
BANDS = 9
RANGE_SD = 2.56
"""Standard deviations across an 80 % range."""


class Leaning(NamedTuple):
    """How a trait comes about."""

    city: float = 0.0
    schooling: float = 0.0
    moving: float = 0.0
    illness: float = 0.0
    man: float = 0.0
    peak: float = 40.0
    """Age at which it is commonest."""
    spread: float = 60.0
    """Years from that age in which it fades; large: at any age."""
    among: str = ""
    """A trait that all who have this one have."""


SAID = {
    "gender.man": "he",
    "gender.woman": "she",
    "place.moscow": "living in Moscow",
    "place.petersburg": "living in St Petersburg",
    "place.tatarstan": "living in Tatarstan",
    "place.siberia": "living in Siberia",
    "place.dagestan": "living in Dagestan",
    "occupation.teacher": "a teacher",
    "occupation.engineer": "an engineer",
    "occupation.driver": "a driver",
    "occupation.nurse": "a nurse",
    "occupation.programmer": "a programmer",
    "occupation.hairdresser": "a hairdresser",
    "occupation.seller": "a shop assistant",
    "occupation.lawyer": "a lawyer",
    "occupation.student": "a student",
    "occupation.pensioner": "a pensioner",
    "employer.state": "a civil servant",
    "relationship.married": "married",
    "relationship.divorced": "divorced",
    "family.children": "bringing up two children",
    "health.condition": "with a health condition",
    "health.diabetes": "with diabetes",
    "travel.abroad": "who once lived abroad",
    "travel.kazakhstan": "who moved to Kazakhstan",
    "travel.georgia": "who moved to Georgia",
    "nationality.tatar": "a Tatar",
    "language.english": "who speaks English",
    "life.summoned": "who received a summons",
    "life.protested": "who protested",
}
"""Trait → how a biography says it."""

LEANINGS = {
    "place.moscow": Leaning(city=2.5, schooling=0.4),
    "place.petersburg": Leaning(city=2.2, schooling=0.3),
    "place.tatarstan": Leaning(city=0.3),
    "place.siberia": Leaning(city=-0.2),
    "place.dagestan": Leaning(city=-0.8, peak=20, spread=40),
    "occupation.teacher": Leaning(schooling=1.0, man=-1.0, peak=45, spread=16),
    "occupation.engineer": Leaning(schooling=1.0, city=0.4, man=0.7, peak=42, spread=15),
    "occupation.driver": Leaning(schooling=-0.7, man=2.4, peak=42, spread=15),
    "occupation.nurse": Leaning(schooling=0.2, man=-1.8, peak=42, spread=15),
    "occupation.programmer": Leaning(schooling=1.0, city=0.9, moving=0.5, man=0.9, peak=31, spread=11),
    "occupation.hairdresser": Leaning(schooling=-0.3, man=-1.4, peak=36, spread=14),
    "occupation.seller": Leaning(schooling=-0.6, man=-0.9, peak=38, spread=15),
    "occupation.lawyer": Leaning(schooling=1.1, city=0.6, man=-0.1, peak=36, spread=14),
    "occupation.student": Leaning(schooling=0.7, peak=19, spread=3),
    "occupation.pensioner": Leaning(illness=0.3, man=-0.2, peak=85, spread=13),
    "employer.state": Leaning(schooling=0.4, man=-0.3, peak=44, spread=16),
    "relationship.married": Leaning(moving=-0.2, peak=46, spread=20),
    "relationship.divorced": Leaning(city=0.2, man=-0.2, peak=48, spread=20),
    "family.children": Leaning(city=-0.2, man=-0.2, peak=45, spread=22),
    "health.condition": Leaning(illness=1.3, peak=80, spread=35),
    "health.diabetes": Leaning(illness=1.2, man=-0.2, peak=72, spread=22, among="health.condition"),
    "travel.abroad": Leaning(city=0.7, schooling=0.7, moving=1.5, man=0.2, peak=31, spread=17),
    "travel.kazakhstan": Leaning(moving=0.3, man=0.3, among="travel.abroad"),
    "travel.georgia": Leaning(city=0.3, schooling=0.3, among="travel.abroad"),
    "nationality.tatar": Leaning(city=-0.1),
    "language.english": Leaning(schooling=1.4, city=0.6, moving=0.5, peak=28, spread=25),
    "life.summoned": Leaning(city=-0.3, schooling=-0.2, man=2.2, peak=30, spread=11),
    "life.protested": Leaning(city=1.0, schooling=0.6, moving=0.4, peak=28, spread=22),
}
"""Who has which trait: invented, so as to make people of flesh, not to fit the table."""
TATARS_IN_TATARSTAN = 3.0
"""Where somebody lives leans their nationality by so much."""
ALONE = ("occupation", "place")
"""Kinds of which a person has one."""


class Town(NamedTuple):
    """Everybody, a column a trait."""

    age: NDArray[np.int64]
    """Years, shape (N_PEOPLE,)."""
    has: dict[str, NDArray[np.bool_]]
    """Trait → who has it, shape (N_PEOPLE,)."""


def build(population: Population, rng: np.random.Generator) -> Town:
    """Makes everybody."""
    bands = np.array([population.ages[str(10 * band)].value for band in range(BANDS)])
    age = 10 * rng.choice(BANDS, N_PEOPLE, p=bands / bands.sum()) + rng.integers(0, 10, N_PEOPLE)
    # More boys are born, and fewer men grow old.
    man = rng.random(N_PEOPLE) < np.interp(age, (0, 40, 60, 85), (0.513, 0.495, 0.42, 0.27))
    hidden = {name: rng.standard_normal(N_PEOPLE) for name in ("city", "schooling", "moving", "illness")}
    has = {"gender.man": man, "gender.woman": ~man}
    shares = {one.id: one.share for one in population.traits}
    taken = {kind: np.zeros(N_PEOPLE, dtype=bool) for kind in ALONE}
    for name in sorted(LEANINGS, key=lambda one: bool(LEANINGS[one].among)):
        leaning, share, kind = LEANINGS[name], shares[name], name.partition(".")[0]
        score = sum(getattr(leaning, one) * hidden[one] for one in hidden) + leaning.man * man
        score = score - ((age - leaning.peak) / leaning.spread) ** 2 + rng.standard_normal(N_PEOPLE)
        if name == "nationality.tatar":
            score += TATARS_IN_TATARSTAN * has["place.tatarstan"]
        free = has[leaning.among] if leaning.among else ~taken[kind] if kind in taken else np.ones_like(man)
        wide = np.log(share.high / share.low) / RANGE_SD
        true = min(share.value * np.exp(wide * rng.standard_normal()), 0.9 * free.mean())
        has[name] = free & (score > np.quantile(score[free], 1 - true / free.mean()))
        if kind in taken:
            taken[kind] |= has[name]
    return Town(age, has)
