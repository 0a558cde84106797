"""Invented people: drawn from declared margins, chunk by chunk, each chunk from its own random numbers.

A chunk depends on the seed, its number and the setting, and on nothing else; so the same seed makes the same
people whatever the number of threads, and anybody can make any part of them again. Columns hold small codes;
words are looked up only when they are needed.

Source: the margins of the setting; quota sampling keeps them (see `margins`).
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.families import CHILD, DAYS, HEAD, SIBLING, SPOUSE, Families, form
from tocsin.models.register.margins import Floats, by_rank
from tocsin.records.register import Carelessness, Country, Margins, Setting
from tocsin.stats.rng import generator

CHUNK = 1 << 17
"""People in a chunk: small enough for a processor's cache, large enough for margins."""
EPOCH = date(1900, 1, 1)
Array = NDArray[Any]
Table = dict[str, Array]
Columns = Mapping[str, Array]
ADULT, GRADUATED, LEAVES_RESERVE, RETIRED = 18, 23, 60, 63
"""Ages in years at which margins begin."""
HOUSES, FLATS = 160, 90
STUDENT_CODE, RETIRED_CODE, CHILD_CODE = 250, 251, 252
"""Occupations that follow from age."""


def chunks(n_people: int) -> list[tuple[int, int]]:
    """Number and size of each chunk."""
    return [(start // CHUNK, min(CHUNK, n_people - start)) for start in range(0, n_people, CHUNK)]


def populate(setting: Setting, country: Country, seed: int, n_people: int, threads: int = 1) -> Table:
    """All people, as columns of small codes, shape (person,)."""
    parts = chunks(n_people)
    whole: Table = {}

    def fill(part: tuple[int, int]) -> None:
        made = people_of(setting, country, seed, *part)
        for name, column in made.items():
            whole[name][part[0] * CHUNK : part[0] * CHUNK + part[1]] = column

    first = people_of(setting, country, seed, *parts[0])
    for name, column in first.items():
        whole[name] = np.empty(n_people, column.dtype)
        whole[name][: parts[0][1]] = column
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(fill, parts[1:]))
    return whole


def people_of(setting: Setting, country: Country, seed: int, number: int, n: int) -> Table:
    """The people of one chunk."""
    rng = generator("register", "people", setting.id, str(seed), str(number))
    families = form(setting.margins, n, rng)
    alike = _doubled(setting.margins, families, rng)
    years = (families.age_days / np.float32(DAYS)).astype(np.float32)
    table: Table = {
        "household": families.household + np.int32(number * CHUNK),
        "role": families.role,
        "man": families.man,
        "birth": (_since(setting.on) - families.age_days).astype(np.uint16),
        "age": years.astype(np.uint8),
    }
    table |= _named(country, families, rng)
    for name in ("surname", "born_surname", "given", "patronymic"):
        table[name][alike.double] = table[name][alike.of]
    table |= _housed(setting.margins, country, families, rng)
    rural = np.array([one.rural for one in country.regions])[table["region"].astype(np.intp)]
    table |= _lives(setting.margins, families, years, rural, rng)
    table["citizenship"] = _by_household(setting.margins.citizenship.values(), families, rng)
    table["frailty"] = _frailty(setting.carelessness, table, rural, rng)
    return table


class Alike(NamedTuple):
    """Strangers with the same names and day of birth; both (pair,)."""

    double: NDArray[np.int64]
    of: NDArray[np.int64]


def _doubled(margins: Margins, families: Families, rng: np.random.Generator) -> Alike:
    """Who is to have whose names; they get the day of birth at once. Doubles live alone, elsewhere."""
    single = families.sizes[families.household] == 1
    pairs = []
    for who in (families.man, ~families.man):
        own = np.flatnonzero(single & who)
        others = np.flatnonzero(~single & who & (families.age_days >= ADULT * DAYS))
        n = min(round(margins.doubles.value * int(who.sum()) / 2), len(own), len(others))
        if n:
            pairs.append(np.stack([rng.choice(own, n, replace=False), rng.choice(others, n, replace=False)]))
    double, of = np.concatenate(pairs, axis=1) if pairs else np.zeros((2, 0), np.int64)
    families.age_days[double] = families.age_days[of]
    return Alike(double, of)


def _since(day: date) -> int:
    return (day - EPOCH).days


def _common(n_names: int, n: int, rng: np.random.Generator, power: float = 2.0) -> NDArray[np.int64]:
    """Numbers of names, the first the most common."""
    return (n_names * rng.random(n, np.float32) ** np.float32(power)).astype(np.int64)


def _named(country: Country, families: Families, rng: np.random.Generator) -> Table:
    """Names: families share a surname, children their father's name as patronymic."""
    n, n_homes = len(families.role), len(families.sizes)
    n_surnames = len(country.surname_heads) * len(country.surname_tails)
    n_men, n_women = len(country.men), len(country.women)
    home = families.household
    own = _common(n_surnames, n_homes, rng, 1.5).astype(np.uint16)[home]
    born = own.copy()
    wives = np.flatnonzero(families.role == SPOUSE)
    born[wives] = _common(n_surnames, len(wives), rng, 1.5)
    keeps = wives[rng.random(len(wives), np.float32) < 0.15]
    own[keeps] = born[keeps]
    u = rng.random(n, np.float32)
    given = (u * u * np.where(families.man, n_men, n_women)).astype(np.uint8)
    younger = np.flatnonzero((families.role == CHILD) | (families.role == SIBLING))
    clash = younger[
        (given[younger] == given[younger - 1]) & (families.man[younger] == families.man[younger - 1])
    ]
    given[clash] = (given[clash] + 1 + clash % 5) % np.where(families.man[clash], n_men, n_women)
    father = _common(n_men, n, rng).astype(np.uint8)
    heads = np.flatnonzero(families.role == HEAD)
    of_children = np.where(families.couple[heads], given[heads], father[np.minimum(heads + 1, n - 1)])
    children = families.role == CHILD
    father[children] = of_children[home[children]]
    siblings = families.role == SIBLING
    father[siblings] = father[heads][home[siblings]]
    return {"surname": own, "born_surname": born, "given": given, "patronymic": father}


def _housed(margins: Margins, country: Country, families: Families, rng: np.random.Generator) -> Table:
    """Region, town and address of a household, and the one it left."""
    n_homes, home = len(families.sizes), families.household
    shares = [margins.regions[one.id] for one in country.regions]
    region = _by_household(shares, families, rng)
    n_streets = len(country.street_heads) * len(country.street_tails)
    towns = np.array([len(one.towns) for one in country.regions])
    first = families.role == HEAD
    u = rng.random(n_homes, np.float32)
    at_home = {
        "town": (u * u * towns[region[first]]).astype(np.uint8),
        "street": _common(n_streets, n_homes, rng, 1.3).astype(np.uint8),
        "house": rng.integers(1, HOUSES, n_homes, np.uint8),
        "flat": rng.integers(1, FLATS, n_homes, np.uint8),
        "left_street": _common(n_streets, n_homes, rng, 1.3).astype(np.uint8),
        "left_house": rng.integers(1, HOUSES, n_homes, np.uint8),
    }
    return {"region": region} | {name: column[home] for name, column in at_home.items()}


def _by_household(shares: Iterable[float], families: Families, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Codes shared by a household, as many people of each as its share, to within one household."""
    order = rng.permutation(len(families.sizes))
    reached = np.cumsum(families.sizes[order], dtype=np.int64)
    wanted = np.fromiter(shares, float)
    edges = np.cumsum(wanted / wanted.sum())[:-1] * len(families.role)
    codes = np.empty(len(order), np.uint8)
    codes[order] = np.searchsorted(edges, reached, side="left")
    return codes[families.household]


def _lives(
    margins: Margins, families: Families, years: Floats, rural: Array, rng: np.random.Generator
) -> Table:
    """Schooling, work, income, fitness, service, and who is gone."""
    n = len(years)
    noise = rng.standard_normal((6, n), np.float32)
    adult, graduated = years >= ADULT, years >= GRADUATED
    learnt = noise[0] - np.float32(0.5) * rural
    education = _where(graduated, by_rank(margins.education.values(), learnt[graduated]), n)
    occupation = _occupied(margins, years, learnt + noise[1])
    works = np.where(occupation < STUDENT_CODE, occupation, 0).astype(np.float32) / len(margins.occupation)
    income = by_rank(
        margins.income.values(), np.float32(0.5) * learnt + works - rural * np.float32(0.4) + noise[2]
    )
    health = _where(adult, by_rank(margins.health.values(), (noise[3] + years / 18)[adult]), n)
    serving = families.man & adult & (years < LEAVES_RESERVE)
    reserve = _where(serving, by_rank(margins.reserve.values(), (noise[4] - years / 60)[serving]), n)
    mobile = adult & (years < LEAVES_RESERVE)
    left = by_rank(
        (1 - margins.abroad, margins.abroad), (noise[5] - years / 15 + income + families.man)[mobile]
    )
    needed = (occupation >= len(margins.occupation) - 5) & (occupation < STUDENT_CODE)
    reserved = needed & (noise[2] > 0) & serving
    minors = np.bincount(families.household, (years < ADULT) & (families.role == CHILD), len(families.sizes))
    parents = families.role <= SPOUSE
    return {
        "education": education,
        "occupation": occupation,
        "income": income,
        "health": health,
        "reserve": reserve,
        "abroad": _where(mobile, left, n),
        "dead": by_rank((1 - margins.dead, margins.dead), noise[1] + years / 15),
        "reserved": reserved,
        "children": np.where(parents, minors[families.household], 0).astype(np.uint8),
        "since": np.minimum(-60 * np.log1p(-rng.random(n, np.float32)), 255).astype(np.uint8),
    }


def _occupied(margins: Margins, years: Floats, skill: Floats) -> NDArray[np.uint8]:
    """Work by age: of the young some study, of the others some work."""
    adult, graduated = years >= ADULT, years >= GRADUATED
    working, young = graduated & (years < RETIRED), adult & ~graduated
    occupation = np.where(adult, RETIRED_CODE, CHILD_CODE).astype(np.uint8)
    occupation[working] = by_rank(margins.occupation.values(), skill[working])
    pupils = by_rank(margins.occupation_young.values(), skill[young])
    occupation[young] = np.where(pupils == len(margins.occupation_young) - 1, STUDENT_CODE, pupils)
    return occupation


def _where(who: Array, codes: Array, n: int) -> NDArray[np.uint8]:
    """Codes of some people among all; the others have 0."""
    found = np.zeros(n, np.uint8)
    found[who] = codes
    return found


def _frailty(
    rules: Carelessness, table: Columns, rural: Array, rng: np.random.Generator
) -> NDArray[np.float16]:
    """How many times the mean a person's error rates are, by themselves and by their group; mean 1."""
    own = rng.standard_normal(len(rural), np.float32) * np.float32(rules.spread.value)
    ratio = np.exp(own)
    ratio[rural] *= np.float32(rules.rural.value)
    ratio[table["income"] == 0] *= np.float32(rules.poor.value)
    ratio[table["citizenship"] > 0] *= np.float32(rules.foreign.value)
    return np.asarray(ratio / ratio.mean(), np.float16)
