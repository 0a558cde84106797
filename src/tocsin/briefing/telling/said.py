"""Words with the facts in them: how a phrase of the language becomes a sentence of the briefing.

A slot of a phrase takes a place in the record or words that were made in the same way. There is no third
thing it takes, so that nothing can be said that no record holds.
"""

from collections.abc import Sequence
from string import Formatter
from typing import NamedTuple

from tocsin.briefing.language.choose import language
from tocsin.briefing.telling.looking import look
from tocsin.records.briefing import Briefing, Fact, Sentence


class At(NamedTuple):
    """Where the values of a slot stand in the briefing."""

    paths: tuple[str, ...]


class Said(NamedTuple):
    """Words, and what in them comes from the record."""

    text: str
    facts: tuple[Fact, ...] = ()


def at(*paths: str) -> At:
    """The places of a slot's values."""
    return At(paths)


class Teller:
    """Says phrases of one language about one briefing."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.language = language(briefing.language)

    def say(self, key: str, /, **slots: At | Said) -> Said:
        """The phrase with its slots filled from the record."""
        text: list[str] = []
        facts: list[Fact] = []
        for words, slot, form, _ in Formatter().parse(self.language.phrase(key)):
            text.append(words)
            if slot is None:
                continue
            given = slots[slot]
            said = given if isinstance(given, Said) else self.fact(form or "", given)
            text.append(said.text)
            facts += said.facts
        return Said("".join(text), tuple(facts))

    def fact(self, form: str, place: At) -> Said:
        """One thing from the record, printed in a form."""
        values = [look(self.briefing, path) for path in place.paths]
        printed = self.language.printed(form, *values)
        return Said(printed, (Fact(text=printed, form=form, paths=place.paths),))

    def listed(self, parts: Sequence[Said]) -> Said:
        """Several in a row, as the language strings them together."""
        marks = self.language.listed(["\0"] * len(parts)).split("\0")
        text = marks[0] + "".join(one.text + mark for one, mark in zip(parts, marks[1:], strict=True))
        return Said(text, tuple(fact for one in parts for fact in one.facts))

    def joined(self, parts: Sequence[Said], mark: str) -> Said:
        """Several with a mark between them."""
        return Said(mark.join(one.text for one in parts), tuple(fact for one in parts for fact in one.facts))

    def sentence(
        self,
        key: str,
        said: Said | None = None,
        /,
        cites: Sequence[str] = (),
        basis: str = "",
        **slots: At | Said,
    ) -> Sentence:
        """The phrase as a sentence, with what it stands on."""
        made = said or self.say(key, **slots)
        text = made.text[:1].upper() + made.text[1:]
        return Sentence(key=key, text=text, facts=made.facts, cites=tuple(dict.fromkeys(cites)), basis=basis)
