"""The publication date: what the carrier or the page tells, or a dateline in the first lines.

A date after the capture cannot be one of publication and is not believed.
"""

import re
from datetime import UTC, date, datetime, time

from tocsin.records.capture import DateBasis

# Months as they stand in a date, by language; the first letters tell them apart.
_MONTHS = {
    "en": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "ru": ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    "uk": ("січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру"),
}
_NUMBER = {name: place for names in _MONTHS.values() for place, name in enumerate(names, start=1)}
_NAME = "|".join(_NUMBER)
_WORDED = re.compile(rf"\b(\d{{1,2}})(?:[snrt][tdh])? ({_NAME})\w*\.?,? (\d{{4}})\b", re.IGNORECASE)
_AMERICAN = re.compile(rf"\b({_NAME})\w*\.? (\d{{1,2}})(?:[snrt][tdh])?, (\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:\b|T)")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
FIRST_LINES = 8
# A byline or a dateline is short; a date in a full sentence is what the text is about.
LINE_LENGTH = 90
DATELINE = re.compile(r"^.{0,60}?\s[—–-]\s")


def publication(
    captured_at: datetime,
    text: str,
    *,
    carrier: datetime | None,
    metadata: datetime | None,
) -> tuple[datetime | None, DateBasis]:
    """The best publication instant that is not after the capture, and how it was found."""
    candidates = (
        (carrier, DateBasis.CARRIER),
        (metadata, DateBasis.METADATA),
        (_instant(find_in_text(text)), DateBasis.TEXT),
    )
    for at, basis in candidates:
        if at is not None and at <= captured_at:
            return at, basis
    return None, DateBasis.UNKNOWN


def find_in_text(text: str) -> date | None:
    """The date in the first lines: of a short line, or of a dateline before its dash."""
    written = [line.strip().replace("\u00a0", " ") for line in text[:4_000].splitlines()]
    for line in [line for line in written if line][:FIRST_LINES]:
        dateline = DATELINE.match(line)
        part = dateline.group() if len(line) > LINE_LENGTH and dateline else line
        if len(part) <= LINE_LENGTH:
            found = parse(part)
            if found is not None:
                return found
    return None


def parse(text: str) -> date | None:
    """The first date of a short text, as far as it is a real day."""
    if match := _WORDED.search(text):
        day, month, year = int(match[1]), _NUMBER[match[2].lower()], int(match[3])
    elif match := _AMERICAN.search(text):
        day, month, year = int(match[2]), _NUMBER[match[1].lower()], int(match[3])
    elif match := _ISO.search(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _DOTTED.search(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _instant(day: date | None) -> datetime | None:
    """The first instant of the day in UTC; an instant stays what it is."""
    if day is None or isinstance(day, datetime):
        return day
    return datetime.combine(day, time.min, tzinfo=UTC)
