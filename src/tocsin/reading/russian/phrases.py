"""Noun phrases that can speak: found around a verb by agreement, extended by what belongs to them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tocsin.reading.russian.agreement import (
    PROPER,
    agrees,
    can_be,
    is_foreign,
    is_preposition,
    is_surname,
    readings,
)
from tocsin.reading.russian.morphology import NAMES
from tocsin.reading.russian.words import Word

_QUOTES = frozenset('«»"“”„')
_OF = frozenset({"из", "по", "при", "от", "для", "без"})
_STOPS = frozenset(",;:—–!?…(")
REACH = 14
"""Words away from a verb at which its subject is sought."""


class Phrase(NamedTuple):
    """Words `first` up to `last` of a sentence, with the word that decides agreement."""

    first: int
    last: int
    head: int


def subject(words: Sequence[Word], verb: int, low: int, high: int) -> Phrase | None:
    """The subject of words[verb]: the nearest before it in its clause, else the first after it."""
    return before(words, verb, low, verb) or after(words, verb, high)


def before(words: Sequence[Word], verb: int, low: int, high: int) -> Phrase | None:
    """The last phrase among words `low` to `high` that can be the subject of the verb."""
    found: Phrase | None = None
    at = max(low, high - 3 * REACH)
    while at < high:
        if is_preposition(words[at]):
            at = _prepositional(words, at, high)
            continue
        phrase = noun_phrase(words, at, high)
        if phrase is None:
            at += 1
            continue
        if _can_govern(words, verb, phrase):
            found = phrase
        at = phrase.last
    return found


def after(words: Sequence[Word], verb: int, high: int) -> Phrase | None:
    """The first phrase after the verb that can be its subject, before any stop."""
    at = verb + 1
    while at < min(high, verb + REACH):
        word = words[at]
        if word.text in _STOPS or word.text == "." or word.has("CONJ"):
            return None
        if is_preposition(word):
            at = _prepositional(words, at, high)
            continue
        phrase = noun_phrase(words, at, high)
        if phrase is not None:
            if _can_govern(words, verb, phrase):
                return phrase
            at = phrase.head + 1
            continue
        if word.pos in ("VERB", "GRND"):
            return None
        at += 1
    return None


def _can_govern(words: Sequence[Word], verb: int, phrase: Phrase) -> bool:
    """Whether a phrase can be the subject of the verb; a name in quotation marks has no form to tell by."""
    if not words[phrase.first].is_word:
        return True
    return any(agrees(words[verb], words[n], opens=n == 0) for n in _heads(words, phrase))


def _heads(words: Sequence[Word], phrase: Phrase) -> Iterator[int]:
    """Words of a phrase that can decide agreement: its head first, then names behind it."""
    yield phrase.head
    for n in range(phrase.head + 1, phrase.last):
        if words[n].capital and any(one.marks & NAMES for one in words[n].analyses):
            yield n


def _prepositional(words: Sequence[Word], at: int, limit: int) -> int:
    """The word behind a preposition's phrase."""
    n = at + 1
    while n < limit and not words[n].is_word and words[n].text not in _STOPS and words[n].text not in _QUOTES:
        n += 1
    while n < limit and words[n].pos in ("ADJF", "PRTF", "NUMR") and not can_be(words[n], ("nomn",)):
        n += 1
    if n >= limit or words[n].text in _STOPS or words[n].pos in ("VERB", "CONJ"):
        return n
    if words[n].lower == "из" and n + 1 < limit:
        n += 1
    n = quoted(words, n, limit) or n + 1
    while n < limit:
        if ended := quoted(words, n, limit):
            n = ended
        elif words[n].is_word and _is_dependent(words[n]):
            n += 1
        else:
            break
    return n


def _is_dependent(word: Word) -> bool:
    """Whether a word behind a noun is likelier its genitive or dative than a subject."""
    found = [one for one in readings(word) if one.pos in ("NOUN", "ADJF", "PRTF", "NPRO")]
    if not found or word.pos in ("VERB", "PREP", "CONJ", "ADVB"):
        return False
    oblique = sum(one.p for one in found if one.case not in ("nomn", "voct"))
    upright = sum(one.p for one in found if one.case == "nomn")
    return oblique > upright and not (word.capital and upright > 0.2)


def quoted(words: Sequence[Word], at: int, limit: int) -> int | None:
    """Where a name in quotation marks that opens at `at` ends; `None` if none opens there or it is long."""
    if words[at].text not in '«“„"':
        return None
    for n in range(at + 1, min(limit, at + 9)):
        if words[n].text in '»”“"' and words[n].text:
            return n + 1
    return None


def noun_phrase(
    words: Sequence[Word], at: int, limit: int, cases: Sequence[str] = ("nomn",)
) -> Phrase | None:
    """The phrase that begins at word `at` with a head in one of the cases, as far as it goes."""
    n = at
    if at >= limit:
        return None
    if (ended := quoted(words, at, limit)) is not None and words[at + 1].capital:
        return Phrase(at, _extended(words, ended, limit), at + 1) if "nomn" in cases else None
    while (
        n < limit
        and words[n].is_word
        and (
            _is_modifier(words[n], cases, opens=n == 0)
            or _owns(words, n, limit, cases)
            or _is_given(words, n, limit)
        )
    ):
        n += 1
    if n + 2 < limit and len(words[n].text) == 1 and words[n].capital and words[n + 1].text == ".":
        return Phrase(at, _extended(words, n + 1, limit), n + 2) if words[n + 2].capital else None
    if n >= limit or not _is_head(words[n], cases, opens=n == 0):
        if n == at:
            return None
        # An adjective that stands for a noun: «военный», «пострадавшая».
        n -= 1
        if not can_be(words[n], cases):
            return None
    return Phrase(at, _extended(words, n + 1, limit), n)


def _is_given(words: Sequence[Word], n: int, limit: int) -> bool:
    """Whether a given name stands before a surname, in whatever form the dictionary takes it for."""
    if n + 1 >= limit or not words[n].capital or not words[n + 1].capital:
        return False
    return any("Name" in one.marks for one in words[n].analyses) and (
        is_surname(words[n + 1]) or any("Surn" in one.marks for one in words[n + 1].analyses)
    )


def _owns(words: Sequence[Word], n: int, limit: int, cases: Sequence[str]) -> bool:
    """Whether a possessive pronoun stands before what is possessed: «его жена»."""
    return words[n].lower in ("его", "ее", "их") and n + 1 < limit and can_be(words[n + 1], cases)


def _is_modifier(word: Word, cases: Sequence[str], *, opens: bool) -> bool:
    found = [one for one in readings(word, opens=opens) if one.pos in ("ADJF", "PRTF", "NUMR")]
    if not found or word.pos in ("PREP", "CONJ", "PRCL", "ADVB"):
        return False
    return any(one.case in cases for one in found) and not any("Surn" in one.marks for one in word.analyses)


def _is_head(word: Word, cases: Sequence[str], *, opens: bool) -> bool:
    if is_foreign(word):
        return True
    if not word.is_word:
        return False
    if not opens and "nomn" in cases and is_surname(word):
        return True
    found = readings(word, opens=opens)
    if not found or any(one.pos in ("PREP", "CONJ") for one in found):
        return False
    if found[0].pos in ("VERB", "PRCL", "ADVB", "GRND", "INFN") and not word.capital:
        return False
    return any(one.pos in ("NOUN", "NPRO", "NUMR") and one.case in cases for one in found) or any(
        "Surn" in one.marks and one.case in cases for one in found
    )


def _extended(words: Sequence[Word], n: int, limit: int) -> int:
    """Where the phrase ends whose head is behind us: genitives, names, quoted names, «один из …»."""
    if words[n - 1].has("NPRO") and not words[n - 1].has("NOUN"):
        return n
    while n < limit:
        word = words[n]
        if ended := quoted(words, n, limit):
            n = ended
        elif (
            word.text == "."
            and len(words[n - 1].text) == 1
            and words[n - 1].capital
            and _next_capital(words, n, limit)
        ):
            n += 1
        elif word.text == "(" and n + 2 < limit and is_foreign(words[n + 1]):
            closing = next((m for m in range(n, min(limit, n + 8)) if words[m].text == ")"), None)
            if closing is None:
                break
            n = closing + 1
        elif word.lower in _OF and n + 1 < limit and words[n + 1].is_word and _takes(words, n):
            n = max(n + 1, _prepositional(words, n, limit))
        elif (
            word.lower in ("в", "во", "на")
            and n + 1 < limit
            and any("Geox" in one.marks for one in words[n + 1].analyses)
            and words[n + 1].capital
        ) or (
            word.lower == "и"
            and n + 1 < limit
            and _is_head(words[n + 1], ("nomn",), opens=False)
            and words[n + 1].capital
        ):
            n += 2
        elif word.is_word and _belongs(word):
            n += 1
        else:
            break
    return n


def _takes(words: Sequence[Word], n: int) -> bool:
    """Whether the noun before takes such a phrase: one *of* them, a committee *on*, a deputy *from*."""
    if words[n].lower == "из":
        return True
    return words[n - 1].has("NOUN") and not any(one.marks & NAMES for one in readings(words[n - 1]))


def _next_capital(words: Sequence[Word], n: int, limit: int) -> bool:
    return n + 1 < limit and words[n + 1].capital and words[n + 1].start - words[n].end <= 1


def _belongs(word: Word) -> bool:
    """Whether a word behind the head is part of the name or title."""
    if is_foreign(word) or (len(word.text) == 1 and word.capital):
        return True
    found = readings(word)
    if word.capital and not any(one.pos in ("PREP", "CONJ", "VERB", "PRCL") for one in found):
        return any(one.case in ("nomn", "gent") or "Fixd" in one.marks for one in found) or is_surname(word)
    if not found or found[0].pos in (
        "VERB",
        "PREP",
        "CONJ",
        "PRCL",
        "ADVB",
        "GRND",
        "INFN",
        "NPRO",
        "ADJS",
        "PRED",
    ):
        return bool(word.capital and any(one.marks & PROPER for one in found))
    if any(one.marks & NAMES for one in found) and word.capital:
        return True
    return any(
        one.pos in ("NOUN", "ADJF", "PRTF", "NUMR") and one.case in ("gent", "nomn") for one in found
    ) and (found[0].case in ("gent", "nomn", "accs") or "Fixd" in found[0].marks or "Abbr" in found[0].marks)
