"""The command that reads an article of the case aloud: voice."""

from pathlib import Path

import click

from tocsin import pipeline
from tocsin.cli.options import case_option, engine_option, tlp_option, voice
from tocsin.errors import UsageError
from tocsin.records.marking import Tlp


@click.command(name="voice")
@case_option
@click.argument("capture", metavar="CAPTURE")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    required=True,
    help="Where to write it: .mp3 or .opus.",
)
@tlp_option
@engine_option
def speak(folder: Path, capture: str, out: Path, audience: Tlp, engine: str | None) -> None:
    """Read the text of a capture aloud, names replaced.

    CAPTURE is an id, an address, or the beginning of an id or a part of an address that only one has. The
    sound says first that it is voiced by artificial intelligence. For a briefing: tocsin brief --to mp3.
    """
    if out.is_symlink() or (out.exists() and not out.is_file()):
        raise UsageError(str(out), "a file, or the name of a new one", "something else", "another --out")
    lasts_s = round(pipeline.voice(folder, capture, out, voice(engine, no_voice=False), audience))
    click.echo(f"{out}: {lasts_s // 60}:{lasts_s % 60:02d}, voiced by artificial intelligence.")
