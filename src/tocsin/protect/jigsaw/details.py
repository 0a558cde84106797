"""Finds what texts tell about each protected person: age, trade, family, journeys, and words to search for.

A person's passage runs from a mention to the next person's, through paragraphs that go on about them with a
pronoun or a quotation. Somebody known only through them (*his boyfriend, an engineer*) is a person too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tocsin.protect.jigsaw.crowd import age_trait
from tocsin.protect.jigsaw.telling import (
    AGES,
    CHILD,
    DECADE,
    DECADES,
    GOES_ON,
    HOPED,
    OF_CHILD,
    QUOTED,
    RELATIONS,
    kin_word,
)
from tocsin.protect.kinship import kin
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


class Passage(NamedTuple):
    """What one text goes on to tell after one mention."""

    text_id: str
    text: str


SEARCHABLE_WORDS = 5
SHARED = ("travel", "relationship", "date", "place")
"""Kinds of detail that are told of both people of a couple."""
OTHER = ".other"
"""Ends the id of a trait that counts only where nothing else was found in the same words."""
GENDERS = {"male": "gender.man", "female": "gender.woman"}


def find_details(texts: Sequence[Text], population: Population) -> list[Told]:
    """What all texts together tell of each person; who is known through another stands after them."""
    passages: dict[str, list[Passage]] = {}
    for one in texts:
        for name, passage in _passages(one):
            passages.setdefault(name, []).append(passage)
    teller = _Teller(population)
    found: list[Told] = []
    for name, told in passages.items():
        details = teller.of(name, told)
        found.append(Told(person=name, details=details, quotes=_quotes(told)))
        found += teller.relations(name, told, details)
    return found


def _passages(one: Text) -> Iterator[tuple[str, Passage]]:
    """Each person and a passage about them, in order."""
    mentions = sorted(one.mentions, key=lambda each: each.start)
    for place, mention in enumerate(mentions):
        # The clause before a name may carry the trade: "Researcher Fyodor first wanted …".
        start = max(one.text.rfind("\n", 0, mention.start), one.text.rfind(". ", 0, mention.start)) + 1
        earlier = [each.end for each in mentions[:place] if each.name != mention.name]
        start = max([start, *earlier])
        later = [each.start for each in mentions[place + 1 :] if each.name != mention.name]
        limit = min(later, default=len(one.text))
        end = one.text.find("\n", mention.end)
        while 0 <= end < limit and GOES_ON.match(one.text, end):
            end = one.text.find("\n", end + 1)
        yield mention.name, Passage(one.id, one.text[start : min(limit, end if end >= 0 else limit)])


def _quotes(told: Iterable[Passage]) -> tuple[Quote, ...]:
    found = {
        quote[1]: Quote(words=quote[1], text_id=text_id)
        for text_id, passage in told
        for quote in QUOTED.finditer(passage)
        if len(quote[1].split()) >= SEARCHABLE_WORDS
    }
    return tuple(found.values())


class _Teller:
    """Looks for the traits of one population."""

    def __init__(self, population: Population) -> None:
        self._population = population
        self._by_id = {one.id: one for one in population.traits}
        # What stands for all the rest comes last, when it is known what the rest has taken.
        ordered = sorted(population.traits, key=lambda one: one.id.endswith(OTHER))
        self._wanted = [(one, _expressions(one, population)) for one in ordered]

    def of(self, name: str, told: Sequence[Passage]) -> tuple[Detail, ...]:
        """What the passages tell of the person they are about."""
        # A page says the same in its list, its citations and its prose.
        found = [detail for passage in dict.fromkeys(told) for detail in self._in(passage)]
        if known := GENDERS.get(kin(name, "en").gender):
            # A name tells more surely than a pronoun, which may be somebody else's.
            found = [one for one in found if not one.trait.id.startswith("gender")]
            found.append(Detail(trait=self._by_id[known], words=name, text_id=told[0].text_id))
        return _unique(found)

    def relations(self, name: str, told: Sequence[Passage], details: Sequence[Detail]) -> Iterator[Told]:
        """Those who are known through the person, where the text tells something of their own."""
        for passage in told:
            for match in (hit for relation in RELATIONS for hit in relation.finditer(passage.text)):
                what = self._in(Passage(passage.text_id, match["what"]))
                own = [one for one in what if one.trait.id.startswith("occupation")]
                shared = [one for one in details if one.trait.id.startswith(SHARED)]
                if own:
                    yield Told(person=f"{name}’s {kin_word(match['who'])}", details=_unique([*own, *shared]))

    def _in(self, passage: Passage) -> Iterator[Detail]:
        # What somebody else is (`his boyfriend, an engineer`) is no trait of theirs.
        own = passage.text
        for relation in RELATIONS:
            own = relation.sub(lambda match: own_words(match), own)
        spoken = HOPED.sub(" ", QUOTED.sub(" ", own))
        yield from self._ages(own, passage.text_id)
        taken: list[tuple[int, int]] = []
        for trait, expressions in self._wanted:
            # Pronouns and trades inside a quotation are often about others.
            text = spoken if trait.id.startswith(("gender", "occupation")) else own
            hit = next((hit for one in expressions if (hit := _hit(one, text))), None)
            if hit and not (trait.id.endswith(OTHER) and any(_meet(each, hit) for each in taken)):
                taken.append(hit)
                yield Detail(trait=trait, words=text[slice(*hit)], text_id=passage.text_id)

    def _ages(self, own: str, text_id: str) -> Iterator[Detail]:
        for match in AGES.finditer(own):
            years = int(next(group for group in match.groups() if group))
            of_child = CHILD.search(own[max(0, match.start() - 40) : match.start()].removesuffix("a "))
            if not of_child and not OF_CHILD.match(own, match.end()):
                trait = age_trait(self._population, years, years)
                yield Detail(trait=trait, words=match.group().strip(", "), text_id=text_id)
        for match in DECADE.finditer(own):
            low = DECADES[match[1]]
            yield Detail(
                trait=age_trait(self._population, low, low + 9), words=match.group(), text_id=text_id
            )


def own_words(match: re.Match[str]) -> str:
    """The relation without what the other person is."""
    return match.group()[: match.start("what") - match.start()]


def _meet(taken: tuple[int, int], hit: tuple[int, int]) -> bool:
    return taken[0] < hit[1] and hit[0] < taken[1]


def _hit(expression: re.Pattern[str], text: str) -> tuple[int, int] | None:
    """Where the text tells it: the name alone, where the expression has one."""
    match = expression.search(text)
    if match is None:
        return None
    return match.span("name") if "name" in expression.groupindex else match.span()


@lru_cache(maxsize=4096)
def _compiled(expression: str, flags: int) -> re.Pattern[str]:
    return re.compile(expression, flags)


def _expressions(trait: Trait, population: Population) -> list[re.Pattern[str]]:
    """Words in any letter case; phrases as they are, since a capital tells a name from a word."""
    phrases = population.phrases[trait.phrase] if trait.phrase else ()
    names = f"(?P<name>{'|'.join(trait.named)})"
    return [
        *(_compiled(one, re.IGNORECASE) for one in trait.words),
        *(_compiled(one.replace("{}", names), 0) for one in phrases),
    ]


def _unique(details: Iterable[Detail]) -> tuple[Detail, ...]:
    """Each trait once, and of a trait and its wider one only the narrower."""
    by_id = {one.trait.id: one for one in reversed([*details])}
    wider = {one.trait.broader for one in by_id.values()}
    genders = [key for key in by_id if key.startswith("gender")]
    return tuple(
        one for key, one in reversed(by_id.items()) if key not in wider and (key not in genders[:-1])
    )
