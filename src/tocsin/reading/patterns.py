"""The catalogue's wordings, compiled once and asked only of texts that hold their words.

In a pattern a plain space stands for any one white-space character, because archived text breaks lines
and keeps no-break spaces where a reader sees a space. Case is ignored by asking the text in lower case, which
is twice as quick as an expression that compares letters in either.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tocsin.errors import ReadingError
from tocsin.reading.literals import required_literals
from tocsin.records.indication import Patterns

# More expressions than any catalogue holds, so that a long run compiles each of them once.
REMEMBERED = 16384
_ESCAPED = re.compile(r"(\\.|\(\?P)|(.)", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Expression:
    """A compiled expression and the words it cannot do without; itself and no other, as each is made once."""

    regex: re.Pattern[str]
    """The expression, which matches text in lower case."""
    literals: tuple[str, ...]
    """One of these, in lower case, is in every match; empty when nothing is known."""
    further: tuple[tuple[str, ...], ...] = ()
    """And one of each of these."""

    def goes_on(self, lowered: str) -> bool:
        """Whether a text that holds one of the literals holds the further words, too."""
        # Written out: it is asked of every sentence for many wordings of the catalogue.
        for words in self.further:
            for word in words:
                if word in lowered:
                    break
            else:
                return False
        return True


@dataclass(frozen=True)
class Wording:
    """One language's wording of an indicator or topic, compiled."""

    any: tuple[Expression, ...]
    """One of these must match."""
    all: tuple[Expression, ...]
    """Each of these must match too."""
    none: tuple[Expression, ...]
    """None of these may match."""

    def possible(self, able: set[Expression]) -> "Wording | None":
        """What of this wording is left where these can match and no others; `None` if nothing is."""
        left = tuple(e for e in self.any if e in able)
        if not left or not able.issuperset(self.all):
            return None
        return Wording(any=left, all=self.all, none=tuple(e for e in self.none if e in able))

    def admits(self, text: str, start: int, end: int) -> bool:
        """Whether `all` and `none` let a passage of a text through, given in lower case."""
        return all(e.regex.search(text, start, end) for e in self.all) and not any(
            e.regex.search(text, start, end) for e in self.none
        )


@lru_cache(maxsize=REMEMBERED)
def expression(pattern: str) -> Expression:
    """The expression written as `pattern`.

    Raises:
        ReadingError: it is not a regular expression.
    """
    try:
        regex = re.compile(_in_lower_case(pattern).replace(" ", r"\s"))
    except re.error as problem:
        raise ReadingError(
            f"pattern {pattern!r}", "a regular expression", str(problem), "escaping the character it names"
        ) from problem
    first, *further = [tuple(sorted(words)) for words in required_literals(pattern)] or [()]
    return Expression(regex=regex, literals=first, further=tuple(further))


def lower_case(text: str) -> str:
    """The text in lower case, character for character, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _in_lower_case(pattern: str) -> str:
    """The pattern in lower case, but for its escapes and named groups."""
    return _ESCAPED.sub(lambda found: found[1] or found[2].lower(), pattern)


def wording(patterns: Patterns) -> Wording:
    """The patterns of one language, compiled."""
    return Wording(
        any=tuple(expression(p) for p in patterns.any),
        all=tuple(expression(p) for p in patterns.all),
        none=tuple(expression(p) for p in patterns.none),
    )


def patterns_for(patterns: Mapping[str, Patterns], lang: str) -> Patterns | None:
    """The patterns for a language tag: `en-GB` falls back to `en`."""
    return patterns.get(lang) or patterns.get(lang.partition("-")[0])
