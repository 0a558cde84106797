"""What is read aloud: the sentences of a page in its order under the headings of its sections, or any text.

Citation marks, charts and tables are not read. First of all it is said that the voice is artificial.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tocsin.briefing.voice.spoken.english import Said, say, spoken
from tocsin.records.briefing import Briefing

LABELS: Mapping[str, Mapping[str, str]] = tomllib.loads(
    Path(__file__).with_name("labels.toml").read_text(encoding="utf-8")
)
UNREAD = frozenset({"answer"})
"""Sections whose heading is for the ear only what the opening says already."""
NORMALISED = frozenset({"en"})
"""Languages whose figures and dates we write out in words."""
LAST_STOP = re.compile(r"(?<=[.!?…])[\"”’')]*\s+(?=[\"“‘'(]?[A-ZА-ЯЁ])")


class Line(NamedTuple):
    """One sentence to be said."""

    text: str
    """As it is printed."""
    said: tuple[Said, ...]
    """How it is said."""
    sentence: int | None
    """Its number on the page; `None` for what is said and not printed so."""
    chapter: str
    """The section it opens; empty inside one."""

    @property
    def words(self) -> str:
        """What the engine gets."""
        return spoken(self.said)


def script_of(briefing: Briefing, known: Collection[str] = ()) -> tuple[Line, ...]:
    """What is read of a briefing.

    Args:
        briefing: With its prose; names are replaced in it already.
        known: Names whose pronunciation is known.
    """
    labels = LABELS[briefing.language]
    title = f"{briefing.country}: {briefing.question}".rstrip(".")
    first = briefing.passages[0] if briefing.passages else None
    chapter = first.heading if first and first.id in UNREAD else briefing.question
    lines = [_line(labels["opening"].format(title=title), None, chapter, known)]
    number = 0
    for passage in briefing.passages:
        if passage.id not in UNREAD:
            lines.append(_line(f"{passage.heading}.", None, passage.heading, known))
        for sentence in passage.sentences:
            lines.append(_line(sentence.text, number, "", known))
            number += 1
    return tuple(line for line in lines if line.said)


def script_of_text(title: str, text: str, language: str, known: Collection[str] = ()) -> tuple[Line, ...]:
    """What is read of an article: its title, then its sentences; a chapter is a paragraph."""
    lines = [_line(LABELS[language]["article"].format(title=title.rstrip(".")), None, title, known)]
    for paragraph in text.split("\n"):
        for sentence in _sentences(paragraph):
            lines.append(_line(sentence, None, "", known))
    return tuple(line for line in lines if line.said)


def _line(text: str, sentence: int | None, chapter: str, known: Collection[str]) -> Line:
    return Line(text, say(text, known), sentence, chapter)


def _sentences(paragraph: str) -> Iterator[str]:
    """Sentences, near enough for pauses."""
    yield from (one for one in LAST_STOP.split(paragraph.strip()) if one)


def as_text(lines: Sequence[Line]) -> str:
    """Everything that will be said and what it is said for, for the gate."""
    return "\n".join(f"{line.text}\n{line.words}" for line in lines)
