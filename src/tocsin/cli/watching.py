"""The command that looks again: watch."""

from pathlib import Path

import click

from tocsin import pipeline
from tocsin.cli.options import case_option, means
from tocsin.log import stderr
from tocsin.pipeline import Watched


@click.command()
@case_option
@click.option("--once", is_flag=True, help="Look at what is due now, then end.")
def watch(folder: Path, once: bool) -> None:
    """Capture what is due again, and report changes and vanishings.

    What is watched, how often, and who is told stand in case.toml under [[watch]] and [alerts].
    """
    for done in pipeline.watch(folder, means(), once=once):
        report(done)


def report(done: Watched) -> None:
    """Prints what one round did: news on standard output, troubles beside it."""
    for trouble in done.seen.issues:
        stderr().print(trouble.reason, markup=False)
    for error in done.told.troubles:
        stderr().print(str(error), markup=False)
    for reason in done.unstamped:
        stderr().print(f"{reason} (the next round asks again)", markup=False)
    for alert in done.told.news:
        click.echo(f"{alert.title} · {alert.address}")
        for line in alert.text.splitlines():
            click.echo(f"    {line}")
    for one in done.seen.missed:
        presence = one.presence.value.replace("_", "-") if one.presence else "lost"
        click.echo(f"Not there ({presence}), tried again {one.next_at:%d %B, %H:%M} UTC: {one.address}")
    if not done.seen.n_looked:
        due = f"; the next look is due {done.seen.next_at:%d %B %Y, %H:%M} UTC" if done.seen.next_at else ""
        click.echo(f"Nothing was due{due}.")
        return
    sent = f", {done.told.n_sent} alerts sent" if done.told.n_sent else ""
    click.echo(
        f"{done.seen.n_looked} looked at, {done.seen.n_unchanged} unchanged, {len(done.told.news)} news, "
        f"{len(done.seen.issues)} not to be had{sent}. Alerts: {done.told.feed}"
    )
