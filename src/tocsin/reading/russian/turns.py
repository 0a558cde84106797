"""Lines that open with their speaker: transcripts («А.Лопатин: …») and headlines («Песков: …»)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tocsin.reading.interface import Stretch
from tocsin.reading.russian.shape import Report
from tocsin.reading.russian.words import Sentence, Word, trim
from tocsin.records.reading import Kind

_TURN = re.compile(
    r"\s*(?P<who>(?:[А-ЯЁ]\.[ \u00a0]?){1,2}[А-ЯЁ][а-яё-]+|[А-ЯЁ][^\W\d_-]*(?:-[^\W\d_]+)*"
    r"(?: [^\W\d_]+){0,2})[ \u00a0]?:(?=[ \u00a0«“\"])"
)
_LABEL = re.compile(
    r"(?:(?<=^)|(?<=\n)|(?<=[.!?…»”\"\])][ \u00a0]))"
    r"(?P<who>(?:[А-ЯЁ]\.[ \u00a0]?){1,2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)"
    r"[ \u00a0]?:(?=[ \u00a0«“\"])"
)
FEWEST_LETTERS = 12


class Voice(NamedTuple):
    """What one person says between two labels of a transcript."""

    who: Stretch
    """The label that names the speaker; for an unlabelled opening, where the name is found later."""
    cue: Stretch
    """The colon behind the label; of an opening, behind the later label."""
    said: Stretch


def find_voices(text: str, passage: Stretch) -> tuple[Voice, ...]:
    """The turns of a transcript told in one passage, each label with its words.

    Where two people talk and the passage opens without a label, the opening is of whoever is not named first.
    """
    labels = list(_LABEL.finditer(text, *passage))
    if not labels:
        return ()
    ends = [*(label.start() for label in labels[1:]), passage[1]]
    voices = [
        Voice(label.span("who"), (label.end() - 1, label.end()), trim(text, label.end(), end))
        for label, end in zip(labels, ends, strict=True)
    ]
    named = list(dict.fromkeys(_plain(label["who"]) for label in labels))
    opening = trim(text, passage[0], labels[0].start())
    if len(named) == 2 and opening[1] - opening[0] >= FEWEST_LETTERS:
        other = next(one for one in voices if _plain(text[slice(*one.who)]) == named[1])
        voices.insert(0, other._replace(said=opening))
    return tuple(voices)


def _plain(label: str) -> str:
    return re.sub(r"\s", "", label)


def find_turns(text: str, passage: Stretch) -> tuple[Report, ...]:
    """The statements of a transcript, or of a line that opens with its speaker."""
    voices = find_voices(text, passage)
    if len(voices) > 1:
        return tuple(
            Report(one.who, one.cue, (one.said,), one.said, Kind.DIRECT)
            for one in voices
            if one.said[1] - one.said[0] >= FEWEST_LETTERS
        )
    turn = _opening_turn(text, passage)
    return () if turn is None else (turn,)


def _opening_turn(text: str, passage: Stretch) -> Report | None:
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
