"""Who bears it: summonses and wrongful ones by region, income and citizenship."""

from collections.abc import Iterator

import numpy as np

from tocsin.models.register.effects import Figures
from tocsin.models.register.made import Register
from tocsin.models.register.people import ADULT
from tocsin.models.register.spread import measured
from tocsin.models.register.summoning import Round
from tocsin.records.register import Version
from tocsin.records.register_audited import Burden

Groups = dict[tuple[str, str], Figures]
"""What it is by and which group → its figures."""


def by_group(register: Register, found: Round, version: Version) -> Groups:
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


def shared(runs: list[Groups]) -> Iterator[Burden]:
    """The burden of each group over all seeds."""
    for by, group in runs[0]:
        told = [one[by, group] for one in runs]
        if all(np.isnan(one["wrongful"]) for one in told):
            continue
        yield Burden(
            by=by,
            group=group,
            wrongful=measured(one["wrongful"] for one in told),
            summoned=measured(one["summoned"] for one in told),
        )
