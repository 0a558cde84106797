"""What frames the running text: datelines, no part of a sentence, and headlines, which only announce.

A headline is told again, with its speaker, in the text under it; read as a claim it would count twice.
"""

import re
from collections.abc import Iterable

from tocsin.reading.interface import Stretch

LONGEST_HEADLINE = 24
"""Words from which an unfinished line is a paragraph and no headline."""

_DASH = r"\s{0,2}(?:-{1,2}|–|—)\s+"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}"
_PLACE = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}"
_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"\([A-Z][\w .&/-]{1,40}\)"
_DATELINE = re.compile(
    rf"\s*(?:{_CAPITALS}(?:, {_PLACE})?(?:,? {_DAY})?(?: {_AGENCY})?{_DASH}"
    rf"|{_PLACE}(?:, {_PLACE})?(?:(?:,? {_DAY})(?: {_AGENCY})?|(?:,? {_DAY})? {_AGENCY}){_DASH})"
)
_FINISHED = re.compile(r"[.!?…:;,]['\"”’»)\]]*\s*(?:\([^()]{2,60}\)\s*)*$|[”\"»]$|\)$")


def past_dateline(text: str, passage: Stretch) -> Stretch:
    """The passage from behind its dateline: "RIGA, May 3 (Agency) - Prices rose" starts at "Prices"."""
    start, end = passage
    dateline = _DATELINE.match(text, start, end)
    return (dateline.end(), end) if dateline and text[dateline.end() : end].strip() else passage


def find_headlines(text: str, passages: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The unfinished lines at the head of a text whose paragraphs end as sentences do."""
    headlines: list[Stretch] = []
    for start, end in passages:
        line = text[start:end].strip()
        if _FINISHED.search(line):
            return tuple(headlines)
        if len(line.split()) > LONGEST_HEADLINE:
            return ()
        headlines.append((start, end))
    return ()
