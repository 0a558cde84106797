"""A few pairs of invented people with their waterfalls: why two rows were taken for one person, or not."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.dates import birthday
from tocsin.models.register.joining import Joint, Model
from tocsin.models.register.linking import Linked
from tocsin.models.register.model import COMPARED, COMPARISONS, ELSE, NULLS
from tocsin.models.register.writing import words
from tocsin.records.register_found import Example, LevelWeight, PairStep

UNKNOWN = "not known"
Pair = tuple[int, int]


def weights(model: Model) -> tuple[LevelWeight, ...]:
    """Every level of the model with what it says, in bits."""
    return tuple(
        LevelWeight(comparison=name, level=level, m=m, u=model.u[name][level], bits=_bits(model, name, level))
        for name, levels in model.m.items()
        for level, m in levels.items()
    )


def examples(joint: Joint, linked: Linked) -> tuple[Example, ...]:
    """One pair of each telling kind that the register has."""
    return tuple(
        Example(
            title=title,
            one_person=bool(joint.rows["person"][pair[0]] == joint.rows["person"][pair[1]]),
            joined=bool(linked.entry[pair[0]] == linked.entry[pair[1]]),
            steps=waterfall(joint, linked.model, pair),
        )
        for title, pair in _telling(joint, linked)
    )


def waterfall(joint: Joint, model: Model, pair: Pair) -> tuple[PairStep, ...]:
    """From the prior to the answer, comparison by comparison, in bits that add up."""
    total = math.log2(model.prior) - math.log1p(-model.prior) / math.log(2)
    steps = [PairStep(comparison="prior", level="", left="", right="", bits=total, total_bits=total)]
    for name, level in zip(COMPARISONS, _levels(joint, pair), strict=True):
        bits = 0.0 if level == UNKNOWN else _bits(model, name, level)
        total += bits
        left, right = (_said(joint, name, row) for row in pair)
        steps.append(
            PairStep(comparison=name, level=level, left=left, right=right, bits=bits, total_bits=total)
        )
    return (*steps, PairStep(comparison="answer", level="", left="", right="", bits=0.0, total_bits=total))


def _bits(model: Model, name: str, level: str) -> float:
    return math.log2(model.m[name][level] / model.u[name][level])


def _levels(joint: Joint, pair: Pair) -> tuple[str, ...]:
    """The level of each comparison of a pair, found by the same conditions as Splink's."""
    cases = []
    for name, levels in COMPARISONS.items():
        whens = "".join(f" WHEN {condition} THEN '{label}'" for label, condition in levels.items())
        cases.append(f"CASE WHEN {NULLS[name]} THEN '{UNKNOWN}'{whens} ELSE '{ELSE}' END")
    sides = ", ".join(f"{side}.{column} AS {column}_{side}" for side in "lr" for column in COMPARED)
    inner = f"SELECT {sides} FROM rows l, rows r WHERE l.row = {pair[0]} AND r.row = {pair[1]}"  # noqa: S608
    asked = f"SELECT {', '.join(cases)} FROM ({inner})"  # noqa: S608
    found: tuple[str, ...] = joint.con.execute(asked).fetchall()[0]
    return found


def _said(joint: Joint, name: str, row: int) -> str:
    """What a row says of what is compared; every word of it is invented."""
    said, rows = words(joint.register.country), joint.rows
    if name == "given":
        return str(said.given[rows["given"][row]])
    if name == "birth":
        return birthday(int(rows["birth"][row]))
    if name == "identifier":
        return str(rows["identifier"][row]) if rows["identifier"][row] >= 0 else "–"
    region = joint.register.country.regions[rows["region"][row]]
    father = rows["patronymic"][row]
    named = f"{said.surnames[rows['surname'][row]]}{' ' + said.patronymics[father] if father >= 0 else ''}"
    street = street_of(joint, int(rows["street"][row]))
    return f"{named}, {street} {rows['house'][row]}–{rows['flat'][row]}, {region.towns[rows['town'][row]]}"


def street_of(joint: Joint, street: int) -> str:
    """The name of an invented street."""
    country = joint.register.country
    tails = len(country.street_tails)
    return country.street_heads[street // tails] + country.street_tails[street % tails]


def _telling(joint: Joint, linked: Linked) -> Iterator[tuple[str, Pair]]:
    rows, entry = joint.rows, linked.entry
    person = rows["person"]
    order = np.argsort(person, kind="stable")
    one, two = order[:-1], order[1:]
    same = person[one] == person[two]
    joined = entry[one] == entry[two]
    other = rows["given"][one] != rows["given"][two]
    other &= rows["given_key"][one] == rows["given_key"][two]
    yield from _first("One person, written in two alphabets", one, two, same & joined & other)
    yield from _first("One person whom the register takes for two", one, two, same & ~joined)
    kin = np.lexsort((rows["man"], rows["patronymic_key"], joint.register.people["household"][person]))
    one, two = kin[:-1], kin[1:]
    home = joint.register.people["household"]
    brothers = (home[person[one]] == home[person[two]]) & (person[one] != person[two])
    brothers &= (rows["patronymic_key"][one] == rows["patronymic_key"][two]) & (
        rows["man"][one] & rows["man"][two]
    )
    brothers &= (rows["patronymic_key"][one] >= 0) & (rows["place"][one] == rows["place"][two])
    yield from _first("Brothers at one address, kept apart", one, two, brothers & (entry[one] != entry[two]))
    order = np.argsort(entry, kind="stable")
    one, two = order[:-1], order[1:]
    wrong = (entry[one] == entry[two]) & (person[one] != person[two])
    yield from _first("Two people whom the register takes for one", one, two, wrong)


def _first(
    title: str, one: NDArray[Any], two: NDArray[Any], who: NDArray[np.bool_]
) -> Iterator[tuple[str, Pair]]:
    found = np.flatnonzero(who)
    if len(found):
        yield title, (int(one[found[0]]), int(two[found[0]]))
