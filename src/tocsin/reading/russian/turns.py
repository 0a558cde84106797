"""Lines that open with their speaker: transcripts («А.Лопатин: …») and headlines («Песков: …»)."""

import re
from collections.abc import Sequence

from tocsin.reading.interface import Stretch
from tocsin.reading.russian.report import Report
from tocsin.reading.russian.words import Sentence, Word, trim
from tocsin.records.reading import Kind

_TURN = re.compile(
    r"\s*(?P<who>(?:[А-ЯЁ]\.[ \u00a0]?){1,2}[А-ЯЁ][а-яё-]+|[А-ЯЁ][^\W\d_-]*(?:-[^\W\d_]+)*"
    r"(?: [^\W\d_]+){0,2})[ \u00a0]?:(?=[ \u00a0«“\"])"
)
FEWEST_LETTERS = 12


def find_turn(text: str, passage: Stretch) -> Report | None:
    """The statement of a passage that opens with its speaker."""
    found = _TURN.match(text, *passage)
    if found is None:
        return None
    who = found.span("who")
    if not _speaks(text, who):
        return None
    content = trim(text, found.end(), passage[1])
    if content[1] - content[0] < FEWEST_LETTERS:
        return None
    return Report(who, (found.end() - 1, found.end()), (content,), passage, Kind.DIRECT)


def _speaks(text: str, who: Stretch) -> bool:
    """Whether the words before the colon name a person or an office, all in the nominative."""
    words: Sequence[Word] = Sentence(text, *who, who).words
    if "." in text[slice(*who)]:
        return True
    heads = [one for word in words for one in word.analyses if one.case == "nomn" and "anim" in one.marks]
    return bool(heads) and all(
        any(one.case in ("nomn", "gent") for one in word.analyses) for word in words if word.is_word
    )
