"""A reporter's draft is checked: whom its details give away, with or without a case that knows more."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tocsin.catalogue.entries import load_catalogue
from tocsin.catalogue.known import known_to_all
from tocsin.desk.desk import opened
from tocsin.desk.disclosing import Tagging, lines, together
from tocsin.desk.readings import read
from tocsin.protect.contacts import find_contacts
from tocsin.protect.jigsaw import disclosed
from tocsin.protect.jigsaw.details import Text, Told, find_details
from tocsin.protect.jigsaw.judge import Judgement, judge
from tocsin.protect.key import load_or_make_key
from tocsin.protect.pseudonym import tag
from tocsin.protect.renaming import KEY_FILE
from tocsin.protect.suspects import find_suspects
from tocsin.reading import language
from tocsin.reading.packs import PACKS
from tocsin.reading.passages import find_passages
from tocsin.records.population import Population
from tocsin.records.reading import Document, ProtectedMention

Randomness = Callable[[int], bytes]


class Contact(NamedTuple):
    """Something by which somebody can be reached."""

    kind: str
    """Telephone, e-mail, handle …"""
    line: int
    """Line of the draft, from one."""


class Checked(NamedTuple):
    """What a draft gives away."""

    name: str
    """The draft."""
    own: tuple[Told, ...]
    """What the draft alone tells."""
    judged: tuple[Judgement, ...]
    """Everybody of the draft by all that is told of them, the most recognisable first."""
    contacts: tuple[Contact, ...]
    """In order."""
    names: frozenset[str]
    """Texts that tell something of them."""


def check(
    name: str, text: str, population: Population, k: int, folder: Path | None, randomness: Randomness
) -> Checked:
    """Whom a draft gives away.

    Args:
        name: What the draft is called.
        text: The draft.
        population: Among whom people must fit.
        k: How many must.
        folder: A case whose texts and remembered briefings are added; none for a draft by itself.
        randomness: Makes the key of a case that has none yet.
    """
    draft = Text(name, text, find_suspects(text, _private(name, text)))
    own = find_details([draft], population)
    told = own
    if folder is not None:
        texts = [draft, *_of_case(folder, {mention.name for mention in draft.mentions})]
        whole = find_details(texts, population)
        told = together(folder / disclosed.FILE, whole, _tagging(folder, randomness), population)
    return Checked(
        name,
        tuple(own),
        tuple(judge(told, population, k)),
        tuple(Contact(one.kind, text.count("\n", 0, one.start) + 1) for one in find_contacts(text)),
        frozenset(detail.text_id for one in told for detail in one.details),
    )


def _private(name: str, text: str) -> Sequence[ProtectedMention]:
    """Whom reading takes for private, in the whole text: people are told of where nothing bears on a case.

    Only names are asked for, so that no trained weights are loaded and a reporter does not wait for them.
    """
    lang = language.classify(text)
    load = PACKS.get(language.primary(lang))
    if load is None:
        return ()
    document = Document(id=name, text=text, lang=lang)
    return (
        load()
        .parse(document, tuple(find_passages(text)))
        .find_private(known_to_all(load_catalogue().sources))
    )


def remember(found: Checked, folder: Path, randomness: Randomness) -> None:
    """Notes in the case what the draft tells, as if it had been a briefing."""
    told = lines(found.own, found.name, _tagging(folder, randomness))
    disclosed.append(folder / disclosed.FILE, told)


def _tagging(folder: Path, randomness: Randomness) -> Tagging:
    key = load_or_make_key(folder / KEY_FILE, randomness)
    return lambda name: tag(name, key)


def _of_case(folder: Path, names: set[str]) -> Sequence[Text]:
    """The case's own texts about the people of the draft: details add up across texts."""
    with opened(folder) as desk:
        read(desk)
        told: dict[str, list[ProtectedMention]] = {}
        for memento, mention in desk.store.protected():
            if mention.name in names:
                told.setdefault(memento, []).append(mention)
        return [
            Text(one.id, one.text, tuple(told[one.id])) for one in desk.store.mementos() if one.id in told
        ]
