"""The briefing as the page that people read."""

from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.html import render


def write(edition: Edition) -> bytes:
    """The page as one file."""
    return render(edition.briefing).encode()
