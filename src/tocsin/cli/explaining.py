"""Commands that say why and how well: explain, record."""

from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tocsin import pipeline
from tocsin.assess.grading import rule
from tocsin.catalogue.load import load_case
from tocsin.cli.assessing import echo_json, share
from tocsin.cli.options import Instant, as_of_option, case_option, clock_option, format_option, now
from tocsin.desk import review
from tocsin.desk.desk import Clock
from tocsin.records.explanation import Explanation
from tocsin.records.record import plain
from tocsin.records.scored import OwnRecord

SHOWN = 8
"""Lines of each list; JSON has them all."""


@click.command()
@case_option
@as_of_option
@clock_option
@click.option(
    "--since",
    type=Instant(),
    metavar="DATE",
    help="Compare with the answer of this day. [default: a day before]",
)
@click.option("--grading", is_flag=True, help="Print the rule by which reports are graded, and end.")
@format_option
def explain(
    folder: Path, as_of: datetime | None, clock: str, since: datetime | None, grading: bool, form: str
) -> None:
    """Say what the answer hangs on and what would change it."""
    if grading:
        click.echo(rule(load_case(folder).weighing))
        return
    found = review.explain(folder, pipeline.instant(folder, as_of, now()), Clock(clock), since)
    if form == "json":
        echo_json(plain(found))
        return
    print_explanation(found)
    click.echo(f"\nNext: tocsin brief --case {folder}")


def print_explanation(found: Explanation) -> None:
    """The explanation for a person, the strongest of each kind."""
    console = Console(highlight=False)
    names = list(found.p)
    console.print(f"As of {found.as_of:%d %B %Y, %H:%M} UTC, by {found.headline_deadline:%d %B %Y}")
    for name in names:
        console.print(
            f"  {name:8} {share(found.p[name])}, from {share(found.prior[name])} before any evidence"
        )
    console.print("\nWhat each origin did, in points of probability (Shapley share; if left out)")
    for effect in found.effects[:SHOWN]:
        did = "  ".join(
            f"{name} {effect.share[name] * 100:+.1f}; {effect.left_out[name] * 100:+.1f}" for name in names
        )
        console.print(
            f"  {effect.origin[:17]:17}  {did}  {', '.join(effect.indicators)[:60]}", soft_wrap=True
        )
    table = Table(box=None, pad_edge=False)
    for heading in ("indicator", "seen", *names, "diagnosticity"):
        table.add_column(heading)
    for row in found.matrix[: SHOWN * 2]:
        seen = "yes" if row.seen else "no"
        table.add_row(
            row.indicator, seen, *(row.marks[name] for name in names), f"{row.diagnosticity_bits:.2f}"
        )
    console.print("\nIndicators against hypotheses (CC very consistent … II very inconsistent; bits)")
    console.print(table)
    if found.tornado:
        console.print(f"\nThe answer changes most if {found.tornado[0].figure} is other than it is:")
    for swing in found.tornado[:SHOWN]:
        ends = "  ".join(f"{name} {share(swing.p_low[name])} – {share(swing.p_high[name])}" for name in names)
        console.print(f"  {swing.figure} at {swing.low:g} – {swing.high:g}:  {ends}", soft_wrap=True)
    console.print("\nWhat would change our mind: not seen now, and if it were reported today")
    for watch in found.would_change[:SHOWN]:
        after = "  ".join(f"{name} {share(p)}" for name, p in watch.p.items())
        console.print(f"  {watch.indicator:26} {after}", soft_wrap=True)
    moved = [one for one in found.changes if one.kind != "aged"]
    console.print(f"\nSince {found.since:%d %B %Y}: {len(moved)} passages" if found.since else "")
    for one in moved[:SHOWN]:
        bits = "  ".join(f"{name} {value:+.2f}" for name, value in one.bits.items())
        console.print(
            f"  {one.kind:8} {one.indicator}: “{one.text}” ({bits} bits)", soft_wrap=True, markup=False
        )


@click.command()
@case_option
@format_option
def record(folder: Path, form: str) -> None:
    """Show what the case's own published answers were worth."""
    found = review.record(folder, now().date())
    if form == "json":
        echo_json(plain(found))
        return
    print_record(found)
    click.echo(
        f"\nNext: say in {folder / 'case.toml'} what came about ([[events]]) and up to which day you looked"
    )


def print_record(found: OwnRecord) -> None:
    """The record for a person."""
    console = Console(highlight=False)
    console.print(
        f"{found.n_assessments} assessments kept; {found.n_pending} probabilities not due or not looked into."
    )
    console.print(found.note)
    if found.brier is None or found.log_bits is None or found.decomposition is None:
        return
    console.print(f"Brier score {found.brier:.3f}; surprise {found.log_bits:.2f} bits a forecast")
    for one in found.against:
        console.print(f"  {one.by}: {one.theirs:.3f}, ours {one.ours:.3f} on the same {one.n}")
    parts = found.decomposition
    console.print(
        f"  reliability {parts.reliability:.4f} - resolution {parts.resolution:.4f} + uncertainty "
        f"{parts.uncertainty:.4f} + within bins {parts.within_bins:.4f}"
    )
    table = Table(box=None, pad_edge=False)
    for heading in ("said", "mean", "came about", "80 % band", "n"):
        table.add_column(heading, justify="right")
    for at in found.calibration:
        table.add_row(
            f"{share(at.low)} – {share(at.high)}",
            share(at.mean_p),
            share(at.share),
            f"{share(at.band_low)} – {share(at.band_high)}",
            str(at.n),
        )
    console.print(table)
