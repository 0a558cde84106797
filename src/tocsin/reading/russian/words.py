"""A Russian text as words that know their place, and as sentences."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from tocsin.reading.encoder.sentences import sentence_ends
from tocsin.reading.interface import Stretch
from tocsin.reading.russian.morphology import Analysis, analyses, lemmas

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|_")
_INITIALS = re.compile(r"[^\W\d_]\.")
ABBREVIATIONS = frozenset(
    """
    г гг в вв им т тыс млн млрд трлн руб коп см др пр ул д стр п ст ч рис проц кв обл р ок напр св
    ср мин сек час км кг га чел экз гл нач зам ген полк подп кап ред изд с
    """.split()  # noqa: SIM905
)
"""Words after whose full stop a sentence goes on."""


class Word:
    """One token: a word, a number or a sign."""

    __slots__ = ("end", "lower", "start", "text")

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.lower = text.lower().replace("ё", "е")
        self.start = start
        self.end = start + len(text)

    @property
    def analyses(self) -> tuple[Analysis, ...]:
        """Every reading of the form."""
        return analyses(self.text.lower())

    @property
    def lemmas(self) -> frozenset[str]:
        """Every lemma of the form."""
        return lemmas(self.text)

    @property
    def pos(self) -> str:
        """The likeliest part of speech; empty for numbers and signs."""
        found = self.analyses
        return found[0].pos if found else ""

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    def has(self, pos: str) -> bool:
        """Whether some reading is of this part of speech."""
        return any(one.pos == pos for one in self.analyses)


class Sentence:
    """The words of one sentence."""

    def __init__(self, text: str, start: int, end: int, passage: Stretch) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.passage = passage

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words and signs, in order; a dotted run such as «В.Путин» is split after the dot."""
        found: list[Word] = []
        for match in _TOKEN.finditer(self.text, self.start, self.end):
            place = match.start()
            for part in _dotted(match.group()):
                found.extend(_pieces(part, place))
                place += len(part)
        return tuple(found)

    def at(self, offset: int) -> int:
        """Number of the first word that starts at or after an offset."""
        return bisect_left([word.start for word in self.words], offset)


def _dotted(run: str) -> list[str]:
    """A run of letters and dots as its parts: «В.Путин» in two, «Страна.ua» whole."""
    if _INITIALS.match(run) is None:
        return [run]
    return [part for part in re.split(r"(?<=\.)", run) if part]


def _pieces(part: str, place: int) -> list[Word]:
    if len(part) > 1 and part.endswith("."):
        return [Word(part[:-1], place), Word(".", place + len(part) - 1)]
    return [Word(part, place)]


def find_sentences(text: str, passages: Sequence[Stretch]) -> list[Sentence]:
    """The sentences of the passages, in order, without white space around them."""
    found: list[Sentence] = []
    for start, end in passages:
        low = start
        for stop in sentence_ends(text[start:end], ABBREVIATIONS):
            first, last = trim(text, low, start + stop)
            if last > first:
                found.append(Sentence(text, first, last, (start, end)))
            low = start + stop
    return found


SPACE = " \t\n\r\u00a0\u2009\u202f\u200b\u200e\u200f\ufeff\0"


def trim(text: str, start: int, end: int, signs: str = SPACE) -> Stretch:
    """The stretch without signs on either side."""
    while start < end and (text[start] in signs or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in signs or text[end - 1].isspace()):
        end -= 1
    return start, end


_GOES_ON = re.compile(r"[-–—−]\s{0,3}[«“„\"]?[a-zа-яё]")


def join_quoted(text: str, sentences: Sequence[Sentence], quotations: Sequence[Stretch]) -> list[Sentence]:
    """Sentences as they are told: what one quotation or a reporting clause after it holds together is one."""
    joined: list[Sentence] = []
    at = 0
    for sentence in sentences:
        if joined and joined[-1].passage == sentence.passage:
            before = joined[-1]
            while at < len(quotations) and quotations[at][1] <= before.end:
                at += 1
            within = at < len(quotations) and quotations[at][0] < before.end < quotations[at][1]
            if within or _GOES_ON.match(text, sentence.start):
                joined[-1] = Sentence(text, before.start, sentence.end, before.passage)
                continue
        joined.append(sentence)
    return joined
