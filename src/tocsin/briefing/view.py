"""What the page shows of a briefing: which claims, which predictions, and the texts that it leads to."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from tocsin.briefing.language.interface import Language
from tocsin.records.briefing import Briefing, Citation
from tocsin.records.issue import Issue
from tocsin.records.listed import ClaimRow, PredictionRow
from tocsin.records.prediction import Fate

CLAIMS_SHOWN = 12
CLAIMS_A_SPEAKER = 2
CLAIMS_LISTED = 200
"""More claims than anybody reads on a page; the others are counted by source, and are all in the data."""
SOURCES_COUNTED = 40
PREDICTIONS_SHOWN = 20
PREDICTIONS_COMING = 6
PREDICTIONS_LISTED = 100
ISSUES_LISTED = 100
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """One capture with every span quoted from it."""

    capture: Citation
    """Any citation of the capture: they share the custody line."""
    spans: tuple[Citation, ...]


def exhibits(briefing: Briefing, led_to: Collection[str] | None = None) -> tuple[Exhibit, ...]:
    """The captures in the order in which they are first quoted; of those `led_to` only, where it is given."""
    found: dict[str, list[Citation]] = {}
    for citation in briefing.citations:
        if led_to is None or citation.id in led_to:
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
    """The next weightiest claims, the speaker with most to say first."""
    shown = {each.id for said in front(briefing) for each in said.claims}
    rest = [each for each in briefing.claims if each.id not in shown][:CLAIMS_LISTED]
    return tuple(sorted(_by_speaker(rest), key=lambda said: -len(said.claims)))


@dataclass(frozen=True, kw_only=True)
class Rest:
    """The claims that the page does not print."""

    n: int
    """How many."""
    by_source: tuple[tuple[str, int], ...]
    """Publisher and how many claims, the most first."""
    n_sources: int
    """Of how many publishers."""


def rest(briefing: Briefing) -> Rest:
    """What is left of the claims, counted by source."""
    printed = {each.id for said in (*front(briefing), *others(briefing)) for each in said.claims}
    publisher = {each.id: each.publisher for each in briefing.citations}
    counts = Counter(publisher.get(each.cite, "") for each in briefing.claims if each.id not in printed)
    most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return Rest(n=counts.total(), by_source=tuple(most[:SOURCES_COUNTED]), n_sources=len(counts))


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
    """The next of the other predictions."""
    shown = set(map(id, pressing(briefing)))
    return tuple(each for each in briefing.predictions if id(each) not in shown)[:PREDICTIONS_LISTED]


def opening(text: str) -> str:
    """The text with a capital, as it stands at the head of a line."""
    return text[:1].upper() + text[1:]


def issues(briefing: Briefing) -> tuple[Issue, ...]:
    """What could not be done, once each."""
    return tuple({each.id: each for each in briefing.issues}.values())


def marker(pseudonyms: tuple[str, ...], word: str = "pseudonym") -> Callable[[str], Markup]:
    """A filter that marks every pseudonym in a text, for the eye and for the ear."""
    if not pseudonyms:
        return escape
    longest_first = sorted(pseudonyms, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")
    marked = Markup('<span class="alias">{}<span class="vh"> ({})</span></span>')

    def mark(text: str) -> Markup:
        parts = pattern.split(text)
        return Markup("").join(
            marked.format(part, word) if n % 2 else escape(part) for n, part in enumerate(parts)
        )

    return mark


def grade(speak: Language, citation: Citation) -> str:
    """Both Admiralty fields in words; they are never merged into one."""
    letter = citation.reliability if speak.has(f"grades.{citation.reliability}") else "F"
    figure = citation.credibility if speak.has(f"truth.{citation.credibility}") else "6"
    return speak.t(
        "label.grade_words",
        letter=citation.reliability,
        reliability=speak.t(f"grades.{letter}"),
        figure=citation.credibility,
        truth=speak.t(f"truth.{figure}"),
    )


def tongue(text: str, code: str) -> Markup:
    """The attribute that names the language of a text of the catalogue where it is not the page's."""
    cyrillic = CYRILLIC.search(text) is not None
    if not LETTERS.search(text) or cyrillic == (code in ("ru", "uk")):
        return Markup("")
    return Markup(' lang="{}"').format("ru" if cyrillic else "en")


def change(speak: Language, briefing: Briefing, hypothesis: str) -> str:
    """How the headline figure moved since last time, in points, or nothing."""
    if briefing.previous is None:
        return ""
    before = next((each.p for each in briefing.previous.hypotheses if each.id == hypothesis), None)
    now = next(each.p for each in briefing.assessment.hypotheses if each.id == hypothesis)
    if before is None:
        return ""
    points = round(100 * now) - round(100 * before)
    if not points:
        return speak.t("answer.unchanged")
    sign = "+" if points > 0 else speak.minus
    return speak.t("answer.points" if abs(points) != 1 else "answer.point", sign=sign, n=abs(points))
