"""Lines of a printed page back to paragraphs.

A line break inside a paragraph is the printer's, not the writer's. A paragraph ends with a line that stops
short of the column, or with a full stop well before its edge.
"""

import re

# pdfium marks a hyphen at the end of a line with U+FFFE or U+0002.
_HYPHEN = re.compile(r"[\ufffe\x02]\r?\n?")
_STOPS = (".", "!", "?", "”", "»", ":", "…")
SHORT_SHARE = 0.6
STOP_SHARE = 0.9


def reflow(page: str) -> str:
    """The page's paragraphs, one a line."""
    lines = [line.strip() for line in _HYPHEN.sub("", page).splitlines()]
    column = max(map(len, lines), default=0)
    pieces: list[str] = []
    for line in lines:
        if not line:
            continue
        ends = len(line) < SHORT_SHARE * column or (line.endswith(_STOPS) and len(line) < STOP_SHARE * column)
        pieces.append(line + ("\n" if ends else " "))
    return "".join(pieces).strip()
