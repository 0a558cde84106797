"""Two versions of a page: what differs in the part that matters, word by word.

A *boilerplate* difference says that time has passed: a date line, a counter, the order of two paragraphs'
white space. A *change* says that somebody wrote something else. "Updated 3 March 2023, 1,204 views" against
"Updated 4 March 2023, 1,310 views" is the first; "reservists will be called up by 1 April" against "by 1 May"
is the second, although both differ only in a date. So a line is passed over only when nothing is left of it
once dates, times, figures and the words around them are taken out.

Source: Ratcliff and Metzener (1988), "Pattern matching: the gestalt approach" (the standard library's
`difflib`), first over lines, then over the words of the lines that differ.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from operator import attrgetter

from tocsin.capture.compare_words import Word, find_words, is_volatile, same
from tocsin.records.capture import Change, Edit, EditKind, Memento, change_id, page_at

METHOD = "words 1"
CONTEXT = 6
"""Words shown on either side of an edit."""
ISLAND = 2
"""Fewer equal words than this between two edits make them one: a reader cannot follow confetti."""
MOST_EDITS = 400
"""A page that was written anew is told by its share, not by a longer list."""
Blocks = Iterator[tuple[int, int, int, int]]


def compare(old: Memento, new: Memento) -> Change | None:
    """What changed from one version to the next; `None` where nothing that matters did."""
    before, after = _words(old.text), _words(new.text)
    blocks = list(_joined(_differing(before, after), len(before), len(after)))
    if not blocks:
        return None
    n_removed = sum(b - a for a, b, _, _ in blocks)
    n_added = sum(d - c for _, _, c, d in blocks)
    return Change(
        id=change_id(new.address, old.capture_id, new.capture_id),
        address=new.address,
        before=old.capture_id,
        before_at=old.captured_at,
        after=new.capture_id,
        after_at=new.captured_at,
        title=new.title,
        edits=tuple(_edit(before, after, block, old, new) for block in blocks[:MOST_EDITS]),
        n_removed=n_removed,
        n_added=n_added,
        changed_share=(n_removed + n_added) / max(1, len(before) + len(after)),
        method=METHOD,
        source_id=new.source_id or old.source_id,
    )


def find_changes(mementos: Iterable[Memento]) -> Iterator[Change]:
    """The changes between every two versions that follow each other at one address."""
    by_address: dict[str, list[Memento]] = {}
    for memento in mementos:
        by_address.setdefault(memento.address, []).append(memento)
    for versions in by_address.values():
        for old, new in pairwise(sorted(versions, key=attrgetter("captured_at", "id"))):
            change = compare(old, new)
            if change is not None:
                yield change


def _words(text: str) -> list[Word]:
    """The words of the lines that say something, each with its place."""
    words: list[Word] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip() and not is_volatile(line):
            words += find_words(line, start)
        start += len(line)
    return words


def _differing(before: Sequence[Word], after: Sequence[Word]) -> Blocks:
    """Blocks that differ: lines first, since words alone find false friends across paragraphs."""
    lines_before, lines_after = _lines(before), _lines(after)
    keys_before = [tuple(word.key for word in before[a:b]) for a, b in lines_before]
    keys_after = [tuple(word.key for word in after[a:b]) for a, b in lines_after]
    for tag, a, b, c, d in SequenceMatcher(None, keys_before, keys_after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        left = (
            (lines_before[a][0], lines_before[b - 1][1])
            if b > a
            else (_at(lines_before, a, len(before)),) * 2
        )
        right = (
            (lines_after[c][0], lines_after[d - 1][1]) if d > c else (_at(lines_after, c, len(after)),) * 2
        )
        yield from _word_blocks(before, after, left, right)


def _word_blocks(
    before: Sequence[Word], after: Sequence[Word], left: tuple[int, int], right: tuple[int, int]
) -> Blocks:
    keys_before = [word.key for word in before[left[0] : left[1]]]
    keys_after = [word.key for word in after[right[0] : right[1]]]
    for tag, a, b, c, d in SequenceMatcher(None, keys_before, keys_after, autojunk=False).get_opcodes():
        if tag != "equal" and not same(keys_before[a:b], keys_after[c:d]):
            yield left[0] + a, left[0] + b, right[0] + c, right[0] + d


def _lines(words: Sequence[Word]) -> list[tuple[int, int]]:
    starts = [place for place, word in enumerate(words) if word.opens_line]
    return list(pairwise([*starts, len(words)]))


def _at(lines: Sequence[tuple[int, int]], place: int, end: int) -> int:
    return lines[place][0] if place < len(lines) else end


def _joined(blocks: Blocks, n_before: int, n_after: int) -> Blocks:
    """Edits with fewer than `ISLAND` equal words between them are one edit."""
    held: tuple[int, int, int, int] | None = None
    for block in blocks:
        if held is not None and block[0] - held[1] < ISLAND and block[2] - held[3] < ISLAND:
            held = (held[0], block[1], held[2], block[3])
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _edit(
    before: Sequence[Word],
    after: Sequence[Word],
    block: tuple[int, int, int, int],
    old: Memento,
    new: Memento,
) -> Edit:
    a, b, c, d = block
    went, came = _run(old.text, before[a:b]), _run(new.text, after[c:d])
    kind = EditKind.REPLACED if went and came else EditKind.ADDED if came else EditKind.REMOVED
    start = _place(after, c, new.text)
    return Edit(
        kind=kind,
        lead=_run(new.text, after[max(0, c - CONTEXT) : c]),
        before=went,
        after=came,
        trail=_run(new.text, after[d : d + CONTEXT]),
        before_start=_place(before, a, old.text),
        after_start=start,
        page=page_at(new, start),
    )


def _run(text: str, words: Sequence[Word]) -> str:
    return text[words[0].start : words[-1].end] if words else ""


def _place(words: Sequence[Word], at: int, text: str) -> int:
    return words[at].start if at < len(words) else len(text)
