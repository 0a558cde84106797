"""The last look before anything leaves: a leak stops the export, its place is named, nothing is written.

Everything upstream replaces names. This gate trusts none of it. It takes the finished bytes apart and looks
for every person of the case in every disguise, and for what leads to people without a name.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from tocsin.errors import LeakError
from tocsin.protect.channels import pieces, walk
from tocsin.protect.contacts import find_contacts
from tocsin.protect.marking import Withheld, plain_words
from tocsin.protect.metadata import PLACE
from tocsin.protect.pieces import Opaque, Passage, Piece
from tocsin.protect.spotting import Spotter
from tocsin.protect.unfolding import unfold

WORTH_KEEPING = 2_000
"""Characters from which a text is hardly ever said twice, and too long to keep."""
SHOWN = 5
"""Places that an error names; a file with one leak often has hundreds."""
SHORTEST_ID = 20
ID = re.compile(r"sha256:[0-9a-f]{64}|[a-z]+-[0-9a-f]{20}")
DIGEST = re.compile(
    r"(?<![\w.@+-])(?:(sha256:)?(?=\d*[a-f])[0-9a-f]{64}|([a-z]+-)(?=\d*[a-f])[0-9a-f]{20})(?![\w@+-])"
    r"|(--)(?=[\d-]*[a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w@+-])"
)
"""What is made out of contents. In a hundred thousand of these some digits pass for somebody's tax number.

A digest has letters among its digits; what has none may be anybody's number, and is looked at.
"""


class Leak(NamedTuple):
    """Something that must not leave, without the thing itself."""

    where: str
    """The file, and the place in it."""
    kind: str
    """What it is: a name and its disguise, a telephone number, a place in a picture."""
    hint: str
    """First letter and length, enough to find it and too little to leak it again through a log."""


class Gate:
    """Knows what must not leave a case."""

    def __init__(
        self,
        private: Collection[str],
        public: Collection[str] = (),
        allowed: Collection[str] = (),
        withheld: Withheld = Withheld(),
    ) -> None:
        """Prepares the look.

        Args:
            private: Real names of private people.
            public: Full names of public people, which may leave.
            allowed: Handles and addresses that are public: those of captured sources.
            withheld: What the audience may not see by its marking.
        """
        self._withheld = withheld
        self._addresses = [
            re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w/-])")
            for address in sorted(withheld.addresses)
            for word in {address, unquote(address), _file_name(address)} - {""}
        ]
        self._spotter = Spotter(private, public)
        self._allowed = frozenset(one.casefold().strip("@ ") for one in allowed)

    def find(self, name: str, data: bytes) -> Iterator[Leak]:
        """Every leak in the file `name`."""
        # The same prose is met again as part of a block: a leak is told once a place and hint.
        seen: set[Leak] = set()
        # A large file says most things many times over: keys, publishers, titles, whole quotes.
        clean: set[tuple[object, ...]] = set()
        for part in walk(name, data):
            for leak in self._leaks(part, clean):
                if leak not in seen:
                    seen.add(leak)
                    yield leak

    def _leaks(self, part: Piece | Passage | Opaque, clean: set[tuple[object, ...]]) -> Sequence[Leak]:
        """What must not leave in one part; what was found clean is not looked at again."""
        if isinstance(part, Opaque):
            return [_closed(part)]
        known = part[1:]
        if known in clean:
            return ()
        if isinstance(part, Passage):
            leaks = [leak for one in unfold(part, pieces) for leak in self._leaks(one, clean)]
        else:
            leaks = [*self._in(part)]
        if not leaks and len(part.text) < WORTH_KEEPING:
            clean.add(known)
        return leaks

    def _in(self, piece: Piece) -> Iterator[Leak]:
        where, text, loose, code = piece
        told = DIGEST.sub(r"\1\2\3", text) if len(text) > SHORTEST_ID else text
        for hit in self._spotter.find(told, loose=loose):
            yield Leak(where, f"a private name ({hit.how})", _hint(told[hit.start : hit.end]))
        for contact in find_contacts(told, self._allowed) if not code else ():
            yield Leak(where, contact.kind, _hint(told[contact.start : contact.end]))
        for mark in self._marked(text):
            yield Leak(where, "what this audience may not see by its marking", _hint(mark))
        if text == PLACE:
            yield Leak(where, "coordinates in a picture", "GPS")

    def _marked(self, text: str) -> Iterator[str]:
        if self._withheld.ids:
            yield from (word for word in ID.findall(text) if word in self._withheld.ids)
        plain = f" {plain_words(text)} " if self._withheld.phrases else ""
        yield from (phrase for phrase in self._withheld.phrases if f" {phrase} " in plain)
        for address in self._addresses:
            if found := address.search(text):
                yield found.group()

    def verify(self, files: Mapping[str, bytes]) -> None:
        """Lets files leave, all or none.

        Raises:
            LeakError: at least one would tell who somebody is.
        """
        leaks = [leak for name, data in files.items() for leak in self.find(name, data)]
        if leaks:
            told = "; ".join(f"{leak.kind} {leak.hint} at {leak.where}" for leak in leaks[:SHOWN])
            more = f" and {len(leaks) - SHOWN} more" if len(leaks) > SHOWN else ""
            raise LeakError(
                ", ".join(files),
                "nothing that tells who a private person is",
                told + more,
                "taking it out at its source, or naming a public person in case.toml; nothing was written",
            )


def _closed(part: Opaque) -> Leak:
    return Leak(part.where, f"a part nobody can look into ({part.reason})", "?")


def _file_name(address: str) -> str:
    """The name of a file of the user's own, which is printed in place of a title."""
    return unquote(address.removeprefix("file:").rpartition("/")[2]) if address.startswith("file:") else ""


def _hint(words: str) -> str:
    plain = words.strip()
    return f"“{plain[:1]}…” ({len(plain)} characters)"
