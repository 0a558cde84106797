"""Topics and indications of single statements, written blind: what wordings know that were not made for them.

1,672 English and Russian statements were written and labelled on 22 November 2026 by four engineers who had
not seen a wording of the catalogue, in the words of forty kinds of writers and mostly about countries that do
not exist. Half of the lines, by digest, was read to mend wordings and is no test of them any more; of the
other half only the score is looked at. A line is labels, a bar, sentences, and the statement in brackets:

    losses cert:probable i:heavy_losses | The nurse thinks [some forty men never came back], she wrote.

The first label is the topic, or `none`; half of those without one are near misses (a league's draft, men
called up to fight a fire). Nothing is read around a line, and the plain word for a thing was often left out
on purpose, which is harder than a text. The trained heads learned from these lines and are not asked here.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from training.examples import NO_TOPIC
from training.statements import Line, load_lines

from evals import Row
from evals.bootstrap import intervals
from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.indications import IndicationFinder
from tocsin.reading.topics import TopicClassifier

LANGUAGES = ("en", "ru")
SEED = 20261122
HALVES = {"open": "read to mend wordings: no test of them", "sealed": "never read, its score watched"}


def is_sealed(line: Line) -> bool:
    """Whether it is never read, only scored."""
    return hashlib.sha256(line.text.encode()).digest()[0] % 2 == 1


class Judged(NamedTuple):
    """What was found in a line beside what is there."""

    line: Line
    topic: str
    signs: frozenset[str]


def judge(lang: str) -> Iterator[Judged]:
    """What the catalogue's wordings find in each line of a language."""
    catalogue = load_catalogue()
    topics, signs = TopicClassifier(catalogue.topics, lang), IndicationFinder(catalogue.indicators, lang)
    for line in load_lines(lang):
        shown = signs.find(line.text, [(0, len(line.text))])
        topic = topics.classify(line.text, line.text[slice(*line.content)]) or NO_TOPIC
        yield Judged(line, topic, frozenset(one.indicator for one in shown))


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Topics named and right, near misses and others left alone, indications found and right."""
    about = [one for one in judged if one.line.topic != NO_TOPIC]
    other = [one for one in judged if one.line.topic == NO_TOPIC]
    right = sum(one.topic == one.line.topic for one in about)
    signs = sum(len(one.signs & one.line.signs) for one in judged)
    shown, marked = (
        sum(map(len, each)) for each in zip(*((o.signs, o.line.signs) for o in judged), strict=True)
    )
    return {
        "has a topic": sum(one.topic != NO_TOPIC for one in about) / max(1, len(about)),
        "topic right": right / max(1, len(about)),
        "no topic where none is": sum(one.topic == NO_TOPIC for one in other) / max(1, len(other)),
        "indications precision": signs / max(1, shown),
        "indications recall": signs / max(1, marked),
        "indications F1": 2 * signs / max(1, shown + marked),
    }


def rows(_: Path) -> Iterator[Row]:
    """Both halves in both languages."""
    judged = {lang: list(judge(lang)) for lang in LANGUAGES}
    for half, note in HALVES.items():
        for lang in LANGUAGES:
            here = [one for one in judged[lang] if is_sealed(one.line) == (half == "sealed")]
            bands = intervals(here, figures, SEED)
            for name, value in figures(here).items():
                yield Row(f"blind statements, {half}, {lang}, {name}", value, *bands[name], note=note)
