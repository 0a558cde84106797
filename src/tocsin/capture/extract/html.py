"""Main text, title, author and date of an HTML page.

Source: Barbaresi (2021), "Trafilatura: a web scraping library and command-line tool for text discovery
and extraction"; Barbaresi (2020), htmldate. Measured beside others in the project's evaluation.
"""

import logging
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import count

import trafilatura
from lxml import etree
from trafilatura.meta import reset_caches

from tocsin.capture.extract.found import Found
from tocsin.capture.extract.fragment import paragraphs
from tocsin.errors import CaptureError

METHOD = f"trafilatura {version('trafilatura')} fast"
FRAGMENT_METHOD = "paragraphs 1"
# A page with fewer letters than this outside its navigation says nothing.
LEAST_LETTERS = 20
# The extractor remembers strings of the pages it has seen, 160 kB a page: an import of thousands would fill
# the memory.
PAGES_BETWEEN_RESETS = 50
_PAGES = count(1)

# Their remarks about single pages are ours to make, as issues.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def parse(body: bytes, where: str, captured_at: datetime) -> Found:
    """The readable part of a page; a page too small for the extractor is read paragraph by paragraph.

    Raises:
        CaptureError: there is none.
    """
    if next(_PAGES) % PAGES_BETWEEN_RESETS == 0:
        reset_caches()
    dates = {
        "original_date": True,
        "extensive_search": True,
        "max_date": captured_at.date().isoformat(),
        "outputformat": "%Y-%m-%d",
    }
    try:
        page = trafilatura.bare_extraction(
            body, fast=True, with_metadata=True, include_comments=False, date_extraction_params=dates
        )
    except (etree.LxmlError, ValueError, TypeError, RecursionError) as error:
        raise _unreadable(where, f"HTML that cannot be parsed ({error})") from error
    text = page.text if page is not None and not isinstance(page, dict) else None
    if page is None or isinstance(page, dict) or not text:
        return parse_fragment(body, where)
    return Found(
        text=text,
        method=METHOD,
        title=page.title or None,
        author=page.author or None,
        published_at=_instant(page.date),
    )


def parse_fragment(body: bytes, where: str) -> Found:
    """All paragraphs of a small page or a feed's entry, navigation left out.

    Raises:
        CaptureError: there is nothing to read.
    """
    try:
        title, text = paragraphs(body)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise _unreadable(where, f"HTML that cannot be parsed ({error})") from error
    if sum(map(str.isalpha, text)) < LEAST_LETTERS:
        raise _unreadable(where, "no readable text")
    return Found(text=text, method=FRAGMENT_METHOD, title=title)


def _instant(day: str | None) -> datetime | None:
    if not day:
        return None
    try:
        return datetime.strptime(day[:10], "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None


def _unreadable(where: str, found: str) -> CaptureError:
    return CaptureError(where, "a page with an article", found, "saving the article's text as .txt")
