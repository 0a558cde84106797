"""How everything in a case is marked, and what an audience may see of it.

A mark stands on a source, an address, a capture or a claim, and spreads from there: to every capture of the
source or the address, to every other capture of the same page or the same bytes, and to everything read in
them. Nothing is ever milder than what it was read in. A claim that is marked by itself takes its words with
it: paragraphs and titles that hold them are left out wherever they stand in the case.

Worked example. A source is TLP:RED. Its page was captured twice, once under a shortened address: the same
bytes, so both captures are TLP:RED, and a prediction read in the second is too.

Source: FIRST, Traffic Light Protocol (TLP), version 2.0.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

import msgspec

from tocsin.records.alert import Alert
from tocsin.records.capture import SEALED, Capture, Memento, Vanishing, memento_id
from tocsin.records.claim import Claim
from tocsin.records.indication import Indication
from tocsin.records.issue import Issue
from tocsin.records.marking import Tlp, strictest
from tocsin.records.prediction import Prediction
from tocsin.records.span import Span

CAPTURE, CLAIM = "capture-", "claim-"
"""How ids of captures and claims begin; any other mark is of a source or of an address."""
LEADS = re.compile(
    r"^(?:urn:screenshot:)?(?:file:/*|[a-z][a-z0-9+.-]*://(?:[^/@\s]*@)?)?(?:www\.)?", re.IGNORECASE
)
BLANK = " "
"""Stands for every letter of a withheld paragraph, so that the places of all others stay what they were."""
UNTITLED = "Title withheld"


class Markings:
    """How the captures and claims of a case are marked."""

    def __init__(self, marks: Mapping[str, Tlp], default: Tlp, captures: Iterable[Capture]) -> None:
        """Spreads the marks over the captures.

        Args:
            marks: Id of a source, capture or claim, host, or address and what lies beneath it → its mark; the
                hosts of a marked source are marked too.
            default: What everything is marked at least.
            captures: Every capture of the case.
        """
        self._marks = dict(marks)
        self._default = default
        self._addresses = {_bare(name): mark for name, mark in marks.items() if is_address(name)}
        known = list(captures)
        is_mixed = bool(marks) or any(one.origin == SEALED for one in known)
        self._captures = self._spread(known) if is_mixed else {}

    def _spread(self, captures: Sequence[Capture]) -> dict[str, Tlp]:
        """Id → mark, the same for all captures that share an address or their bytes, however far apart."""
        own = {
            one.id: strictest(
                [self.source(one.source_id), self.address(one.address), self._mark(one.id), _by_origin(one)],
                self._default,
            )
            for one in captures
        }
        changed = len(set(own.values())) > 1
        while changed:
            pages: dict[str, Tlp] = {}
            for one in captures:
                for shared in (_bare(one.address), one.payload_digest):
                    pages[shared] = strictest([own[one.id]], pages.get(shared, self._default))
            spread = {
                one.id: strictest([pages[_bare(one.address)], pages[one.payload_digest]]) for one in captures
            }
            changed, own = spread != own, spread
        return own

    def source(self, name: str | None) -> Tlp:
        """The mark of a source."""
        return self._mark(name or "")

    def _mark(self, name: str) -> Tlp:
        return strictest([self._marks.get(name, self._default)], self._default)

    def address(self, address: str) -> Tlp:
        """The mark of an address: the strictest of those on it, on what it lies beneath and on its host."""
        if not self._addresses:
            return self._default
        bare = _bare(address)
        host = re.split(r"[/?#:]", bare, maxsplit=1)[0]
        parts = host.split(".")
        hosts = {".".join(parts[start:]) for start in range(len(parts))}
        return strictest(
            (
                mark
                for name, mark in self._addresses.items()
                if name in hosts or bare == name or (bare.startswith(name) and bare[len(name)] in "/?#")
            ),
            self._default,
        )  # fmt: skip

    def capture(self, name: str) -> Tlp:
        """The mark of a capture; RED where a case with marks has no such capture: nothing is known of it."""
        return self._captures.get(name, Tlp.RED if self._marks else self._default)

    def claim(self, claim: Claim) -> Tlp:
        """The mark of a claim: its own, and at least that of its source and its capture."""
        if not self._marks and not self._captures:
            return self._default
        return strictest([self._mark(claim.id), self.source(claim.source_id), self.capture(claim.capture_id)])

    def idle(self, captures: Iterable[Capture]) -> list[str]:
        """Marks on addresses that no capture has: not captured yet, or misspelt."""
        bare = [_bare(one.address) for one in captures]
        only = {name: Markings({name: mark}, Tlp.CLEAR, ()) for name, mark in self._marks.items()}
        return [
            name
            for name, one in only.items()
            if is_address(name)
            and ("/" in name or ":" in name)
            and all(one.address(found) is Tlp.CLEAR for found in bare)
        ]

    def captures(self) -> Mapping[str, Tlp]:
        """Id of every capture → its mark."""
        return self._captures

    def claims(self) -> Mapping[str, Tlp]:
        """Id → mark of every claim that is marked by itself."""
        return {name: mark for name, mark in self._marks.items() if name.startswith(CLAIM)}


class Withheld(NamedTuple):
    """What must not be found in anything that goes to an audience."""

    ids: frozenset[str] = frozenset()
    """Of captures, mementos and claims, and digests."""
    addresses: frozenset[str] = frozenset()
    """Of captures."""
    phrases: tuple[str, ...] = ()
    """Words of claims, as `plain_words` gives them."""


class Curtain:
    """What one audience may see."""

    def __init__(
        self,
        markings: Markings,
        audience: Tlp,
        captures: Iterable[Capture] = (),
        phrases: Iterable[str] = (),
    ) -> None:
        """Hangs the curtain.

        Args:
            markings: How the case is marked.
            audience: Whom it is drawn for.
            captures: Every capture of the case.
            phrases: Words of claims that this audience may not see.
        """
        self.audience = audience
        self.markings = markings
        self._phrases = [phrase for words in phrases if (phrase := plain_words(words))]
        hidden = [one for one in captures if not audience.admits(markings.capture(one.id))]
        self._hidden = frozenset(one.id for one in hidden)
        self.withheld = Withheld(
            ids=frozenset(
                {
                    *self._hidden,
                    *(memento_id(one.id) for one in hidden),
                    *(one.payload_digest for one in hidden),
                }
                | {name for name, mark in markings.claims().items() if not audience.admits(mark)}
            ),
            addresses=frozenset(one.address for one in hidden),
            phrases=tuple(self._phrases),
        )

    def shows(self, marking: Tlp) -> bool:
        """Whether the audience may see what is marked so."""
        return self.audience.admits(marking)

    def shows_address(self, address: str) -> bool:
        """Whether the audience may learn of an address."""
        return self.shows(self.markings.address(address))

    def shows_captures(self, *names: str) -> bool:
        """Whether the audience may learn of all these captures."""
        return not self._hidden & {*names}

    def memento(self, memento: Memento) -> Memento | None:
        """The memento as the audience may see it, offsets unchanged; `None` where it may not at all."""
        hidden = memento.capture_id in self._hidden or not self.shows(self.markings.source(memento.source_id))
        if hidden or not self.shows_address(memento.address):
            return None
        if not self._phrases:
            return memento
        title = UNTITLED if self._told(memento.title) else memento.title
        return msgspec.structs.replace(memento, title=title, text=self._blanked(memento.text))

    def _blanked(self, text: str) -> str:
        if not self._told(text):
            return text
        # A phrase may run over a line's end; then every line it touches goes.
        lines = text.split("\n")
        whole = [len(plain_words(line)) for line in lines]
        gone: set[int] = set()
        for first in range(len(lines)):
            for last in range(first, len(lines)):
                if self._told("\n".join(lines[first : last + 1])):
                    if not self._told("\n".join(lines[first + 1 : last + 1])):
                        gone.update(range(first, last + 1))
                    break
                if sum(whole[first + 1 : last + 1]) > max(map(len, self._phrases)):
                    break
        return "\n".join(BLANK * len(line) if n in gone else line for n, line in enumerate(lines))

    def _told(self, text: str) -> bool:
        if not self._phrases:
            return False
        plain = f" {plain_words(text)} "
        return any(f" {phrase} " in plain for phrase in self._phrases)

    def shows_claim(self, claim: Claim) -> bool:
        """Whether the audience may learn that there is such a claim."""
        return self.shows(self.markings.claim(claim)) and not self._told(claim.spans.content.text)

    def claim(self, claim: Claim, shown: Mapping[str, str]) -> bool:
        """Whether the audience may see a claim, given the texts it sees by id of memento."""
        return self.shows_claim(claim) and _stands(claim.spans.content, shown.get(claim.memento_id))

    def indication(self, found: Indication, shown: Mapping[str, str]) -> bool:
        """Whether the audience may see an indication, given the texts it sees by id of memento."""
        return self.shows_captures(found.capture_id, *found.further) and _stands(
            found.spans, shown.get(found.memento_id)
        )

    def prediction(self, made: Prediction) -> Prediction | None:
        """The prediction as the audience may see it: its fate only where that stands on what it may see."""
        own = self.markings.claims().get(made.claim_id, Tlp.CLEAR)
        if not (self.shows(own) and self.shows(self.markings.capture(made.capture_id))):
            return None
        if self._told(made.statement):
            return None
        settled = made.resolution
        if settled is not None and not self.shows_captures(*settled.cites):
            return msgspec.structs.replace(made, resolution=None)
        return made

    def vanishing(self, one: Vanishing) -> bool:
        """Whether the audience may learn that a page vanished."""
        shown = self.shows(self.markings.source(one.source_id)) and self.shows_address(one.address)
        return shown and self.shows_captures(one.last_seen, one.first_missed) and not self._told(one.title)

    def alert(self, one: Alert) -> bool:
        """Whether the audience may be told."""
        shown = self.shows_address(one.address) and self.shows_captures(*one.cites)
        return shown and not self._told(f"{one.title}\n{one.text}")

    def issue(self, trouble: Issue) -> bool:
        """Whether the audience may learn of an issue."""
        said = f"{trouble.subject}\n{trouble.reason}"
        if not self.shows_address(trouble.subject) or not self.shows(self.markings.source(trouble.subject)):
            return False
        named = (*self.withheld.ids, *self.withheld.addresses)
        return not self._told(said) and not any(name in said for name in named)


OPEN = Curtain(Markings({}, Tlp.CLEAR, ()), Tlp.RED)
"""The curtain of whoever keeps the case: nothing is behind it."""


def _by_origin(capture: Capture) -> Tlp:
    """What is sealed is for those who have the key, whatever else is marked."""
    return Tlp.RED if capture.origin == SEALED else Tlp.CLEAR


def _stands(span: Span, text: str | None) -> bool:
    """Whether the words still stand at their place in what is shown."""
    return text is not None and text[span.start : span.end] == span.text


def is_address(name: str) -> bool:
    """Whether a mark stands on a host or an address."""
    return not name.startswith((CAPTURE, CLAIM)) and ("." in name or ":" in name or "/" in name)


def _bare(address: str) -> str:
    """An address without scheme, user, `www.`, escapes and last slash, host in lower case."""
    rest = unquote(LEADS.sub("", address.strip())).rstrip("/")
    host, slash, path = rest.partition("/")
    return f"{host.casefold()}{slash}{path}"


def plain_words(text: str) -> str:
    """The words alone, so that a comma, a capital or a line's end hides nothing."""
    return " ".join(re.findall(r"\w+", text.casefold()))
