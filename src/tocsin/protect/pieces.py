"""What a file is taken apart into: pieces of text, passages to be unfolded, and what nobody can open."""

from typing import NamedTuple


class Piece(NamedTuple):
    """Some text and where it stands."""

    where: str
    text: str
    loose: bool = False
    """Whether it is an address, a key or a file name rather than prose."""
    code: bool = False
    """Whether it is a program or a style sheet, in which `@media` is no handle."""


class Opaque(NamedTuple):
    """A part that could not be looked into, which is no reason to let it out."""

    where: str
    reason: str


class Passage(NamedTuple):
    """A text as it stands in a file, in which addresses and encoded parts are still to be looked for."""

    where: str
    text: str
    loose: bool
    """Whether it is an address, a key or a file name rather than prose."""
    depth: int
    """Containers around it."""
    code: bool = False
    """Whether it is a program or a style sheet."""
