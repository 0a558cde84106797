"""Statements and what each is: its subject, and whether it is denied.

They stand in `statements/`, a line each, and in our annotated texts. `statements/` was written by people who
had not seen the catalogue's wordings, since what is learned from it is to know what wordings do not:

    losses cert:probable i:heavy_losses | The nurse thinks [some forty men never came back], she wrote.
    topic or `none`, labels                 one or two sentences, the statement in brackets

Lines are read several together, as one text without a subject, so that a statement is known among others.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tocsin.reading.interface import Stretch
from training.examples import NO_TOPIC, Example, Stated
from training.markup import Marked, MarkupError

STATEMENTS = Path(__file__).parent / "statements"
TOGETHER = 5
"""Lines that make one text: about a chunk."""

_LINE = re.compile(r"(?P<labels>[^|\[\]]+) \| (?P<before>[^\[\]]*)\[(?P<words>[^\[\]]+)\](?P<after>[^\[\]]*)")
_TOPIC, _SIGN, _SURE = "topic:", "i:", "cert:"
_CONTENT = re.compile(r"t\d+|w")


class Line(NamedTuple):
    """One line as it was written."""

    name: str
    text: str
    """Without the brackets."""
    content: Stretch
    topic: str
    labels: tuple[str, ...]

    @property
    def signs(self) -> frozenset[str]:
        """The indicators it shows."""
        return frozenset(one.removeprefix(_SIGN) for one in self.labels if one.startswith(_SIGN))


def load_lines(lang: str, folder: Path = STATEMENTS) -> Iterator[Line]:
    """Every line written in a language, in order of files and lines.

    Raises:
        MarkupError: a line is not as the module says; the message names it.
    """
    for file in sorted(folder.glob(f"{lang}-*.txt")):
        for number, written in enumerate(file.read_text("utf-8").splitlines(), 1):
            yield _line(f"{file.stem}-{number}", written)


def _line(name: str, written: str) -> Line:
    found = _LINE.fullmatch(written)
    if found is None:
        raise MarkupError(f"{name}: expected labels, a bar, and a text with one pair of brackets")
    topic, *labels = found["labels"].split()
    unknown = [one for one in labels if not (one in ("deny", "pred") or one.startswith((_SIGN, _SURE)))]
    if unknown:
        raise MarkupError(f"{name}: unknown label {unknown[0]!r}")
    start = len(found["before"])
    text = found["before"] + found["words"] + found["after"]
    return Line(name, text, (start, start + len(found["words"])), topic, tuple(labels))


def load_statements(lang: str, folder: Path = STATEMENTS) -> tuple[Example, ...]:
    """Every line written in a language, as a text of its own to learn from."""
    return tuple(
        Example(one.name, one.text, (), lang, (_stated(one.content, one.topic, one.labels),))
        for one in load_lines(lang, folder)
    )


def _stated(content: Stretch, topic: str, labels: Sequence[str]) -> Stated:
    return Stated(content, topic, "deny" in labels)


def find_stated(marked: Marked) -> tuple[Stated, ...]:
    """The statements of an annotated text; none where no claim is marked, since nobody looked for any."""
    if not any(one.startswith(_TOPIC) for label in marked.labels for one in label.labels):
        return ()
    return tuple(
        _stated((label.start, label.end), _topic(label.labels), label.labels)
        for label in marked.labels
        if any(_CONTENT.fullmatch(one) for one in label.labels)
    )


def _topic(labels: Iterable[str]) -> str:
    return next((one.removeprefix(_TOPIC) for one in labels if one.startswith(_TOPIC)), NO_TOPIC)


def mixed(lines: Sequence[Example], rng: random.Random) -> Iterator[Example]:
    """All lines once, several together in a random order, joined as sentences or as paragraphs."""
    order = rng.sample(lines, len(lines))
    for start in range(0, len(order), TOGETHER):
        some = order[start : start + TOGETHER]
        yield _joined(some, rng.choice((" ", "\n")))


def _joined(some: Sequence[Example], joint: str) -> Example:
    text, stated = "", []
    for one in some:
        at = len(text)
        text += one.text + joint
        stated += [told._replace(content=(at + told.content[0], at + told.content[1])) for told in one.stated]
    return Example("+".join(one.id for one in some), text, (), some[0].lang, tuple(stated))
