"""What the writer asserts in nobody's name: main clauses that no attribution covers."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from tocsin.reading.english.clauses import accompanying, branch, clause, coordinated, subject, trimmed
from tocsin.reading.english.lexicon import SAYING
from tocsin.reading.english.parse import begin, finish, stretch
from tocsin.reading.english.report import Report
from tocsin.reading.interface import Stretch

FEWEST_WORDS = 4
COVERED_SHARE = 0.3
"""A clause of which more than this share is already reported is the frame of that report."""

_OUTLETS = re.compile(r"(?:\(([^()]{2,60})\)\s*)+$")
_OUTLET = re.compile(r"\(([^()]{2,60})\)")


def find_outlets(text: str, start: int, end: int) -> tuple[str, ...]:
    """Outlets in brackets after the last sentence of a passage: "… were called up. (Reuters) (AP)"."""
    found = _OUTLETS.search(text[start:end].rstrip())
    if found is None or not found.group().lstrip("(")[:1].isupper():
        return ()
    before = text[start : start + found.start()].rstrip()
    if not before or before[-1] not in '.!?"”':
        return ()
    return tuple(re.split(r"\s+via\s+", name)[0] for name in _OUTLET.findall(found.group()))


def find_assertions(sentence: Span, reports: Sequence[Report], quoted: Sequence[Stretch]) -> Iterator[Report]:
    """Clauses of one sentence that no report covers, shortest stretch first."""
    place = (begin(sentence[0]), finish(sentence[-1]))
    taken = [report.content for report in reports] + list(quoted)
    hung = [verb for token in sentence if token.lower_ == "with" and (verb := accompanying(token))]
    for verb in hung:
        words = trimmed(branch(_accompanied(verb)))
        content = stretch(words) if words else None
        if content is not None and not _overlap(content, taken):
            yield Report(None, None, content, place, acts=True)
    for head in coordinated(sentence.root):
        if head.pos_ not in ("VERB", "AUX") or subject(head) is None:
            continue
        if head.lemma_ in SAYING and _overlap(place, taken):
            continue
        rest = [other for other in coordinated(head) if other != head]
        content = clause(head, [*rest, *_attributed(head, taken), *_scene(head)])
        if content is None or _overlap(content, taken) > COVERED_SHARE * (content[1] - content[0]):
            continue
        if len(branch(head, rest)) < FEWEST_WORDS:
            continue
        if _frames(head, rest, taken):
            continue
        yield Report(None, None, content, place, acts=True, subject=_about(head))


def _frames(head: Token, rest: Sequence[Token], taken: Sequence[Stretch]) -> bool:
    """Whether nothing is left of the clause but "One explanation is", whose content is told apart."""
    if head.lemma_ != "be":
        return False
    return trimmed(branch(head, [*rest, *_attributed(head, taken)]))[-1] == head


def _about(head: Token) -> Stretch | None:
    """The subject of the clause, without what is said of it after a comma."""
    own = subject(head)
    if own is None:
        return None
    return stretch([t for t in own.subtree if t.i <= own.i and t.i >= own.left_edge.i])


def _accompanied(verb: Token) -> Token:
    """What stands after "with": the noun the verb belongs to, or the verb with its own subject."""
    noun = verb
    while noun.dep_ not in ("pobj", "pcomp") and noun.head != noun:
        noun = noun.head
    return noun


def _scene(head: Token) -> list[Token]:
    """What sets the scene before the subject: "To make this happen, …", "As rumours swirl, …"."""
    own = subject(head)
    return [
        child
        for child in head.children
        if own is not None
        and child.dep_ in ("advcl", "prep", "advmod", "npadvmod")
        and child.right_edge.i < own.left_edge.i
        and (child.dep_ != "advmod" or child.nbor().text == ",")
    ]


def _attributed(head: Token, taken: Sequence[Stretch]) -> list[Token]:
    """Children of the clause that hold a reported content: they are told apart from it."""
    return [
        child
        for child in head.children
        if child.dep_ in ("advcl", "prep", "ccomp", "parataxis")
        and any(begin(child.left_edge) <= a and b <= finish(child.right_edge) for a, b in taken)
    ]


def _overlap(content: Stretch, taken: Sequence[Stretch]) -> int:
    return sum(max(0, min(content[1], b) - max(content[0], a)) for a, b in taken)
