"""`tocsin protect check`: whom a draft gives away although it may name nobody. Works with no case at all."""

import secrets
from pathlib import Path
from typing import Any

import click
import msgspec

from tocsin import pipeline
from tocsin.catalogue.populations import load_population
from tocsin.cli.options import CHECK_FAILED, format_option
from tocsin.desk.desk import opened
from tocsin.desk.readings import read
from tocsin.errors import UsageError
from tocsin.protect.contacts import find_contacts
from tocsin.protect.jigsaw import disclosed
from tocsin.protect.jigsaw.crowd import Crowd
from tocsin.protect.jigsaw.details import Detail, Text, Told, find_details
from tocsin.protect.jigsaw.judge import Judgement, judge
from tocsin.protect.key import load_or_make_key
from tocsin.protect.pseudonym import tag
from tocsin.protect.renaming import KEY_FILE
from tocsin.protect.suspects import find_suspects
from tocsin.records.population import Population
from tocsin.records.reading import Document
from tocsin.records.record import plain

POPULATION = "russia"
CROWD = 1000
EXACT = 10
"""Crowds from here on are printed with two figures: more would pretend to know them."""


@click.group()
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
    default=CROWD,
    show_default=True,
    metavar="N",
    help="How many people at least must fit what is told of each person.",
)
@click.option("--remember", is_flag=True, help="Note in the case what this text tells, for later ones.")
@format_option
def check(draft: Path, folder: Path | None, crowd: int, remember: bool, form: str) -> None:
    """Say whom a draft gives away, by which details, and the smallest change that hides them.

    Ends with 1 where somebody may be recognised or a contact stands in the text.
    """
    if remember and folder is None:
        raise UsageError("--remember", "a case to remember it in", "none", "--case DIR")
    text = _load(draft)
    population = load_population(POPULATION)
    reading = next(pipeline.read_texts([Document(id=draft.name, text=text)], detail=False, jobs=1))
    private = find_suspects(text, reading.protected)
    texts = [Text(draft.name, text, private)]
    names = {mention.name for mention in private}
    if folder is not None:
        texts += _of_case(folder, names)
    told = find_details(texts, population)
    if folder is not None:
        told = _with_earlier(folder, told, population)
    judged = judge(told, population, crowd)
    contacts = [[one.kind, text.count("\n", 0, one.start) + 1] for one in find_contacts(text)]
    if form == "json":
        shown: dict[str, Any] = {"people": plain(judged), "contacts": contacts, "crowd": crowd}
        click.echo(msgspec.json.encode(shown).decode())
    else:
        _print(judged, contacts)
    if remember and folder is not None:
        _remember(folder, draft.name, find_details(texts[:1], population))
    if contacts or any(one.exposed for one in judged):
        click.get_current_context().exit(CHECK_FAILED)


def _load(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(str(path), "a text in UTF-8", f"byte {error.start}", "saving it as UTF-8") from error


def _of_case(folder: Path, names: set[str]) -> list[Text]:
    """The case's own texts about the people of the draft: details add up across texts."""
    with opened(folder) as desk:
        read(desk)
        told: dict[str, list[Any]] = {}
        for memento, mention in desk.store.protected():
            if mention.name in names:
                told.setdefault(memento, []).append(mention)
        return [
            Text(one.id, one.text, tuple(told[one.id])) for one in desk.store.mementos() if one.id in told
        ]


def _person(folder: Path, name: str) -> str:
    """Their keyed tag: the same in every text of the case, and no name."""
    return tag(name, load_or_make_key(folder / KEY_FILE, secrets.token_bytes))


def _with_earlier(folder: Path, told: list[Told], population: Population) -> list[Told]:
    """Adds what earlier briefings told of the same people."""
    earlier = disclosed.load(folder / disclosed.FILE)
    by_id = {one.id: one for one in population.traits}
    grown = []
    for one in told if earlier else ():
        known = {detail.trait.id for detail in one.details}
        mark = _person(folder, one.person)
        more = {
            trait: Detail(trait=by_id[trait], words=by_id[trait].title, text_id=each.briefing)
            for each in earlier
            if each.person == mark
            for trait in each.traits
            if trait in by_id and trait not in known
        }
        grown.append(msgspec.structs.replace(one, details=(*one.details, *more.values())))
    return grown or told


def _remember(folder: Path, draft: str, told: list[Told]) -> None:
    lines = [
        disclosed.Disclosed(
            person=_person(folder, one.person),
            briefing=draft,
            traits=tuple(detail.trait.id for detail in one.details),
        )
        for one in told
    ]
    disclosed.append(folder / disclosed.FILE, lines)


def _print(judged: list[Judgement], contacts: list[list[Any]]) -> None:
    for one in judged:
        verdict = "MAY BE RECOGNISED" if one.exposed else "hidden in the crowd"
        click.echo(f"{one.person}: {_range(one.crowd)}; {verdict}")
        for reason in one.reasons:
            click.echo(f"  “{reason.words}” ({reason.trait}): {reason.times:,.0f} times more without it")
        for proposal in one.proposals:
            click.echo(
                f"  try “{proposal.instead}” for “{proposal.words}”"
                if proposal.instead
                else f"  leave out “{proposal.words}”"
            )
        if one.proposals:
            click.echo(f"  then {_range(one.after)}")
        for quote in one.quotes:
            click.echo(f"  searchable word for word: “{quote}”")
    for kind, line in contacts:
        click.echo(f"line {line}: a contact ({kind})")
    if not judged:
        click.echo("No private person was found in the text.")


def _range(crowd: Crowd) -> str:
    if crowd.high < 1:
        return "hardly anybody fits but they"
    return f"{_count(crowd.low)} to {_count(crowd.high)} people fit"


def _count(people: float) -> str:
    digits = len(str(int(people)))
    return f"{round(people, 2 - digits):,.0f}" if people >= EXACT else f"{people:.0f}"
