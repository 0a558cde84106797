"""The few sentences that forms without a layout of their own borrow from the page, in its language."""

from tocsin.briefing import locale
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.records.assessment import Outlook
from tocsin.records.briefing import Briefing, Citation
from tocsin.records.listed import SizeClaim

ANSWER = "answer"
WORD_JOINER = "\u2060"


def title(briefing: Briefing) -> str:
    """The headline with its day."""
    speak = language(briefing.language)
    return plain(speak.t("forms.title", headline=headline(briefing), on=briefing.as_of))


def headline(briefing: Briefing) -> str:
    """`Russia: Is another wave coming?`."""
    return f"{briefing.country}: {briefing.question}"


def series(briefing: Briefing) -> str:
    """What the case's briefings are called together."""
    return language(briefing.language).t("forms.series", case=briefing.case_title)


def answer(briefing: Briefing) -> str:
    """The sentence that the page opens with; of a briefing kept without its prose, the figures."""
    told = _opening(briefing)
    return (
        told[0] if told else "; ".join(outlook(briefing, one) for one in briefing.assessment.hypotheses) + "."
    )


def standing(briefing: Briefing) -> str:
    """How much was read to say so, and how the figures are meant."""
    return " ".join(_opening(briefing)[1:])


def passage(briefing: Briefing, name: str) -> str:
    """What the prose says in one section, without its citations; nothing where it has none."""
    found = next((one.sentences for one in briefing.passages if one.id == name), ())
    return plain(" ".join(one.text for one in found))


def _opening(briefing: Briefing) -> list[str]:
    found = next((one for one in briefing.passages if one.id == ANSWER), None)
    return [plain(one.text) for one in found.sentences] if found else []


def outlook(briefing: Briefing, one: Outlook) -> str:
    """One outcome with its figure, range, estimative words and day."""
    speak = language(briefing.language)
    told = speak.t(
        "forms.outlook",
        title=one.title,
        on=briefing.assessment.headline_deadline,
        p=one.p,
        band=speak.percent_range(one.low, one.high),
        words=speak.term("words", one.words),
    )
    return plain(told)


def size(speak: Language, one: SizeClaim) -> str:
    """A speaker's figure, with their denial of it."""
    figure = speak.persons(one.low, one.high, one.approx)
    return f"{speak.t('label.denies')} {figure}" if one.denied else figure


def where(speak: Language, citation: Citation) -> str:
    """Who published what is quoted, and when."""
    published = citation.published_at
    day = f", {speak.short_day(published.date())}" if published else ""
    return f"{citation.publisher}{day}"


def kept(speak: Language, citation: Citation) -> str:
    """The line of custody."""
    digest = citation.payload_digest.removeprefix("sha256:")
    return plain(
        speak.t(
            "forms.kept",
            at=citation.captured_at,
            digest=digest,
            file=citation.warc_file,
            offset=citation.warc_offset,
        )
    )


def grade(speak: Language, citation: Citation) -> str:
    """Both fields of the Admiralty code in words; they are never merged into one."""
    letter = citation.reliability if speak.has(f"grades.{citation.reliability}") else "F"
    figure = citation.credibility if speak.has(f"truth.{citation.credibility}") else "6"
    words = speak.t(
        "label.grade_words",
        letter=citation.reliability,
        reliability=speak.t(f"grades.{letter}"),
        figure=citation.credibility,
        truth=speak.t(f"truth.{figure}"),
    )
    return speak.t("forms.admiralty", words=words)


def plain(text: str) -> str:
    """The text with ordinary spaces and without marks that only typesetting needs."""
    return text.replace(locale.NARROW, " ").replace("\u00a0", " ").replace(WORD_JOINER, "")
