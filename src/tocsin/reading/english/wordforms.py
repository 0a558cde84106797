"""Part of speech and lemma of parsed words, by spaCy's own rules with their answers remembered.

All but a few of the ruler's rules ask one word for its tag, its lower-case form and its dependency, so
words alike in these are alike in the answer: spaCy is asked once, and it is known from then on. Where the
first word of a rule of two words stands ("there is"), the two are alike only to two that follow each other
alike. A passage with white space among its words is put before the rules whole.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, MorphAnalysis, Token

_ASKED: list[int | str] = ["ORTH", "LOWER", "TAG", "DEP", "IS_SPACE"]
_TOLD: list[int | str] = ["POS", "LEMMA"]
_AHEAD = -1
"""Stands between what is asked of a word and of the one behind it."""
_MOST = 200_000
"""Words remembered at most: more than a year's news brings, unless a text is made to bring more."""

Rule = Sequence[Mapping[str, Any]]
Word = tuple[int, ...]
"""What is asked of a word, and of the one it is read with."""
Kind = tuple[int, ...]
"""Lower-case form if a rule asks for it, tag, dependency; or a word that is read with another."""
Told = tuple[int, int]
"""What is told of it."""


class _Form(NamedTuple):
    """What the ruler gives words of a kind; the lemma only where a rule tells it."""

    pos: int
    morph: MorphAnalysis
    lemma: int


class _Asks:
    """The words that some place of the rules asks for."""

    def __init__(self, places: Iterable[Mapping[str, Any]]) -> None:
        asked = [place["LOWER"] for place in places if "LOWER" in place]
        self._plain = {one for one in asked if isinstance(one, str)}
        told = [one for one in asked if not isinstance(one, str)]
        self._plain.update(word for one in told for word in one.get("IN", ()))
        self._patterns = [re.compile(one["REGEX"]) for one in told if "REGEX" in one]
        self._all = any(not {"IN", "REGEX"}.issuperset(one) for one in told)

    def ask(self, word: str) -> bool:
        """Whether a rule may treat it unlike other words."""
        return self._all or word in self._plain or any(one.search(word) for one in self._patterns)


class WordForms:
    """Gives words the forms that a ruler and a lemmatizer which are loaded would give."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._strings = ruler.vocab.strings
        entries: Any = ruler.patterns
        rules: list[Rule] = [rule for entry in entries for rule in entry["patterns"]]
        self._asks = _Asks(place for rule in rules for place in rule)
        first = [rule[0] for rule in rules if len(rule) > 1]
        self._leads = _Asks(first)
        told = (one.get("DEP") for one in first if "LOWER" not in one)
        self._led_by = {self._strings.add(dep) for dep in told if isinstance(dep, str)}
        self._leading: dict[int, bool] = {}
        self._kinds: dict[Kind, _Form] = {}
        self._known: dict[Word, Told] = {}

    def find(self, docs: Iterable[Doc]) -> None:
        """Set part of speech and lemma of every word, whose tag and dependency are known."""
        for doc in docs:
            words = list(map(tuple, doc.to_array(_ASKED).tolist()))
            try:
                told = list(map(self._known.__getitem__, words))
            except KeyError:
                if any(space for *_, space in words):
                    self._lemmatizer(self._ruler(doc))
                    continue
                told = self._learned(doc, self._beside(words))
            if told:
                forms: Any = np.array(told, np.uint64)
                doc.from_array(_TOLD, forms)

    def _beside(self, words: Sequence[Word]) -> list[Word]:
        """The words of a passage, those that a rule of two words may read together each with the other."""
        told = list(words)
        for place, word in enumerate(words):
            if not self._leads_on(word[1], word[3]):
                continue
            told[place] += (_AHEAD,)
            if place + 1 < len(words):
                told[place] += words[place + 1]
                told[place + 1] += word
        return told

    def _leads_on(self, lower: int, dep: int) -> bool:
        """Whether a rule of two words may begin at a word."""
        if dep in self._led_by:
            return True
        if lower not in self._leading:
            self._leading[lower] = self._leads.ask(self._strings[lower])
        return self._leading[lower]

    def _learned(self, doc: Doc, words: Sequence[Word]) -> list[Told]:
        """The forms of the words of a passage, of which some are new."""
        if len(self._known) > _MOST:
            self._known.clear()
            self._leading.clear()
        ruled = False
        for token, word in zip(doc, words, strict=True):
            if word in self._known:
                continue
            alone = len(word) == len(_ASKED)
            kind = (word[1] if self._asks.ask(token.lower_) else 0, word[2], word[3]) if alone else word
            if kind not in self._kinds:
                ruled = ruled or bool(self._ruler(doc))
                self._kinds[kind] = _Form(token.pos, token.morph, token.lemma)
            self._known[word] = self._told(token, self._kinds[kind])
        return [self._known[word] for word in words]

    def _told(self, token: Token, form: _Form) -> Told:
        token.pos = form.pos
        token.morph = form.morph
        return form.pos, form.lemma or self._strings.add(self._lemmatizer.lemmatize(token)[0])
