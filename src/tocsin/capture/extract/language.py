"""Which language a text is in, or `und` when it is too short to tell.

The identifier's two tables are 70 MB, of which the texts of one case touch a few. They are kept in a file
without a name, and a row is read when a text needs it. (Mapping the file would not do: the system maps what
lies around as well.)

Source: Lui and Baldwin (2012), langid.py; BCP 47 for the codes.
"""

import os
from array import array
from functools import cache
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier

SHORTEST_LETTERS = 20
SAMPLE = 4_000
UNKNOWN = "und"
ROW_LENGTH = 256
"""Moves from one state: one for every byte."""
MOST_ROWS = 4_096
_NO_LANGUAGE = ("zxx", "mul", "und")


def classify(text: str) -> str:
    """The language's code."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < SHORTEST_LETTERS:
        return UNKNOWN
    language, _ = _identifier().classify(sample)
    return UNKNOWN if language in _NO_LANGUAGE else str(language)


def prepare() -> None:
    """Loads what the first text would have to wait for."""
    _identifier()


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.tk_nextmove = _Moves(identifier.tk_nextmove)
    identifier.nb_ptc = _Weights(identifier.nb_ptc)
    # What it would choose languages from would keep the tables in memory.
    identifier._full_model = identifier.nb_ptc, identifier.nb_pc, identifier.nb_classes
    return identifier


class _Shelved:
    """A table of rows of one length, in a file."""

    def __init__(self, table: memoryview, row_bytes: int) -> None:
        with TemporaryFile() as file:
            file.write(table)
            file.flush()
            # Open as long as the process lives, as the identifier is.
            self._file = os.dup(file.fileno())
        self._row_bytes = row_bytes

    def row(self, number: int) -> bytes:
        return os.pread(self._file, self._row_bytes, number * self._row_bytes)


class _Moves:
    """Where each byte leads from each state."""

    def __init__(self, moves: "array[int]") -> None:
        self._typecode = moves.typecode
        self._shelved = _Shelved(memoryview(moves), ROW_LENGTH * moves.itemsize)
        self._rows: dict[int, array[int]] = {}

    def __getitem__(self, at: int) -> int:
        number = at // ROW_LENGTH
        row = self._rows.get(number)
        if row is None:
            if len(self._rows) >= MOST_ROWS:
                self._rows.clear()
            row = self._rows[number] = array(self._typecode, self._shelved.row(number))
        return row[at % ROW_LENGTH]


class _Weights:
    """What each feature says for each language."""

    def __init__(self, weights: NDArray[Any]) -> None:
        self._dtype = weights.dtype
        self._shelved = _Shelved(weights.data.cast("B"), weights.shape[1] * weights.itemsize)

    def __getitem__(self, features: NDArray[np.intp]) -> NDArray[Any]:
        """The rows of those features: (feature, language)."""
        rows = b"".join(self._shelved.row(int(one)) for one in features)
        return np.frombuffer(rows, dtype=self._dtype).reshape(len(features), -1)
