"""Manpower: losses foretold from rolling origins, and the shipped scenarios against what became known later.

Losses of 13 and 26 weeks ahead are means of four weeks, as persistence is: the last four weeks known.
Names are taken as known in full, since the files were drawn long after; only the last week of the file,
which is cut, is left out. How fast levels move was chosen with these very series in sight (the catalogue
says so): months after the file are the fair test.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np

from evals import Absent, Row
from tocsin.catalogue.manpower import load_loss_rules, load_scenario
from tocsin.models.manpower.answers import measures
from tocsin.models.manpower.losses import Reported, foretell
from tocsin.models.manpower.simulate import simulate
from tocsin.models.manpower.strength import WEEK, in_zone, week_of
from tocsin.records.losses import LossRules
from tocsin.stats.intervals import Z_90
from tocsin.stats.kalman import Array

FIRST_ORIGIN = 26
"""Weeks that must be known before anything is foretold."""
WINDOW = 4
"""Weeks that a figure ahead is the mean of."""
HORIZONS = {13: 0.32, 26: 0.47}
"""Weeks ahead → log-RMSE of persistence as it was measured before this model was written."""
SEED = 20230206
N_DRAWS = 4000
WAR_BEGAN = date(2022, 2, 28)
"""First Monday of the war."""
DECREE = date(2022, 9, 19)
"""Monday of the week of the decree of 21 September 2022."""
MOBILISED, IN_ZONE = 244_000, 617_000
"""V. Putin, 14 December 2023 (Associated Press): men mobilised among men in the zone."""
STEALTH = 150_000
"""R. Leviev in the founding article: what stealth means would bring."""
KNOWN_BY_NAME = 0.55
"""Share of deaths known by name; as in the catalogue's `named_share`."""


class Series(NamedTuple):
    """Both series from the first Monday of the war on, week by week."""

    claimed: Array
    named: Array


def rows(data: Path) -> Iterable[Row]:
    """Every figure."""
    folder = data / "manpower"
    if not folder.is_dir():
        raise Absent(f"{folder} is not there")
    yield from _losses(_load(folder), load_loss_rules())
    yield from _lag(folder / "ru_named_deaths_weekly_by_status_2022_2023.csv")
    yield from _stealth()
    yield from _zone()


def _load(folder: Path) -> Series:
    claims = json.loads((folder / "russia_losses_personnel_to_2024.json").read_text("utf-8"))
    days = [(date.fromisoformat(one["date"]) - WAR_BEGAN).days for one in claims]
    totals = [float(one["personnel"]) for one in claims]
    n_weeks = days[-1] // 7
    claimed = np.diff(np.interp(np.arange(n_weeks + 1) * 7, days, totals))
    with (folder / "ru_ua_named_losses_weekly_to_2024.csv").open(encoding="utf-8") as lines:
        named = np.array([float(one["russiaDeaths"]) for one in csv.DictReader(lines)])[:-1]
    both = min(len(claimed), len(named))
    return Series(claimed[:both], named[:both])


def _losses(series: Series, rules: LossRules) -> Iterator[Row]:
    """Error and coverage of each horizon, of both series."""
    ahead = max(HORIZONS)
    errors: dict[tuple[str, int], list[tuple[float, float, float]]] = {}
    for origin in range(FIRST_ORIGIN, len(series.named) - min(HORIZONS)):
        seen = Reported(WAR_BEGAN, series.claimed[:origin], series.named[:origin], WAR_BEGAN + 400 * WEEK)
        found = foretell(seen, rules, ahead, WINDOW)
        for name, values in series._asdict().items():
            last = np.log(values[origin - WINDOW : origin].mean())
            for weeks in HORIZONS:
                if origin + weeks <= len(values):
                    true = np.log(values[origin + weeks - WINDOW : origin + weeks].mean())
                    mean, width = (part[weeks - 1] for part in found[name])
                    held = float(abs(true - mean) <= Z_90 * width)
                    errors.setdefault((name, weeks), []).append((true - mean, true - last, held))
    for (name, weeks), all_of in sorted(errors.items()):
        model, last, held = np.array(all_of).T
        beside = _rmse(last)
        note = f"{len(held)} origins; persistence {beside:.3f}"
        target = HORIZONS[weeks] if name == "claimed" else beside
        yield Row(
            f"manpower {name} losses log-RMSE {weeks} weeks on",
            _rmse(model),
            target=target,
            at_most=True,
            note=note,
        )
        yield Row(
            f"manpower {name} losses in 80 % band {weeks} weeks on", float(held.mean()), note="aim .75 to .85"
        )


def _rmse(errors: Array) -> float:
    return float(np.sqrt((errors**2).mean()))


def _lag(path: Path) -> Iterator[Row]:
    """Named deaths of the mobilised by week after the decree, within what the scenario's run gives."""
    scenario = load_scenario("russia-2022")
    run = simulate(scenario, N_DRAWS, SEED, watched=("killed.mobilised", "killed.training"))
    with path.open(encoding="utf-8") as lines:
        told = {
            date.fromisoformat(one["deathConfirmedDate"]): int(one["conscripted"])
            for one in csv.DictReader(lines)
        }
    asked = {weeks: told[DECREE + timedelta(weeks=weeks)] for weeks in (1, 3, 6, 16, 22)}
    # Who is known by name is a draw of its own, which matters where few die.
    named = np.random.default_rng(SEED).poisson(run.moved.sum(axis=2) * KNOWN_BY_NAME)
    bands = {
        weeks: np.quantile(named[:, week_of(scenario, DECREE + weeks * WEEK)], (0.05, 0.5, 0.95))
        for weeks in asked
    }
    held = [low <= asked[weeks] <= high for weeks, (low, _, high) in bands.items()]
    shown = ", ".join(
        f"week {weeks}: {asked[weeks]} (run {low:.0f}–{high:.0f})" for weeks, (low, _, high) in bands.items()
    )
    yield Row(
        "manpower named deaths after the decree within the run's 90 % band",
        float(np.mean(held)),
        target=1.0,
        note=shown,
    )


def _stealth() -> Iterator[Row]:
    found = measures(load_scenario("russia-2022"), N_DRAWS, SEED)
    together = sum(one.people.value for one in found)
    note = "; ".join(f"{one.title}: {one.people.low:,.0f}–{one.people.high:,.0f}" for one in found)
    yield Row("manpower stealth means, share of the article's 150,000", together / STEALTH, note=note)


def _zone() -> Iterator[Row]:
    """The run that starts a year before what V. Putin said of December 2023."""
    scenario = load_scenario("russia-2023")
    run = simulate(scenario, N_DRAWS, SEED)
    at = week_of(scenario, date(2023, 12, 14))
    for name, true, draws in (
        ("mobilised in the zone", MOBILISED, run.of("mobilised")[:, at]),
        ("men in the zone", IN_ZONE, in_zone(run, scenario)[:, at]),
    ):
        low, middle, high = np.quantile(draws, (0.05, 0.5, 0.95))
        note = f"true {true:,}; run {low:,.0f}–{middle:,.0f}–{high:,.0f}"
        yield Row(
            f"manpower December 2023: {name} within the 90 % band",
            float(low <= true <= high),
            target=1.0,
            note=note,
        )
