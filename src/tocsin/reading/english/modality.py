"""Is it affirmed, how surely, and does it lie ahead? By words of the content and of its cue."""

import re

from tocsin.reading.english import lexicon
from tocsin.records.reading import Certainty, Polarity

_WORD = re.compile(r"[a-z']+|n't")
_AHEAD = re.compile(
    r"\b(?:will|won't|shall|would|may|might|could|going to|plans? to|planned to|intends? to|is to|are to|"
    r"likely to|unlikely to|set to|due to (?:be|take|start|begin|come|consider)|about to"
    r"|(?:prepare|prepares|preparing) |"
    r"considering|planning to|looming|is close|is imminent|around the corner|starting in|to be \w+ed by)\b",
    re.IGNORECASE,
)
_FACT = re.compile(r"\b(?:would|could|might) have (?:been |had )?\w+(?:ed|en)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|never|no (?:further|more|new|plans?|need|evidence|such|movement|second|reason|intention)|"
    r"none|nothing)\b|n['’]t\b",
    re.IGNORECASE,
)
_VERBS = "think|believe|expect|anticipate|estimate|know|say|suggest|assess|reckon|suppose"
_OPINION = re.compile(
    r"^(?:(?:well|look|yes|no|honestly|frankly),? )?"
    rf"(?:(?:i|we) (?:just )?(?:{_VERBS})(?: that)? "
    r"|(?:our|my) (?:assessment|view|estimate|opinion|understanding) is that )"
    r"(?:it is safe to (?:suggest|say) that )?",
    re.IGNORECASE,
)


def words(text: str) -> frozenset[str]:
    """The words of a text in lower case."""
    return frozenset(_WORD.findall(text.lower().replace("’", "'")))


def polarity(content: str, *, cue_denies: bool) -> Polarity:
    """Whether the source denies the proposition, in the cue or in the content."""
    return Polarity.DENY if cue_denies or _DENIED.search(content) else Polarity.AFFIRM


def certainty(content: str, cue: str) -> Certainty:
    """The strongest doubt wins: possible before probable before certain."""
    inside, said = words(content), words(cue)
    if inside & lexicon.POSSIBLE:
        return Certainty.POSSIBLE
    if inside & lexicon.PROBABLE or said & {"suggest", "suggests", "suggested", "appears"}:
        return Certainty.PROBABLE
    if (inside | said) & lexicon.CERTAIN:
        return Certainty.CERTAIN
    return Certainty.UNSTATED


def foretells(content: str, cue: str) -> bool:
    """Whether the content speaks of what is to happen."""
    if words(cue) & {"predict", "predicts", "predicted", "plans", "proposes", "proposed", "vows"}:
        return True
    return bool(_AHEAD.search(_FACT.sub("", content)))


_ENDINGS = r"(?:e|es|ed|d|s|ing|en|ies|ied)?"
_IRREGULAR = "fled|lost|sent|built|left|drew|begun|began|forbade|rose|arose|met|set up"
_STEMS = "|".join(sorted(word.rstrip("ey") for word in lexicon.DECIDING))
_DECIDED = re.compile(rf"\b(?:(?:{_STEMS}){_ENDINGS}|{_IRREGULAR})\b", re.IGNORECASE)


def decides(content: str) -> bool:
    """Whether the content tells a decision or an act."""
    return bool(_DECIDED.search(content))


def needs(content: str) -> bool:
    """Whether the content states a need or a lack."""
    return bool(words(content) & lexicon.NEEDING)


def opinion_length(content: str) -> int:
    """How many characters of a quoted sentence only say that it is the speaker's view."""
    found = _OPINION.match(content)
    return found.end() if found else 0
