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
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evals import Row
from evals.bootstrap import intervals
from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.indications import IndicationFinder
from tocsin.reading.topics import TopicClassifier

LINES = Path(__file__).parent.parent / "training" / "statements"
NONE = "none"
SEED = 20261122
HALVES = {"open": "read to mend wordings: no test of them", "sealed": "never read, its score watched"}
_LINE = re.compile(r"(?P<labels>[^|\[\]]+) \| (?P<before>[^\[\]]*)\[(?P<words>[^\[\]]+)\](?P<after>[^\[\]]*)")


class Line(NamedTuple):
    """One labelled statement."""

    name: str
    lang: str
    text: str
    content: str
    topic: str
    signs: frozenset[str]

    @property
    def is_sealed(self) -> bool:
        """Whether it is never read, only scored."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 1


class Judged(NamedTuple):
    """What was found in a line beside what is there."""

    line: Line
    topic: str
    signs: frozenset[str]


def load_lines(folder: Path = LINES) -> Iterator[Line]:
    """Every line, in order of files.

    Raises:
        ValueError: a line is not as the module says; the message names it.
    """
    for path in sorted(folder.glob("*.txt")):
        for number, written in enumerate(path.read_text("utf-8").splitlines(), 1):
            found = _LINE.fullmatch(written)
            if found is None:
                raise ValueError(f"{path.name}:{number}: expected labels, a bar, one statement in brackets")
            topic, *labels = found["labels"].split()
            text = found["before"] + found["words"] + found["after"]
            signs = frozenset(one.removeprefix("i:") for one in labels if one.startswith("i:"))
            yield Line(f"{path.stem}:{number}", path.stem[:2], text, found["words"], topic, signs)


def judge(lines: Iterable[Line]) -> Iterator[Judged]:
    """What the catalogue's wordings find in each line."""
    catalogue = load_catalogue()
    topics = {lang: TopicClassifier(catalogue.topics, lang) for lang in ("en", "ru")}
    finders = {lang: IndicationFinder(catalogue.indicators, lang) for lang in ("en", "ru")}
    for line in lines:
        shown = finders[line.lang].find(line.text, [(0, len(line.text))])
        topic = topics[line.lang].classify(line.text, line.content) or NONE
        yield Judged(line, topic, frozenset(one.indicator for one in shown))


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Topics named and right, near misses and others left alone, indications found and right."""
    about = [one for one in judged if one.line.topic != NONE]
    other = [one for one in judged if one.line.topic == NONE]
    right = sum(one.topic == one.line.topic for one in about)
    signs = sum(len(one.signs & one.line.signs) for one in judged)
    shown, marked = (
        sum(map(len, each)) for each in zip(*((o.signs, o.line.signs) for o in judged), strict=True)
    )
    return {
        "has a topic": sum(one.topic != NONE for one in about) / max(1, len(about)),
        "topic right": right / max(1, len(about)),
        "no topic where none is": sum(one.topic == NONE for one in other) / max(1, len(other)),
        "indications precision": signs / max(1, shown),
        "indications recall": signs / max(1, marked),
        "indications F1": 2 * signs / max(1, shown + marked),
    }


def rows(_: Path) -> Iterator[Row]:
    """Both halves in both languages."""
    judged = list(judge(load_lines()))
    for half, note in HALVES.items():
        for lang in ("en", "ru"):
            here = [o for o in judged if o.line.lang == lang and o.line.is_sealed == (half == "sealed")]
            bands = intervals(here, figures, SEED)
            for name, value in figures(here).items():
                yield Row(f"blind statements, {half}, {lang}, {name}", value, *bands[name], note=note)
