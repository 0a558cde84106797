"""`tocsin manpower`: the arithmetic of another wave, by a scenario that anybody can change."""

import os
from datetime import date, datetime
from pathlib import Path

import click
import msgspec

from tocsin.catalogue.manpower import load_scenario, shipped_scenarios
from tocsin.catalogue.tables import did_you_mean
from tocsin.cli.assessing import echo_json
from tocsin.cli.languages import told_in_option
from tocsin.cli.manpower_tables import print_losses, print_reconciled, print_run, print_shortfall
from tocsin.cli.options import Day, as_of_option, clock_option, draws_option, format_option, now, seed_option
from tocsin.desk.arithmetic import write_report
from tocsin.desk.desk import Clock
from tocsin.desk.driven import with_called
from tocsin.desk.losses import estimate
from tocsin.desk.numbers import reconcile_case
from tocsin.errors import UsageError
from tocsin.models.manpower.answers import Question
from tocsin.models.manpower.run import run, shortfall
from tocsin.records.manpower import Posture, Scenario
from tocsin.records.record import plain

scenario_option = click.option(
    "--scenario",
    "named",
    required=True,
    metavar="FILE",
    help=f"A scenario in TOML, or the name of one that ships: {', '.join(shipped_scenarios())}.",
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
    """Reckon whether an army needs another wave.

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
        print_run(found)
        click.echo(f"\nNext: tocsin manpower shortfall --scenario {named}")


@manpower.command(name="shortfall")
@scenario_option
@posture_option
@by_option
@click.option(
    "--decree", type=Day(), metavar="DATE", help="Day of the decree. [default: as the scenario asks]"
)
@chance_option
@click.option(
    "--response", metavar="NAME", help="A response scenario: how many must be called for one to come."
)
@draws_option
@seed_option
@format_option
def shortfall_(
    named: str,
    posture: str | None,
    deadline: date | None,
    decree: date | None,
    chance: float,
    response: str | None,
    n_draws: int,
    seed: int,
    form: str,
) -> None:
    """Say how many men are missing and what wave helps.

    Also how late it can be decreed, what would bring men without one, and what the answer hangs on.
    """
    scenario = load_scenario(named)
    found = shortfall(scenario, _question(scenario, posture, deadline, decree, chance, n_draws, seed))
    if response is not None:
        found = msgspec.structs.replace(found, answer=with_called(found.answer, response, seed))
    if form == "json":
        echo_json(plain(found))
    else:
        print_shortfall(scenario, found)
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
        print_reconciled(found)
        click.echo(f"\nNext: tocsin brief --case {folder}")


@manpower.command()
@click.option("--claims", type=click.Path(path_type=Path), metavar="FILE", help="Casualties one side claims.")
@click.option("--totals", is_flag=True, help="The claims are running totals.")
@click.option("--named", type=click.Path(path_type=Path), metavar="FILE", help="Deaths known by name.")
@click.option(
    "--known-on", type=Day(), metavar="DATE", help="When the names were counted. [default: the last line]"
)
@click.option(
    "--ahead",
    "n_ahead",
    type=click.IntRange(0, 104),
    default=13,
    show_default=True,
    help="Weeks to look ahead.",
)
@format_option
def losses(
    claims: Path | None, totals: bool, named: Path | None, known_on: date | None, n_ahead: int, form: str
) -> None:
    """Estimate losses from claims and named deaths.

    Each file has a header on,people and a line a day or a week. Casualties and deaths stay apart.
    """
    found = estimate(claims, named, known_on, n_ahead, totals=totals)
    if form == "json":
        echo_json(plain(found))
        return
    print_losses(found)
    click.echo("\nNext: killed_per_week of a scenario, then tocsin manpower simulate --scenario FILE")


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
@told_in_option
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
    language: str,
    n_draws: int,
    seed: int,
) -> None:
    """Write one page with charts, sources and sliders.

    It loads nothing and needs no server. The last line printed is its path.
    """
    scenario = load_scenario(named)
    asked = _question(scenario, posture, deadline, None, chance, n_draws, seed)
    path = out or Path(f"{scenario.id}.html")
    write_report(scenario, asked, path, folder, as_of or now(), Clock(clock), language)
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
