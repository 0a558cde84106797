"""A text that is not read, and why."""

from tocsin.records.issue import Stage, issue
from tocsin.records.reading import Document, Reading


def unread(document: Document, reason: str, lang: str = "") -> Reading:
    """No reading; an issue in its place.

    Args:
        lang: the language it was found to be in; without it, that which it came with.
    """
    told = lang or document.lang or "und"
    return Reading(id=document.id, lang=told, issues=(issue(Stage.READING, document.id, reason),))
