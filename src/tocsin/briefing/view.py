"""What the template needs beside the briefing: sources by capture, marked pseudonyms, claims in order."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from tocsin.records.briefing import Briefing, Citation, ClaimRow, Move
from tocsin.records.issue import Issue

CLAIMS_SHOWN = 8
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


def claims(briefing: Briefing) -> tuple[ClaimRow, ...]:
    """Claims, latest first; undated last."""
    dated = [each for each in briefing.claims if each.said_on]
    undated = tuple(each for each in briefing.claims if each.said_on is None)
    return (*sorted(dated, key=lambda each: str(each.said_on), reverse=True), *undated)


def moves_by_sign(briefing: Briefing) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """The moves up and the moves down, each strongest first."""
    return (
        tuple(each for each in briefing.moves if each.bits > 0),
        tuple(each for each in briefing.moves if each.bits <= 0),
    )


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


def short_digest(digest: str) -> str:
    """The first twelve digits, for the eye; the full digest stands beside it."""
    return digest.removeprefix("sha256:")[:12]
