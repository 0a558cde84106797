"""`tocsin register`: a single register of invented people, audited; no real person can be put in."""

import os
import secrets
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tocsin.catalogue.register import shipped_settings
from tocsin.cli.assessing import echo_json
from tocsin.cli.options import format_option
from tocsin.desk.register import Asked, build, join
from tocsin.records.record import plain
from tocsin.records.register_found import Built, Example, Joined

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
    """Audit a single register: what joining every agency's files would do to people.

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
