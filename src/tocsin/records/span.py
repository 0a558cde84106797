"""A piece of a text and where it stands.

Offsets are Python character offsets, end exclusive: `text[start:end]` is the span's text.
"""

from tocsin.records.record import Record


class Span(Record):
    """Characters `start` to `end` of a text."""

    text: str
    """The words themselves, exactly as archived."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""


def cut(text: str, start: int, end: int) -> Span:
    """The span of `text` from `start` to `end`."""
    return Span(text=text[start:end], start=start, end=end)
