"""The audit: one call-up by three registers over many seeds, and what files, the number and rates change.

Every seed has other people, with files and clerks of their own. What is learnt of the files (m and u) is
learnt once and used for all, since it hardly changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from tocsin.models.register import effects
from tocsin.models.register.burden import Groups, by_group, shared
from tocsin.models.register.effects import Figures
from tocsin.models.register.histories import find_histories, most_telling
from tocsin.models.register.joining import Joint, Model
from tocsin.models.register.linking import Linked, link
from tocsin.models.register.made import Register
from tocsin.models.register.net import alone, cast, perfect
from tocsin.models.register.rules import version_on
from tocsin.models.register.spread import measured
from tocsin.models.register.summoning import CAUSES, Round, figures, summon
from tocsin.models.register.sweeping import sweep
from tocsin.records.register import Setting, Version
from tocsin.records.register_audited import Audited, Calibration, History, Measured, Outcome

TITLES = {
    "alone": "The military office alone",
    "joined": "The single register",
    "perfect": "A perfect register",
}
SWEPT_SEEDS = 5
"""Seeds at most on which every rate is swept: both ends of each are joined anew."""


class Run(NamedTuple):
    """One seed: figures of the three registers, and the burden by group."""

    outcomes: dict[str, Figures]
    burden: Groups
    quality: Figures
    histories: tuple[History, ...]
    model: Model


def audit(first: Register, n_seeds: int, threads: int, *, swept: bool = False) -> Audited:
    """Audits a setting, from a register that the guard let through on.

    Args:
        first: The register of the first seed.
        n_seeds: How many seeds in all.
        threads: In how many threads registers are made.
        swept: Whether every rate is moved over its range.

    Raises:
        GuardError: the register's tables are not those that the generator made.
    """
    setting = first.setting
    version = version_on(setting, setting.on)
    seeds = range(first.seed, first.seed + n_seeds)
    runs = _runs(first, seeds, version, threads)
    model = runs[0].model
    changed = (seeds, version, model, threads)
    outcomes = _outcomes([one.outcomes for one in runs], TITLES)
    few = seeds[:SWEPT_SEEDS] if swept else seeds[:0]
    return Audited(
        setting=setting.id,
        title=setting.title,
        country=first.country.title,
        n_people=first.n_people,
        seed=first.seed,
        n_seeds=n_seeds,
        rules_on=f"{version.starts_on}",
        f1=_over(runs, "f1"),
        wrong_merges=_over(runs, "wrong_merges"),
        same_household=_over(runs, "same_household"),
        outcomes=outcomes,
        n_sampled=min(first.n_people, effects.SAMPLE),
        by_agency=tuple(effects.by_agency(first, *changed)),
        without_agency=tuple(effects.without_agency(first, *changed)),
        by_identifier=tuple(effects.by_identifier(first, *changed)),
        n_swept_seeds=len(few),
        sweep=sweep(first, few, model, threads) if few else (),
        burden=tuple(shared([one.burden for one in runs])),
        histories=most_telling(one.histories for one in runs),
        calibration=tuple(_held(setting, outcomes[1], runs)),
        note=setting.note,
    )


def _runs(first: Register, seeds: Iterable[int], version: Version, threads: int) -> list[Run]:
    """A run of every seed; the first one learns for all."""
    found: list[Run] = []
    for seed in seeds:
        made = Register(first.setting, first.country, seed, first.n_people, threads) if found else first
        found.append(run(made, version, found[0].model if found else None, threads))
    return found


def _over(runs: Iterable[Run], name: str) -> Measured:
    return measured(one.quality[name] for one in runs)


def run(register: Register, version: Version, model: Model | None, threads: int) -> Run:
    """One seed, joined and called up by every register."""
    joint = Joint(register, threads)
    linked = link(joint, model)
    joint.con.close()
    joined = cast(register, linked.entry, version)
    rounds = {
        "alone": summon(register, alone(register, version), version),
        "joined": summon(register, joined, version),
        "perfect": summon(register, perfect(register, version), version),
    }
    return Run(
        {name: _figures(register, found) for name, found in rounds.items()},
        by_group(register, rounds["joined"], version),
        _quality(joint, linked),
        find_histories(register, rounds["joined"], joined, version),
        linked.model,
    )


def _figures(register: Register, found: Round) -> Figures:
    return figures(found, register.n_people, register.setting.summons.wanted.value)


def _quality(joint: Joint, linked: Linked) -> Figures:
    found, entry = linked.quality, linked.entry
    military = joint.rows["agency"] == 0
    elsewhere = np.bincount(entry[~military], minlength=int(entry.max()) + 1)
    return {
        "f1": found.f1,
        "wrong_merges": found.wrong_merge_share,
        "same_household": found.same_household_share,
        "recall": found.recall,
        "precision": found.precision,
        "military_linked": float((elsewhere[entry[military]] > 0).mean()),
    }


def _outcomes(runs: list[dict[str, Figures]], titles: Mapping[str, str]) -> tuple[Outcome, ...]:
    return tuple(_outcome(name, title, [one[name] for one in runs]) for name, title in titles.items())


def _outcome(name: str, title: str, found: list[Figures]) -> Outcome:
    plain = {
        key: measured(one[key] for one in found) for key in found[0] if "." not in key and key != "weeks"
    }
    weeks = [one["weeks"] for one in found]
    return Outcome(
        register=name,
        title=title,
        causes={cause: measured(one[f"causes.{cause}"] for one in found) for cause in CAUSES},
        weeks=None if np.isnan(weeks).any() else measured(weeks),
        **plain,
    )


def _held(setting: Setting, joined: Outcome, runs: list[Run]) -> Iterator[Calibration]:
    """Figures of the world with the model's beside them."""
    for one in setting.known:
        found = (
            measured(run.quality[one.of] for run in runs)
            if one.of in runs[0].quality
            else getattr(joined, one.of)
        )
        yield Calibration(title=one.title, known=one.figure, model=found)
