"""Whether the people are as declared: every share that was asked for, beside the one that came out."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.made import Register
from tocsin.models.register.people import ADULT, GRADUATED, RETIRED, STUDENT_CODE, Columns
from tocsin.records.register import Band, Country, Margins


class Share(NamedTuple):
    """One declared share."""

    margin: str
    declared: float
    found: float


def check(register: Register) -> tuple[Share, ...]:
    """Every declared share."""
    people, margins = register.people, register.setting.margins
    age, man = people["age"], people["man"]
    adult = age >= ADULT
    serving = adult & (age < 60) & man
    mobile = adult & (age < 60)
    return (
        *_coded("region", people, _regions(margins, register.country), age >= 0),
        *_coded("income", people, margins.income.values(), age >= 0),
        *_coded("citizenship", people, margins.citizenship.values(), age >= 0),
        *_coded("education", people, margins.education.values(), age >= GRADUATED),
        *_coded("occupation", people, margins.occupation.values(), (age >= GRADUATED) & (age < RETIRED)),
        *_coded("health", people, margins.health.values(), adult),
        *_coded("reserve", people, margins.reserve.values(), serving),
        *_aged("age of men", age[man], margins.ages_of_men),
        *_aged("age of women", age[~man], margins.ages_of_women),
        *_households(people, margins),
        Share("men", margins.men, float(man.mean())),
        Share("dead", margins.dead, float(people["dead"].mean())),
        Share("abroad", margins.abroad, float(people["abroad"][mobile].mean())),
        Share(
            "student",
            margins.occupation_young["student"],
            float((people["occupation"] == STUDENT_CODE)[adult & (age < GRADUATED)].mean()),
        ),
    )


def largest_miss(shares: Iterable[Share]) -> float:
    """By how much a declared share is missed at most."""
    return max(abs(one.found - one.declared) for one in shares)


def _regions(margins: Margins, country: Country) -> list[float]:
    return [margins.regions[one.id] for one in country.regions]


def _coded(name: str, people: Columns, declared: Iterable[float], who: NDArray[np.bool_]) -> Iterator[Share]:
    codes = people[name][who].astype(np.int64)
    for code, share in enumerate(declared):
        yield Share(name, share, float((codes == code).mean()))


def _aged(name: str, ages: NDArray[Any], bands: Iterable[Band]) -> Iterator[Share]:
    for band in bands:
        yield Share(name, band.share, float(((ages >= band.low) & (ages < band.high)).mean()))


def _households(people: Columns, margins: Margins) -> Iterator[Share]:
    sizes = np.unique(people["household"], return_counts=True)[1]
    for size in range(1, max(map(len, margins.households)) + 1):
        share = sum(share for kind, share in margins.households.items() if len(kind) == size)
        yield Share("household", share, float((sizes == size).mean()))
