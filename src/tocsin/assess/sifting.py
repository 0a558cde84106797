"""Keeps out of the assessment what was read with too little confidence, until somebody has looked at it.

A claim misread counts as evidence that nobody gave. Below a level of the catalogue it waits; what an analyst
accepted counts, and what an analyst rejected never does, however confident the reading was.
"""

from collections.abc import Iterable, Mapping

from tocsin.records.claim import Claim
from tocsin.records.review import Review, Sifted, Verdict
from tocsin.records.units import Figure


def sift(claims: Iterable[Claim], reviews: Mapping[str, Review], level: Figure | None) -> Sifted:
    """The claims that count and those that wait; rejected ones are in neither.

    Args:
        level: confidence below which a claim waits; none waits without it.
    """
    admitted: list[Claim] = []
    waiting: list[Claim] = []
    for claim in claims:
        review = reviews.get(claim.id)
        if review is not None:
            if review.verdict is Verdict.ACCEPT:
                admitted.append(claim)
        elif level is not None and claim.spans.confidence_p < level.value:
            waiting.append(claim)
        else:
            admitted.append(claim)
    return Sifted(admitted=tuple(admitted), waiting=tuple(waiting))
