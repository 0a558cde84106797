"""Words that show a statement in a Russian sentence: reporting verbs, opinions held, «по словам»."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tocsin.reading.interface import Stretch
from tocsin.reading.russian import lexicon
from tocsin.reading.russian.phrases import noun_phrase
from tocsin.reading.russian.words import Sentence, Word


class Cue(NamedTuple):
    """Words `first` up to `last` that report, and what kind of form they are."""

    first: int
    last: int
    stretch: Stretch
    gerund: bool = False
    participle: bool = False
    impersonal: bool = False
    """«сообщили», «говорится»: whoever says it stands as a place, or nowhere."""
    acts: bool = False
    about: bool = False
    denies: bool = False
    modal: bool = False
    """«Можно сказать, что»: nobody says it."""
    adverbial: bool = False
    source: Stretch | None = None
    """Of an adverbial, who is named in it."""


_MODALS = frozenset(
    """
    можно нужно надо следует стоит хочется хотел хотела хотели могу может могут нельзя пора остается
    необходимо важно
    """.split()  # noqa: SIM905
)
_BREAKS = frozenset(",;:—–()")


def find_cues(sentence: Sentence, quotations: Sequence[Stretch]) -> Iterator[Cue]:
    """Every cue of a sentence, in order; within a quotation only one that a dash lets in."""
    words = sentence.words
    skip = 0
    for n, word in enumerate(words):
        if n < skip or not word.is_word:
            continue
        within = any(a < word.start < b for a, b in quotations)
        if within and not _let_in(words, n):
            continue
        adverbial = None if within else _adverbial(words, n)
        if adverbial is not None:
            skip = adverbial.last
            yield adverbial
            continue
        cue = _verb(words, n)
        if cue is not None:
            yield cue


def _let_in(words: Sequence[Word], n: int) -> bool:
    """Whether a dash behind a comma or stop stands just before: «…, — сказал он»."""
    at = n
    while at > 0 and words[at - 1].is_word and n - at < 4:
        at -= 1
    return at > 1 and words[at - 1].text in "-–—" and words[at - 2].text in ",.!?…"


def _verb(words: Sequence[Word], n: int) -> Cue | None:
    word = words[n]
    lemmas = word.lemmas
    known = lemmas & (lexicon.SAYING | lexicon.PREDICATES | lexicon.ACTING)
    if not known:
        return _set_phrase(words, n)
    pos = word.pos
    if pos not in ("VERB", "GRND", "PRTF", "ADJS", "PRTS"):
        return None
    if pos == "PRTF" and not any("actv" in one.marks for one in word.analyses):
        return None
    if pos == "PRTS" and word.lower not in ("сказано", "указано"):
        return None
    if any(one.marks & {"impr"} for one in word.analyses[:1]) or _first_person_alone(words, n):
        return None
    negated = n > 0 and words[n - 1].lower == "не"
    first = n - 1 if negated else n
    impersonal = word.lower.endswith(("ится", "ется", "лось", "ано")) or any(
        one.number == "plur" and "3per" in one.marks | ({"3per"} if "past" in one.marks else set())
        for one in word.analyses
    )
    return Cue(
        first,
        n + 1,
        (words[first].start, word.end),
        gerund=pos == "GRND",
        participle=pos == "PRTF",
        impersonal=impersonal,
        acts=bool(lemmas & lexicon.ACTING),
        about=bool(lemmas & lexicon.ABOUT),
        denies=bool(lemmas & lexicon.DENYING),
        modal=any(other.lower in _MODALS for other in words[max(0, n - 2) : n]),
    )


def _set_phrase(words: Sequence[Word], n: int) -> Cue | None:
    """«Пришла к выводу», «обращает внимание»: a verb that reports with its noun."""
    if words[n].pos not in ("VERB", "GRND"):
        return None
    noun = next((lexicon.SET_PHRASES[one] for one in words[n].lemmas if one in lexicon.SET_PHRASES), None)
    for at in range(n + 1, min(len(words), n + 4)):
        if noun is not None and noun in words[at].lemmas:
            return Cue(n, n + 1, (words[n].start, words[at].end), gerund=words[n].pos == "GRND")
    return None


def _first_person_alone(words: Sequence[Word], n: int) -> bool:
    """«Напомню, что», «считаю, что»: the writer speaks, unless he says «я»."""
    if not any(one.marks & {"1per", "2per"} for one in words[n].analyses[:1]):
        return False
    return not any(word.lower in ("я", "мы") for word in words[max(0, n - 6) : n])


def _adverbial(words: Sequence[Word], n: int) -> Cue | None:
    """«По словам X», «по данным X», «согласно X», «со слов X»."""
    lower = words[n].lower
    if lower not in ("по", "согласно", "со") or n + 1 >= len(words):
        return None
    at = n + 1
    owner: Stretch | None = None
    while (
        at < len(words)
        and at - n <= 3
        and (words[at].lower in lexicon.POSSESSIVES or (words[at].pos in ("ADJF", "PRTF") and lower == "по"))
    ):
        if words[at].lower in ("его", "ее", "их"):
            owner = words[at].start, words[at].end
        at += 1
    if at >= len(words):
        return None
    if lower == "согласно":
        phrase = noun_phrase(words, n + 1, len(words), ("datv",))
        if phrase is None:
            return None
        source = words[phrase.first].start, words[phrase.last - 1].end
        return Cue(n, phrase.last, (words[n].start, words[n].end), adverbial=True, source=source)
    if not words[at].lemmas & lexicon.NOUNS_OF_SAYING or not words[at].lower.endswith(
        ("м", "ю", "ию", "ов", "е", "у")
    ):
        return None
    if words[at].lower in ("слову", "слово"):
        return None
    if owner is not None:
        return Cue(n, at + 1, (words[n].start, words[at].end), adverbial=True, source=owner)
    phrase = noun_phrase(words, at + 1, len(words), ("gent",))
    if phrase is None:
        return None
    source = words[phrase.first].start, words[phrase.last - 1].end
    return Cue(n, phrase.last, (words[n].start, words[at].end), adverbial=True, source=source)
