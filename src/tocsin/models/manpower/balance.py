"""How strength comes about: what each flow has brought into the zone and taken out by the deadline.

Means over the draws, since means add up and medians do not.
"""

from collections import defaultdict

import numpy as np

from tocsin.models.manpower.answers import Question
from tocsin.models.manpower.parameters import Drawing
from tocsin.models.manpower.plan import lay_out
from tocsin.models.manpower.simulate import simulate
from tocsin.models.manpower.strength import in_zone, week_of
from tocsin.records.manpower import Scenario
from tocsin.records.shortfall import Flowed

START = "At the start"
FELT_PEOPLE = 1.0
"""A flow that moved fewer is not named."""


def balance(scenario: Scenario, asked: Question) -> tuple[Flowed, ...]:
    """Strength at the start, then what each flow added by the deadline, largest first; they add up."""
    signs = _signs(scenario)
    watched = tuple(sorted(name for name, sign in signs.items() if sign))
    run = simulate(scenario, asked.n_draws, asked.seed, asked.threads, watched)
    until = week_of(scenario, asked.deadline)
    moved = run.moved[:, :until].sum(axis=1).mean(axis=0)
    by_title: dict[str, float] = defaultdict(float)
    for name, people in zip(watched, moved.tolist(), strict=True):
        by_title[_title(scenario, name)] += signs[name] * people
    found = [Flowed(title=title, people=people) for title, people in by_title.items()]
    found = [one for one in found if abs(one.people) >= FELT_PEOPLE]
    start = float(np.mean(in_zone(run, scenario)[:, 0]))
    return (Flowed(title=START, people=start), *sorted(found, key=lambda one: -one.people))


def _signs(scenario: Scenario) -> dict[str, int]:
    """Flow → 1 where it brings people into the zone, -1 where it takes them out, 0 where it does neither."""
    plan = lay_out(scenario, Drawing(scenario.id, 0, 0, 1))
    inside = {
        row for pool, rows in zip(scenario.pools, plan.parts, strict=True) if pool.in_zone for row in rows
    }
    return {
        name: (flow.into in inside) - (flow.out_of in inside)
        for name, flow in zip(plan.names, plan.flows, strict=True)
    }


def _title(scenario: Scenario, name: str) -> str:
    """What a page calls a flow."""
    kind = name.partition(".")[0]
    if kind in ("killed", "wounded"):
        return "Killed" if kind == "killed" else "Wounded who left their unit"
    tables = (scenario.recruitment, scenario.intakes, scenario.call_ups, scenario.transfers)
    titles = {one.id: one.title for table in tables for one in table}
    titles |= {one.id: f"{one.title}: to the zone" for one in scenario.courses}
    return titles.get(name.partition("/")[0], name)
