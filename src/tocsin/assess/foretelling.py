"""Whether a sentence about the future foretells something that can be seen to come about, or not.

What can be settled has a subject that its own words name, and an event. Three kinds of sentence lack one:

    "This would come on top of the 300,000"           its subject stands in another sentence
    "The draft would let the government set a list"   says what a text provides, or what would follow if
    "695,000 are to be contract soldiers"             a state that a plan describes, and nothing that happens

*Would* is a future only in what somebody is reported to have said ("he said that 500,000 would be called
up"); in the writer's own voice it is conditional. Russian and Ukrainian do not shift tenses in reported
speech, so *бы* is conditional wherever it stands. A sentence that names its own coming day is kept all the
same, since the day alone makes it checkable.

Source: R. Quirk and others, *A Comprehensive Grammar of the English Language* (1985) 4.48 and 14.31.
"""

import re

from tocsin.assess.shared import said_at
from tocsin.records.claim import Claim

_FIRST_WORD = re.compile(r"\w+")
_CARRYING_ON = frozenset(
    [
        *("it", "this", "that", "these", "those", "which"),
        *("это", "эти", "этот", "эта", "тот", "те", "который", "которая", "которые"),
        *("це", "ці", "цей", "ця", "який", "яка", "які"),
    ]
)
"""Words that stand for what an earlier sentence named; "they" who will call men up are the authorities."""
_SHIFTED = re.compile(r"\bwould\b|['’]d\b", re.IGNORECASE)
_PLAIN_FUTURE = re.compile(r"\b(?:will|shall|going to)\b|['’]ll\b", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\b(?:бы|б|би)\b", re.IGNORECASE)
_PARTICIPLE = r"(?:\w{2,}(?:ed|en|wn)|held|sent|built|made|put|brought|set|cut|done)\b"
_STATE = re.compile(rf"\b(?:is|are) to be\b(?! +(?:\w+ly +)?{_PARTICIPLE})", re.IGNORECASE)
"""*Is to be* with a noun, an adjective or a number; with a participle it is an event in the passive."""


def foretells(claim: Claim) -> bool:
    """Whether a claim about the future says by itself what must be observed."""
    made_on = said_at(claim).date()
    if any((day := time.latest or time.earliest) and day >= made_on for time in claim.spans.times):
        return True
    text = claim.spans.content.text
    first = _FIRST_WORD.search(text)
    if first is None or first[0].casefold() in _CARRYING_ON:
        return False
    return not (_is_conditional(claim, text) or _STATE.search(text))


def _is_conditional(claim: Claim, text: str) -> bool:
    """Whether it says what would be, if."""
    if _CONDITIONAL.search(text):
        return True
    reported = claim.spans.source is not None or claim.spans.cue is not None
    return not reported and bool(_SHIFTED.search(text)) and not _PLAIN_FUTURE.search(text)
