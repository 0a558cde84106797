"""Commands of the predictions ledger: predictions, settle."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from tocsin import pipeline
from tocsin.cli.assessing import echo_json, share
from tocsin.cli.options import Day, as_of_option, case_option, clock_option, format_option, now
from tocsin.desk import review
from tocsin.desk.desk import Clock
from tocsin.records.prediction import Fate, Prediction, Resolution, Tracks, fate
from tocsin.records.record import plain


def ledger_row(one: Prediction, today: date) -> dict[str, Any]:
    """A line of the ledger: the prediction as entered and its fate on the day `today`."""
    return {**plain(one), "fate": fate(one, today).value}


def print_ledger(ledger: Sequence[Prediction], today: date) -> None:
    """The ledger as a table for a person."""
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "made", "due", "fate", "who", "what"):
        table.add_column(heading, no_wrap=heading == "id")
    for one in ledger:
        made, due = f"{one.made_at:%Y-%m-%d}", str(one.due_on)
        table.add_row(one.id, made, due, fate(one, today).value, one.speaker, one.statement)
    Console(highlight=False).print(table)


def print_tracks(tracks: Tracks) -> None:
    """Who was right so far, for a person."""
    table = Table(box=None, pad_edge=False)
    for heading in ("who", "kind", "settled", "hits", "expected share", "80 % band"):
        table.add_column(heading, justify="left" if heading in ("who", "kind") else "right")
    for one in tracks.tracks:
        if one.n_settled:
            band = f"{share(one.low)} – {share(one.high)}"
            table.add_row(one.speaker, one.type, str(one.n_settled), f"{one.hits:g}", share(one.share), band)
    console = Console(highlight=False)
    console.print(f"\n{tracks.n_settled} settled, {tracks.n_void} void ({tracks.void_share:.0%}).")
    if tracks.n_settled:
        console.print(table)
    console.print(tracks.note)


@click.command()
@case_option
@as_of_option
@clock_option
@format_option
def predictions(folder: Path, as_of: datetime | None, clock: str, form: str) -> None:
    """List who predicted what, by when, and who was right."""
    at = pipeline.instant(folder, as_of, now())
    found = review.predictions(folder, at, Clock(clock), now())
    if form == "json":
        rows = [ledger_row(one, at.date()) for one in found.predictions]
        tracks = plain(found.tracks)
        echo_json({"as_of": at, "predictions": rows, **tracks})
        return
    print_ledger(found.predictions, at.date())
    print_tracks(found.tracks)
    click.echo(f"\n{len(found.predictions)} predictions. Next: tocsin settle --case {folder} ID FATE …")


@click.command()
@case_option
@click.argument("prediction", metavar="ID")
@click.argument("outcome", metavar="FATE", type=click.Choice(["true", "partly", "false", "void"]))
@click.option("--on", type=Day(), required=True, metavar="DATE", help="The day it was settled.")
@click.option("--reason", required=True, help="What was observed, or why it is void.")
@click.option(
    "--cite", "cites", multiple=True, metavar="CAPTURE", help="A capture that shows it; may repeat."
)
@click.option("--source", default="", help="A citation of the public record, where no capture shows it.")
@click.option(
    "--actual", type=float, metavar="NUMBER", help="The number that came about, where one was predicted."
)
@click.option(
    "--corrects",
    type=click.Choice(["true", "partly", "false", "void"]),
    help="The recorded fate that this mends.",
)
def settle(
    folder: Path,
    prediction: str,
    outcome: str,
    on: date,
    reason: str,
    cites: tuple[str, ...],
    source: str,
    actual: float | None,
    corrects: str | None,
) -> None:
    """Settle a prediction, once and for all to see.

    What was recorded before is never silently replaced.
    """
    resolution = Resolution(
        fate=Fate(outcome),
        on=on,
        reason=reason,
        cites=cites,
        source=source,
        actual=actual,
        corrects=Fate(corrects) if corrects else None,
    )
    settled = review.settle(folder, prediction, resolution, now())
    click.echo(f"{settled.speaker}: “{settled.statement}” is {outcome}, written to {folder / 'case.toml'}.")
    click.echo(f"Next: tocsin predictions --case {folder}")
