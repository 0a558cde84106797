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
from tocsin.protect.declension import inflect
from tocsin.protect.names import everyday_words, script_of
from tocsin.protect.opening import WORD, Openings
from tocsin.protect.pseudonym import normal
from tocsin.protect.shielding import shields
from tocsin.protect.sounding import keys
from tocsin.protect.spelling import NOT_AFTER_LETTER, expression
from tocsin.protect.spotting import Hit, Spotter
from tocsin.records.reading import ProtectedMention

WITHHELD = "[name withheld]"
SHORT = 2


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
        self._shared = {normal(t.name) for t in self._targets if t.replacement == WITHHELD}
        self._spotter = Spotter(list(mapping), public)
        self._verify_pseudonyms()
        found = "|".join(
            f"(?P<t{place}>{expression(target.name)})" for place, target in enumerate(self._targets)
        )
        # Case is ignored at matching; a name in lower case that is a word is let pass in `_replaced`.
        # The look-behind stands before the choice too: a case may hold hundreds of names, and trying each
        # of them in the middle of every word takes most of a large briefing's time.
        self._pattern = re.compile(f"{NOT_AFTER_LETTER}(?:{found})", re.IGNORECASE) if mapping else None
        self._openings = Openings([target.name for target in self._targets if target.replacement])

    def text(self, text: str) -> str:
        """The text with pseudonyms for names. Doing it twice changes nothing more."""
        return self._between(text, 0, len(text))

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
            written.append(self._called(mention.name, text[mention.start : mention.end]))
            at = mention.end
        if at < end:
            written.append(self._between(text, at, end))
        return "".join(written)

    def _between(self, text: str, start: int, end: int) -> str:
        # Matching runs over the whole text: a cut could turn `Timurid` into a name, or a name into none.
        written: list[str] = []
        at = start
        for left, right, replacement in self._places(text):
            if right <= at or left >= end:
                continue
            written.append(text[at : max(at, left)])
            written.append(replacement)
            at = right
        if at < end:
            written.append(text[at:end])
        return "".join(written)

    def _places(self, text: str) -> list[tuple[int, int, str]]:
        """Where something is to be replaced, ascending: spellings first, then what wears a disguise."""
        if self._pattern is None:
            return []
        words = WORD.findall(text)
        hits = self._spotter.find(text, words=words)
        if not hits and not self._openings.among(words):
            return []
        found, taken = [], []
        for match in self._pattern.finditer(text):
            replacement = self._replaced(match)
            taken.append((match.start(), match.end()))
            if replacement != match.group():
                found.append((*match.span(), replacement))
        for hit in hits:
            if all(hit.end <= left or hit.start >= right for left, right in taken):
                found.append((hit.start, hit.end, self._standing_for(hit, text[hit.start : hit.end])))
        return sorted(found)

    def _standing_for(self, hit: Hit, words: str) -> str:
        if any(keys(words) & keys(part) for shared in self._shared for part in shared.split()):
            return WITHHELD
        pseudonym = self._by_name[normal(hit.name)]
        cyrillic = script_of(words) == "cyrillic" and script_of(pseudonym) == "cyrillic"
        return inflect(pseudonym, hit.case) if cyrillic else pseudonym

    def _called(self, name: str, words: str) -> str:
        """The pseudonym for a mention, in the case the mention stands in."""
        pseudonym = self._by_name.get(normal(name), WITHHELD)
        if script_of(words) == script_of(pseudonym) == "cyrillic":
            hits = [hit for hit in self._spotter.find(words) if normal(hit.name) == normal(name)]
            return inflect(pseudonym, hits[0].case) if hits else pseudonym
        return pseudonym

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
    shielded = [Target(name, None) for name in public if shields(name, whole)]
    return sorted([*shielded, *private.values()], key=lambda target: (-len(target.name), target.name))


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
