"""Is it affirmed, how surely, and does it lie ahead? By words of the content and of its cue."""

import re

from tocsin.reading.english import lexicon
from tocsin.reading.english.modality_cues import find_cues, said_certainty
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
    r"none|nothing|nobody|no one|neither|no longer)\b|n['’]t\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s(?:who|whom|whose|which|where)\b[^,;]*(?:,|$)|\([^()]*\)")
"""What adds to a statement without being it."""
_NO_DENIAL = re.compile(
    r"\b(?:not (?:only|just|merely|simply|least|until|long|unlike\w*|far)"
    r"|no (?:fewer|less|more|later|sooner) than|no (?:doubt|matter|question)"
    r"|whether or not|if not|nothing (?:but|less))\b",
    re.IGNORECASE,
)
"""A "not" that denies nothing."""
_FALSE = (
    r"(?:an? |the |mere |pure |complete |utter |deliberate |russian |ukrainian |western |enemy )*"
    r"(?:lies?|false|fakes?|provocations?|baseless|unfounded|groundless|untrue|nonsense|fabricat\w+|disinformation"
    r"|misinformation|propaganda|hoax\w*|inventions?|slander|rumou?rs?|fiction|fantas\w+|speculation|panic\w*)\b"
)
_DISMISSED = re.compile(
    r"\b(?:dismiss|brand|describ|call|label|denounc|reject|wav|writ)\w*\s(?:off\s)?"
    rf"(?P<what>[^.;:!?]{{3,160}}?)\s(?:as\s)?{_FALSE}",
    re.IGNORECASE,
)
"""A statement and the word that takes it back: "dismissed the reports as provocations"."""
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


def in_scope(content: str) -> str:
    """The content with what only adds to it blanked out, character for character.

    "Not" and "may" in a bracket, or in a relative clause between commas, say nothing of the statement: in
    "the men, who may be students, were called up" the men were called up.
    """
    return _ASIDE.sub(lambda found: " " * len(found.group()), content)


def polarity(content: str, *, cue_denies: bool) -> Polarity:
    """Whether the source denies the proposition, in the cue or in the content."""
    if cue_denies:
        return Polarity.DENY
    stated = _NO_DENIAL.sub(" ", in_scope(content))
    return Polarity.DENY if _DENIED.search(stated) else Polarity.AFFIRM


def dismissed(sentence: str, start: int, end: int) -> bool:
    """Whether sentence[start:end] is what the sentence calls a lie, a provocation, without ground."""
    return any(
        found.start("what") < end and start < found.end("what") for found in _DISMISSED.finditer(sentence)
    )


def certainty(content: str, cue: str) -> Certainty:
    """How sure the statement is said to be: its own doubt, then its reporting word's, then its certainty."""
    inside = {one.kind.certainty for one in find_cues(in_scope(content))}
    for doubt in (Certainty.POSSIBLE, Certainty.PROBABLE):
        if doubt in inside:
            return doubt
    said = said_certainty(cue)
    return Certainty.CERTAIN if said is Certainty.UNSTATED and Certainty.CERTAIN in inside else said


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
