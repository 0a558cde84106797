"""What a media type's reader gives, before dates are weighed and a memento is made of it."""

from datetime import datetime

from tocsin.records.record import Record


class Found(Record):
    """The readable part of one payload."""

    text: str
    """Main text, paragraphs separated by a line break."""
    method: str
    """What made it, with its version."""
    title: str | None = None
    """Title, where the format has one."""
    author: str | None = None
    """Author as printed."""
    published_at: datetime | None = None
    """Publication instant that the format tells: aware, UTC."""
    pages: tuple[int, ...] = ()
    """Where in the text each page starts, for a format with pages."""


def first_line(text: str, longest: int = 120) -> str:
    """The first line with words, cut at a word, to stand in for a title."""
    line = next((line.strip(" #\t") for line in text.splitlines() if line.strip(" #\t")), "")
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0] + " …"
