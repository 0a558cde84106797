"""Words as Markdown: as nothing but text, as code, as marks that lead to footnotes, and as tables.

Source: CommonMark 0.31.2, 2.4 (backslash escapes); GitHub Flavored Markdown (tables, footnotes, autolinks).
"""

import re
from collections.abc import Iterable, Iterator

from tocsin.briefing.exports import said

SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])|^([#+=-]|\d+(?=[.)]))")
BARE = re.compile(r"(?i)(https?|ftp|mailto|www)(?=[:.])")
"""What GitHub makes a link of by itself."""


def safe(text: str) -> str:
    """The text as nothing but text, in one line."""
    # The spaces at the ends stay: a quote's neighbours begin and end with them.
    words = re.sub(r"\s+", " ", said.plain(text))
    return SPECIAL.sub(_escaped, BARE.sub("\\1\u2060", words))


def _escaped(found: re.Match[str]) -> str:
    special, opening = found.groups()
    # A digit cannot be escaped; what follows it would make a list of it.
    return f"{opening}\\" if opening and opening.isdigit() else f"\\{special or opening}"


def code(text: str) -> str:
    """The text in a code span, in which nothing is read as markup."""
    words = " ".join(text.split()).replace("`", "%60")
    return f"`{words}`"


def noted(cites: Iterable[str]) -> str:
    """Marks that lead to footnotes."""
    return "".join(f"[^{name}]" for name in cites)


def table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table of plain texts."""
    return table_of(map(safe, columns), (tuple(map(safe, row)) for row in rows))


def table_of(columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table of texts that are Markdown already."""
    heads = tuple(columns)
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
