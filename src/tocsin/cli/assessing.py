"""The command that answers: assess."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.table import Table

from tocsin import pipeline
from tocsin.cli.options import as_of_option, case_option, clock_option, format_option, now
from tocsin.desk.desk import Clock
from tocsin.records.assessment import Assessment
from tocsin.records.record import plain

SHOWN_BITS = 0.005
"""Contributions that print as zero are left out."""


def echo_json(value: Any) -> None:
    """Prints one JSON document, indented."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())


def share(p: float) -> str:
    """A probability in per cent, two significant figures."""
    return f"{p * 100:.0f} %" if 0.095 <= p <= 0.905 else f"{p * 100:.1f} %"


def contract(assessment: Assessment) -> dict[str, Any]:
    """An assessment in the shape of the contract."""
    whole = plain(assessment)
    return {
        "question": whole["question"],
        "as_of": whole["as_of"],
        "headline_deadline": whole["headline_deadline"],
        "hypotheses": whole["hypotheses"],
        "prior": whole["prior"],
        "by_deadline": whole["by_deadline"],
        "contributions": whole["contributions"],
        "missing": whole["missing"],
        "method": whole["method"],
    }


def print_assessment(assessment: Assessment) -> None:
    """The answer as a table for a person."""
    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False)
    table.add_column(f"by {assessment.headline_deadline:%d %B %Y}")
    for heading in ("probability", "80 % band"):
        table.add_column(heading, justify="right")
    table.add_column("in words")
    for one in assessment.hypotheses:
        table.add_row(one.title, share(one.p), f"{share(one.low)} – {share(one.high)}", one.words)
    console.print(f"As of {assessment.as_of:%d %B %Y, %H:%M} UTC")
    console.print(table)
    told = [item for item in assessment.contributions if abs(item.bits) >= SHOWN_BITS]
    console.print("\nStrongest contributions, in bits" if told else "\nNo evidence of weight yet.")
    for item in told[:8]:
        console.print(f"  {item.bits:+.2f}  {item.hypothesis:8} {item.indicator}  ({item.reports} reports)")
    for gap in assessment.missing:
        console.print(f"  not seen: {gap.source}: {gap.reason}")


@click.command()
@case_option
@as_of_option
@clock_option
@format_option
def assess(folder: Path, as_of: datetime | None, clock: str, form: str) -> None:
    """Give the probabilities, and every contribution to them."""
    answer = pipeline.assess(folder, pipeline.instant(folder, as_of, now()), Clock(clock))
    if form == "json":
        echo_json(contract(answer))
        return
    print_assessment(answer)
    click.echo(f"\nNext: tocsin brief --case {folder}")
