"""What a rule of the normaliser is: a pattern, and the words for what it finds."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

TABLES: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_name("english.toml").read_text(encoding="utf-8")
)
"""The shorthand that is written out, by kind."""
RANGE = r"\s?(?:–|—|-|\.\.\.?|…)\s?"
"""What stands between the two ends of a range."""


class Rule(NamedTuple):
    """One kind of shorthand."""

    pattern: re.Pattern[str]
    """What it looks like; it is tried where a word may begin."""
    words: Callable[[re.Match[str]], str | None]
    """What is said; `None` where it is none after all."""


def rule(pattern: str, words: Callable[[re.Match[str]], str | None]) -> Rule:
    """A rule, with blanks in its pattern left out."""
    return Rule(re.compile(pattern, re.VERBOSE), words)


def one_of(words: Collection[str]) -> str:
    """A pattern for any of some words, the longest first, so that `km/h` is not taken for `km`."""
    return "(?:" + "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True)) + ")"


def before(found: re.Match[str]) -> str:
    """The word that stands before what was found."""
    words = found.string[: found.start()].split()
    return words[-1] if words else ""


def ends_sentence(found: re.Match[str]) -> bool:
    """Whether a full stop at the end of what was found ends its sentence, too."""
    rest = found.string[found.end() :].lstrip("”’\"' ")
    return not rest or rest[0].isupper()
