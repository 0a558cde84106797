"""Is a Russian content affirmed, how surely, and does it lie ahead? By the words of content and cue."""

import re

from tocsin.reading.russian import lexicon
from tocsin.reading.russian.morphology import analyses, lemmas
from tocsin.records.reading import Certainty, Polarity

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DENIED = re.compile(
    r"(?<!\w)(?:не|нет|никак\w+|никогда|нельзя|отсутстви\w+|отсутству\w+|без)(?!\w)"
    r"(?!\s(?:только|менее|меньше|более|больше|раньше|ранее|позднее|позже|исключ\w+|мог\w*\sне))",
    re.IGNORECASE,
)
_SOFT = re.compile(r"(?<!\w)(?:без(?!\s(?:ограничени|потер|мобилизаци))|нельзя)\w*", re.IGNORECASE)
LONGEST = 160
"""Words of a content that are looked at."""


def words(text: str) -> list[str]:
    """The words of a text in lower case, with е for ё."""
    return [word.lower().replace("ё", "е") for word in _WORD.findall(text)[:LONGEST]]


def all_lemmas(text: str) -> frozenset[str]:
    """Every lemma and form of a text's words."""
    found: set[str] = set()
    for word in words(text):
        found |= lemmas(word)
    return frozenset(found)


def polarity(content: str, *, cue_denies: bool) -> Polarity:
    """Whether the source denies the proposition, in the cue or in the main clause of the content."""
    main = re.split(r",\s(?:котор|если|чтобы|поскольку|потому|так как|хотя)", content, maxsplit=1)[0]
    denied = _DENIED.search(_SOFT.sub(" ", main))
    return Polarity.DENY if cue_denies or denied else Polarity.AFFIRM


def certainty(content: str, cue: str) -> Certainty:
    """The strongest doubt wins: possible before probable before certain."""
    inside, said = all_lemmas(content), all_lemmas(cue)
    if inside & lexicon.POSSIBLE or "опасаться" in said or "бояться" in said:
        return Certainty.POSSIBLE
    if inside & lexicon.PROBABLE or said & {
        "ожидать",
        "прогнозировать",
        "предположить",
        "предполагать",
        "оценка",
    }:
        return Certainty.PROBABLE
    if said & lexicon.CERTAIN or inside & lexicon.CERTAIN:
        return Certainty.CERTAIN
    return Certainty.UNSTATED


def foretells(content: str, cue: str) -> bool:
    """Whether the content speaks of what is to happen."""
    said = all_lemmas(cue)
    if said & {
        "предсказать",
        "предсказывать",
        "спрогнозировать",
        "прогнозировать",
        "планировать",
        "пообещать",
        "обещать",
        "намереваться",
        "намеренный",
        "намерен",
    }:
        return True
    inside = words(content)
    if any(word in lexicon.AHEAD for word in inside) or all_lemmas(content) & lexicon.AHEAD:
        return True
    return any(_is_future(word) for word in inside)


def _is_future(word: str) -> bool:
    found = analyses(word)
    return (
        bool(found) and found[0].pos == "VERB" and "futr" in found[0].marks and "1per" not in found[0].marks
    )


def decides(content: str) -> bool:
    """Whether the content tells a decision or an act."""
    return bool(all_lemmas(content) & lexicon.DECIDING)


def needs(content: str) -> bool:
    """Whether the content states a need or a lack."""
    return bool(all_lemmas(content) & lexicon.NEEDING)
