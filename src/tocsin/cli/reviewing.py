"""`tocsin review`: claims that were read with too little confidence to count by themselves."""

from pathlib import Path

import click

from tocsin.cli.assessing import echo_json
from tocsin.cli.options import case_option, format_option, now
from tocsin.desk import waiting


@click.command()
@case_option
@click.option(
    "--accept", "accepted", multiple=True, metavar="ID", help="The claim was rightly read: let it count."
)
@click.option(
    "--reject", "rejected", multiple=True, metavar="ID", help="It was wrongly read: it never counts."
)
@format_option
def review(folder: Path, accepted: tuple[str, ...], rejected: tuple[str, ...], form: str) -> None:
    """List claims that wait for review, or accept and reject them.

    A claim below the level `review_below` of the catalogue is in no answer until somebody accepts it.
    Decisions are written into `case.toml`.
    """
    if accepted or rejected:
        click.echo(f"{waiting.decide(folder, accepted, rejected, now().date())} decided.")
        return
    found = waiting.waiting(folder)
    if form == "json":
        echo_json([one._asdict() for one in found])
        return
    for one in found:
        said = f"{one.speaker}: " if one.speaker else ""
        click.echo(f"{one.id}  {one.confidence_p:.2f}  {one.topic}  {said}{one.content}")
    click.echo(f"{len(found)} claims wait. Next: tocsin review --case {folder} --accept ID, or --reject ID")
