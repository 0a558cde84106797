"""`tocsin protect check`: whom a draft gives away although it may name nobody. Works with no case at all."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from tocsin.catalogue.populations import load_population, shipped
from tocsin.cli.lazy import Lazy
from tocsin.cli.options import CHECK_FAILED, format_option
from tocsin.desk import checking
from tocsin.desk.checking import Checked, Contact
from tocsin.errors import UsageError
from tocsin.protect.jigsaw.judge import Judgement
from tocsin.protect.jigsaw.wording import crowd_words, proposal_words, times_words
from tocsin.records.population import CrowdRules
from tocsin.records.record import plain

TELLING = 1.05
"""A detail that makes the crowd smaller by less is not printed."""
RECOGNISED, HIDDEN = "may be recognised", "hidden in the crowd"


@click.group(cls=Lazy, lazy={"clean": "tocsin.cli.cleaning:clean", "mark": "tocsin.cli.marking:mark"})
def protect() -> None:
    """Check that nobody can be recognised before a text leaves."""


@protect.command()
@click.argument("draft", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--case", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Add what its texts tell."
)
@click.option(
    "--crowd",
    type=click.IntRange(min=2),
    default=CrowdRules().at_least,
    show_default=True,
    metavar="N",
    help="How many people at least must fit what is told of each person.",
)
@click.option(
    "--population",
    type=click.Choice(shipped()),
    default=shipped()[0],
    show_default=True,
    help="Among whom they must fit.",
)
@click.option("--remember", is_flag=True, help="Note in the case what this text tells, for later ones.")
@format_option
def check(draft: Path, folder: Path | None, crowd: int, population: str, remember: bool, form: str) -> None:
    """Say whom a draft gives away, by which details, and the smallest change that hides them.

    Ends with 1 where somebody may be recognised or a contact stands in the text.
    """
    if remember and folder is None:
        raise UsageError("--remember", "a case to remember it in", "none", "--case DIR")
    table = load_population(population)
    found = checking.check(draft.name, _load(draft), table, crowd, folder, secrets.token_bytes)
    if form == "json":
        shown: dict[str, Any] = {
            "people": plain(found.judged),
            "contacts": [list(one) for one in found.contacts],
            "crowd": crowd,
            "population": table.title,
        }
        click.echo(msgspec.json.encode(shown).decode())
    else:
        _print(found, crowd, table.title)
    if remember and folder is not None:
        checking.remember(found, folder, secrets.token_bytes)
    if found.contacts or any(one.exposed for one in found.judged):
        click.get_current_context().exit(CHECK_FAILED)


def _load(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(str(path), "a text in UTF-8", f"byte {error.start}", "saving it as UTF-8") from error


def _print(found: Checked, crowd: int, population: str) -> None:
    console = Console(highlight=False)
    for one in found.judged:
        for line, indent in _lines(one, several=len(found.names) > 1):
            console.print(Padding(line, (0, 0, 0, indent), expand=False))
        console.print()
    for contact in found.contacts:
        console.print(_contact(contact))
    exposed = sum(one.exposed for one in found.judged)
    if not found.judged:
        console.print("No private person was found in the text.")
    else:
        console.print(
            f"{exposed} of {len(found.judged)} may be recognised: fewer than {crowd:,} {population} may fit."
            if exposed
            else f"Nobody may be recognised: at least {crowd:,} {population} fit each."
        )


def _lines(one: Judgement, *, several: bool) -> Iterator[tuple[Line, int]]:
    """A judgement as lines with their indents: the verdict, what tells most, what to write instead."""
    head = Line(one.person, style="bold")
    head.append(f"  {RECOGNISED if one.exposed else HIDDEN}", style="bold red" if one.exposed else "green")
    head.append(f"  {crowd_words(one.crowd)}", style="not bold")
    yield head, 0
    telling = [each for each in one.reasons if each.times > TELLING]
    if telling:
        yield Line("what tells most, and how many times more people would fit without it", style="dim"), 2
    for reason in telling:
        line = Line(f"{times_words(reason.times):>9}  “{reason.words}”")
        line.append(f"  {reason.trait}" + (f", in {reason.text_id}" if several else ""), style="dim")
        yield line, 2
    if one.proposals:
        yield Line(f"the smallest change, after which {crowd_words(one.after)}", style="dim"), 2
    for proposal in one.proposals:
        yield Line(proposal_words(proposal)), 4
    for quote in one.quotes:
        yield Line("searchable word for word ", style="yellow").append(f"“{quote}”", style="default"), 2


def _contact(one: Contact) -> Line:
    return Line(f"line {one.line}: {one.kind}", style="bold red").append(
        "  leads to somebody", style="default"
    )
