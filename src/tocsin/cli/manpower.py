"""`tocsin manpower`: the arithmetic of another wave, by a scenario that anybody can change."""

import os
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tocsin.catalogue.manpower import load_scenario, shipped_scenarios
from tocsin.catalogue.tables import did_you_mean
from tocsin.cli.assessing import echo_json, share
from tocsin.cli.options import Day, as_of_option, clock_option, format_option, now
from tocsin.desk.arithmetic import write_report
from tocsin.desk.desk import Clock
from tocsin.desk.manpower import reconcile_case
from tocsin.errors import UsageError
from tocsin.models.manpower.answers import Question
from tocsin.models.manpower.run import run, shortfall
from tocsin.records.manpower import Posture, Scenario
from tocsin.records.record import plain
from tocsin.records.shortfall import Reconciled, Shortfall, Simulated, Spread

SHOWN = 8
"""Lines of a list; JSON has them all."""
MONTH_WEEKS = 4
"""Weeks between two lines of a table; JSON has every week."""

scenario_option = click.option(
    "--scenario",
    "named",
    required=True,
    metavar="FILE",
    help=f"A scenario in TOML, or the name of one that ships: {', '.join(shipped_scenarios())}.",
)
draws_option = click.option(
    "--draws",
    "n_draws",
    type=click.IntRange(10, 1_000_000),
    default=2_000,
    show_default=True,
    help="How many times all that is uncertain is drawn.",
)
seed_option = click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed gives the same people."
)
posture_option = click.option(
    "--posture", metavar="NAME", help="What the army is to do. [default: the scenario's first]"
)
by_option = click.option(
    "--by", "deadline", type=Day(), metavar="DATE", help="When trained men must be there. [default: the end]"
)
chance_option = click.option(
    "--chance",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.5,
    show_default=True,
    help="With which probability the need is to be met.",
)


@click.group()
def manpower() -> None:
    """Reckon whether an army needs another wave, how large and by when.

    A scenario is a TOML file: pools of people, the flows between them, and what is asked of the army.
    Every figure in it has a range and a source.
    """


@manpower.command()
@scenario_option
@draws_option
@seed_option
@format_option
def simulate(named: str, n_draws: int, seed: int, form: str) -> None:
    """Run a scenario: who is where, week by week."""
    found = run(load_scenario(named), n_draws, seed, _threads())
    if form == "json":
        echo_json(plain(found))
    else:
        _print_run(found)
        click.echo(f"\nNext: tocsin manpower shortfall --scenario {named}")


@manpower.command(name="shortfall")
@scenario_option
@posture_option
@by_option
@click.option(
    "--decree", type=Day(), metavar="DATE", help="Day of the decree. [default: as the scenario asks]"
)
@chance_option
@draws_option
@seed_option
@format_option
def shortfall_(
    named: str,
    posture: str | None,
    deadline: date | None,
    decree: date | None,
    chance: float,
    n_draws: int,
    seed: int,
    form: str,
) -> None:
    """Say how many men are missing and what wave helps.

    Also how late it can be decreed, what would bring men without one, and what the answer hangs on.
    """
    scenario = load_scenario(named)
    found = shortfall(scenario, _question(scenario, posture, deadline, decree, chance, n_draws, seed))
    if form == "json":
        echo_json(plain(found))
    else:
        _print_shortfall(scenario, found)
        click.echo(f"\nNext: tocsin manpower reconcile --scenario {named} --case DIR")


@manpower.command()
@click.option(
    "--case", "folder", required=True, metavar="DIR", type=click.Path(path_type=Path), help="The case folder."
)
@scenario_option
@posture_option
@by_option
@as_of_option
@clock_option
@draws_option
@seed_option
@format_option
def reconcile(
    folder: Path,
    named: str,
    posture: str | None,
    deadline: date | None,
    as_of: datetime | None,
    clock: str,
    n_draws: int,
    seed: int,
    form: str,
) -> None:
    """Hold what a case's sources claim against the model."""
    scenario = load_scenario(named)
    asked = _question(scenario, posture, deadline, None, 0.5, n_draws, seed)
    found = reconcile_case(folder, scenario, asked, as_of or now(), Clock(clock))
    if form == "json":
        echo_json(plain(found))
    else:
        _print_reconciled(found)
        click.echo(f"\nNext: tocsin brief --case {folder}")


@manpower.command()
@scenario_option
@posture_option
@by_option
@chance_option
@click.option(
    "--case", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Show what its sources claim."
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="[default: SCENARIO.html]")
@as_of_option
@clock_option
@draws_option
@seed_option
def report(
    named: str,
    posture: str | None,
    deadline: date | None,
    chance: float,
    folder: Path | None,
    out: Path | None,
    as_of: datetime | None,
    clock: str,
    n_draws: int,
    seed: int,
) -> None:
    """Write one page with charts, sources and sliders.

    It loads nothing and needs no server. The last line printed is its path.
    """
    scenario = load_scenario(named)
    asked = _question(scenario, posture, deadline, None, chance, n_draws, seed)
    path = out or Path(f"{scenario.id}.html")
    write_report(scenario, asked, path, folder, as_of or now(), Clock(clock))
    click.echo(path)


def _threads() -> int:
    return os.cpu_count() or 1


def _question(
    scenario: Scenario,
    posture: str | None,
    deadline: date | None,
    decree: date | None,
    chance: float,
    n_draws: int,
    seed: int,
) -> Question:
    last = scenario.starts_on + scenario.n_weeks * (date(2000, 1, 8) - date(2000, 1, 1))
    return Question(
        posture=_posture(scenario, posture),
        deadline=deadline or last,
        chance=chance,
        decreed_on=decree or (scenario.asked.decreed_on if scenario.asked else scenario.starts_on),
        n_draws=n_draws,
        seed=seed,
        threads=_threads(),
    )


def _posture(scenario: Scenario, named: str | None) -> Posture:
    if not scenario.postures:
        raise UsageError(scenario.id, "a posture", "none", "adding [[postures]] to the scenario")
    for one in scenario.postures:
        if named in (None, one.id):
            return one
    names = [one.id for one in scenario.postures]
    raise UsageError("--posture", f"one of {', '.join(names)}", repr(named), did_you_mean(str(named), names))


def _people(x: float) -> str:
    return f"{x:,.0f}"


def _range(found: Spread) -> str:
    return f"{_people(found.value)} ({_people(found.low)} to {_people(found.high)})"


def _print_run(found: Simulated) -> None:
    console = Console(highlight=False)
    console.print(f"{found.title}: {found.n_draws:,} draws, seed {found.seed}")
    table = Table("week of", "strength", "80 %", box=None, header_style="bold")
    for column in (1, 2):
        table.columns[column].justify = "right"
    for one in found.strength[::MONTH_WEEKS]:
        table.add_row(f"{one.on}", _people(one.p50), f"{_people(one.p10)}–{_people(one.p90)}")
    console.print(table)
    console.print(f"deaths in the run   {_range(found.deaths)}")
    console.print(f"wounded in the run  {_range(found.wounded)}")


def _print_shortfall(scenario: Scenario, found: Shortfall) -> None:
    console = Console(highlight=False)
    said = found.answer
    posture = next(one for one in scenario.postures if one.id == said.posture)
    console.print(f"{scenario.title}: {posture.title}, by {said.deadline}", soft_wrap=True)
    console.print(f"  needed            {_range(said.need)}")
    console.print(f"  strength          {_range(said.strength)}")
    console.print(f"  missing           {_range(said.missing)}")
    console.print(f"  holds throughout  {share(said.holding[-1].p)} of the draws")
    console.print(f"  {_wave(found)}", soft_wrap=True)
    if found.measures:
        console.print("\nWithout a declared wave")
        for one in found.measures:
            console.print(
                f"  {one.title}: {_range(one.people)} taken, {_range(one.in_zone)} there at the end"
            )
    console.print("\nThe answer changes most with")
    for one_of in found.sensitivities[:SHOWN]:
        console.print(
            f"  {one_of.figure}: {one_of.low:g} to {one_of.high:g}"
            f" moves what is missing from {_people(one_of.at_low)} to {_people(one_of.at_high)}",
            soft_wrap=True,
        )


def _wave(found: Shortfall) -> str:
    said = found.answer
    chance = share(said.chance)
    if said.size == 0:
        return f"no wave is needed to meet the need with {chance}"
    if said.size is None:
        return f"no wave decreed on {said.decreed_on}, however large, meets the need with {chance}"
    late = f", at the latest on {said.latest_decree}" if said.latest_decree else ""
    return f"a wave of {_people(said.size)}, decreed on {said.decreed_on}{late}, meets it with {chance}"


def _print_reconciled(found: tuple[Reconciled, ...]) -> None:
    console = Console(highlight=False)
    if not found:
        console.print("No claim of the case names a number of men that the scenario can be held against.")
    for one in found:
        ends = [_people(end) for end in (one.claimed.low, one.claimed.high) if end is not None]
        console.print(f"{one.claimed.speaker or 'nobody named'}: {' to '.join(dict.fromkeys(ends))}")
        console.print(f"  {one.claimed.topic}: {one.verdict.value}. {one.reason}", soft_wrap=True)
