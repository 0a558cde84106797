"""Who may be called up: by the truth, and by what a register shows.

The rules are data, in versions with the day from which each holds. One criterion is vague: whom an office
lets off as essential. Each office has its own leniency, so that two people of one trade fare differently by
address.
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.agencies import FOREIGN, LARGE_FAMILY, SHOWS
from tocsin.models.register.made import Register
from tocsin.models.register.people import STUDENT_CODE, Columns
from tocsin.records.register import Setting, Version
from tocsin.stats.rng import generator

Which = NDArray[np.bool_]


def version_on(setting: Setting, day: date) -> Version:
    """The rules that hold on a day: the latest that have begun, or the first."""
    begun = [one for one in setting.rules if one.starts_on <= day]
    return max(begun, key=lambda one: one.starts_on) if begun else setting.rules[0]


def of_age(columns: Columns, version: Version) -> Which:
    """Who is of the age and sex that may be called."""
    low, high = version.ages
    asked = columns["man"] if "women" not in version.sexes else np.ones(len(columns["man"]), np.bool_)
    if "men" not in version.sexes:
        asked = ~columns["man"]
    return np.asarray(asked & (columns["age"] >= low) & (columns["age"] < high))


def in_reserve(setting: Setting, people: Columns, version: Version) -> Which:
    """Who has served, in a category that the version asks for."""
    return np.isin(people["reserve"], _codes(list(setting.margins.reserve), version.reserve))


def fit(setting: Setting, people: Columns, version: Version) -> Which:
    """Who is as fit as the version asks."""
    return np.isin(people["health"], _codes(list(setting.margins.health), version.health))


def exempted(people: Columns, version: Version) -> Which:
    """Who is let off by a rule that is not vague."""
    off = people["children"] >= version.children
    if version.students_exempt:
        off = off | (people["occupation"] == STUDENT_CODE)
    if version.reserved_exempt:
        off = off | people["reserved"]
    return np.asarray(off)


def present(people: Columns) -> Which:
    """Who is alive, in the country and a citizen."""
    return np.asarray((people["dead"] == 0) & (people["abroad"] == 0) & (people["citizenship"] != FOREIGN))


def liable(register: Register, version: Version) -> Which:
    """Who may truly be called up; whom an office would let off as essential is not among them."""
    people = register.people
    return np.asarray(
        of_age(people, version)
        & in_reserve(register.setting, people, version)
        & fit(register.setting, people, version)
        & present(people)
        & ~exempted(people, version)
        & ~let_off(register, version)
    )


def essential(setting: Setting, version: Version) -> list[int]:
    """Codes of the occupations that an office may find essential."""
    return _codes(list(setting.margins.occupation), version.essential)


def let_off(register: Register, version: Version) -> Which:
    """Whom an office lets off as essential: so many of its essential workers as it is lenient."""
    people = register.people
    office = people["region"].astype(np.int64) * 256 + people["town"]
    rng = generator("register", "offices", str(register.seed))
    leniency = rng.uniform(version.leniency.low, version.leniency.high, 1 << 16)
    drawn = rng.random(len(office), np.float32)
    return np.asarray(
        np.isin(people["occupation"], essential(register.setting, version)) & (drawn < leniency[office])
    )


def shown_exempt(shows: NDArray[np.uint8], version: Version) -> Which:
    """Which entries show an exemption that the version knows."""
    known = SHOWS["health"] | SHOWS["foreign"]
    known |= SHOWS["children"] if version.children <= LARGE_FAMILY else 0
    known |= SHOWS["student"] if version.students_exempt else 0
    known |= SHOWS["reserved"] if version.reserved_exempt else 0
    return np.asarray((shows & known) > 0)


def _codes(names: list[str], wanted: tuple[str, ...]) -> list[int]:
    return [names.index(one) for one in wanted]
