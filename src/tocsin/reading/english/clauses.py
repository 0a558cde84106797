"""Clauses and noun phrases of a dependency parse, cut to the shortest run of words that carries them."""

from collections.abc import Iterable

from spacy.tokens import Token

from tocsin.reading.english.lexicon import OPENERS, SAYING
from tocsin.reading.english.parse import stretch
from tocsin.reading.interface import Stretch

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_EDGE = frozenset("\"'`,.;:!?()[]–—-… ")
_OPEN_EDGE = frozenset("\"'`,.;:!?)]–—-… ")


def subject(verb: Token) -> Token | None:
    """The verb's own subject; of two, which only a misparse gives, the nearer."""
    return min(
        (c for c in verb.children if c.dep_ in SUBJECTS), key=lambda c: abs(c.i - verb.i), default=None
    )


def reports_apart(token: Token) -> bool:
    """Whether a branch is a statement of its own, hung on: "…, with a commander putting it at…"."""
    if token.dep_ == "prep" and token.lower_ == "with":
        return accompanying(token) is not None
    if token.dep_ not in ("advcl", "acl") or token.lemma_ not in SAYING:
        return False
    return token.tag_ == "VBG" or any(child.dep_ == "ccomp" for child in token.children)


def accompanying(preposition: Token) -> Token | None:
    """The verb of "…, with men prohibited from leaving": a statement hung on by a preposition."""
    if preposition.i == 0 or preposition.nbor(-1).text != ",":
        return None
    for child in preposition.children:
        if child.dep_ == "pcomp" and subject(child) is not None:
            return child
        if child.dep_ == "pobj":
            return next((verb for verb in child.subtree if verb.dep_ == "acl"), None)
    return None


def branch(head: Token, without: Iterable[Token] = ()) -> list[Token]:
    """The words of the clause or phrase under `head`, less statements of their own and `without`."""
    banned = {token.i for token in without}
    kept: list[Token] = []
    waiting = [head]
    while waiting:
        token = waiting.pop()
        kept.append(token)
        waiting.extend(
            child for child in token.children if child.i not in banned and not reports_apart(child)
        )
    return sorted(kept, key=lambda token: token.i)


def run_around(tokens: list[Token], head: Token) -> list[Token]:
    """The unbroken run of words around `head`: punctuation may be missing, words may not."""
    here = next(place for place, token in enumerate(tokens) if token.i == head.i)
    first = last = here
    while first > 0 and _joined(tokens[first - 1], tokens[first]):
        first -= 1
    while last + 1 < len(tokens) and _joined(tokens[last], tokens[last + 1]):
        last += 1
    return tokens[first : last + 1]


def _joined(one: Token, other: Token) -> bool:
    return other.i == one.i + 1 or all(t.is_punct or t.is_space for t in one.doc[one.i + 1 : other.i])


def trimmed(tokens: list[Token]) -> list[Token]:
    """Without punctuation, conjunctions and white space at either end."""
    first, last = 0, len(tokens)
    while first < last and (
        tokens[first].is_space
        or tokens[first].text in _OPEN_EDGE
        or (tokens[first].lower_ in OPENERS and tokens[first].dep_ in ("mark", "cc", "advmod"))
    ):
        first += 1
    while last > first and (
        tokens[last - 1].is_space or tokens[last - 1].text in _EDGE or tokens[last - 1].dep_ == "cc"
    ):
        if tokens[last - 1].text == ")" and any(token.text == "(" for token in tokens[first:last]):
            break
        last -= 1
    return tokens[first:last]


def clause(head: Token, without: Iterable[Token] = ()) -> Stretch | None:
    """The shortest stretch that carries the clause of `head`."""
    tokens = branch(head, without)
    tokens = trimmed(run_around(tokens, head))
    return stretch(tokens) if tokens else None


def coordinated(head: Token) -> list[Token]:
    """The clause head and the heads coordinated with it that bring their own subject."""
    heads = [head]
    for one in heads:
        heads.extend(child for child in one.children if child.dep_ == "conj" and subject(child) is not None)
    return heads


def _after_comma(token: Token) -> bool:
    first = token.left_edge
    return first.i > 0 and first.nbor(-1).is_punct


def phrase(noun: Token) -> list[Token]:
    """A noun phrase with its appositions and without its relative clauses."""
    loose = [
        child
        for child in noun.children
        if child.dep_ in ("advcl", "parataxis") or (child.dep_ == "relcl" and _after_comma(child))
    ]
    return trimmed(run_around(branch(noun, loose), noun))
