"""The command that helps an analyst to a likelihood ratio: elicit."""

from pathlib import Path

import click

from tocsin import pipeline
from tocsin.catalogue.eliciting import Elicited, Times, write_elicited
from tocsin.catalogue.eliciting import elicit as weigh
from tocsin.catalogue.load import load_case
from tocsin.catalogue.tables import did_you_mean
from tocsin.cli.assessing import share
from tocsin.cli.options import case_option, now
from tocsin.desk import review
from tocsin.desk.review import Consequence
from tocsin.errors import UsageError
from tocsin.records.case import Case
from tocsin.records.hypothesis import Hypothesis
from tocsin.records.indication import Indicator


def parse_times(words: str, where: str) -> Times:
    """`8`, or `5,8,12` for low, best and high.

    Raises:
        UsageError: it is neither one number nor three.
    """
    try:
        numbers = [float(part) for part in words.replace(" ", "").split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 1:
        return Times(numbers[0], numbers[0], numbers[0])
    if len(numbers) != 3:
        raise UsageError(where, "one number, or low,best,high", repr(words), "5,8,12")
    return Times(*numbers)


@click.command()
@case_option
@click.argument("indicator", metavar="INDICATOR")
@click.argument("hypothesis", metavar="HYPOTHESIS")
@click.option(
    "--of", "of", type=click.IntRange(2, 10_000), default=20, show_default=True, help="Stretches to picture."
)
@click.option(
    "--before", metavar="N", help="In how many run-ups it was seen, or low,best,high. [asked otherwise]"
)
@click.option("--quiet", metavar="N", help="In how many quiet stretches, or low,best,high. [asked otherwise]")
@click.option("--by", metavar="NAME", help="Who is asked; stands in the file. [asked otherwise]")
@click.option("--yes", is_flag=True, help="Write without asking again.")
def elicit(
    folder: Path,
    indicator: str,
    hypothesis: str,
    of: int,
    before: str | None,
    quiet: str | None,
    by: str | None,
    yes: bool,
) -> None:
    """Find a weight from two counts and write it into the case.

    What it does to the answer is shown before anything is written.
    """
    case = load_case(folder)
    sign, outcome = _indicator(case, indicator), _hypothesis(case, hypothesis)
    days = f"{sign.half_life_days.value:g} days"
    click.echo(f"{sign.title}: {sign.definition}")
    click.echo("Give one number, or three: the least likely, your best guess, the most likely.\n")
    before = before or click.prompt(
        f"Picture {of} run-ups to “{outcome.title}”. In how many was this reported in the last {days}?"
    )
    quiet = quiet or click.prompt(
        f"Now {of} stretches of {days} of the same war, none of them before it. In how many was it reported?"
    )
    by = by or click.prompt("Your name, as it is to stand in the file")
    counts = parse_times(str(before), "--before"), parse_times(str(quiet), "--quiet")
    found = weigh(indicator, hypothesis, of, *counts, str(by), now().date())
    print_consequence(found, sign, review.consequence(folder, found, pipeline.instant(folder, None, now())))
    if yes or click.confirm("Write it into the case?"):
        click.echo(f"Written to {write_elicited(folder, found)}")
        click.echo(f"Next: tocsin explain --case {folder}")


def print_consequence(found: Elicited, sign: Indicator, after: Consequence) -> None:
    """What the counts mean, at once."""
    weight = found.weight
    old = sign.weights.get(found.hypothesis)
    was = f"; the catalogue had {old.value:+.2f}" if old else ""
    click.echo(f"\n{weight.note}")
    click.echo(
        f"That is {2**weight.value:.2g} times as likely before it, {weight.value:+.2f} bits "
        f"({weight.low:+.2f} to {weight.high:+.2f}){was}."
    )
    click.echo(f"Odds of 1 to 15 would become 1 to {15 / 2**weight.value:.2g}.")
    click.echo("One fresh report by a usually reliable source would make today's answer")
    for name, p in after.now.items():
        click.echo(
            f"  {name:8} {share(p)} → {share(after.after[name])} (as it was: {share(after.before[name])})"
        )


def _indicator(case: Case, name: str) -> Indicator:
    known = {one.id: one for one in case.indicators}
    if name not in known:
        raise UsageError("INDICATOR", "an indicator of the case", repr(name), did_you_mean(name, known))
    return known[name]


def _hypothesis(case: Case, name: str) -> Hypothesis:
    known = {one.id: one for one in case.question.hypotheses if not one.residual}
    if name not in known:
        expected = "a hypothesis of the question that is not residual"
        raise UsageError("HYPOTHESIS", expected, repr(name), did_you_mean(name, known))
    return known[name]
