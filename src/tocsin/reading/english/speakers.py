"""The name of whoever speaks: pronouns and surnames resolved to the fullest name the text has given.

A pronoun goes to the latest speaker it can stand for; failing that, to the latest person named. Only
what "he" and "she" have already stood for, and titles, tell a person's gender here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from tocsin.reading.english.given_names import GIVEN_NAMES
from tocsin.reading.english.parse import Page, begin, finish
from tocsin.reading.interface import Stretch

_HE = frozenset({"he", "him", "his"})
_SHE = frozenset({"she", "her", "hers"})
_POSSESSIVE = re.compile(r"['’]s?$")
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|woman|mother|wife|sister|daughter|spokeswoman|chairwoman|hairdresser)\b"
)
_MALE = re.compile(r"\b(?:Mr|man|father|husband|brother|son|spokesman|chairman)\b")
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Gen|Lt|Col|Maj|Sgt)\.? ")


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


def find_cast(page: Page) -> Cast:
    """Everyone the parser takes for a person."""
    mentions: list[Name] = []
    for doc, _ in page.docs():
        for entity in doc.ents:
            if entity.label_ != "PERSON":
                continue
            tokens = [token for token in entity if not token.is_space]
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
    return Cast(tuple(mentions), _fullest([mention.name for mention in mentions]))


def _unrecognised(doc: Doc, text: str) -> Iterator[Name]:
    """Given names standing alone that the parser did not take for a person."""
    for token in doc:
        if token.ent_type_ == "PERSON" or token.pos_ != "PROPN" or token.text.casefold() not in GIVEN_NAMES:
            continue
        near = doc[max(0, token.i - 1) : token.i + 2]
        if sum(other.pos_ == "PROPN" for other in near) == 1 and token.text[:1].isupper():
            yield Name(text[begin(token) : finish(token)], begin(token), finish(token))


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
        self._gender: dict[str, str] = {}

    def name(self, source: Stretch) -> str:
        """The resolved name of the source that stands there; its own words where nothing is known."""
        words = self._text[source[0] : source[1]]
        lowered = words.casefold()
        if lowered in _HE | _SHE:
            found = self._pronoun("he" if lowered in _HE else "she", source[0])
            return self._remember(found) if found else words
        inside = self._inside(source)
        if inside is None:
            return _POSSESSIVE.sub("", words)
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
            if mention.end <= source[1]:
                return mention
        return None

    def _pronoun(self, gender: str, place: int) -> str | None:
        at = bisect_left(self._starts, place)
        named = [self._cast.full.get(m.name, m.name) for m in self._cast.mentions[max(0, at - 8) : at]]
        for name in [*self._spoken[:-9:-1], *reversed(named)]:
            if self._gender.setdefault(name, gender) == gender:
                return name
        return None

    def _remember(self, name: str) -> str:
        self._spoken.append(name)
        return name
