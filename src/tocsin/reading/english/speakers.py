"""The name of whoever speaks: pronouns and surnames resolved to the fullest name the text has given.

A pronoun goes to the latest speaker it can stand for; failing that, to the latest person named. Only
what "he" and "she" have already stood for, and titles, tell a person's gender here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from tocsin.reading.english.given_names import GIVEN_NAMES
from tocsin.reading.english.parse import Page, begin, finish
from tocsin.reading.english.roles import Roles, possessor, unowned
from tocsin.reading.interface import Stretch

PROPER = frozenset({"NNP", "NNPS"})
"""Tags of proper nouns, which are known without a parse."""
_HE = frozenset({"he", "him", "his"})
_SHE = frozenset({"she", "her", "hers"})
_POSSESSIVE = re.compile(r"['’]s?$")
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|woman|mother|wife|sister|daughter|spokeswoman|chairwoman|hairdresser)\b"
)
_MALE = re.compile(r"\b(?:Mr|man|father|husband|brother|son|spokesman|chairman)\b")
_ANOTHER = re.compile(r"\b(?:by|with|to|that|who|which|and|from|near|for|citing)\b")
"""Words after which a name is another's than the speaker's: "a report by the agency", "aides to"."""
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Gen|Lt|Col|Maj|Sgt)\.? ")
_NO_PERSONS = frozenset({"PERSON", "FAC"})
"""What the parser has already taken for a person, and the one thing beside it that is named like one."""


class Name(NamedTuple):
    """One mention of a person by name."""

    name: str
    start: int
    end: int


class Cast(NamedTuple):
    """Everyone the text names, in order, and the fullest form of each name."""

    mentions: tuple[Name, ...]
    full: dict[str, str]
    """Mention → fullest name."""
    roles: Roles
    """Whom roles and short forms stand for."""


def find_cast(page: Page) -> Cast:
    """Everyone the parser takes for a person."""
    mentions: list[Name] = []
    for doc in page.named():
        for entity in doc.ents:
            if entity.label_ != "PERSON":
                continue
            tokens = _with_given_name([token for token in entity if not token.is_space])
            while tokens and (tokens[-1].tag_ == "POS" or not tokens[-1].text[:1].isalpha()):
                tokens.pop()
            while tokens and not tokens[0].text[:1].isupper():
                tokens.pop(0)
            if not tokens:
                continue
            start, end = begin(tokens[0]), finish(tokens[-1])
            text = page.text[start:end]
            title = _TITLE.match(text)
            start += title.end() if title else 0
            if page.text[start:end].strip():
                mentions.append(Name(page.text[start:end], start, end))
        mentions.extend(_unrecognised(doc, page.text))
    mentions.sort(key=lambda mention: mention.start)
    full = _fullest([mention.name for mention in mentions])
    return Cast(tuple(mentions), full, Roles(page, full))


def _with_given_name(tokens: list[Token]) -> list[Token]:
    """A surname with the given name before it, where the parser took the surname alone for a person."""
    if len(tokens) != 1 or tokens[0].i == 0:
        return tokens
    before = tokens[0].nbor(-1)
    part_of_name = before.dep_ in ("compound", "")
    given = before.tag_ in PROPER and part_of_name and not before.ent_type_ and before.is_title
    lone = before.i == 0 or before.nbor(-1).is_punct
    return [before, *tokens] if given and lone else tokens


def _unrecognised(doc: Doc, text: str) -> Iterator[Name]:
    """Given names that the parser did not take for a person's, alone or with the surname behind them."""
    for token in doc:
        if token.ent_type_ in _NO_PERSONS or token.tag_ not in PROPER:
            continue
        if token.text.casefold() not in GIVEN_NAMES or not token.text[:1].isupper():
            continue
        if token.i > 0 and token.nbor(-1).tag_ in PROPER:
            continue
        behind = [other for other in doc[token.i + 1 : token.i + 3] if other.tag_ in PROPER]
        surname = next((other for other in behind if other.i == token.i + 1), None)
        if surname is None:
            yield Name(text[begin(token) : finish(token)], begin(token), finish(token))
        elif len(behind) == 1 and surname.is_title and surname.is_alpha:
            yield Name(text[begin(token) : finish(surname)], begin(token), finish(surname))


def _fullest(names: Sequence[str]) -> dict[str, str]:
    """Each name → the first longer name that ends with it."""
    by_last: dict[str, str] = {}
    for name in names:
        if " " in name:
            by_last.setdefault(name.split()[-1].casefold(), name)
    return {name: name if " " in name else by_last.get(name.casefold(), name) for name in names}


class Resolver:
    """Names speakers, in the order of the text."""

    def __init__(self, text: str, cast: Cast) -> None:
        self._text = text
        self._cast = cast
        self._starts = [mention.start for mention in cast.mentions]
        self._spoken: list[str] = []
        self._spoken_at = -1
        self._gender: dict[str, str] = {}

    def name(self, source: Stretch) -> str:
        """The resolved name of the source that stands there; its own words where nothing is known."""
        named = self._name(source)
        if self._spoken and named == self._spoken[-1]:
            self._spoken_at = max(self._spoken_at, source[0])
        return named

    def _name(self, source: Stretch) -> str:
        words = self._text[source[0] : source[1]]
        lowered = words.casefold()
        if lowered in _HE | _SHE:
            found = self._pronoun("he" if lowered in _HE else "she", source[0])
            return self._remember(found) if found else words
        inside = self._inside(source)
        if inside is None:
            return self._described(_POSSESSIVE.sub("", words), source[0])
        full = self._cast.full.get(inside.name, inside.name)
        around = self._text[max(0, source[0] - 6) : source[1]]
        if _FEMALE.search(around):
            self._gender[full] = "she"
        elif _MALE.search(around):
            self._gender[full] = "he"
        return self._remember(full)

    def _inside(self, source: Stretch) -> Name | None:
        at = bisect_left(self._starts, source[0])
        for mention in self._cast.mentions[at : at + 1]:
            title = self._text[source[0] : mention.start].rpartition(", ")[2]
            if mention.end <= source[1] and not _ANOTHER.search(title):
                return mention
        return None

    def _described(self, words: str, place: int) -> str:
        """A speaker without a name: by role, as what somebody owns, else in its own words."""
        known = self._cast.roles.name(words, place)
        if known is not None:
            return self._remember(known) if known in self._cast.full.values() else known
        owned = possessor(words)
        owner = self._pronoun("she" if words[:3].casefold() == "her" else "he", place) if owned else None
        return f"{owner}’s {owned}" if owner and " " in owner else unowned(words)

    def _pronoun(self, gender: str, place: int) -> str | None:
        at = bisect_left(self._starts, place)
        named = [self._cast.full.get(m.name, m.name) for m in self._cast.mentions[max(0, at - 8) : at]]
        for name in [*self._acted(at), *self._spoken[:-9:-1], *reversed(named)]:
            if self._gender.setdefault(name, gender) == gender:
                return name
        return None

    def _acted(self, at: int) -> list[str]:
        """The latest person who has been a subject since anyone spoke: the story has moved on to them."""
        for mention in reversed(self._cast.mentions[max(0, at - 8) : at]):
            if mention.start <= self._spoken_at:
                break
            if mention.start in self._cast.roles.subjects:
                return [self._cast.full.get(mention.name, mention.name)]
        return []

    def _remember(self, name: str) -> str:
        self._spoken.append(name)
        return name
