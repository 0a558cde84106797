"""`tocsin protect mark`: how far something of a case may be passed on."""

from pathlib import Path

import click

from tocsin.cli.options import Marking, case_option
from tocsin.desk.showing import mark as mark_all
from tocsin.records.marking import Tlp


@click.command()
@case_option
@click.argument("label", metavar="LABEL", type=Marking())
@click.argument("things", metavar="THING...", nargs=-1, required=True)
def mark(folder: Path, label: Tlp, things: tuple[str, ...]) -> None:
    """Mark sources, addresses, captures or claims by the Traffic Light Protocol.

    LABEL is CLEAR, GREEN, AMBER, AMBER+STRICT or RED; THING is an id, a host or an address. The mark is
    written into case.toml and holds from the next briefing on.
    """
    n_captures = mark_all(folder, dict.fromkeys(things, label))
    click.echo(f"{', '.join(things)}: {label.label}; {n_captures} captures of the case are marked so.")
    click.echo(f"Next: tocsin brief --case {folder} --tlp {label.value}")
