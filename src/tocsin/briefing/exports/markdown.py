"""The briefing as Markdown: the answer, its prose, what the charts show as tables, each citation a footnote.

Words from captures are escaped throughout: a stranger's text must not become a link, a picture that tells
somebody it was opened, or markup. Addresses stand in code spans, so that no reader makes links of them.

Source: CommonMark 0.31.2, 2.4 (backslash escapes); GitHub Flavored Markdown (tables, footnotes).
"""

from collections.abc import Iterator

from tocsin.briefing.exports import markdown_charts, said
from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.exports.markdown_opinion import opinion
from tocsin.briefing.exports.marks_of_text import code, noted, safe, table
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.records.briefing import Briefing, Citation


def write(edition: Edition) -> bytes:
    """The file."""
    briefing = edition.briefing
    speak = language(briefing.language)
    lines = [*_head(speak, briefing), *_body(speak, briefing), *_foot(speak, briefing)]
    text = "\n".join(lines).rstrip() + "\n"
    return text.encode("utf-8", "replace")


def _head(speak: Language, briefing: Briefing) -> Iterator[str]:
    yield from (f"# {safe(said.headline(briefing))}", "")
    yield from (f"**{briefing.tlp.label}** · {speak.t('forms.as_of', at=briefing.as_of)}", "")
    yield from (safe(said.answer(briefing)), "", safe(said.standing(briefing)), "")
    yield from table(
        tuple(speak.t(f"forms.{name}") for name in ("outcome", "p", "band", "words")),
        (
            (
                one.title,
                speak.percent(one.p),
                speak.percent_range(one.low, one.high),
                speak.term("words", one.words),
            )
            for one in briefing.assessment.hypotheses
        ),
    )


def _section(speak: Language, briefing: Briefing, name: str, *, told: bool = True) -> Iterator[str]:
    """A heading, and what the prose says under it."""
    yield from (f"## {safe(speak.t(f'heading.{name}'))}", "")
    prose = said.passage(briefing, name) if told else ""
    if prose:
        yield from (safe(prose), "")


def _body(speak: Language, briefing: Briefing) -> Iterator[str]:
    yield from _section(speak, briefing, "moved")
    if briefing.moves:
        titles = {one.id: one.title for one in briefing.hypotheses}
        for move in briefing.moves:
            toward = safe(titles.get(move.hypothesis, move.hypothesis))
            bits = safe(speak.t("forms.bits", bits=move.bits))
            yield f"- {bits}: {safe(move.text)} ({toward}){noted(move.cites)}"
        yield ""
    yield from _section(speak, briefing, "when")
    yield from markdown_charts.deadlines(speak, briefing)
    yield from _section(speak, briefing, "why")
    yield from _claims(speak, briefing)
    if briefing.arithmetic:
        yield from _section(speak, briefing, "arithmetic")
        yield from markdown_charts.arithmetic(speak, briefing)
    if briefing.timeline:
        yield from _section(speak, briefing, "timeline")
        yield from markdown_charts.timeline(speak, briefing)
    yield from _dated(speak, briefing)
    if briefing.places:
        yield from _section(speak, briefing, "places")
        yield from markdown_charts.places(speak, briefing)
    if briefing.board:
        yield from _section(speak, briefing, "board")
        yield from markdown_charts.board(speak, briefing)
    yield from _section(speak, briefing, "predictions")
    yield from _predictions(speak, briefing)
    if briefing.opinion:
        yield from _section(speak, briefing, "opinion")
        yield from opinion(briefing)
    yield from _section(speak, briefing, "missing")
    for one in briefing.missing:
        yield f"- {safe(one.source)}: {safe(one.reason)}"
    for issue in {each.id: each for each in briefing.issues}.values():
        yield f"- {code(issue.subject)} ({speak.term('stage', issue.stage.value)}): {safe(issue.reason)}"
    yield ""


def _dated(speak: Language, briefing: Briefing) -> Iterator[str]:
    if briefing.events:
        yield from _section(speak, briefing, "facts")
        for event in briefing.events:
            on = safe(speak.short_day(event.on))
            yield f"- {on}: {safe(event.title)} ({safe(event.source)})"
        yield ""
    if briefing.vanishings:
        yield from _section(speak, briefing, "vanished", told=False)
        for one in briefing.vanishings:
            missed = speak.t("forms.missed_on", at=one.first_missed_at)
            gone = safe(f"{speak.term('presence', one.presence)}, {missed}")
            yield f"- {safe(one.title)}: {gone} {code(one.address)}{noted(one.cites)}"
        yield ""


def _claims(speak: Language, briefing: Briefing) -> Iterator[str]:
    yield from _section(speak, briefing, "sizes")
    if briefing.sizes:
        for size in briefing.sizes:
            on = f", {safe(speak.short_day(size.said_on))}" if size.said_on else ""
            yield f"- {safe(size.speaker)}: {safe(said.size(speak, size))}{on}{noted(size.cites)}"
        yield ""
    if briefing.claims:
        yield from _section(speak, briefing, "claims")
        for claim in briefing.claims:
            verb = f"{speak.t('label.denies')} " if claim.polarity == "deny" else ""
            on = f", {safe(speak.short_day(claim.said_on))}" if claim.said_on else ""
            quoted = speak.t("forms.quoted", words=safe(claim.content))
            told = f"{quoted} ({safe(claim.topic)}{on})"
            yield f"- **{safe(claim.speaker)}:** {verb}{told}{noted((claim.cite,) if claim.cite else ())}"
        yield ""


def _predictions(speak: Language, briefing: Briefing) -> Iterator[str]:
    for one in briefing.predictions:
        fate = speak.t(f"fate.{one.fate.value}").lower()
        due = safe(speak.t("forms.due_fate", on=one.due_on, fate=fate))
        reason = f" ({safe(one.reason)})" if one.reason else ""
        note = noted((one.cite,) if one.cite else ())
        quoted = speak.t("forms.quoted", words=safe(one.statement))
        yield f"- **{safe(one.speaker)}:** {quoted}, {due}{reason}{note}"
    yield ""


def _foot(speak: Language, briefing: Briefing) -> Iterator[str]:
    yield from (f"## {safe(speak.t('heading.made'))}", "", safe(briefing.question_text), "")
    for one in briefing.hypotheses:
        yield f"- **{safe(one.title)}:** {safe(one.resolution)}"
    yield ""
    for sentence in next((each.sentences for each in briefing.passages if each.id == "made"), ()):
        if sentence.key != "made.question":
            yield from (safe(sentence.text), "")
    columns = (speak.t("forms.input"), speak.t("forms.digest"))
    yield from table(columns, ((name, value) for name, value in briefing.input_digests))
    made = safe(speak.t("forms.made_by", version=briefing.version))
    yield from (f"{safe(speak.t('label.briefing'))} {code(briefing.id)}, {made}", "")
    for citation in briefing.citations:
        yield f"[^{citation.id}]: {_note(speak, citation)}"


def _note(speak: Language, citation: Citation) -> str:
    quoted = f"{safe(citation.before)}**{safe(citation.quote)}**{safe(citation.after)}"
    title = speak.t("forms.quoted", words=safe(citation.title))
    grade = speak.t("forms.grade", grade=f"{citation.reliability}{citation.credibility}")
    return (
        f"{safe(said.where(speak, citation))}: {title}. {quoted} {code(citation.address)};"
        f" {safe(said.kept(speak, citation))}; {grade}."
    )
