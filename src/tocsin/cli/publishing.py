"""Commands that publish: brief."""

from datetime import datetime
from pathlib import Path

import click

from tocsin import pipeline
from tocsin.briefing.exports.forms import FORMS
from tocsin.briefing.exports.interface import Paper, Setting
from tocsin.briefing.exports.twin import render_schema
from tocsin.cli.options import as_of_option, case_option, clock_option, no_voice_option, now, tlp_option
from tocsin.desk.desk import Clock
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
    "--to", type=click.Choice(list(FORMS)), default="html", show_default=True, help="What to write."
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
@tlp_option
@no_voice_option
def brief(
    folder: Path,
    as_of: datetime | None,
    clock: str,
    out: Path | None,
    to: str,
    paper: Paper,
    address: str,
    audience: Tlp,
    no_voice: bool,
) -> None:
    """Write the sourced briefing of the case.

    One file, no network needed to read it. The last line printed is its path.
    """
    if out is not None and (out.is_symlink() or (out.exists() and not out.is_file())):
        # Writing puts a new file in the place of the old one: a device or a pipe would be lost.
        raise UsageError(str(out), "a file, or the name of a new one", "something else", "another --out")
    at = pipeline.instant(folder, as_of, now())
    setting = Setting(paper=Paper(paper), address=address)
    click.echo(str(pipeline.brief(folder, at, Clock(clock), out, to, audience, setting)))
