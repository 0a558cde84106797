"""Reliability of the source and credibility of the information: two grades, never merged.

Reliability is the catalogue's, letter A to F. Credibility is found here from corroboration by independent
origins, figure 1 to 6:

    1  three origins or more agree and none contradicts
    2  more than one agrees, and more agree than contradict
    3  one origin of reliability A to C, uncontradicted
    4  as many contradict as agree; or one origin of reliability D or E
    5  more contradict than agree
    6  one origin whose reliability cannot be judged

Source: NATO AJP-2.1, annex on source reliability and information credibility (the Admiralty code).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from tocsin.assess.shared import figures
from tocsin.errors import AssessError
from tocsin.records.assessment import Origin, Weighing
from tocsin.records.claim import Claim, Credibility
from tocsin.records.reading import Polarity
from tocsin.records.source import Reliability, Source
from tocsin.records.units import Figure

ENOUGH = 3
"""Rule 1: the first report and two that confirm it; more voices change nothing."""
_OPPOSITE = {Polarity.AFFIRM: Polarity.DENY, Polarity.DENY: Polarity.AFFIRM}


def classify_credibility(n_agree: int, n_contradict: int, reliability: Reliability) -> Credibility:
    """The grade of information that so many independent origins affirm and deny."""
    if n_contradict > n_agree:
        return Credibility.IMPROBABLE
    if n_contradict and n_contradict == n_agree:
        return Credibility.DOUBTFUL
    if n_agree >= ENOUGH and not n_contradict:
        return Credibility.CONFIRMED
    if n_agree > 1:
        return Credibility.PROBABLY_TRUE
    if reliability is Reliability.F:
        return Credibility.UNJUDGED
    fair = reliability in (Reliability.A, Reliability.B, Reliability.C)
    return Credibility.POSSIBLY_TRUE if fair else Credibility.DOUBTFUL


def grade(claims: Sequence[Claim], origins: Sequence[Origin], sources: Sequence[Source]) -> tuple[Claim, ...]:
    """The claims with their credibility, from how many origins affirm and deny the same matter."""
    origin_of = {memento: origin.id for origin in origins for memento in origin.mementos}
    reliability = {source.id: source.reliability for source in sources}
    voices: dict[tuple[object, ...], set[str]] = defaultdict(set)
    matters = [_matter(claim) for claim in claims]
    for claim, matter in zip(claims, matters, strict=True):
        voices[matter].add(origin_of.get(claim.memento_id, claim.memento_id))
    graded = []
    for claim, matter in zip(claims, matters, strict=True):
        agree = voices[matter]
        contradict = voices.get((*matter[:-1], _OPPOSITE[claim.spans.polarity]), ())
        letter = reliability.get(claim.source_id or "", Reliability.F)
        credibility = classify_credibility(len(agree), len(contradict), letter)
        if credibility is not claim.credibility:
            claim = msgspec.structs.replace(claim, credibility=credibility)
        graded.append(claim)
    return tuple(graded)


def _matter(claim: Claim) -> tuple[object, ...]:
    """What claims share that agree: topic and figures, or topic and speaker without any; last, polarity."""
    spans = claim.spans
    numbers = figures(claim) if spans.quantities else ()
    return spans.topic, numbers or (claim.speaker or "").casefold() or claim.id, spans.polarity


def share(table: Mapping[str, Figure], grade: str, where: str) -> Figure:
    """The share of a weight that a grade keeps.

    Raises:
        AssessError: the catalogue gives none for this grade, or one that is no share.
    """
    figure = table.get(grade)
    if figure is None or not 0 <= figure.value <= 1:
        found = "none" if figure is None else f"{figure.value:g}"
        raise AssessError(
            f"weighing.{where}.{grade}", "a share from 0 to 1", found, "a figure for every grade"
        )
    return figure


def rule(weighing: Weighing) -> str:
    """The whole rule in words, with the shares the catalogue gives."""
    letters = ", ".join(f"{key} {weighing.reliability[key.value].value:.0%}" for key in Reliability)
    figures_ = ", ".join(f"{key} {weighing.credibility[key.value].value:.0%}" for key in Credibility)
    b3 = weighing.reliability["B"].value * weighing.credibility["3"].value
    return (
        "Two grades, never merged.\n"
        "Reliability of the source, A to F, stands in the catalogue with its grounds.\n"
        "Credibility of the information, 1 to 6, is found from how many independent origins agree:\n"
        "  1  three or more agree and none contradicts\n"
        "  2  more than one agrees, and more agree than contradict\n"
        "  3  one origin of reliability A to C, uncontradicted\n"
        "  4  as many contradict as agree; or one origin of reliability D or E\n"
        "  5  more contradict than agree\n"
        "  6  one origin whose reliability cannot be judged\n"
        "Both discount a weight by the share that is kept:\n"
        f"  reliability  {letters}\n"
        f"  credibility  {figures_}\n"
        f"A B3 report of a +1.0 bit indicator counts {b3:+.2f} bits before age and repetition."
    )


def verify_weighing(weighing: Weighing) -> None:
    """Every grade has its share, and the correlation is one.

    Raises:
        AssessError: a grade has none, or a figure is out of its range.
    """
    for letter in Reliability:
        share(weighing.reliability, letter.value, "reliability")
    for grade_ in Credibility:
        share(weighing.credibility, grade_.value, "credibility")
    for name in ("repeat_correlation", "containment"):
        value = getattr(weighing, name).value
        if not 0 <= value <= 1:
            raise AssessError(
                f"weighing.{name}", "a share from 0 to 1", f"{value:g}", "a value in that range"
            )
