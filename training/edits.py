"""Changes the words of an example and moves every offset with them."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from tocsin.reading.interface import Stretch
from training.examples import Example, Told


class Edit(NamedTuple):
    """What takes the place of text[start:end]."""

    start: int
    end: int
    words: str


def apply(example: Example, edits: Iterable[Edit]) -> Example:
    """The example after edits that do not overlap; spans keep to the words they held."""
    chosen = sorted(edits)
    if not chosen:
        return example
    pieces: list[str] = []
    at = 0
    for edit in chosen:
        pieces.extend((example.text[at : edit.start], edit.words))
        at = edit.end
    pieces.append(example.text[at:])
    moved = _Moved(chosen)
    told = tuple(Told(*(tuple(map(moved.stretch, spans)) for spans in one)) for one in example.told)
    stated = tuple(one._replace(content=moved.stretch(one.content)) for one in example.stated)
    return example._replace(text="".join(pieces), told=told, stated=stated)


class _Moved:
    """Where an offset of the old text stands in the new one."""

    def __init__(self, edits: list[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        grown = (len(edit.words) - (edit.end - edit.start) for edit in edits)
        self._grown = [0, *accumulate(grown)]

    def stretch(self, stretch: Stretch) -> Stretch:
        """The span in the new text; an edit across its edge is taken in."""
        return self._place(stretch[0], is_end=False), self._place(stretch[1], is_end=True)

    def _place(self, offset: int, *, is_end: bool) -> int:
        number = bisect_right(self._starts, offset - 1 if is_end else offset)
        if number:
            edit = self._edits[number - 1]
            if edit.start < offset < edit.end or (not is_end and edit.start == offset < edit.end):
                start = edit.start + self._grown[number - 1]
                return start + len(edit.words) if is_end else start
        return offset + self._grown[number]
