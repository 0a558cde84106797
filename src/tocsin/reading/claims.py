"""From propositions to claims: those on a topic of the catalogue that say something, each told once.

A proposition is a claim when a topic's words stand in it and it holds a number, a date, a decision, a
denial, a plan or a need. The second telling of a claim in one text is passed over.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from tocsin.reading.confidence import estimate, features
from tocsin.reading.interface import Proposition
from tocsin.reading.judging import Standing, load_weights, outvoted
from tocsin.reading.topics import TopicClassifier
from tocsin.records.reading import ClaimSpans, Polarity

_WORD = re.compile(r"\w+")
LONGEST_WORDS = 70
"""A content longer than this is a parser's failure and no proposition."""
SAME_SHARE = 0.6
"""Words in common from which two contents with one source and topic are one claim told twice."""


def find_claims(propositions: Iterable[Proposition], topics: TopicClassifier) -> tuple[ClaimSpans, ...]:
    """The claims among the propositions, in order of content."""
    return tuple(
        msgspec.structs.replace(claim, confidence_p=estimate(told, standing))
        for claim, told, standing in weighed_claims(propositions, topics)
    )


def weighed_claims(
    propositions: Iterable[Proposition], topics: TopicClassifier
) -> Iterator[tuple[ClaimSpans, dict[str, float], Standing]]:
    """The claims, each with what speaks for or against its having been rightly read, and its standing."""
    stated = [one for one in propositions if one.substantial]
    on_topic = list(_on_topic(stated, topics))
    share = len(on_topic) / max(1, len(stated))
    found: list[ClaimSpans] = []
    for proposition, standing in on_topic:
        claim = _claim(proposition, standing.topic)
        if not any(_told_before(claim, earlier) for earlier in found[-40:]):
            found.append(claim)
            yield claim, features(proposition, standing, share), standing


def _on_topic(
    propositions: Iterable[Proposition], topics: TopicClassifier
) -> Iterator[tuple[Proposition, Standing]]:
    for proposition in propositions:
        if len(proposition.content.text.split()) > LONGEST_WORDS:
            continue
        standing = topics.weigh(proposition.context.text, proposition.content.text, proposition.judgement)
        if standing is not None:
            yield proposition, standing


def _claim(proposition: Proposition, topic: str) -> ClaimSpans:
    told = proposition.judgement
    denied_p = None if told is None else told.denied_p
    denies = outvoted(proposition.polarity is Polarity.DENY, denied_p, load_weights())
    return ClaimSpans(
        source=proposition.source,
        chain=proposition.chain,
        cue=proposition.cue,
        content=proposition.content,
        kind=proposition.kind,
        topic=topic,
        quantities=proposition.quantities,
        times=proposition.times,
        polarity=Polarity.DENY if denies else Polarity.AFFIRM,
        certainty=proposition.certainty,
        prediction=proposition.prediction,
    )


def _told_before(claim: ClaimSpans, earlier: ClaimSpans) -> bool:
    if claim.topic != earlier.topic or _speaker(claim) != _speaker(earlier):
        return False
    if [(q.low, q.high) for q in claim.quantities] != [(q.low, q.high) for q in earlier.quantities]:
        return False
    one, other = _words(claim), _words(earlier)
    return len(one & other) >= SAME_SHARE * min(len(one), len(other))


def _speaker(claim: ClaimSpans) -> str | None:
    return claim.chain[-1] if claim.source is not None and claim.chain else None


def _words(claim: ClaimSpans) -> frozenset[str]:
    return frozenset(_WORD.findall(claim.content.text.casefold()))
