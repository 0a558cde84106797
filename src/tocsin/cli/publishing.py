"""Commands that publish: brief."""

from datetime import datetime
from pathlib import Path

import click

from tocsin import pipeline
from tocsin.briefing.exports.forms import EVERY
from tocsin.briefing.exports.interface import Paper, Setting
from tocsin.briefing.exports.twin import render_schema
from tocsin.cli.languages import told_in_option
from tocsin.cli.options import (
    CHECK_FAILED,
    as_of_option,
    case_option,
    clock_option,
    engine_option,
    no_voice_option,
    now,
    tlp_option,
    voice,
)
from tocsin.desk.desk import Clock
from tocsin.desk.verifying import Check
from tocsin.errors import UsageError
from tocsin.records.marking import Tlp


def _print_schema(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(render_schema())
        context.exit()


@click.command()
@case_option
@as_of_option
@clock_option
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it. [default: in the case]"
)
@click.option(
    "--to", type=click.Choice(list(EVERY)), default="html", show_default=True, help="What to write."
)
@click.option(
    "--paper",
    type=click.Choice(list(Paper)),
    default=Paper.A4,
    show_default=True,
    help="Size of the sheets of a PDF.",
)
@click.option(
    "--at", "address", default="", metavar="URL", help="Web address of the folder in which a feed will lie."
)
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_schema,
    help="Print the JSON Schema of --to json and end.",
)
@told_in_option
@click.option(
    "--smooth", is_flag=True, help="Let the case's language model smooth the wording; facts are checked."
)
@click.option(
    "--verify",
    "stated",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Hold a written briefing against the case instead; exit 1 if anything differs.",
)
@tlp_option
@engine_option
@no_voice_option
def brief(
    folder: Path,
    as_of: datetime | None,
    clock: str,
    out: Path | None,
    to: str,
    paper: Paper,
    address: str,
    language: str,
    smooth: bool,
    stated: Path | None,
    audience: Tlp,
    engine: str | None,
    no_voice: bool,
) -> None:
    """Write the sourced briefing of the case.

    One file, no network needed to read it. The last line printed is its path.
    """
    if stated is not None:
        _print_checks(pipeline.verify_brief(folder, stated))
        return
    if out is not None and (out.is_symlink() or (out.exists() and not out.is_file())):
        # Writing puts a new file in the place of the old one: a device or a pipe would be lost.
        raise UsageError(str(out), "a file, or the name of a new one", "something else", "another --out")
    at = pipeline.instant(folder, as_of, now())
    setting = Setting(paper=Paper(paper), address=address, engine=voice(engine, no_voice))
    path = pipeline.brief(folder, at, Clock(clock), out, to, audience, setting, language, smooth=smooth)
    click.echo(str(path))


def _print_checks(checks: list[Check]) -> None:
    """A line a check; the exit says whether all of them hold.

    Raises:
        Exit: one does not.
    """
    width = max(len(one.name) for one in checks)
    for one in checks:
        click.echo(f"{one.name:<{width}}  {one.found}")
    if not all(one.holds for one in checks):
        raise click.exceptions.Exit(CHECK_FAILED)
