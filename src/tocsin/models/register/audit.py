"""The audit: one call-up by three registers over many seeds, and what each file and the number change.

Every seed has other people, with files and clerks of their own. What is learnt of the files (m and u)
is learnt once and used for all, since it hardly changes. Leaving a file out leaves the links as they
are.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec
import numpy as np

from tocsin.models.register.histories import find_histories
from tocsin.models.register.joining import Joint, Model
from tocsin.models.register.linking import Linked, link
from tocsin.models.register.made import Register
from tocsin.models.register.net import Net, alone, cast, perfect
from tocsin.models.register.people import ADULT
from tocsin.models.register.rules import version_on
from tocsin.models.register.summoning import CAUSES, Round, figures, summon
from tocsin.records.register import Country, Setting, Version
from tocsin.records.register_found import Audited, Burden, Calibration, History, Measured, Outcome

TITLES = {
    "alone": "The military office alone",
    "joined": "The single register",
    "perfect": "A perfect register",
}
LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Coverages of the shared identifier that are tried."""
SWEPT_SEEDS = 3
"""Seeds at most on which the identifier's coverage is swept: each level is joined anew."""
Figures = dict[str, float]


class Run(NamedTuple):
    """One seed: figures by what was changed, and the burden by group."""

    outcomes: dict[str, Figures]
    by_agency: dict[str, Figures]
    burden: dict[tuple[str, str], Figures]
    quality: Figures
    histories: tuple[History, ...]
    model: Model


def audit(first: Register, country: Country, n_seeds: int, threads: int) -> Audited:
    """Audits a setting, from a register that the guard let through on.

    Args:
        first: The register of the first seed.
        country: Its invented country.
        n_seeds: How many seeds in all.
        threads: In how many threads registers are made.
    """
    setting = first.setting
    version = version_on(setting, setting.on)
    runs = [run(first, version, None, threads)]
    for seed in range(first.seed + 1, first.seed + n_seeds):
        register = Register(setting, country, seed, first.n_people, threads)
        runs.append(run(register, version, runs[0].model, threads))
    outcomes = _outcomes([one.outcomes for one in runs], TITLES)
    return Audited(
        setting=setting.id,
        title=setting.title,
        country=country.title,
        n_people=first.n_people,
        seed=first.seed,
        n_seeds=n_seeds,
        rules_on=f"{version.starts_on}",
        f1=_measured(one.quality["f1"] for one in runs),
        same_household=_measured(one.quality["same_household"] for one in runs),
        outcomes=outcomes,
        by_agency=_outcomes([one.by_agency for one in runs], _agency_titles(setting)),
        by_identifier=tuple(_swept(setting, country, first, version, min(n_seeds, SWEPT_SEEDS), threads)),
        burden=tuple(_burden([one.burden for one in runs])),
        histories=runs[0].histories,
        calibration=tuple(_held(setting, outcomes[1], runs)),
        note=setting.note,
    )


def run(register: Register, version: Version, model: Model | None, threads: int) -> Run:
    """One seed, joined and called up by every register."""
    joint = Joint(register, threads)
    linked = link(joint, model)
    names = [one.id for one in register.setting.agencies]
    joined = cast(register, joint.rows, linked.entry, version, tuple(names))
    rounds = {
        "alone": summon(register, alone(register, joint.rows, version), version),
        "joined": summon(register, joined, version),
        "perfect": summon(register, perfect(register, version), version),
    }
    steps = {
        name: cast(register, joint.rows, linked.entry, version, tuple(names[: at + 1]))
        for at, name in enumerate(names)
    }
    return Run(
        {name: _figures(register, found) for name, found in rounds.items()},
        {name: _figures(register, summon(register, net, version)) for name, net in steps.items()},
        _by_group(register, rounds["joined"], version),
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
        "same_household": found.same_household_share,
        "recall": found.recall,
        "precision": found.precision,
        "military_linked": float((elsewhere[entry[military]] > 0).mean()),
    }


def _agency_titles(setting: Setting) -> dict[str, str]:
    return {one.id: (f"+ {one.title}" if at else one.title) for at, one in enumerate(setting.agencies)}


def _swept(
    setting: Setting, country: Country, first: Register, version: Version, n_seeds: int, threads: int
) -> Iterator[Outcome]:
    """The joined register at several coverages of the identifier, each joined anew."""
    for level in LEVELS:
        model, found = None, []
        for seed in range(first.seed, first.seed + n_seeds):
            register = Register(with_identifier(setting, level), country, seed, first.n_people, threads)
            joint = Joint(register, threads)
            linked = link(joint, model)
            model = linked.model
            net: Net = cast(register, joint.rows, linked.entry, version, tuple(register.files))
            found.append(_figures(register, summon(register, net, version)))
        yield _outcome(f"{level:g}", f"{100 * level:.0f} % of rows", found)


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


def _by_group(register: Register, found: Round, version: Version) -> dict[tuple[str, str], Figures]:
    """Summonses and wrongful ones of each group."""
    people, margins = register.people, register.setting.margins
    of_age = people["man"] & (people["age"] >= ADULT) & (people["age"] < version.ages[1])
    groups = {
        "region": ("region", [one.id for one in register.country.regions]),
        "income": ("income", list(margins.income)),
        "citizenship": ("citizenship", list(margins.citizenship)),
    }
    told = {}
    for by, (column, names) in groups.items():
        codes = people[column]
        for code, name in enumerate(names):
            mine = codes[found.owner] == code
            n_men = max(float((of_age & (codes == code)).sum()), 1)
            told[by, name] = {
                "summoned": 1000 * float(mine.sum()) / n_men,
                "wrongful": float(found.wrong[mine].mean()) if mine.any() else float("nan"),
            }
    return told


def _burden(runs: list[dict[tuple[str, str], Figures]]) -> Iterator[Burden]:
    for by, group in runs[0]:
        told = [one[by, group] for one in runs]
        if all(np.isnan(one["wrongful"]) for one in told):
            continue
        yield Burden(
            by=by,
            group=group,
            wrongful=_measured(one["wrongful"] for one in told),
            summoned=_measured(one["summoned"] for one in told),
        )


def _outcomes(runs: list[dict[str, Figures]], titles: Mapping[str, str]) -> tuple[Outcome, ...]:
    return tuple(_outcome(name, title, [one[name] for one in runs]) for name, title in titles.items())


def _outcome(name: str, title: str, found: list[Figures]) -> Outcome:
    plain = {
        key: _measured(one[key] for one in found) for key in found[0] if "." not in key and key != "weeks"
    }
    weeks = [one["weeks"] for one in found]
    return Outcome(
        register=name,
        title=title,
        causes={cause: _measured(one[f"causes.{cause}"] for one in found) for cause in CAUSES},
        weeks=None if np.isnan(weeks).any() else _measured(weeks),
        **plain,
    )


def _held(setting: Setting, joined: Outcome, runs: list[Run]) -> Iterator[Calibration]:
    """Figures of the world with the model's beside them."""
    for one in setting.known:
        found = (
            _measured(run.quality[one.of] for run in runs)
            if one.of in runs[0].quality
            else getattr(joined, one.of)
        )
        yield Calibration(title=one.title, known=one.figure, model=found)


def _measured(values: Iterable[float]) -> Measured:
    found = np.array([one for one in values if not np.isnan(one)])
    low, high = np.quantile(found, (0.05, 0.95))
    return Measured(value=float(found.mean()), low=float(low), high=float(high))
