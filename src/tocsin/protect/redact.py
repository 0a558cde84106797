"""Puts pseudonyms in the place of names.

Three things are easily confused. A *person* is someone the case protects. A *mention* is one place in one
text where reading found them. A *spelling* is any run of letters that a reader would take for their name.
Replacing mentions alone leaks what reading missed; replacing spellings alone renames a minister who
shares a first name with an interviewee. So spellings are replaced everywhere, public names are shielded,
and where the mentions of a text are known they decide first.

Worked example. Private: Sergei. Public: Sergei Shoigu. "Sergei's boss saw Sergei Shoigu" becomes
"Interviewee 1's boss saw Sergei Shoigu".
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from tocsin.errors import ProtectError
from tocsin.protect.names import everyday_words
from tocsin.protect.pseudonym import normal
from tocsin.protect.spelling import NOT_AFTER_LETTER, expression
from tocsin.records.reading import ProtectedMention

WITHHELD = "[name withheld]"
SHORT = 2
FEWEST, MOST = 2, 4
"""Words of a full name."""
# Capital first, then letters; initials; a hyphen or an apostrophe inside, but no possessive.
NAME_WORD = re.compile(r"(?=[^\W\d_])(?!\w*['’]s\b)[^\W\d_a-zа-яё][^\W\d_]*(?:['’-][^\W\d_]+)*\.?")


class Target(NamedTuple):
    """One spelling to look for and what to put in its place."""

    name: str
    """The spelling."""
    replacement: str | None
    """What stands there afterwards; `None` for a public name, which stays."""


class Redactor:
    """Replaces every spelling of the private people of a case."""

    def __init__(self, mapping: Mapping[str, str], public: Collection[str] = ()) -> None:
        """Prepares the spellings.

        Args:
            mapping: Name → pseudonym.
            public: Full names of public people; anything else in it shields nobody. A name that is both is
                private.

        Raises:
            ProtectError: a pseudonym holds the name of a private person.
        """
        self._by_name = {normal(name): pseudonym for name, pseudonym in mapping.items()}
        self._targets = _targets(mapping, public)
        self._verify_pseudonyms()
        found = "|".join(
            f"(?P<t{place}>{expression(target.name)})" for place, target in enumerate(self._targets)
        )
        # Case is ignored at matching; a name in lower case that is a word is let pass in `_replaced`.
        # The look-behind stands before the choice too: a case may hold hundreds of names, and trying each
        # of them in the middle of every word takes most of a large briefing's time.
        self._pattern = re.compile(f"{NOT_AFTER_LETTER}(?:{found})", re.IGNORECASE) if found else None

    def text(self, text: str) -> str:
        """The text with pseudonyms for names. Doing it twice changes nothing more."""
        return self._pattern.sub(self._replaced, text) if self._pattern else text

    def span(self, text: str, start: int, end: int, mentions: Iterable[ProtectedMention] = ()) -> str:
        """Characters `start` to `end` of `text` with pseudonyms for names.

        A mention that is cut by an edge of the span is replaced whole, so that no half of a name stays.

        Args:
            text: The whole text of the memento.
            start: Offset of the first character.
            end: Offset after the last character.
            mentions: What reading found in this text; each decides its own place.
        """
        written: list[str] = []
        at = start
        for mention in sorted(mentions, key=lambda one: one.start):
            if mention.end <= at or mention.start >= end:
                continue
            written.append(self._between(text, at, max(at, mention.start)))
            written.append(self._by_name.get(normal(mention.name), WITHHELD))
            at = mention.end
        if at < end:
            written.append(self._between(text, at, end))
        return "".join(written)

    def _between(self, text: str, start: int, end: int) -> str:
        # Matching runs over the whole text: a cut could turn `Timurid` into a name, or a name into none.
        if self._pattern is None:
            return text[start:end]
        written: list[str] = []
        at = start
        for match in self._pattern.finditer(text):
            if match.end() <= at or match.start() >= end:
                continue
            replacement = self._replaced(match)
            if replacement == match.group():
                continue
            written.append(text[at : max(at, match.start())])
            written.append(replacement)
            at = match.end()
        if at < end:
            written.append(text[at:end])
        return "".join(written)

    def _replaced(self, match: re.Match[str]) -> str:
        words = match.group()
        target = self._targets[int((match.lastgroup or "t0")[1:])]
        if target.replacement is None:
            return words
        lowered = words.islower() and target.name != words
        if lowered and (words in everyday_words() or len(words) <= SHORT):
            return words
        return target.replacement

    def _verify_pseudonyms(self) -> None:
        private = {
            word for target in self._targets if target.replacement for word in normal(target.name).split()
        }
        for pseudonym in self._by_name.values():
            if set(normal(pseudonym).split()) & private:
                raise ProtectError(
                    "pseudonyms",
                    "pseudonyms that are no private person's name",
                    "one that is",
                    "another naming",
                )


def _targets(mapping: Mapping[str, str], public: Collection[str]) -> Sequence[Target]:
    """Longest first, so that a full name is seen before its parts; public before private at one length."""
    private = {normal(name): Target(name, pseudonym) for name, pseudonym in mapping.items()}
    for part, pseudonyms in _parts(mapping).items():
        # A part that two people share tells which of them only with the text at hand: neither is named.
        shared = len(pseudonyms) > 1 or part in _surnames(public)
        private.setdefault(normal(part), Target(part, WITHHELD if shared else pseudonyms.pop()))
    whole = {normal(name) for name in mapping}
    shielded = [Target(name, None) for name in public if _shields(name, whole)]
    return sorted([*shielded, *private.values()], key=lambda target: (-len(target.name), target.name))


def _shields(name: str, private: Collection[str]) -> bool:
    """Whether the full name of a public person may keep a private name that stands in it.

    What is called a public name often comes from reading, which also calls "Sergei's boss" or "Teacher
    Sergei" a speaker. So it must look like a full name, and a private name may stand in it only as a given
    name does: alone, and not at the end.
    """
    words = name.split()
    if not FEWEST <= len(words) <= MOST or not all(NAME_WORD.fullmatch(word) for word in words):
        return False
    folded = f" {normal(name)} "
    inside = {one for one in private if f" {one} " in folded}
    return not any(len(one.split()) > 1 or folded.endswith(f" {one} ") for one in inside)


def _parts(mapping: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, pseudonym in mapping.items():
        words = name.split()
        for word in words if len(words) > 1 else ():
            # Initials and particles such as `de` or `bin` are no names by themselves.
            if len(word.strip(".")) > 1 and not word.islower():
                found.setdefault(word, set()).add(pseudonym)
    return found


def _surnames(public: Collection[str]) -> set[str]:
    return {name.split()[-1] for name in public if len(name.split()) > 1}
