"""Whom a role, a short name or a bare "the offices" stands for: the fullest form that the text gives.

"The Minister" goes to the latest person introduced as minister; "the offices" to the latest noun phrase
with more words on the same noun ("the enlistment offices"). Where nothing fits, the words stay.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from spacy.tokens import Span, Token

from tocsin.reading.english.parse import Page, begin, finish, stretch

_BARE = re.compile(r"(?:the|this|these|those) (\w+)", re.IGNORECASE)
_OWNED = re.compile(r"(?:his|her) (\w.*)", re.IGNORECASE | re.DOTALL)
_LOOSE = re.compile(r"(?:its|their|our) (\w.*)", re.IGNORECASE | re.DOTALL)
_LAST_NAME = re.compile(r"([A-ZÀ-Þ][\w’'-]+)$")
_EMPTY = frozenset({"same", "other", "such", "former", "latter", "new", "first", "second", "last", "next"})


class Described(NamedTuple):
    """A noun with what describes it, or the person it introduces."""

    start: int
    noun: str
    name: str
    person: bool


class Roles:
    """What the text has named, by the noun that may stand for it later."""

    def __init__(self, page: Page, full: Mapping[str, str]) -> None:
        self._surnames = {name.split()[-1]: name for name in full.values() if " " in name}
        chunks = [(chunk, chunk.root) for doc, _ in page.docs() for chunk in doc.noun_chunks]
        self._found = sorted(one for chunk, root in chunks for one in _described(chunk, root, self._surnames))
        self._starts = [one.start for one in self._found]
        subjects = [(chunk, root) for chunk, root in chunks if root.dep_ in ("nsubj", "nsubjpass")]
        self._several = sorted(
            (begin(chunk[0]), page.text[begin(chunk[0]) : finish(chunk[-1])])
            for chunk, root in subjects
            if root.dep_ == "nsubj" and root.tag_ in ("NNS", "NNPS")
        )
        self.subjects = frozenset(begin(token) for chunk, _ in subjects for token in chunk)
        """Where the words of subjects begin."""

    def name(self, words: str, place: int) -> str | None:
        """The fullest form of a speaker written as `words` at `place`; `None` where the text has no other."""
        if words.casefold() == "they":
            at = bisect_left(self._several, (place, ""))
            return self._several[at - 1][1] if at else None
        if bare := _BARE.fullmatch(words):
            return self._standing_for(bare[1].casefold(), place)
        last = _LAST_NAME.search(words)
        if last and len(words.split()) <= 2:
            return self._surnames.get(last[1])
        return None

    def _standing_for(self, noun: str, place: int) -> str | None:
        before = self._found[: bisect_left(self._starts, place)]
        same = [one for one in reversed(before) if one.noun == noun]
        people = [one.name for one in same if one.person]
        return next(iter([*people, *(one.name for one in same)]), None)


def possessor(words: str) -> str | None:
    """What is owned in "his service"; `None` where no person owns."""
    owned = _OWNED.fullmatch(words)
    return owned[1] if owned else None


def unowned(words: str) -> str:
    """The words without "its" or "their", whose owner only the sentence before tells."""
    loose = _LOOSE.fullmatch(words)
    return loose[1] if loose else words


def _described(chunk: Span, root: Token, surnames: Mapping[str, str]) -> list[Described]:
    """The person a noun phrase introduces under each noun of the title, or the phrase under its noun."""
    start = begin(chunk[0])
    if root.pos_ == "PROPN" and root.ent_type_ in ("PERSON", ""):
        name = surnames.get(root.text)
        if name is not None:
            return [Described(start, noun.lower_, name, True) for noun in _titles(root)]
    if root.pos_ not in ("NOUN", "PROPN") or not any(_describes(child) for child in root.children):
        return []
    words = [t for t in chunk if t.lower_ not in ("a", "an", "the", "this", "these", "those")]
    low, high = stretch(words)
    text = chunk.doc.text[
        low - begin(chunk.doc[0]) + chunk.doc[0].idx : high - begin(chunk.doc[0]) + chunk.doc[0].idx
    ]
    return [Described(finish(root), root.lower_, text, False)]


def _describes(child: Token) -> bool:
    return child.dep_ in ("amod", "compound", "nmod") and child.lower_ not in _EMPTY


def _titles(name: Token) -> list[Token]:
    """Words that give the office of a person: before the name, or as the noun it is set beside."""
    titles = [child for child in name.children if child.dep_ in ("compound", "appos", "nmod")]
    if name.dep_ == "appos":
        titles.append(name.head)
    return [title for title in titles if title.ent_type_ != "PERSON"]
