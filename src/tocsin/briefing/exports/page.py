"""The briefing as the page that people read, with what plays it where it is read aloud."""

from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.html import render
from tocsin.briefing.player import NONE
from tocsin.briefing.voice.page import player, silent


def write(edition: Edition) -> bytes:
    """The page as one file."""
    briefing, heard = edition.briefing, edition.aloud()
    if isinstance(heard, str):
        plays = silent(briefing.language, heard) if heard else NONE
    else:
        title = f"{briefing.country}: {briefing.question}"
        plays = player(heard, briefing.language, briefing.id, title)
    return render(briefing, plays).encode()
