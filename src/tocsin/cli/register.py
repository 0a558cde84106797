"""`tocsin register`: a single register of invented people, audited; no real person can be put in."""

import os
import secrets
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tocsin.briefing.auditing.page import render
from tocsin.briefing.writing import write
from tocsin.catalogue.register import shipped_settings
from tocsin.cli.assessing import echo_json
from tocsin.cli.languages import language_option
from tocsin.cli.options import format_option, seed_option
from tocsin.cli.register_tables import print_audited, print_built, print_joined
from tocsin.desk.register import Asked, audited, build, join
from tocsin.records.record import Record, plain

OPTIONS = (
    click.option(
        "--people",
        "n_people",
        type=click.IntRange(1_000, 20_000_000),
        default=100_000,
        show_default=True,
        help="How many people are invented.",
    ),
    seed_option,
    click.option(
        "--setting",
        default=shipped_settings()[0],
        show_default=True,
        metavar="FILE",
        help=f"A setting in TOML, or one that ships: {', '.join(shipped_settings())}.",
    ),
    click.option(
        "--case",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Keep the tables in this case, signed by its key. [default: a folder that is removed]",
    ),
)


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that say which register is wanted, as one `Asked`."""

    @wraps(command)
    def called(n_people: int, seed: int, setting: str, case: Path | None, **rest: Any) -> None:
        command(Asked(setting, n_people, seed, os.cpu_count() or 1, case), **rest)

    for option in reversed(OPTIONS):
        called = option(called)
    return called


def told(found: Record, form: str, show: Callable[[Any], None], following: str) -> None:
    """Prints what was found: as JSON, or as tables with what to do next."""
    if form == "json":
        echo_json(plain(found))
        return
    show(found)
    click.echo(f"\n{following}")


@click.group()
def register() -> None:
    """Audit a single register, on invented people only.

    The people are invented, and so is their country. There is no way in for anybody else: read
    docs/ethics.md. Joining needs the extra: pip install 'tocsin[register]'.
    """


@register.command(name="build")
@asking
@format_option
def build_(asked: Asked, form: str) -> None:
    """Invent the people and the agencies' files."""
    found = build(asked, secrets.token_bytes)
    told(found, form, print_built, f"Next: {_again('link', asked)}")


@register.command(name="link")
@asking
@format_option
def link_(asked: Asked, form: str) -> None:
    """Join the files, and say who is taken for whom."""
    found = join(asked, secrets.token_bytes)
    told(found, form, print_joined, f"Next: {_again('audit', asked)}")


@register.command(name="audit")
@asking
@click.option(
    "--seeds",
    "n_seeds",
    type=click.IntRange(1, 1_000),
    default=20,
    show_default=True,
    help="How many registers are made, for the intervals.",
)
@click.option("--sweep", is_flag=True, help="Move every rate over its range too, and rank them. Minutes.")
@click.option("--response", metavar="NAME", help="A response scenario that says who hides and who leaves.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Write the report as a page.")
@language_option("Language of the page.")
@format_option
def audit_(
    asked: Asked,
    n_seeds: int,
    sweep: bool,
    response: str | None,
    out: Path | None,
    language: str,
    form: str,
) -> None:
    """Call people up by it, and say who is hit wrongly.

    Beside the single register stand the military office's file alone and a register without error.
    """
    found = audited(asked._replace(response=response), n_seeds, secrets.token_bytes, swept=sweep)
    if out is not None:
        write(out, render(found, language))
    told(found, form, print_audited, str(out) if out else _next(sweep))


def _again(command: str, asked: Asked) -> str:
    """The same register in another command."""
    kept = "" if asked.case is None else f" --case {asked.case}"
    made = "" if asked.setting == shipped_settings()[0] else f" --setting {asked.setting}"
    return f"tocsin register {command} --people {asked.n_people} --seed {asked.seed}{made}{kept}"


def _next(swept: bool) -> str:
    more = "" if swept else ", or with --sweep, for the rates that matter"
    return f"Next: the same with --out register.html, for charts and cases{more}"
