"""What each agency and the shared number change: the files joined anew, in part, by the same rules.

A file is added to those before it, and one is left out of all. Either way the rest is joined from the start,
with its own pairs, its own clerks and its own prior; m and u, which hardly change, are those of the whole.
This needs many joins, so it is done on a sample: a smaller country of the same setting.
"""

from collections.abc import Iterable, Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.expecting import expect
from tocsin.models.register.joining import Joint, Model
from tocsin.models.register.linking import link
from tocsin.models.register.made import Register
from tocsin.models.register.net import alone, cast, perfect
from tocsin.models.register.spread import measured
from tocsin.records.register import Setting, Version
from tocsin.records.register_audited import Effect

SAMPLE = 10_000
"""People of each seed at most."""
LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Coverages of the shared identifier that are tried."""
Figures = dict[str, float]


def sampled(setting: Setting, like: Register, seed: int, threads: int) -> Register:
    """The register of a seed in a country that is small enough to be joined many times."""
    return Register(setting, like.country, seed, min(like.n_people, SAMPLE), threads)


def joined(register: Register, version: Version, model: Model, threads: int, *names: str) -> Figures:
    """What a register of these files, or of all, is expected to do; joined from the start."""
    agencies = names or tuple(register.files)
    entry = entries(register, model, threads, agencies)
    return expect(register, cast(register, entry, version, agencies), version)


def entries(
    register: Register, model: Model, threads: int, agencies: tuple[str, ...] | None = None
) -> NDArray[np.int32]:
    """The entry of each row of these files, joined from the start."""
    joint = Joint(register, threads, agencies)
    try:
        return link(joint, joint.adapted(model)).entry
    finally:
        joint.con.close()


def by_agency(
    first: Register, seeds: Iterable[int], version: Version, model: Model, threads: int
) -> Iterator[Effect]:
    """Alone, with each further file, and a perfect register."""
    setting = first.setting
    names = [one.id for one in setting.agencies]
    found: dict[str, list[Figures]] = {name: [] for name in (*names, "perfect")}
    for seed in seeds:
        register = sampled(setting, first, seed, threads)
        found[names[0]].append(expect(register, alone(register, version), version))
        for at in range(1, len(names)):
            found[names[at]].append(joined(register, version, model, threads, *names[: at + 1]))
        found["perfect"].append(expect(register, perfect(register, version), version))
    for at, one in enumerate(setting.agencies):
        yield effect(one.id, f"+ {one.title}" if at else f"{one.title} alone, nothing joined", found[one.id])
    yield effect("perfect", "A perfect register", found["perfect"])


def without_agency(
    first: Register, seeds: Iterable[int], version: Version, model: Model, threads: int
) -> Iterator[Effect]:
    """All files, and all but one, for each but the military office's."""
    setting = first.setting
    names = [one.id for one in setting.agencies]
    found: dict[str, list[Figures]] = {name: [] for name in ("all", *names[1:])}
    for seed in seeds:
        register = sampled(setting, first, seed, threads)
        found["all"].append(joined(register, version, model, threads))
        for name in names[1:]:
            rest = (one for one in names if one != name)
            found[name].append(joined(register, version, model, threads, *rest))
    yield effect("all", "All files", found["all"])
    for one in setting.agencies[1:]:
        yield effect(one.id, f"without {one.title}", found[one.id])


def by_identifier(
    first: Register, seeds: Iterable[int], version: Version, model: Model, threads: int
) -> Iterator[Effect]:
    """The joined register at several coverages of the identifier."""
    seeds = tuple(seeds)
    for level in LEVELS:
        setting = with_identifier(first.setting, level)
        found = [joined(sampled(setting, first, seed, threads), version, model, threads) for seed in seeds]
        yield effect(f"{level:g}", f"{100 * level:.0f} % of rows", found)


def with_identifier(setting: Setting, coverage: float) -> Setting:
    """The setting with this coverage of the shared identifier at every agency."""
    agencies = [
        msgspec.structs.replace(
            one,
            identifier=msgspec.structs.replace(one.identifier, value=coverage, low=coverage, high=coverage),
        )
        for one in setting.agencies
    ]
    return msgspec.structs.replace(setting, agencies=tuple(agencies))


def effect(changed: str, title: str, found: list[Figures]) -> Effect:
    """The figures of all seeds as one."""
    return Effect(
        changed=changed, title=title, **{name: measured(one[name] for one in found) for name in found[0]}
    )
