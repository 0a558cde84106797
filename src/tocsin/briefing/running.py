"""The line that runs at the head of every printed page but the first: the case, and the instant it speaks of.

Source: CSS Paged Media Level 3, 5 (margin boxes); CSS Syntax Level 3, 4.3.7 (escapes).
"""

from tocsin.briefing.language.choose import language
from tocsin.records.briefing import Briefing

MOST_LETTERS = 90


def running_head(briefing: Briefing) -> str:
    """The rule for it; words of the case enter it letter by letter, as escapes, so that they stay words."""
    speak = language(briefing.language)
    title = f"{briefing.country} · {briefing.question}"
    short = title if len(title) <= MOST_LETTERS else f"{title[: MOST_LETTERS - 1]}…"
    text = f"{short} · {speak.t('page.as_of').lower()} {speak.short_instant(briefing.as_of)}"
    return (
        f'@page{{@top-left{{content:"{escaped(text)}";font:8pt "IBM Plex Sans",sans-serif;color:#5b5f63}}}}'
    )


def escaped(text: str) -> str:
    """The text as it may stand in a CSS string, whatever it holds."""
    return "".join(
        letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):X} " for letter in text
    )
