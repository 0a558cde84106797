"""What briefings tell of each private person adds up: the next one is judged on all of them together.

A page is looked at as its readers will see it, with pseudonyms for names. What it tells of each person is put
together with what earlier briefings told, and how many people fit the whole is counted. Once the page is
written, what it told is kept in the case under keyed tags.

Worked example. A briefing tells that Interviewee 3 teaches languages; a later one, that Interviewee 3 went to
Spain. Each fits thousands. The second one is warned of, or stopped, since both together fit a few.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from tocsin.catalogue.populations import load_population
from tocsin.errors import CrowdError
from tocsin.log import stderr
from tocsin.protect.book import load_book
from tocsin.protect.declension import Case as Inflected
from tocsin.protect.declension import inflect
from tocsin.protect.jigsaw import disclosed
from tocsin.protect.jigsaw.details import Text, Told, find_details
from tocsin.protect.jigsaw.judge import Judgement, judge
from tocsin.protect.jigsaw.wording import in_a_line
from tocsin.protect.names import script_of
from tocsin.protect.opening import WORD, Openings
from tocsin.protect.renaming import BOOK_FILES
from tocsin.protect.spelling import expression
from tocsin.records.briefing import Briefing, Citation
from tocsin.records.case import Case
from tocsin.records.population import Population
from tocsin.records.reading import ProtectedMention
from tocsin.records.record import Record

BY = "’s "
"""Stands between a person and somebody who is known only through them."""
TELLS_NOTHING = frozenset({type(None), bool, int, float, date, datetime})
Tagging = Callable[[str], str]
"""What a person is called in a text → their keyed tag."""


class Disclosure(NamedTuple):
    """What one briefing tells, and whom all briefings together give away."""

    path: Path
    """Where it is kept."""
    lines: tuple[disclosed.Disclosed, ...]
    """What it tells, under tags."""
    recognised: tuple[Judgement, ...]
    """Whom fewer people may fit than were asked for, the most recognisable first."""


def disclose(folder: Path, case: Case, page: Briefing, name: str) -> Disclosure:
    """Judges a finished page together with what was told before; nothing is kept yet.

    Args:
        folder: The case's folder.
        case: Its rules.
        page: The briefing, with pseudonyms in it.
        name: What the briefing is called, so that a later one can say where something was told.

    Raises:
        CrowdError: too few may fit, and the case says that this stops a briefing.
        ProtectError: what was told before cannot be read.
    """
    path, rules = folder / disclosed.FILE, case.crowd
    book = {pseudonym: tag for tag, pseudonym in load_book(folder / BOOK_FILES[case.naming]).items()}
    if rules.population is None or not book:
        return Disclosure(path, (), ())
    population = load_population(rules.population)
    # A person of whom this page tells nothing is given away no more than before.
    told = [one for one in find_details(_texts(page, book, name), population) if one.details]
    whole = together(path, told, book.__getitem__, population)
    recognised = tuple(one for one in judge(whole, population, rules.at_least) if one.exposed)
    if recognised and rules.stops:
        raise CrowdError(
            name,
            f"{rules.at_least:,} people or more who fit what is told of each private person",
            "; ".join(in_a_line(one) for one in recognised),
            "that at the source, or stops = false in [crowd] of case.toml; nothing was written",
        )
    return Disclosure(path, lines(told, name, book.__getitem__), recognised)


def keep(found: Disclosure) -> None:
    """Notes what was told, once it has been, and prints a line for each person who may be recognised.

    What the case has noted already is not noted twice.
    """
    known = disclosed.load(found.path)
    fresh = [one for one in found.lines if one not in known]
    if fresh:
        disclosed.append(found.path, fresh)
    for one in found.recognised:
        stderr().print(f"may be recognised: {in_a_line(one)}", markup=False, style="yellow")


def together(path: Path, told: Iterable[Told], tagging: Tagging, population: Population) -> list[Told]:
    """What is told now, with what the case has noted of the same people."""
    earlier = disclosed.load(path)
    return [disclosed.with_earlier(one, _mark(one.person, tagging), earlier, population) for one in told]


def lines(told: Iterable[Told], name: str, tagging: Tagging) -> tuple[disclosed.Disclosed, ...]:
    """What a text tells of each person, as it is kept."""
    return tuple(
        disclosed.Disclosed(
            person=_mark(one.person, tagging),
            briefing=name,
            traits=tuple(detail.trait.id for detail in one.details),
        )
        for one in told
        if one.details
    )


def _mark(person: str, tagging: Tagging) -> str:
    name, by, relation = person.partition(BY)
    return f"{tagging(name)}/{relation}" if by else tagging(name)


def _texts(page: Briefing, pseudonyms: Mapping[str, str], name: str) -> Sequence[Text]:
    """Every text of the page in which somebody stands under a pseudonym."""
    forms = {form: each for each in pseudonyms for form in _forms(each)}
    found = "|".join(expression(form) for form in sorted(forms, key=lambda one: -len(one)))
    pattern, openings = re.compile(f"(?P<who>{found})"), Openings(forms)
    shortest = min(map(len, forms), default=0)
    texts = []
    for text in dict.fromkeys(_strings(page)):
        if len(text) < shortest or not openings.among(WORD.findall(text)):
            continue
        hits = pattern.finditer(text)
        mentions = tuple(
            ProtectedMention(text=one["who"], start=one.start(), end=one.end(), name=forms[one["who"]])
            for one in hits
            if one["who"] in forms
        )
        if mentions:
            texts.append(Text(name, text, mentions))
    return texts


def _forms(pseudonym: str) -> set[str]:
    """The pseudonym in every case in which a Russian text may have it."""
    if script_of(pseudonym) != "cyrillic":
        return {pseudonym}
    return {inflect(pseudonym, case) for case in Inflected}


def _strings(value: Any) -> list[str]:
    """Every text of a record, a quotation together with the words around it, in order."""
    found: list[str] = []
    _gather(value, found)
    return found


def _gather(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, Citation):
        found += (f"{value.before} {value.quote} {value.after}", value.title)
    elif isinstance(value, Record | tuple | dict):
        if isinstance(value, Record):
            value = msgspec.structs.astuple(value)
        for each in value.values() if isinstance(value, dict) else value:
            # Most of a page is text and numbers: asked here, they cost no call.
            if type(each) is str:
                found.append(each)
            elif type(each) not in TELLS_NOTHING:
                _gather(each, found)
