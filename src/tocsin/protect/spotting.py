"""Finds private people under every disguise their name is likely to wear.

Cases, transliterations, short names, initials, letters set apart (`F y o d o r`), look-alike letters, and
names run together in addresses and handles. Plain text is read as prose; an address, a file name or a key is
read *loosely*, since nobody writes capitals there.

Worked example. Private: Fyodor. "Позвонили Феде", "Fjodor's flat", "F., a researcher" are hits, and
"Fyodor Dostoevsky" is none where Fyodor Dostoevsky is public.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from tocsin.protect.declension import Case, decline
from tocsin.protect.names import script_of
from tocsin.protect.naming import PATRONYMIC, Called, ambiguous, callings, cyrillic_of
from tocsin.protect.opening import WORD
from tocsin.protect.pseudonym import normal
from tocsin.protect.recalling import Parts, Recalled
from tocsin.protect.shielding import shields
from tocsin.protect.sounding import keys
from tocsin.protect.spelling import HIDDEN

DISGUISED = re.compile(f"[{HIDDEN}]")
APART = re.compile(r"(?<!\w)[^\W\d_](?:[ .·*_\u00a0\u2009-][^\W\d_]){3,}(?!\w)")
INITIALS = re.compile(r"(?<![\w.])([^\W\d_a-zа-яё])\.[\s\u00a0]?([^\W\d_a-zа-яё])\.(?![\s\u00a0]?[^\W\d_]\.)")
LONE = re.compile(
    r"(?:(?<=^)|(?<=[\n\"“«(,;—–:]\s)|(?<=[\"“«(\n>])|(?<=\.\s)|(?<=[a-zа-яё]\s))"
    r"([^\W\d_a-zа-яё])\.(?=,|['’]s\b|\s[a-zа-яё(—–])"
)
NO_INITIALS = frozenset({"US", "UK", "UN", "EU", "PS", "AD", "BC", "CV", "ID", "РФ", "ТЕ", "ТД", "ТП", "НЭ"})
BETWEEN = re.compile(r"[\s\u00a0_/.+-]{0,2}")
SHORT = 3
FEWEST_APART = 4


class Hit(NamedTuple):
    """One place where a private person can be recognised by name."""

    start: int
    end: int
    name: str
    """Whose name it is, as the case knows them."""
    how: str
    """The disguise."""
    case: Case
    """The grammatical case of a Russian form."""


class Spotter:
    """Knows everything by which the private people of a case may be called."""

    def __init__(self, private: Collection[str], public: Collection[str] = ()) -> None:
        """Prepares the tables.

        Args:
            private: Names as fully as any text has them.
            public: Full names of public people, which are let stand.
        """
        self._names = sorted(set(private))
        self._tables = callings(self._names)
        whole = {normal(name) for name in self._names}
        self._shields = [
            [_every_sound(word) for word in name.split()] for name in public if shields(name, whole)
        ]
        self._recalled = Recalled(self._tables)
        self._parts = Parts(self._tables, self._recalled)
        self._initials: dict[str, str] = {}
        self._first: dict[str, str] = {}
        for name in self._names:
            self._add_initials(name)

    def _add_initials(self, name: str) -> None:
        words = [word for word in name.split() if len(word.strip(".")) > 1]
        letters = [_first_letters(word) for word in words]
        for one in letters[0] if len(words) == 1 else ():
            self._first[one] = name
        for left in letters[0] if len(words) > 1 else ():
            for right in letters[-1]:
                self._initials[left + right] = name
                self._initials[right + left] = name

    def find(self, text: str, *, loose: bool = False, words: Sequence[str] | None = None) -> list[Hit]:
        """Every hit, ascending, none overlapping another.

        Args:
            text: Prose, or an address, a file name or a key.
            loose: Whether letter case tells nothing here.
            words: Those of the text as `WORD` finds them, where they are at hand.
        """
        if not self._names:
            return []
        words = WORD.findall(text) if words is None else words
        found: list[Hit] = []
        if any(map(self._recalled.__getitem__, words)):
            found += self._words(text, loose)
        # Letters that stand alone are words of one letter, unless something invisible is put between.
        n_alone = [*map(len, words)].count(1) if text.isascii() or not DISGUISED.search(text) else len(text)
        if n_alone >= FEWEST_APART:
            found += self._apart(text)
        if n_alone:
            found += self._abbreviated(text)
        if loose and any(map(self._parts.__getitem__, words)):
            found += self._together(text)
        kept: list[Hit] = []
        for hit in sorted(found, key=lambda one: (one.start, -one.end)):
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept

    def _words(self, text: str, loose: bool) -> Iterator[Hit]:
        tokens = [*WORD.finditer(text)]
        for place, token in enumerate(tokens):
            called = self._recalled[token.group()]
            if called is None or not self._counts(called, token, text, loose):
                continue
            if not self._shielded(tokens, place, text):
                yield Hit(token.start(), token.end(), called.name, called.how, called.case)

    def _counts(self, called: Called, token: re.Match[str], text: str, loose: bool) -> bool:
        word = token.group()
        folded = word.casefold()
        if loose:
            return folded not in ambiguous() or not word.islower()
        if word.islower():
            return called.how != "short name" and len(word) > SHORT and folded not in ambiguous()
        # "Will the army …" is no William; a Russian word there may be one, since a miss costs more.
        if script_of(word) == "latin" and folded in ambiguous() and called.how == "short name":
            return text[: token.start()].rstrip(' \u00a0"“«(')[-1:] not in ("", ".", "!", "?", "\n", "…")
        return True

    def _shielded(self, tokens: list[re.Match[str]], place: int, text: str) -> bool:
        """Whether the word stands here as part of a public person's full name."""
        own = keys(tokens[place].group())
        near = [keys(one.group()) for one in _beside(tokens, place, text)]
        for parts in self._shields:
            for part in parts:
                others = {sound for other in parts if other is not part for sound in other}
                if own & part and any(word & others for word in near):
                    return True
        return False

    def _apart(self, text: str) -> Iterator[Hit]:
        for run in APART.finditer(text):
            letters = re.sub(r"[\W_]", "", run.group())
            called = self._recalled[letters]
            if called is not None:
                yield Hit(run.start(), run.end(), called.name, "letters apart", called.case)

    def _abbreviated(self, text: str) -> Iterator[Hit]:
        for pair in INITIALS.finditer(text) if self._initials else ():
            letters = pair[1] + pair[2]
            if letters in self._initials and letters not in NO_INITIALS:
                yield Hit(pair.start(), pair.end(), self._initials[letters], "initials", Case.NOMINATIVE)
        for one in LONE.finditer(text) if self._first else ():
            if one[1] in self._first:
                yield Hit(one.start(1), one.end(), self._first[one[1]], "initials", Case.NOMINATIVE)

    def _together(self, text: str) -> Iterator[Hit]:
        for token in WORD.finditer(text):
            for part in self._parts[token.group()]:
                start = token.start() + part.start
                called = part.called
                yield Hit(start, start + part.length, called.name, "run together", called.case)


def _every_sound(word: str) -> frozenset[str]:
    """The keys of a public name's word in every case."""
    forms = {form for full in cyrillic_of(word) for form in decline(full)}
    return keys(word).union(*(keys(form) for form in forms))


def _beside(tokens: list[re.Match[str]], place: int, text: str) -> Iterator[re.Match[str]]:
    """The words that may belong to the same full name: the next, over a patronymic, and the one before."""
    after = place + 1
    if after + 1 < len(tokens) and tokens[after].group().casefold().endswith(PATRONYMIC):
        after += 1
    for other in (after, place - 1):
        if 0 <= other < len(tokens):
            first, last = sorted((place, other))
            if all(_joined(text, tokens[one], tokens[one + 1]) for one in range(first, last)):
                yield tokens[other]


def _joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return BETWEEN.fullmatch(text[left.end() : right.start()]) is not None


def _first_letters(word: str) -> set[str]:
    """The capital in its own script and in the other: Ф and F, Ж and Z."""
    twins = {
        "ф": "f",
        "ж": "z",
        "ч": "c",
        "ш": "s",
        "щ": "s",
        "ю": "y",
        "я": "y",
        "ё": "y",
        "х": "k",
        "ц": "t",
    }
    plain = "абвгдезиклмнопрстуэ", "abvgdeziklmnoprstue"
    first = word[0].casefold()
    if script_of(first) == "cyrillic":
        other = twins.get(first) or dict(zip(*plain, strict=True)).get(first, first)
        return {first.upper(), other.upper()}
    other = {"f": "ф", "y": "ю", "j": "ю", "h": "х", "c": "ч"}.get(first) or dict(
        zip(plain[1], plain[0], strict=False)
    ).get(first, first)
    return {first.upper(), other.upper()}
