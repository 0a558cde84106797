"""Makes what is said longer: more sentences in a quotation, one more clause after a reporting verb.

Our texts are terse. Reporting goes on: “said that the road was closed and that nobody knew why”, a quotation
of five sentences. What is put in comes from what others say in the texts; it makes no sense, but it is built
as such sentences are, and the network learns where they end.
"""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from training.edits import Edit, apply
from training.examples import Example, Told

CLAUSE_WORDS = range(4, 25)
QUOTED_WORDS = range(4, 60)
_OPENING, _CLOSING = "“", "”"
_JOINTS = (" and ", " and ", ", and ", ", but ", " because ")
_SUBJECTS = ("he ", "she ", "they ", "it ", "there ", "we ", "I ", "nobody ")


class Said(NamedTuple):
    """What is said in all texts."""

    clauses: Sequence[str]
    """After a reporting verb, without *that*."""
    quoted: Sequence[str]
    """Between quotation marks, as whole sentences."""


def find_said(examples: Sequence[Example]) -> Said:
    """Everything said in one piece and short enough."""
    clauses: list[str] = []
    quoted: list[str] = []
    for words in (one.text[a:b] for one in examples for told in one.told for a, b in told.contents[:1]):
        length = len(words.split())
        if _is_quotation(words) and length in QUOTED_WORDS:
            quoted.append(words[1:-1].rstrip(",.") + "." if words[-2] in ",." else words[1:-1])
        elif length in CLAUSE_WORDS and _OPENING not in words and _is_clause(words):
            clauses.append(words.removeprefix("that ").rstrip(" ,.;"))
    return Said(clauses, quoted)


def lengthen(example: Example, said: Said, rng: random.Random, share: float = 0.25) -> Example:
    """The example with a share of what is said in it made longer."""
    edits = {
        edit.start: edit for told in example.told for edit in _edits(example.text, told, said, rng, share)
    }
    chosen: list[Edit] = []
    for edit in sorted(edits.values()):
        if not chosen or edit.start >= chosen[-1].end:
            chosen.append(edit)
    return apply(example, chosen)


def _edits(text: str, told: Told, said: Said, rng: random.Random, share: float) -> Iterator[Edit]:
    start, end = told.contents[-1]
    words = text[start:end]
    if rng.random() >= share or end - start < 2:
        return
    if _is_quotation(words) and said.quoted:
        more = " ".join(rng.choice(said.quoted) for _ in range(rng.randint(1, 3)))
        if words[-2] in ".!?":
            yield Edit(end - 1, end, f" {more}{_CLOSING}")
        else:
            yield Edit(start, start + 1, f"{_OPENING}{more} ")
    elif _is_clause(words) and _OPENING not in words and words[-1].isalnum() and said.clauses:
        that = "that " if words.startswith("that ") and rng.random() < 0.5 else ""
        yield Edit(end - 1, end, f"{words[-1]}{rng.choice(_JOINTS)}{that}{rng.choice(said.clauses)}")


def _is_quotation(words: str) -> bool:
    inner = words[1:-1]
    return (
        words.startswith(_OPENING) and words.endswith(_CLOSING) and _CLOSING not in inner and len(inner) > 1
    )


def _is_clause(words: str) -> bool:
    return words.startswith(("that ", *_SUBJECTS))
