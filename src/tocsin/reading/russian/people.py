"""Who in a Russian text is a private person, at every mention.

The rules are those of English: whoever is named in full or by a first name is private, unless office,
expertise or title stands by the name or a list says so; age, kinship, trade or plight shows a namesake of
the catalogue's list. A surname alone, never introduced, is taken for a public figure's. In a transcript,
whoever tells of a life of their own is private.
"""

import re
from collections.abc import Iterator, Sequence

from tocsin.reading.passages import find_passages
from tocsin.reading.russian.lexicon import TITLES_PRIVATE, TITLES_PUBLIC
from tocsin.reading.russian.morphology import lemmas
from tocsin.reading.russian.speakers import Cast, Mention
from tocsin.reading.russian.turns import find_voices
from tocsin.records.case import KnownPeople
from tocsin.records.reading import ProtectedMention

AROUND = 80
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AGE = re.compile(
    r"\d{1,2}-летн\w+|,\s\d{2}(?:\s(?:лет|года?))?[,.)]|\(\d{2}(?:\s(?:лет|года?))?\)|\d{2}\s(?:лет|года)\b"
)
_PLIGHT = re.compile(
    r"^(?:,\s|[^.;,\n]{0,30})(?<!\w)(?:задержа\w+|арестова\w+|оштрафова\w+|приговор\w+|мобилизова\w+|призва(?:ли|н|на)(?!\w)|погиб(?:ла?)?(?!\w)"
    r"|получил[аи]?\sповестк\w+|пришла\sповестка|ранен\w*|уехал[аи]?|бежал[аи]?|скрыва\w+)",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"(?<!\w)(?:[Мм]еня\sзовут|[Яя]\s(?:работал\w?|служил\w?|учитель\w*|мама|мать|жена|вдова|волонт[её]р|житель\w*|студент\w*)"
    r"|[Мм]о[йяей]\s(?:сын|муж|брат|отец|супруг|дочь|мама|семья|жена|папа)|у\sменя\s(?:сын|муж|дет\w+|брат))(?!\w)"
)
_ADDRESS = re.compile(
    r"(?:улиц\w+|имени|им\.|храм\w*|площад\w+|свят\w+|цар\w+|княз\w+|премии|ураган\w*|орден\w*)\s$|[«\"]$",
    re.IGNORECASE,
)


_GOES_ON = re.compile(r"\s[А-ЯЁ][а-яё]")
"""A name that goes on was not taken for what it is."""


def find_private(text: str, cast: Cast, people: KnownPeople) -> Iterator[ProtectedMention]:
    """Every mention of every private person, in order."""
    public = {_key(name) for name in people.public}
    known = {_key(name) for name in people.known}
    listed = {_key(name) for name in people.private}
    selves = _tell_of_themselves(text)
    private = {
        key
        for key, group in cast.groups.items()
        if _key(cast.names[key]) in listed
        or (
            not _covered(cast.names[key], public)
            and _is_private(text, group, selves, known=_covered(cast.names[key], known))
        )
    }
    for mention in cast.mentions:
        key = cast.key_of(mention)
        if key in private:
            yield ProtectedMention(
                text=text[mention.start : mention.end],
                start=mention.start,
                end=mention.end,
                name=cast.names[key],
            )


def _key(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold().replace("ё", "е")))


def _covered(name: str, public: set[str]) -> bool:
    key = _key(name)
    return any(one == key or one.endswith(" " + key) or key.endswith(" " + one) for one in public)


def _tell_of_themselves(text: str) -> frozenset[int]:
    """Where the names stand of those who tell of a life of their own in a transcript."""
    voices = (one for passage in find_passages(text) for one in find_voices(text, passage))
    return frozenset(one.who[0] for one in voices if _SELF.search(text, *one.said))


def _is_private(text: str, group: Sequence[Mention], selves: frozenset[int], *, known: bool) -> bool:
    if any(one.start in selves for one in group):
        return not any(_described(text, one)[0] for one in group)
    described = [_described(text, one) for one in group]
    if any(public for public, _ in described):
        return False
    if any(private for _, private in described):
        return True
    if any(_PLIGHT.match(text[one.end : one.end + AROUND]) for one in group):
        return True
    kinds = {part.kind for one in group for part in one.parts}
    if known or ("Name" not in kinds and "Patr" not in kinds):
        return False
    return not any(
        _ADDRESS.search(text[max(0, one.start - 14) : one.start]) or _GOES_ON.match(text, one.end)
        for one in group
    )


def _described(text: str, mention: Mention) -> tuple[bool, bool]:
    """Whether the words around a mention show an office, and whether they show a private life."""
    before = re.split(r"[.;:!?…\n«»\"“”]", text[max(0, mention.start - AROUND) : mention.start])[-1]
    title = re.split(r"[,()—–]", before)[-1]
    after = text[mention.end : mention.end + AROUND]
    apposition = re.match(r"\s?[,(—–]\s?([^.;\n«»\"“”()]*)", after)
    told = (
        title + " " + (re.split(r"(?<!\w)(?:котор|и|но|что)(?!\w)", apposition[1])[0] if apposition else "")
    )
    words = [part for word in _WORD.findall(told)[-10:] for part in (word, *word.split("-")[1:])]
    found = {lemma for word in words for lemma in lemmas(word)}
    private = bool(found & TITLES_PRIVATE or _AGE.search(before[-24:] + "|" + after[:24]))
    # «жена депутата Анна», «мать министра»: the kin word stands nearer the person's own standing.
    public = bool(found & TITLES_PUBLIC) and not _kin_first(title)
    return public, private


def _kin_first(title: str) -> bool:
    words = [lemmas(word) for word in _WORD.findall(title)]
    kin = {"мать", "отец", "жена", "муж", "сын", "дочь", "брат", "сестра", "вдова"}
    return any(one & kin for one in words[:2]) and len(words) > 1
