"""The few sentences that forms without a layout of their own borrow from the page."""

from tocsin.briefing import locale
from tocsin.records.assessment import Outlook
from tocsin.records.briefing import Briefing, Citation
from tocsin.records.prediction import Fate

ANSWER = "answer"
WORD_JOINER = "\u2060"
FATES = {
    Fate.OPEN: "Not due yet",
    Fate.DUE: "Due, not settled",
    Fate.TRUE: "Came true",
    Fate.PARTLY: "Partly true",
    Fate.FALSE: "Did not come true",
    Fate.VOID: "Void",
}
PRESENCE = {
    "gone": "removed",
    "soft_gone": "replaced by a page that says nothing",
    "moved": "moved elsewhere",
    "unreachable": "out of reach",
    "present": "back again",
}
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


def title(briefing: Briefing) -> str:
    """The headline with its day."""
    return f"{headline(briefing)} As of {locale.day(briefing.as_of.date())}"


def headline(briefing: Briefing) -> str:
    """`Russia: Is another wave coming?`."""
    return f"{briefing.country}: {briefing.question}"


def answer(briefing: Briefing) -> str:
    """The sentence that the page opens with; of a briefing kept without its prose, the figures."""
    told = _opening(briefing)
    return (
        told[0] if told else "; ".join(outlook(briefing, one) for one in briefing.assessment.hypotheses) + "."
    )


def standing(briefing: Briefing) -> str:
    """How much was read to say so, and how the figures are meant."""
    return " ".join(_opening(briefing)[1:])


def _opening(briefing: Briefing) -> list[str]:
    passage = next((one for one in briefing.passages if one.id == ANSWER), None)
    return [plain(one.text) for one in passage.sentences] if passage else []


def outlook(briefing: Briefing, one: Outlook) -> str:
    """One outcome with its figure, range, estimative words and day."""
    by = locale.day(briefing.assessment.headline_deadline)
    band = locale.percent_range(one.low, one.high)
    return plain(f"{one.title} by {by}: {locale.percent(one.p)} (range {band}), {one.words}")


def where(citation: Citation) -> str:
    """Who published what is quoted, and when."""
    published = citation.published_at
    day = f", {locale.short_day(published.date())}" if published else ""
    return f"{citation.publisher}{day}"


def kept(citation: Citation) -> str:
    """The line of custody."""
    digest = citation.payload_digest.removeprefix("sha256:")
    place = f"{citation.warc_file} byte {citation.warc_offset}"
    return f"captured {locale.short_instant(citation.captured_at)}, SHA-256 {digest}, {place}"


def grade(citation: Citation) -> str:
    """Both fields of the Admiralty code in words; they are never merged into one."""
    source = RELIABILITY.get(citation.reliability, RELIABILITY["F"])
    truth = CREDIBILITY.get(citation.credibility, CREDIBILITY["6"])
    told = f"source {citation.reliability}, {source}; information {citation.credibility}, {truth}"
    return f"Admiralty code: {told}."


def fate(value: Fate) -> str:
    """What became of a prediction, in words."""
    return FATES[value]


def presence(value: str) -> str:
    """How a page is gone, in words."""
    return PRESENCE.get(value, value.replace("_", " "))


def plain(text: str) -> str:
    """The text with ordinary spaces and without marks that only typesetting needs."""
    return text.replace(locale.NARROW, " ").replace("\u00a0", " ").replace(WORD_JOINER, "")
