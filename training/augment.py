"""Tells an example in another shape: other names, other quotation marks, other paragraphs.

A few hundred texts teach a network their names and their layout as well as their attributions; what is
changed here it cannot lean on. Each epoch sees each text in another shape.
"""

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import spacy

from tocsin.reading.english.parse import MODEL
from training.edits import Edit, apply
from training.examples import Example

SWAPPED = ("PERSON", "GPE", "ORG", "NORP", "FAC", "LOC")
"""Kinds of name that another of the same kind can stand for."""
_WORD = re.compile(r"[\w’'-]+")
_QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"))
_MARKED_OLD = re.compile(r"``|''")
_PARAGRAPH = re.compile(r"(?<=[.!?”\"])\n+(?=\S)")

Names = Mapping[str, Sequence[str]]
"""Kind of name → names of that kind in all texts."""
Mentions = Sequence[tuple[int, int, str]]
"""Offsets and kind of each name of one text."""


def find_names(examples: Sequence[Example]) -> tuple[Names, list[Mentions]]:
    """Every name of every text, by spaCy's small pipeline, pooled by kind and by number of words."""
    pipeline = spacy.load(MODEL, exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])
    pool: defaultdict[str, set[str]] = defaultdict(set)
    mentions: list[Mentions] = []
    for doc in pipeline.pipe(example.text for example in examples):
        found = [_bare(entity.text, entity.start_char, entity.label_) for entity in doc.ents]
        kept = [(a, b, kind) for a, b, kind in found if b > a and "\n" not in doc.text[a:b]]
        mentions.append(kept)
        for a, b, kind in kept:
            pool[_kind(kind, doc.text[a:b])].add(doc.text[a:b])
    return {kind: sorted(names) for kind, names in pool.items()}, mentions


def _bare(words: str, start: int, kind: str) -> tuple[int, int, str]:
    """A name without its article and possessive."""
    if kind not in SWAPPED or not words[:1].isupper():
        return start, start, kind
    return start, start + len(re.sub(r"['’]s?$", "", words)), kind


def _kind(kind: str, name: str) -> str:
    return f"{kind} {min(3, len(_WORD.findall(name)))}"


def vary(example: Example, mentions: Mentions, names: Names, rng: random.Random) -> Example:
    """One other shape of an example."""
    if rng.random() < 0.7:
        example = apply(example, _swaps(example.text, mentions, names, rng))
    if " ." in example.text and rng.random() < 0.8:
        example = untokenise(example)
    if rng.random() < 0.4:
        example = requote(example, *rng.choice(_QUOTES))
    if rng.random() < 0.3:
        example = join_paragraphs(example, rng)
    return example


def _swaps(text: str, mentions: Mentions, names: Names, rng: random.Random) -> list[Edit]:
    """The same name gets the same other name everywhere; part of the names stay."""
    chosen: dict[str, str] = {}
    edits: list[Edit] = []
    for start, end, kind in mentions:
        name = text[start:end]
        if name not in chosen:
            known = names[_kind(kind, name)]
            chosen[name] = rng.choice(known) if rng.random() < 0.7 else name
        edits.append(Edit(start, end, chosen[name]))
    return edits


def untokenise(example: Example) -> Example:
    """A text that was stored as words with spaces around every mark, as it would be printed."""
    marks = _MARKED_OLD.finditer(example.text)
    example = apply(example, [Edit(m.start(), m.end(), "“" if m.group() == "``" else "”") for m in marks])
    spaces = re.finditer(r" (?=[.,;:!?)%”]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)|(?<=[($“]) ", example.text)
    return apply(example, [Edit(m.start(), m.end(), "") for m in spaces])


def requote(example: Example, opening: str, closing: str) -> Example:
    """Other quotation marks."""
    table = str.maketrans({"“": opening, "”": closing, "«": opening, "»": closing})
    return example._replace(text=example.text.translate(table))


def join_paragraphs(example: Example, rng: random.Random) -> Example:
    """Some paragraphs run on, as in text taken from a page without its layout."""
    breaks = [m for m in _PARAGRAPH.finditer(example.text) if rng.random() < 0.5]
    return apply(example, [Edit(m.start(), m.end(), " ") for m in breaks])
