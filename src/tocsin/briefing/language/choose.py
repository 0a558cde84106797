"""Which languages there are: a new one is a module, a table of phrases, and a line here."""

from functools import cache

from tocsin.briefing.language.english import English
from tocsin.briefing.language.interface import Language
from tocsin.briefing.language.russian import Russian

LANGUAGES: dict[str, type[Language]] = {"en": English, "ru": Russian}


@cache
def language(code: str) -> Language:
    """The language of that code."""
    return LANGUAGES[code]()
