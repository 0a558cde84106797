"""What a text is called on the page: its headline, or the place it came from where it has none.

A pasted article has no title, and its first line may be anything: "Press play to listen to this article".
"""

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from tocsin.briefing.language.interface import Language
from tocsin.records.capture import Memento
from tocsin.records.source import Source

HEAD_LINES = 3
"""A first line is a headline where a blank line parts it from the body, with room for a date between."""


def title(memento: Memento, speak: Language) -> str:
    """The headline; without one, the place and the day: `article.txt, 26 Jan 2023`."""
    if has_headline(memento):
        return memento.title
    said = memento.published_at
    return f"{place(memento.address)}, {speak.short_day(said.date())}" if said else place(memento.address)


def publisher(memento: Memento, source: Source | None) -> str:
    """Who published the text, or the place it was taken from."""
    return source.title if source else place(memento.address)


def voice(memento: Memento, source: Source | None) -> str:
    """Who speaks where the text itself asserts something."""
    if source:
        return source.title
    return memento.title if has_headline(memento) else place(memento.address)


def has_headline(memento: Memento) -> bool:
    """Whether the title is one, and not the first words of a plain text."""
    if not memento.title.strip():
        return False
    if not memento.method.startswith("plain text"):
        return True
    lines = memento.text.strip().splitlines()
    return any(not line.strip() for line in lines[1 : HEAD_LINES + 1])


def place(address: str) -> str:
    """The host of a web address, the name of a file, or the address itself."""
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"} and parts.hostname:
        return parts.hostname.removeprefix("www.")
    return unquote(PurePosixPath(parts.path).name) or address
