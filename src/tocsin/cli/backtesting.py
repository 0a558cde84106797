"""The command that replays a case: backtest."""

import re
from datetime import date, timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tocsin.cli.assessing import echo_json, share
from tocsin.cli.explaining import print_record
from tocsin.cli.options import Day, case_option, format_option, now
from tocsin.desk import review
from tocsin.errors import UsageError
from tocsin.records.record import plain

SHOWN_DAYS = 30
"""Lines of the timeline at most; JSON has every day."""


def parse_step(words: str) -> timedelta:
    """`1d` or `2w` as a length of time.

    Raises:
        UsageError: it is neither.
    """
    found = re.fullmatch(r"([1-9]\d{0,3})([dw])", words.strip())
    if found is None:
        raise UsageError("--every", "days or weeks such as 1d or 2w", repr(words), "1d")
    return timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))


@click.command()
@case_option
@click.option("--from", "start", type=Day(), metavar="DATE", help="First day. [default: the first capture]")
@click.option("--to", "end", type=Day(), metavar="DATE", help="Last day. [default: the headline deadline]")
@click.option("--every", default="1d", show_default=True, metavar="STEP", help="Step in days or weeks.")
@format_option
def backtest(folder: Path, start: date | None, end: date | None, every: str, form: str) -> None:
    """Replay the case day by day.

    Each day is answered from what had been captured by then, and scored.
    """
    found = review.backtest(folder, start, end, parse_step(every), now())
    if form == "json":
        timeline = [
            {
                "as_of": one.as_of,
                "hypotheses": plain(one.hypotheses),
                "prior": {point.id: point.p for point in one.prior},
                "n_origins": len(one.origins),
                "missing": len(one.missing),
            }
            for one in found.answers
        ]
        echo_json({"timeline": timeline, "record": plain(found.record)})
        return
    table = Table(box=None, pad_edge=False)
    names = [one.id for one in found.answers[0].hypotheses]
    for heading in ("day", *names, "origins", "missing"):
        table.add_column(heading, justify="right")
    step = -(-len(found.answers) // SHOWN_DAYS)
    for one in found.answers[::step]:
        shown = [f"{share(each.p)} ({share(each.low)} – {share(each.high)})" for each in one.hypotheses]
        table.add_row(str(one.as_of.date()), *shown, str(len(one.origins)), str(len(one.missing)))
    Console(highlight=False).print(table)
    print_record(found.record)
