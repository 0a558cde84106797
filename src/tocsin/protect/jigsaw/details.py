"""Finds what texts tell about each protected person: age, trade, family, journeys, and words to search for.

A person's passage runs from a mention to the next person's, through paragraphs that go on about them with a
pronoun or a quotation. Somebody known only through them (*his boyfriend, an engineer*) is a person too.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tocsin.protect.jigsaw.crowd import age_trait
from tocsin.records.population import Population, Trait
from tocsin.records.reading import ProtectedMention
from tocsin.records.record import Record


class Detail(Record):
    """One thing a text tells of a person."""

    trait: Trait
    """What it is in the population table."""
    words: str
    """How the text says it."""
    text_id: str
    """The text it stands in."""


class Quote(Record):
    """Words of theirs that a search engine would find again."""

    words: str
    """The quotation."""
    text_id: str
    """The text it stands in."""


class Told(Record):
    """All that the texts of a case tell of one person."""

    person: str
    """Who: the name as the case knows it, or whose relation they are."""
    details: tuple[Detail, ...] = ()
    """What is told, each trait once."""
    quotes: tuple[Quote, ...] = ()
    """What could be searched for word for word."""


class Text(NamedTuple):
    """One text with the private people in it."""

    id: str
    text: str
    mentions: tuple[ProtectedMention, ...]


AGES = re.compile(
    r"\b(\d{1,2})[- ]year[- ]old\b|\baged (\d{1,2})\b|, (\d{2}),|\b(\d{2})-летн\w+|\b(\d{2}) (?:лет|года?)\b"
)
DECADE = re.compile(r"\bin (?:his|her|their) (teens|twenties|thirties|forties|fifties|sixties|seventies)\b")
DECADES = {
    name: 10 * place
    for place, name in enumerate(
        ("teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies"), 1
    )
}
CHILD = re.compile(r"(?:mother|father|parent|son|daughter|child)[\w\s,]{0,12}$")
GOES_ON = re.compile(r"\s*(?:[“\"«]|(?:He|She|His|Her|They|That, (?:he|she)|Он|Она)\b)")
RELATION = re.compile(
    r"\b(?P<whose>his|her|their) (?P<who>boyfriend|girlfriend|wife|husband|partner|brother|sister|son"
    r"|daughter|mother|father),? (?P<what>(?:an?|the) [\w-]+(?: [\w-]+)?)"
)
HOPED = re.compile(r"\b(?:become|to work as|wanted to be) an? \w+")
QUOTED = re.compile(r"[“«\"]([^”»\"]{20,400})[”»\"]")
SEARCHABLE_WORDS = 5
SHARED = ("travel", "relationship", "date", "place")
"""Kinds of detail that are told of both people of a couple."""


def find_details(texts: Sequence[Text], population: Population) -> list[Told]:
    """What all texts together tell of each person; who is known through another stands after them."""
    passages: dict[str, list[tuple[str, str]]] = {}
    for one in texts:
        for name, passage in _passages(one):
            passages.setdefault(name, []).append((one.id, passage))
    found: list[Told] = []
    for name, told in passages.items():
        details = _unique(detail for text_id, passage in told for detail in _in(passage, text_id, population))
        quotes = tuple(
            Quote(words=quote[1], text_id=text_id)
            for text_id, passage in told
            for quote in QUOTED.finditer(passage)
            if len(quote[1].split()) >= SEARCHABLE_WORDS
        )
        found.append(Told(person=name, details=details, quotes=quotes))
        found += _relations(name, told, details, population)
    return found


def _passages(one: Text) -> Iterator[tuple[str, str]]:
    """Each person and a passage about them, in order."""
    mentions = sorted(one.mentions, key=lambda each: each.start)
    for place, mention in enumerate(mentions):
        # The clause before a name may carry the trade: "Researcher Fyodor first wanted …".
        start = max(one.text.rfind("\n", 0, mention.start), one.text.rfind(". ", 0, mention.start)) + 1
        later = [each.start for each in mentions[place + 1 :] if each.name != mention.name]
        limit = min(later, default=len(one.text))
        end = one.text.find("\n", mention.end)
        while 0 <= end < limit and GOES_ON.match(one.text, end):
            end = one.text.find("\n", end + 1)
        yield mention.name, one.text[start : min(limit, end if end >= 0 else limit)]


def _in(passage: str, text_id: str, population: Population) -> Iterator[Detail]:
    # What somebody else is (`his boyfriend, an engineer`) is no trait of theirs.
    own = RELATION.sub(lambda match: f"{match['whose']} {match['who']}", passage)
    spoken = HOPED.sub(" ", QUOTED.sub(" ", own))
    for match in AGES.finditer(own):
        years = int(next(group for group in match.groups() if group))
        if not CHILD.search(own[max(0, match.start() - 40) : match.start()].removesuffix("a ")):
            yield Detail(
                trait=age_trait(population, years, years), words=match.group().strip(", "), text_id=text_id
            )
    for match in DECADE.finditer(own):
        low = DECADES[match[1]]
        yield Detail(trait=age_trait(population, low, low + 9), words=match.group(), text_id=text_id)
    for trait in population.traits:
        # Pronouns and trades inside a quotation are often about others.
        text = spoken if trait.id.startswith(("gender", "occupation")) else own
        match_ = next((hit for words in trait.words if (hit := re.search(words, text, re.IGNORECASE))), None)
        if match_:
            yield Detail(trait=trait, words=match_.group(), text_id=text_id)


def _relations(
    name: str, told: list[tuple[str, str]], details: Sequence[Detail], population: Population
) -> Iterator[Told]:
    for text_id, passage in told:
        for match in RELATION.finditer(passage):
            own = [
                one
                for one in _in(match["what"], text_id, population)
                if one.trait.id.startswith("occupation")
            ]
            shared = [one for one in details if one.trait.id.startswith(SHARED)]
            if own:
                yield Told(person=f"{name}’s {match['who']}", details=_unique([*own, *shared]))


def _unique(details: Iterator[Detail] | list[Detail]) -> tuple[Detail, ...]:
    """Each trait once, and of a trait and its wider one only the narrower."""
    by_id = {one.trait.id: one for one in reversed([*details])}
    wider = {one.trait.broader for one in by_id.values()}
    genders = [key for key in by_id if key.startswith("gender")]
    return tuple(
        one for key, one in reversed(by_id.items()) if key not in wider and (key not in genders[:-1])
    )
