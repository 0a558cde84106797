"""What the sources say and what became of it: origins, sizes, vanished pages, predictions, silence."""

import re
from collections.abc import Iterator

from tocsin.briefing.telling.said import Teller, at
from tocsin.records.briefing import Sentence
from tocsin.records.listed import SizeClaim
from tocsin.records.prediction import Fate

SIZES_TOLD = 4
PUT_AT = ("put", "puts")
TAKES_A_FIGURE = re.compile(
    r"(?:estimat|predict|forecast|project|expect|demand|propos|request|report|claim|announc|confirm|count|cit"
    r"|reckon|order|name|calculat)(?:e?s|ed)"
)
"""Cues after which a bare figure reads well; `said 500,000` does not, and becomes `spoke of`."""


def why(teller: Teller) -> Iterator[Sentence]:
    """How reports were folded into origins."""
    briefing = teller.briefing
    origins = briefing.assessment.origins
    if not origins:
        yield teller.sentence("why.nothing", basis="h-made")
        return
    if briefing.n_reports <= len(origins):
        yield teller.sentence("why.each_alone", basis="h-why")
        return
    yield teller.sentence(
        "why.folded", basis="h-why", reports=at("n_reports"), origins=at("assessment.origins#")
    )
    most = max(range(len(origins)), key=lambda n: len(origins[n].mementos))
    yield teller.sentence("why.most", basis="h-why", reports=at(f"assessment.origins.{most}.mementos#"))


def sizes(teller: Teller) -> Iterator[Sentence]:
    """Who put the call-up at what: named, with the word that attributes it and the hedge it was given."""
    briefing = teller.briefing
    if not any(each.low or each.high for each in briefing.sizes):
        yield teller.sentence("sizes.nobody", basis="sources")
        return
    order = sorted(range(len(briefing.sizes)), key=lambda n: -_reach(briefing.sizes[n]))
    for n in order[:SIZES_TOLD]:
        yield size(teller, n, briefing.sizes[n])


def arithmetic(teller: Teller) -> Iterator[Sentence]:
    """Whether the model finds men missing, with what is needed and what is there."""
    if teller.briefing.arithmetic is None:
        return
    yield teller.sentence(
        "arithmetic.lede",
        basis="chart-arithmetic",
        on=at("arithmetic.deadline"),
        p=at("arithmetic.p_missing"),
        need=at("arithmetic.need_low", "arithmetic.need_high"),
        strength=at("arithmetic.strength_low", "arithmetic.strength_high"),
    )


def size(teller: Teller, n: int, one: SizeClaim) -> Sentence:
    """One speaker's figure."""
    here = f"sizes.{n}"
    said = teller.say(
        f"sizes.{_manner(one)}",
        speaker=at(f"{here}.speaker"),
        cue=at(f"{here}.cue"),
        figure=at(f"{here}.low", f"{here}.high", f"{here}.approx"),
    )
    if one.certainty in ("probable", "possible"):
        said = teller.say("sizes.hedged", said=said, certainty=at(f"{here}.certainty"))
    if one.said_on is not None:
        said = teller.say("sizes.dated", said=said, on=at(f"{here}.said_on"))
    key = "sizes.repeated" if one.reports > 1 else "sizes.once"
    return teller.sentence(key, cites=one.cites, said=said, reports=at(f"{here}.reports"))


def _manner(one: SizeClaim) -> str:
    """Which phrase the word of the text allows."""
    cue = one.cue.casefold().strip()
    if one.denied:
        return "denied"
    if cue.startswith("according"):
        return "according"
    if cue in PUT_AT:
        return "put"
    if cue.startswith("warn") and " " not in cue:
        return "warned"
    if cue.startswith("estimat"):
        return "estimated"
    return "with_cue" if TAKES_A_FIGURE.fullmatch(cue) else "spoke"


def _reach(one: SizeClaim) -> float:
    return one.high or one.low or 0.0


def vanished(teller: Teller) -> Iterator[Sentence]:
    """Each page that vanished, with when it was last there and first missed."""
    for n, one in enumerate(teller.briefing.vanishings):
        here = f"vanishings.{n}"
        yield teller.sentence(
            "vanished.page",
            cites=one.cites,
            basis="" if one.cites else "h-timeline",
            title=at(f"{here}.title"),
            presence=at(f"{here}.presence"),
            last=at(f"{here}.last_seen_at"),
            missed=at(f"{here}.first_missed_at"),
        )


def predictions(teller: Teller) -> Iterator[Sentence]:
    """How many predictions are kept, and how they stand."""
    briefing = teller.briefing
    if not briefing.predictions:
        yield teller.sentence("predictions.none", basis="h-pred")
        return
    kinds = [kind for kind in Fate if any(each.fate is kind for each in briefing.predictions)]
    parts = [
        teller.say(f"predictions.{kind.value}", n=at(f"predictions[fate={kind.value}]#")) for kind in kinds
    ]
    yield teller.sentence(
        "predictions.kept", basis="h-pred", total=at("predictions#"), parts=teller.listed(parts)
    )
    if briefing.ranking_needs:
        yield teller.sentence("predictions.ranking", basis="h-pred", needs=at("ranking_needs"))


def missing(teller: Teller) -> Iterator[Sentence]:
    """How many were not heard."""
    briefing = teller.briefing
    if not briefing.missing:
        yield teller.sentence("missing.none", basis="h-missing")
        return
    yield teller.sentence("missing.some", basis="h-missing", n=at("missing#"))


def made(teller: Teller) -> Iterator[Sentence]:
    """How the briefing was made, and what it cannot do."""
    yield teller.sentence("made.question", basis="inputs", text=at("question_text"))
    if teller.briefing.prior_basis:
        yield teller.sentence("made.start", basis="h-why", text=at("prior_basis"))
    for key in ("origins", "weights", "bands"):
        yield teller.sentence(f"made.{key}", basis="inputs")
    yield teller.sentence("made.method", basis="inputs", method=at("assessment.method"))
    for key in ("machine", "judgement"):
        yield teller.sentence(f"made.{key}", basis="inputs")
    until = "made.until_published" if teller.briefing.clock == "published" else "made.until"
    yield teller.sentence(until, basis="inputs", as_of=at("as_of"))
    if teller.briefing.n_pseudonyms:
        yield teller.sentence("made.renamed", basis="inputs", n=at("n_pseudonyms"))
    else:
        yield teller.sentence("made.nobody_renamed", basis="inputs")
    yield teller.sentence("made.addresses", basis="inputs")
