"""What the template needs beside the briefing: sources by capture, marked pseudonyms, claims in order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from tocsin.records.briefing import Briefing, Citation, ClaimRow, PredictionRow
from tocsin.records.issue import Issue
from tocsin.records.prediction import Fate

CLAIMS_SHOWN = 12
CLAIMS_A_SPEAKER = 2
PREDICTIONS_SHOWN = 20
PREDICTIONS_COMING = 6
GRADES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
TRUTH = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth not judged",
}


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """One capture with every span quoted from it."""

    capture: Citation
    """Any citation of the capture: they share the custody line."""
    spans: tuple[Citation, ...]


def exhibits(briefing: Briefing) -> tuple[Exhibit, ...]:
    """The captures in the order in which the page first quotes them."""
    found: dict[str, list[Citation]] = {}
    for citation in briefing.citations:
        found.setdefault(citation.capture_id, []).append(citation)
    return tuple(Exhibit(capture=spans[0], spans=tuple(spans)) for spans in found.values())


@dataclass(frozen=True, kw_only=True)
class Said:
    """One speaker with what they say."""

    speaker: str
    """Who."""
    claims: tuple[ClaimRow, ...]
    """Their claims, the weightiest first."""

    @property
    def n(self) -> int:
        """How many."""
        return len(self.claims)


def front(briefing: Briefing) -> tuple[Said, ...]:
    """The best dozen claims, no more than two a speaker, so that nobody fills the page alone."""
    taken: dict[str, int] = {}
    chosen: list[ClaimRow] = []
    for each in briefing.claims:
        if taken.get(each.speaker, 0) < CLAIMS_A_SPEAKER and len(chosen) < CLAIMS_SHOWN:
            taken[each.speaker] = taken.get(each.speaker, 0) + 1
            chosen.append(each)
    return _by_speaker(chosen)


def others(briefing: Briefing) -> tuple[Said, ...]:
    """The other claims, the speaker with most to say first."""
    shown = {each.id for said in front(briefing) for each in said.claims}
    rest = _by_speaker([each for each in briefing.claims if each.id not in shown])
    return tuple(sorted(rest, key=lambda said: -len(said.claims)))


def _by_speaker(claims: Sequence[ClaimRow]) -> tuple[Said, ...]:
    found: dict[str, list[ClaimRow]] = {}
    for each in claims:
        found.setdefault(each.speaker, []).append(each)
    return tuple(Said(speaker=name, claims=tuple(said)) for name, said in found.items())


def pressing(briefing: Briefing) -> tuple[PredictionRow, ...]:
    """Predictions to be looked at now: those settled, those due, and the next that fall due."""
    ripe = [each for each in briefing.predictions if each.fate is not Fate.OPEN]
    coming = [each for each in briefing.predictions if each.fate is Fate.OPEN]
    return (*ripe[-PREDICTIONS_SHOWN:], *coming[:PREDICTIONS_COMING])


def later(briefing: Briefing) -> tuple[PredictionRow, ...]:
    """The other predictions."""
    shown = pressing(briefing)
    return tuple(each for each in briefing.predictions if each not in shown)


def opening(text: str) -> str:
    """The text with a capital, as it stands at the head of a line."""
    return text[:1].upper() + text[1:]


def issues(briefing: Briefing) -> tuple[Issue, ...]:
    """What could not be done, once each."""
    return tuple({each.id: each for each in briefing.issues}.values())


def marker(pseudonyms: tuple[str, ...]) -> Callable[[str], Markup]:
    """A filter that marks every pseudonym in a text, for the eye and for the ear."""
    if not pseudonyms:
        return escape
    longest_first = sorted(pseudonyms, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")

    def mark(text: str) -> Markup:
        parts = pattern.split(text)
        return Markup("").join(_pseudonym(part) if n % 2 else escape(part) for n, part in enumerate(parts))

    return mark


def _pseudonym(name: str) -> Markup:
    return Markup('<span class="alias">{}<span class="vh"> (pseudonym)</span></span>').format(name)


def grade(citation: Citation) -> str:
    """Both Admiralty fields in words; they are never merged into one."""
    reliability = GRADES.get(citation.reliability, GRADES["F"])
    truth = TRUTH.get(citation.credibility, TRUTH["6"])
    return f"source {citation.reliability}, {reliability}; information {citation.credibility}, {truth}"
