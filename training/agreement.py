"""`python -m training.agreement`: how far two independent passes over the same texts agree.

The second pass stands in `second/`, made from the bare texts without sight of the first. Agreement is the F1
of one pass against the other, which is the same both ways: on attributions as the encoder is scored, and on
the exact words of each role.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tocsin.reading.interface import Stretch
from training.corpus import HOME, TEXTS, load_text
from training.examples import Example, Told
from training.measure import Tally, Words, pair, tally

SECOND = HOME / "second"
ROLES = ("sources", "cues", "contents")


class Twice(NamedTuple):
    """One text annotated twice."""

    first: Example
    second: Example


def pair_up(first: Path, second: Path) -> tuple[list[Twice], list[str]]:
    """The texts of both folders, and the names of those whose words differ between the passes."""
    both = [Twice(load_text(first / path.name), load_text(path)) for path in sorted(second.glob("*.txt"))]
    same = [one for one in both if one.first.text == one.second.text]
    return same, [one.first.id for one in both if one.first.text != one.second.text]


def relaxed(texts: Iterable[Twice]) -> Tally:
    """Attributions that both passes see: content half in common, a source in common."""
    total = Tally()
    for one in texts:
        words = Words(one.first.text)
        first, second = (
            [pair(words, told.sources, told.contents) for told in example.told] for example in one
        )
        total = total + tally(first, second)
    return total


def exact(texts: Iterable[Twice], spans: Callable[[Told], Sequence[Stretch]]) -> Tally:
    """Spans of a role that both passes cut at the same characters."""
    total = Tally()
    for one in texts:
        first, second = (Counter(span for told in example.told for span in spans(told)) for example in one)
        total = total + Tally((first & second).total(), second.total(), first.total())
    return total


def main(arguments: list[str]) -> int:
    """Print the agreement."""
    parser = argparse.ArgumentParser(prog="python -m training.agreement", description=__doc__)
    parser.add_argument("--first", type=Path, default=TEXTS, help="folder of the first pass")
    parser.add_argument("--second", type=Path, default=SECOND, help="folder of the second pass")
    options = parser.parse_args(arguments)
    known, differing = pair_up(options.first, options.second)
    for lang in sorted({one.first.lang for one in known}):
        texts = [one for one in known if one.first.lang == lang]
        print(f"{lang}: {len(texts)} texts, {relaxed(texts).wanted} and {relaxed(texts).found} attributions")
        print(f"  attributions, relaxed F1  {relaxed(texts).f1:.3f}")
        for role in ROLES:
            reached = exact(texts, lambda told, role=role: getattr(told, role))  # type: ignore[misc]
            print(f"  {role + ', exact F1':24}  {reached.f1:.3f}")
    if differing:
        print(f"left out, since the passes differ in their words: {', '.join(differing)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
