"""Commands that publish: brief."""

from datetime import datetime
from pathlib import Path

import click

from tocsin import pipeline
from tocsin.cli.options import as_of_option, case_option, clock_option, no_voice_option, now, tlp_option
from tocsin.desk.desk import Clock
from tocsin.desk.publishing import FORMS
from tocsin.errors import UsageError
from tocsin.records.marking import Tlp


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
@tlp_option
@no_voice_option
def brief(
    folder: Path, as_of: datetime | None, clock: str, out: Path | None, to: str, audience: Tlp, no_voice: bool
) -> None:
    """Write the sourced briefing of the case.

    One file, no network needed to read it. The last line printed is its path.
    """
    if out is not None and (out.is_symlink() or (out.exists() and not out.is_file())):
        # Writing puts a new file in the place of the old one: a device or a pipe would be lost.
        raise UsageError(str(out), "a file, or the name of a new one", "something else", "another --out")
    at = pipeline.instant(folder, as_of, now())
    click.echo(str(pipeline.brief(folder, at, Clock(clock), out, to, audience)))
