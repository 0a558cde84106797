"""The sentences of the briefing: plain, attributed, with their figures, and always as of an instant.

Wording comes from the records: a hypothesis brings its own statement, the yardstick its estimative words.
Nothing here states what no record holds.
"""

import re
from collections import Counter
from datetime import date

from tocsin.briefing import locale
from tocsin.records.assessment import Assessment, Outlook
from tocsin.records.briefing import Briefing, SizeClaim
from tocsin.records.hypothesis import Hypothesis
from tocsin.records.prediction import Fate

WORD_JOINER = "\u2060"
"""Keeps the two ends of a range on one line."""
DEADLINE_CLAUSE = re.compile(r",?\s*(?:by|before|until)\s+\{on\}", re.IGNORECASE)
COMMON = re.compile(
    r"(?:An?|The|No|Men|Neither|None|More|Some|New|Further|Another|Open\w*|Stealth\w*|Covert|Hidden"
    r"|Mobili[sz]ation|Declared|People|Call-up|Conscripts|Reservists)\b"
)
"""First words that are no names, so that they take a small letter inside a sentence."""
PRESENCE = {
    "gone": "removed",
    "blocked": "blocked",
    "soft_gone": "replaced by a page that says nothing",
    "moved": "moved elsewhere",
    "emptied": "emptied",
    "unreachable": "out of reach",
    "present": "back again",
}
FATES = {
    Fate.OPEN: "Not due yet",
    Fate.DUE: "Due, not settled",
    Fate.TRUE: "Came true",
    Fate.PARTLY: "Partly true",
    Fate.FALSE: "Did not come true",
    Fate.VOID: "Void",
}
PUT_AT = ("put", "puts")
TAKES_A_FIGURE = re.compile(
    r"(?:estimat|predict|forecast|project|expect|demand|propos|request|report|claim|announc|confirm|count|cit"
    r"|reckon|order|name|calculat)(?:e?s|ed)"
)
"""Cues after which a bare figure reads well; `said 500,000` does not, and becomes `spoke of`."""
CERTAINTY = {"certain": "said as certain", "probable": "said as probable", "possible": "said as possible"}


def living(briefing: Briefing) -> tuple[Outlook, ...]:
    """The outcomes that something would bring about, in the question's order."""
    residual = {each.id for each in briefing.hypotheses if each.residual}
    return tuple(each for each in briefing.assessment.hypotheses if each.id not in residual)


def answer(briefing: Briefing) -> str:
    """The answer in one sentence: `It is unlikely (31 %, range 18–46 %) that …, but likely that …`."""
    statements = {each.id: each for each in briefing.hypotheses}
    deadline = briefing.assessment.headline_deadline
    parts: list[str] = []
    before: Outlook | None = None
    for outlook in living(briefing):
        opening = estimate(outlook.words)
        clause = (
            f"{_figures(outlook)} that {_statement(statements.get(outlook.id), outlook, deadline, not parts)}"
        )
        if before is None:
            parts.append(f"{opening} {clause}")
        else:
            contrast = (outlook.p >= 0.5) != (before.p >= 0.5)
            words = opening.split(" ", 2)
            same = opening.startswith("It is") and estimate(before.words).startswith("It is")
            again = words[2] if same else opening[0].lower() + opening[1:]
            parts.append(f"{'but' if contrast else 'and'} {again} {clause}")
        before = outlook
    return ", ".join(parts) + "." if parts else "The question has no outcome that could come about."


def estimate(words: str) -> str:
    """Estimative words as the opening of a sentence: `It is unlikely`, `There is almost no chance`."""
    plain = words.strip().lower()
    if plain.endswith(("chance", "possibility")):
        article = "" if plain.startswith(("almost no", "no ")) else "a "
        article = "an " if article and plain[0] in "aeio" else article
        return f"There is {article}{plain}"
    adjective = {"almost certainly": "almost certain", "certainly": "certain"}.get(plain, plain)
    return f"It is {adjective}"


def _figures(outlook: Outlook) -> str:
    band = locale.percent_range(outlook.low, outlook.high).replace(locale.DASH, locale.DASH + WORD_JOINER)
    return f"({locale.percent(outlook.p)}, {band})"


def _statement(hypothesis: Hypothesis | None, outlook: Outlook, deadline: date, dated: bool) -> str:
    """The statement as a clause; the deadline, the same for all, is said once."""
    text = hypothesis.statement if hypothesis else f"{outlook.title} comes about by {{on}}"
    if not dated:
        text = DEADLINE_CLAUSE.sub("", text)
    return lowered(text.replace("{on}", locale.day(deadline)).strip().rstrip("."))


def lowered(text: str) -> str:
    """The text as it stands inside a sentence: a first word that is no name loses its capital."""
    return text[:1].lower() + text[1:] if COMMON.match(text) else text


def standfirst(briefing: Briefing) -> str:
    """How much was read to say so."""
    sources = locale.counted(briefing.n_sources, "source")
    captures = locale.counted(briefing.n_captures, "capture")
    origins = len(briefing.assessment.origins)
    if not briefing.n_captures:
        return "Nothing has been captured yet: this is the reference class alone."
    found = (
        f"The evidence goes back to {locale.counted(origins, 'independent origin')}."
        if origins
        else "None of it carries evidence that moves the answer."
    )
    return f"Read from {sources} in {captures}. {found}"


def change(briefing: Briefing, outlook: Outlook) -> str:
    """How the headline figure moved since last time, in points, or nothing."""
    before = _before(briefing.previous, outlook.id)
    if before is None:
        return ""
    points = round(100 * outlook.p) - round(100 * before)
    if not points:
        return "unchanged"
    sign = "+" if points > 0 else locale.MINUS
    return f"{sign}{abs(points)} points"


def _before(previous: Assessment | None, hypothesis: str) -> float | None:
    if previous is None:
        return None
    return next((each.p for each in previous.hypotheses if each.id == hypothesis), None)


def moved_heading(briefing: Briefing) -> str:
    """`What moved since 30 January 2023`."""
    if briefing.previous_as_of is None:
        return "What moved"
    return f"What moved since {locale.day(briefing.previous_as_of.date())}"


def nothing_moved(briefing: Briefing) -> str:
    """What is said when there is no move to show."""
    if briefing.previous_as_of is None:
        return "This is the first briefing of the case; there is no earlier one to compare with."
    return "Nothing new weighed enough to be felt. Small changes come from time passing."


def origin_note(briefing: Briefing) -> str:
    """How reports were folded into origins."""
    origins = briefing.assessment.origins
    reports = sum(len(each.mementos) for each in origins)
    if reports <= len(origins):
        return "Every report stands on its own; none was found to copy another."
    copies = max(origins, key=lambda each: len(each.mementos))
    return (
        f"{locale.counted(reports, 'report').capitalize()} go back to "
        f"{locale.counted(len(origins), 'origin')}; a copied report counts once. "
        f"The most repeated has {locale.counted(len(copies.mementos), 'report')}."
    )


def size_sentence(briefing: Briefing) -> str:
    """Who put the call-up at what: named, with the day."""
    rows = sorted(briefing.sizes, key=_reach, reverse=True)[:4]
    text = "; ".join(_attributed(each) for each in rows)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _attributed(size: SizeClaim) -> str:
    """The figure with the word that the text attributes it by, where that word can take a figure."""
    cue = size.cue.casefold().strip()
    if size.denied:
        return f"{size.speaker} denied {said(size)}"
    if cue.startswith("according"):
        return f"{said(size)} according to {size.speaker}"
    if cue in PUT_AT:
        return f"{size.speaker} {cue} it at {said(size)}"
    if cue.startswith("warn") and " " not in cue:
        return f"{size.speaker} {cue.removesuffix('ing')} of {said(size)}"
    verb = cue if TAKES_A_FIGURE.fullmatch(cue) else "spoke of"
    return f"{size.speaker} {verb} {said(size)}"


def said(size: SizeClaim) -> str:
    """The range as printed."""
    return locale.persons(size.low, size.high, size.approx)


def _reach(size: SizeClaim) -> float:
    return size.high or size.low or 0.0


def prediction_sentence(briefing: Briefing) -> str:
    """How many predictions are open, and how the settled ones ended."""
    fates = Counter(each.fate for each in briefing.predictions)
    parts = [f"{locale.number(fates[kind])} {FATES[kind].lower()}" for kind in Fate if fates[kind]]
    total = locale.counted(len(briefing.predictions), "prediction").capitalize()
    return f"{total} kept: {locale.listed(parts)}." if parts else "No prediction has been found yet."


def presence(value: str) -> str:
    """How a vanished page is gone, in words."""
    return PRESENCE.get(value, value.replace("_", " "))
