"""`tocsin register`: a single register of invented people, audited; no real person can be put in."""

import os
import secrets
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tocsin.briefing.auditing.page import render
from tocsin.briefing.writing import write
from tocsin.catalogue.register import shipped_settings
from tocsin.cli.assessing import echo_json
from tocsin.cli.options import format_option
from tocsin.desk.register import Asked, audited, build, join
from tocsin.records.record import plain
from tocsin.records.register_found import Audited, Built, Example, Joined, Measured, Outcome

LARGE = 9.95
"""Per cent from which no decimal is printed."""

people_option = click.option(
    "--people",
    "n_people",
    type=click.IntRange(1_000, 20_000_000),
    default=100_000,
    show_default=True,
    help="How many people are invented.",
)
seed_option = click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed gives the same people."
)
setting_option = click.option(
    "--setting",
    "named",
    default=shipped_settings()[0],
    show_default=True,
    metavar="FILE",
    help=f"A setting in TOML, or one that ships: {', '.join(shipped_settings())}.",
)
case_option = click.option(
    "--case",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Keep the tables in this case, signed by its key. [default: a folder that is removed]",
)


@click.group()
def register() -> None:
    """Audit a single register, on invented people only.

    The people are invented, and so is their country. There is no way in for anybody else: read
    docs/ethics.md. Joining needs the extra: pip install 'tocsin[register]'.
    """


@register.command(name="build")
@people_option
@seed_option
@setting_option
@case_option
@format_option
def build_(n_people: int, seed: int, named: str, folder: Path | None, form: str) -> None:
    """Invent the people and the agencies' files."""
    found = build(_asked(n_people, seed, named, folder), secrets.token_bytes)
    if form == "json":
        echo_json(plain(found))
    else:
        _print_built(found)
        click.echo(f"\nNext: tocsin register link --people {n_people} --seed {seed}")


@register.command(name="link")
@people_option
@seed_option
@setting_option
@case_option
@format_option
def link_(n_people: int, seed: int, named: str, folder: Path | None, form: str) -> None:
    """Join the files, and say who is taken for whom."""
    found = join(_asked(n_people, seed, named, folder), secrets.token_bytes)
    if form == "json":
        echo_json(plain(found))
    else:
        _print_joined(found)
        click.echo(f"\nNext: tocsin register audit --people {n_people} --seed {seed}")


@register.command(name="audit")
@people_option
@seed_option
@click.option(
    "--seeds",
    "n_seeds",
    type=click.IntRange(1, 1_000),
    default=20,
    show_default=True,
    help="How many registers are made, for the intervals.",
)
@setting_option
@case_option
@click.option("--response", metavar="NAME", help="A response scenario that says who hides and who leaves.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Write the report as a page.")
@format_option
def audit_(
    n_people: int,
    seed: int,
    n_seeds: int,
    named: str,
    folder: Path | None,
    response: str | None,
    out: Path | None,
    form: str,
) -> None:
    """Call people up by it, and say who is hit wrongly.

    Beside the single register stand the military office's file alone and a register without error.
    """
    asked = _asked(n_people, seed, named, folder)._replace(response=response)
    found = audited(asked, n_seeds, secrets.token_bytes)
    if out is not None:
        write(out, render(found))
    if form == "json":
        echo_json(plain(found))
        return
    _print_audited(found)
    click.echo(f"\n{out}" if out else "\nNext: the same with --out register.html, for charts and cases")


def _asked(n_people: int, seed: int, named: str, folder: Path | None) -> Asked:
    return Asked(named, n_people, seed, os.cpu_count() or 1, folder)


def _percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f} %"


def _right(table: Table) -> Table:
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _print_built(found: Built) -> None:
    console = Console(highlight=False)
    console.print(f"{found.title}: {found.n_people:,} invented people of {found.country}, seed {found.seed}")
    console.print(f"every declared share is met within {100 * found.largest_miss:.2f} percentage points\n")
    table = Table("file", "rows", "double", "dead or abroad", "with number", box=None, header_style="bold")
    for one in found.files:
        table.add_row(
            one.title,
            f"{one.n_rows:,}",
            f"{one.n_double:,}",
            f"{one.n_gone:,}",
            _percent(one.identifier_share, 0),
        )
    table.add_row("all", f"{found.n_rows:,}", "", "", "")
    console.print(_right(table))
    console.print(f"\nsigned manifest {found.manifest[:23]}…, {found.kept_in or 'not kept'}", soft_wrap=True)


def _print_joined(found: Joined) -> None:
    console = Console(highlight=False)
    said, seen = found.quality, found.reviewed
    console.print(f"{found.title}: {said.n_rows:,} rows of {said.n_people:,} people, seed {found.seed}")
    console.print(f"  compared          {found.n_compared:,} pairs")
    console.print(f"  entries           {said.n_entries:,}")
    console.print(f"  right             {_percent(said.precision, 2)} of the pairs that were joined")
    console.print(f"  found             {_percent(said.recall, 2)} of the pairs of one person")
    console.print(f"  F1                {said.f1:.4f}")
    console.print(f"  merged wrongly    {_percent(said.wrong_merge_share, 3)} of people")
    console.print(f"  with their kin    {_percent(said.same_household_share, 3)} of people")
    wrong = f"{seen.n_wrong:,} decided wrongly"
    console.print(f"  clerks            {seen.n_seen:,} of {seen.n_doubtful:,} doubtful pairs, {wrong}")
    console.print("\nWhat each agreement says, in bits")
    table = Table("compared", "agrees in", "bits", box=None, header_style="bold")
    table.columns[2].justify = "right"
    for one in found.weights:
        table.add_row(one.comparison, one.level, f"{one.bits:+.1f}")
    console.print(table)
    for example in found.examples:
        _print_example(console, example)


def _print_example(console: Console, example: Example) -> None:
    taken = "taken for one" if example.joined else "kept apart"
    console.print(f"\n{example.title} ({taken}; all names are invented)", style="bold")
    table = Table("", "agrees in", "one row", "other row", "bits", "sum", box=None, header_style="bold")
    for column in (4, 5):
        table.columns[column].justify = "right"
    for one in example.steps:
        table.add_row(
            one.comparison,
            one.level,
            one.left,
            one.right,
            "" if one.comparison == "answer" else f"{one.bits:+.1f}",
            f"{one.total_bits:+.1f}",
        )
    console.print(table)


def _range(found: Measured) -> str:
    """A share in per cent with its interval; the heading says the unit."""
    value, low, high = (_short(100 * x) for x in (found.value, found.low, found.high))
    return f"{value} ({low}–{high})"


def _short(x: float) -> str:
    near = min(x, 100 - x)
    return f"{x:.0f}" if near >= LARGE or near == 0 else f"{x:.1f}"


def _print_audited(found: Audited) -> None:
    console = Console(highlight=False)
    made = f"{found.n_seeds} registers of {found.n_people:,} invented people"
    console.print(f"{found.title}: {made}, rules of {found.rules_on}")
    console.print("per cent: mean, and 5th to 95th percentile over the seeds\n")
    table = Table("", "office alone", "single register", "perfect", box=None, header_style="bold")
    for title, said in _lines(found.outcomes):
        table.add_row(title, *said)
    console.print(_right(table))
    _print_steps(console, "With each further file", found.by_agency)
    _print_steps(console, "By rows with the shared number", found.by_identifier)
    console.print("\nBeside the world, in per cent", style="bold")
    for one in found.calibration:
        console.print(f"  {one.title}: {100 * one.known.value:.4g}; here {_range(one.model)}", soft_wrap=True)


def _weeks(found: Measured | None) -> str:
    return f"{found.value:.0f} ({found.low:.0f}–{found.high:.0f})" if found else "never"


def _lines(outcomes: tuple[Outcome, ...]) -> list[tuple[str, list[str]]]:
    """Title and cells of each line of the table."""

    def shown(name: str) -> list[str]:
        return [_range(getattr(one, name)) for one in outcomes]

    shares = {
        "reach": "reach",
        "wrongful": "summoned wrongly",
        "wrongly_taken": "taken wrongly",
        "sent_home": "sent home",
        "wrongly_restricted": "barred wrongly",
        "hiding": "hiding",
        "left": "left",
    }
    lines = [(title, shown(name)) for name, title in shares.items()]
    lines += [(f"  {cause}", [_range(one.causes[cause]) for one in outcomes]) for cause in outcomes[0].causes]
    weeks = [_weeks(one.weeks) for one in outcomes]
    return [*lines, ("weeks to what is wanted", weeks)]


def _print_steps(console: Console, title: str, outcomes: tuple[Outcome, ...]) -> None:
    console.print(f"\n{title}", style="bold")
    table = Table("", "reach", "summoned wrongly", "taken wrongly", box=None, header_style="bold")
    for one in outcomes:
        cells = (_range(x) for x in (one.reach, one.wrongful, one.wrongly_taken))
        table.add_row(one.title, *cells)
    console.print(_right(table))
