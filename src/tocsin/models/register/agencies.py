"""The files of the agencies: whom each holds, and what is wrong in it.

Errors of one person go together: every rate is multiplied by the person's frailty, which is also higher in
some groups. What is drawn for a person at an agency does not depend on the agency's coverage, so that two
settings which differ in one rate differ in nothing else.

A name in a row is a code: the name's number, times `FORMS`, plus how it is written (see `writing`).

Source: P. Christen and A. Pudjijono, "Accurate synthetic generation of realistic personal information"
(2009), for the kinds of error; that theirs are independent is what the frailty mends.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.dates import N_SLIPS, Days, changed_days
from tocsin.models.register.people import CHUNK, STUDENT_CODE, Columns, Table, chunks
from tocsin.models.register.writing import CHAINED, FORMS, N_TYPOS, way
from tocsin.records.register import Agency, Country, Faults, Setting
from tocsin.records.units import Figure
from tocsin.stats.rng import generator

MULTIPLIER, MODULUS = 48271, 2_147_483_647
"""A full cycle of numbers without pattern for the shared identifier (Park and Miller, 1988)."""
OWNED, BORROWED = 1, 2
NOBODY = -1
"""No identifier in the row."""
FOREIGN = 2
"""Code of people who are no citizens: the last of the margin."""
NO_NAME = -1
"""No patronymic in the row."""
SHOWS = {"student": 1, "health": 2, "children": 4, "reserved": 8, "foreign": 16}
"""Exemption → its bit in the column `shows`."""
LARGE_FAMILY = 3
"""From how many children on a family is entered as large."""
WORST = 0.95
"""No rate of a frail person goes beyond."""
ELSEWHERE = 7919
"""A prime: from one person to a stranger's document."""


class Chance(NamedTuple):
    """Random numbers of one agency for some people, and how frail these are."""

    rng: np.random.Generator
    frailty: NDArray[np.float32]

    def hits(self, rate: Figure, *, frail: bool = True) -> NDArray[np.bool_]:
        """Whom something happens to; the mean is the rate, up to what is cut at `WORST`."""
        u = self.rng.random(len(self.frailty), np.float32)
        value = np.float32(rate.value)
        return u < (np.minimum(value * self.frailty, WORST) if frail else value)

    def one_of(self, *rates: Figure) -> NDArray[np.uint8]:
        """Which of several things that exclude each other happens to whom: 0 none, 1 the first, and so on."""
        u = self.rng.random(len(self.frailty), np.float32)
        edges = np.cumsum([rate.value for rate in rates]).astype(np.float32)
        found = np.zeros(len(u), np.uint8)
        for at in range(len(rates), 0, -1):
            found[u < np.minimum(edges[at - 1] * self.frailty, WORST)] = at
        return found


def keep_files(
    setting: Setting, country: Country, people: Columns, seed: int, threads: int = 1
) -> dict[str, Table]:
    """Agency → its file, columns of shape (row,); the column `person` is the truth, which no office sees."""
    days = changed_days()

    def file(task: tuple[Agency, tuple[int, int]]) -> Table:
        agency, (number, n) = task
        part = {name: column[number * CHUNK : number * CHUNK + n] for name, column in people.items()}
        return rows_of(setting, country, agency, part, seed, number, days)

    tasks = [(agency, part) for agency in setting.agencies for part in chunks(len(people["man"]))]
    with ThreadPoolExecutor(threads) as pool:
        made = list(pool.map(file, tasks))
    files: dict[str, Table] = {}
    for agency in setting.agencies:
        own = [table for (of, _), table in zip(tasks, made, strict=True) if of is agency]
        files[agency.id] = {name: np.concatenate([one[name] for one in own]) for name in own[0]}
    return files


def rows_of(
    setting: Setting,
    country: Country,
    agency: Agency,
    people: Columns,
    seed: int,
    number: int,
    days: Days,
) -> Table:
    """The rows of one agency for one chunk of people."""
    rng = generator("register", "agency", agency.id, setting.id, str(seed), str(number))
    asked = np.flatnonzero(_held(agency, people))
    chance = Chance(rng, people["frailty"][asked].astype(np.float32))
    kept = chance.rng.random(len(asked), np.float32) < agency.coverage.value
    for gone, rate in (("dead", agency.faults.dead_kept), ("abroad", agency.faults.abroad_kept)):
        kept &= (people[gone][asked] == 0) | chance.hits(rate, frail=False)
    twice = chance.hits(agency.faults.duplicate)
    first = _rows(country, agency, people, asked, chance, days)
    again = _rows(country, agency, people, asked[twice], Chance(rng, chance.frailty[twice]), days)
    table = {name: np.concatenate([first[name][kept], again[name][kept[twice]]]) for name in first}
    holder = _holder(people, table["person"], table["identifier"] == BORROWED) + np.int64(number * CHUNK + 1)
    table["identifier"] = np.where(table["identifier"] != 0, holder * MULTIPLIER % MODULUS, NOBODY)
    table["person"] += np.int32(number * CHUNK)
    return table


def _holder(people: Columns, person: NDArray[Any], borrowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Whose identifier each row has: mostly the person's own; else kin's, or that of a reused document."""
    holder = person.astype(np.int64)
    which = np.flatnonzero(borrowed)
    own, n = holder[which], len(people["man"])
    kin = np.minimum(own + 1, n - 1)
    kin = np.where(people["household"][kin] == people["household"][own], kin, np.maximum(own - 1, 0))
    has_kin = (people["household"][kin] == people["household"][own]) & (people["flat"][own] % 2 == 0)
    holder[which] = np.where(has_kin, kin, (own + ELSEWHERE) % n)
    return holder


def _held(agency: Agency, people: Columns) -> NDArray[np.bool_]:
    """Whom the agency should hold."""
    low, high = agency.ages
    held = (people["age"] >= low) & (people["age"] < high)
    if agency.sex == "men":
        held = held & people["man"]
    if agency.only == "student":
        held &= people["occupation"] == STUDENT_CODE
    elif agency.only == "citizen":
        held &= people["citizenship"] != FOREIGN
    elif agency.only == "reserved":
        held &= people["reserved"]
    elif agency.only == "driver":
        held &= (people["given"] + people["house"] + people["income"]) % 10 < np.where(people["man"], 7, 4)
    elif agency.only == "traveller":
        held &= (people["flat"] + people["given"]) % 10 < 2 + people["income"]
    return held


def _rows(
    country: Country,
    agency: Agency,
    people: Columns,
    at: NDArray[Any],
    chance: Chance,
    days: Days,
) -> Table:
    """A row for each of the people `at`, errors and all."""
    faults, own = agency.faults, {name: column[at] for name, column in people.items()}
    written = _form(way(country, agency.writes), chance.one_of(faults.other_letters, faults.chained_letters))
    typo = chance.hits(faults.typo)
    which = chance.rng.integers(0, 2 * N_TYPOS, len(at), np.uint8)
    old = chance.hits(faults.old_surname)
    surname = np.where(old, own["born_surname"], own["surname"]).astype(np.int32)
    n_surnames = len(country.surname_heads) * len(country.surname_tails)
    surname += np.where(own["man"], 0, n_surnames).astype(np.int32)
    given = own["given"].astype(np.int32) + np.where(own["man"], 0, len(country.men)).astype(np.int32)
    father = own["patronymic"].astype(np.int32) + np.where(own["man"], 0, len(country.men)).astype(np.int32)
    slip = CHAINED + 1 + which % N_TYPOS
    stale = chance.hits(faults.stale_address)
    unnamed = chance.hits(faults.no_patronymic)
    late = np.minimum(-np.log1p(-chance.rng.random(len(at), np.float32)) * faults.late_weeks.value, 254)
    return {
        "person": at.astype(np.int32),
        "surname": surname * FORMS + np.where(typo & (which < N_TYPOS), slip, written),
        "given": given * FORMS + np.where(typo & (which >= N_TYPOS), slip, written),
        "patronymic": np.where(unnamed, NO_NAME, father * FORMS + written),
        "man": own["man"],
        "birth": _dated(own, faults, chance, days),
        "region": own["region"],
        "town": own["town"],
        "street": np.where(stale, own["left_street"], own["street"]),
        "house": np.where(stale, own["left_house"], own["house"]),
        "flat": own["flat"],
        "identifier": _numbered(agency, chance),
        "shows": _shown(agency, own, late),
    }


def _form(form: int, wrong: NDArray[np.uint8]) -> NDArray[np.int64]:
    """How a name is written: as the agency does, in the other transliteration, or back from one."""
    return np.choose(wrong, [form, 1 + (form != 1), CHAINED]).astype(np.int64)


def _dated(own: Columns, faults: Faults, chance: Chance, days: Days) -> NDArray[np.uint16]:
    """The day of birth as it stands in the file. One person's slips are alike: files feed each other."""
    born = own["birth"].copy()
    wrong = chance.one_of(faults.swapped_date, faults.slipped_date, faults.rounded_date)
    for kind in (1, 3):
        hit = np.flatnonzero(wrong == kind)
        born[hit] = (days.swapped if kind == 1 else days.rounded)[born[hit]]
    hit = np.flatnonzero(wrong == 2)
    born[hit] = days.slipped[(own["house"][hit] + own["flat"][hit]) % N_SLIPS, born[hit]]
    return born


def _numbered(agency: Agency, chance: Chance) -> NDArray[np.int64]:
    """Which rows have an identifier, and in which it is somebody else's (`BORROWED`)."""
    has = chance.hits(agency.identifier, frail=False)
    wrong = chance.hits(agency.faults.borrowed_number)
    return np.where(has, np.where(wrong, BORROWED, OWNED), 0).astype(np.int64)


def _shown(agency: Agency, own: Columns, late: NDArray[Any]) -> NDArray[np.uint8]:
    """Which exemptions the row shows: those that the agency proves and that have had time to reach it."""
    shows = np.zeros(len(late), np.uint8)
    for name in agency.proves:
        shows |= np.where(exempt(own, name) & (own["since"] >= late), SHOWS[name], 0).astype(np.uint8)
    return shows


def exempt(people: Columns, name: str) -> NDArray[np.bool_]:
    """Who truly has an exemption of that name."""
    if name == "student":
        return np.asarray(people["occupation"] == STUDENT_CODE)
    if name == "health":
        return np.asarray(people["health"] >= 2)
    if name == "children":
        return np.asarray(people["children"] >= LARGE_FAMILY)
    if name == "foreign":
        return np.asarray(people["citizenship"] == FOREIGN)
    return np.asarray(people["reserved"])
