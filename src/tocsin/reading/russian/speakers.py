"""Everyone a Russian text names, each name in the nominative, and whom pronouns stand for.

Names are inflected: «Клочковой», «Клочкову» and «Клочкова» are one woman, and «Путина» may be a man in the
genitive. A group of mentions shares a surname's lemma; its gender is that of the given name or patronymic
beside it, or of a form that only one gender has.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tocsin.reading.interface import Stretch
from tocsin.reading.russian.agreement import is_surname
from tocsin.reading.russian.morphology import Analysis, is_known, nominative
from tocsin.reading.russian.words import Sentence, Word

_KINDS = ("Name", "Patr", "Surn")
_HE, _SHE = (
    frozenset({"он", "его", "него", "нему", "ему", "ним", "нем"}),
    frozenset({"она", "ее", "нее", "ей", "ней"}),
)
LIKELY = 0.25
"""A reading as a name below this is a chance likeness, where the word opens a sentence."""


class Part(NamedTuple):
    """One word of a name."""

    word: Word
    kind: str
    """`Name`, `Patr`, `Surn`, or `I` for an initial."""
    lemma: str
    gender: str


class Mention(NamedTuple):
    """One mention of a person by name."""

    start: int
    end: int
    key: str
    """What all mentions of the person share: lemma of the surname, else of the given name."""
    parts: tuple[Part, ...]


class Cast:
    """Everyone the text names, in order."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.mentions = tuple(sorted(one for each in sentences for one in find_mentions(each)))
        self.groups: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            self.groups[mention.key].append(mention)
        self._join_given()
        self.names = {key: self._name(group) for key, group in self.groups.items()}
        self.genders = {key: _gender(group) for key, group in self.groups.items()}
        self._starts = [mention.start for mention in self.mentions]

    def _join_given(self) -> None:
        """«Марина» goes with «Марина Клочкова» where only one person of that name has a surname."""
        owners: dict[str, set[str]] = defaultdict(set)
        for key, group in self.groups.items():
            for mention in group:
                if any(part.kind == "Surn" for part in mention.parts):
                    owners[next((p.lemma for p in mention.parts if p.kind == "Name"), "")].add(key)
        for key in list(self.groups):
            alone = all(part.kind != "Surn" for mention in self.groups[key] for part in mention.parts)
            if alone and len(owners.get(key, ())) == 1:
                (owner,) = owners[key]
                self.groups[owner] = sorted([*self.groups[owner], *self.groups.pop(key)])

    def key_of(self, mention: Mention) -> str:
        """The group a mention belongs to."""
        if mention.key in self.groups:
            return mention.key
        return next((key for key, group in self.groups.items() if mention in group), mention.key)

    def within(self, start: int, end: int) -> Mention | None:
        """The last mention inside a stretch."""
        at = bisect_left(self._starts, start)
        found: Mention | None = None
        while at < len(self.mentions) and self.mentions[at].start < end:
            if self.mentions[at].end <= end:
                found = self.mentions[at]
            at += 1
        return found

    def earlier(self, place: int, gender: str) -> str | None:
        """The latest person named before a place who can be of that gender."""
        at = bisect_left(self._starts, place)
        for mention in reversed(self.mentions[max(0, at - 12) : at]):
            key = self.key_of(mention)
            if self.genders[key] in (gender, ""):
                return self.names[key]
        return None

    def _name(self, group: Sequence[Mention]) -> str:
        """The fullest form, in the nominative."""
        gender = _gender(group)
        fullest = max(
            group, key=lambda one: (sum(p.kind != "I" for p in one.parts), len(one.parts), -one.start)
        )
        return _written(fullest, gender)


def _written(mention: Mention, gender: str) -> str:
    told: list[str] = []
    for part in mention.parts:
        if part.kind == "I":
            told.append(f"{part.word.text}.")
        else:
            told.append(nominative(part.word.text, gender, part.kind))
    joined = " ".join(told)
    return (
        joined.replace(". ", ".", 1) if mention.parts[0].kind == "I" and len(mention.parts) == 2 else joined
    )


def _gender(group: Sequence[Mention]) -> str:
    for kind in ("Patr", "Name", "Surn"):
        for mention in group:
            for part in mention.parts:
                if part.kind == kind and part.gender:
                    return part.gender
    return ""


def find_mentions(sentence: Sentence) -> Iterator[Mention]:
    """Runs of words that are parts of a name."""
    words = sentence.words
    n = 0
    while n < len(words):
        parts, after = _run(words, n)
        if parts and any(part.kind != "I" for part in parts):
            surname = next((part for part in reversed(parts) if part.kind == "Surn"), None)
            key = (surname or next((p for p in parts if p.kind == "Name"), parts[0])).lemma
            yield Mention(parts[0].word.start, parts[-1].word.end, key, tuple(parts))
        n = max(after, n + 1)


def _run(words: Sequence[Word], n: int) -> tuple[list[Part], int]:
    parts: list[Part] = []
    at = n
    while at < len(words) and len(parts) < 4:
        word = words[at]
        if len(word.text) == 1 and word.capital and at + 1 < len(words) and words[at + 1].text == ".":
            if not _leads_to_surname(words, at + 2):
                break
            parts.append(Part(word, "I", "", ""))
            at += 2
            continue
        part = _part(word, opens=at == 0 and not parts, after_name=bool(parts))
        if part is not None and parts and part.kind == parts[-1].kind == "Name":
            # A surname that is somebody's given name too, or that the dictionary takes for one.
            part = part._replace(kind="Surn", lemma=part.word.lower)
        if part is None or (parts and part.kind == parts[-1].kind and part.kind != "Surn"):
            break
        parts.append(part)
        at += 1
        if part.kind == "Surn" and any(p.kind in ("Name", "I") for p in parts[:-1]):
            break
    return parts, at


def _leads_to_surname(words: Sequence[Word], n: int) -> bool:
    if n + 1 < len(words) and len(words[n].text) == 1 and words[n + 1].text == ".":
        n += 2
    return n < len(words) and words[n].capital and len(words[n].text) > 2


def _part(word: Word, *, opens: bool, after_name: bool) -> Part | None:
    """The word as a part of a name, if it can be one."""
    if not word.capital or len(word.text) < 3 or (word.text.isupper() and len(word.text) > 1):
        return None
    found = word.analyses
    town = any("Geox" in one.marks for one in found[:1]) and not any("Name" in one.marks for one in found)
    if town and not after_name:
        return None
    if not after_name and not is_known(word.text.lower()):
        # A guess by the ending makes names of towns and firms; only a surname's own ending is believed.
        return (
            Part(word, "Surn", _stem(word), _ending_gender(word)) if is_surname(word) and not opens else None
        )
    for kind in _KINDS if not after_name else ("Patr", "Surn", "Name"):
        fitting = [one for one in found if kind in one.marks]
        if fitting and (not opens or sum(one.p for one in fitting) >= LIKELY):
            if (
                kind == "Name"
                and any(one.pos == "NOUN" and not one.marks & set(_KINDS) and one.p > 0.5 for one in found)
                and opens
            ):
                continue
            return Part(word, kind, fitting[0].lemma, _gender_of(fitting, word, kind))
    if (
        (after_name or not opens)
        and is_surname(word)
        and not any(one.pos in ("ADJF", "PRTF", "ADVB", "VERB") for one in found)
    ):
        return Part(word, "Surn", _stem(word), _ending_gender(word)) if after_name else None
    if after_name and not any(one.pos in ("PREP", "CONJ", "PRCL", "NPRO") for one in found):
        return Part(word, "Surn", word.lower, "")
    return None


def _stem(word: Word) -> str:
    """What forms of a surname share that the dictionary does not know."""
    feminine = word.lower.endswith(("ова", "ева", "ина", "ову", "еву", "ину", "овой", "евой", "иной"))
    return word.lower.rstrip("ауыеой") if feminine else word.lower


def _gender_of(fitting: Sequence[Analysis], word: Word, kind: str) -> str:
    genders = {one.gender for one in fitting if one.number != "plur" and one.gender}
    if len(genders) == 1:
        return next(iter(genders))
    if kind == "Surn":
        return _ending_gender(word)
    upright = [one.gender for one in fitting if one.case == "nomn"]
    return upright[0] if upright else fitting[0].gender


def _ending_gender(word: Word) -> str:
    """The gender that a surname's form tells; «Клочкова» can be his as well as hers."""
    if word.lower.endswith(("овой", "евой", "иной", "ской", "ская", "цкая", "скую")):
        return "femn"
    if word.lower.endswith(
        ("ов", "ев", "ин", "ын", "ский", "цкий", "овым", "евым", "иным", "ского", "скому")
    ):
        return "masc"
    return ""


class Resolver:
    """Names speakers, in the order of the text."""

    def __init__(self, text: str, cast: Cast) -> None:
        self._text = text
        self._cast = cast
        self._spoken: list[tuple[str, str]] = []

    def name(self, source: Stretch) -> str:
        """The resolved name of the source; its own words where nothing is known."""
        words = self._text[slice(*source)]
        lowered = words.lower().replace("ё", "е")
        if lowered in _HE | _SHE:
            gender = "masc" if lowered in _HE else "femn"
            spoken = next((name for name, of in reversed(self._spoken[-6:]) if of in (gender, "")), None)
            found = spoken or self._cast.earlier(source[0], gender)
            return found or words
        mention = self._cast.within(*source)
        if mention is None or source[1] - mention.end > 3:
            return words
        key = self._cast.key_of(mention)
        self._spoken.append((self._cast.names[key], self._cast.genders[key]))
        return self._cast.names[key]
