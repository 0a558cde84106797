"""The briefing as Markdown: the answer, the tables, and every citation as a footnote.

Words from captures are escaped throughout: a stranger's text must not become a link, a picture that tells
somebody it was opened, or markup. Addresses stand in code spans, so that no reader makes links of them.

Source: CommonMark 0.31.2, 2.4 (backslash escapes); GitHub Flavored Markdown (tables, footnotes).
"""

import re
from collections.abc import Iterable, Iterator

from tocsin.briefing import locale
from tocsin.briefing.exports import said
from tocsin.briefing.exports.interface import Edition
from tocsin.records.briefing import Briefing, Citation

SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])|^([#+=-]|\d+(?=[.)]))")
BARE = re.compile(r"(?i)(https?|ftp|mailto|www)(?=[:.])")
"""What GitHub makes a link of by itself."""


def write(edition: Edition) -> bytes:
    """The file."""
    lines = [*_head(edition.briefing), *_body(edition.briefing), *_foot(edition.briefing)]
    text = "\n".join(lines).rstrip() + "\n"
    return text.encode("utf-8", "replace")


def _head(briefing: Briefing) -> Iterator[str]:
    yield from (f"# {_safe(said.headline(briefing))}", "")
    yield from (f"**{briefing.tlp.label}** · as of {locale.instant(briefing.as_of)}", "")
    yield from (_safe(said.answer(briefing)), "", _safe(said.standing(briefing)), "")
    yield from _table(
        ("Outcome", "Probability", "10th to 90th percentile", "In words"),
        (
            (one.title, locale.percent(one.p), locale.percent_range(one.low, one.high), one.words)
            for one in briefing.assessment.hypotheses
        ),
    )


def _body(briefing: Briefing) -> Iterator[str]:
    if briefing.moves:
        yield from ("## What moved", "")
        titles = {one.id: one.title for one in briefing.hypotheses}
        for move in briefing.moves:
            toward = _safe(titles.get(move.hypothesis, move.hypothesis))
            yield f"- {locale.bits(move.bits)} bits: {_safe(move.text)} ({toward}){_notes(move.cites)}"
        yield ""
    yield from _claims(briefing)
    yield from _predictions(briefing)
    if briefing.vanishings:
        yield from ("## Pages that vanished", "")
        for one in briefing.vanishings:
            gone = f"{said.presence(one.presence)}, missed {locale.short_instant(one.first_missed_at)}"
            yield f"- {_safe(one.title)}: {gone} {_code(one.address)}{_notes(one.cites)}"
        yield ""
    if briefing.events:
        yield from ("## Dated facts of the case", "")
        for event in briefing.events:
            yield f"- {locale.short_day(event.on)}: {_safe(event.title)} ({_safe(event.source)})"
        yield ""
    if briefing.missing:
        yield from ("## What we could not see", "")
        yield from (f"- {_safe(one.source)}: {_safe(one.reason)}" for one in briefing.missing)
        yield ""


def _claims(briefing: Briefing) -> Iterator[str]:
    if briefing.sizes:
        yield from ("## Who says how many", "")
        for size in briefing.sizes:
            figure = locale.persons(size.low, size.high, size.approx)
            on = f", {locale.short_day(size.said_on)}" if size.said_on else ""
            verb = "denies " if size.denied else ""
            yield f"- {_safe(size.speaker)}: {verb}{_safe(figure)}{on}{_notes(size.cites)}"
        yield ""
    if briefing.claims:
        yield from ("## Who claims what", "")
        for claim in briefing.claims:
            verb = "denies: " if claim.polarity == "deny" else ""
            on = f", {locale.short_day(claim.said_on)}" if claim.said_on else ""
            note = _notes((claim.cite,) if claim.cite else ())
            told = f"“{_safe(claim.content)}” ({_safe(claim.topic)}{on})"
            yield f"- **{_safe(claim.speaker)}:** {verb}{told}{note}"
        yield ""


def _predictions(briefing: Briefing) -> Iterator[str]:
    if briefing.predictions:
        yield from ("## Predictions and their fate", "")
        for one in briefing.predictions:
            due = f"due {locale.short_day(one.due_on)}: {said.fate(one.fate).lower()}"
            note = _notes((one.cite,) if one.cite else ())
            yield f"- **{_safe(one.speaker)}:** “{_safe(one.statement)}”, {due}{note}"
        yield ""


def _foot(briefing: Briefing) -> Iterator[str]:
    yield from ("## How this was made", "", _safe(briefing.question_text), "")
    for one in briefing.hypotheses:
        yield f"- **{_safe(one.title)}:** {_safe(one.resolution)}"
    yield from ("", f"Starting point: {_safe(briefing.prior_basis)}", "")
    yield from _table(("Input", "Digest"), ((name, value) for name, value in briefing.input_digests))
    yield from (f"Briefing {_code(briefing.id)}, made by Tocsin {_safe(briefing.version)}.", "")
    for citation in briefing.citations:
        yield f"[^{citation.id}]: {_note(citation)}"


def _note(citation: Citation) -> str:
    quoted = f"{_safe(citation.before)}**{_safe(citation.quote)}**{_safe(citation.after)}"
    return (
        f"{_safe(said.where(citation))}: “{_safe(citation.title)}”. {quoted} {_code(citation.address)};"
        f" {_safe(said.kept(citation))}; grade {citation.reliability}{citation.credibility}."
    )


def _notes(cites: Iterable[str]) -> str:
    return "".join(f"[^{name}]" for name in cites)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    yield from (f"| {' | '.join(map(_safe, row))} |" for row in rows)
    yield ""


def _safe(text: str) -> str:
    """The text as nothing but text, in one line."""
    # The spaces at the ends stay: a quote's neighbours begin and end with them.
    words = re.sub(r"\s+", " ", said.plain(text))
    return SPECIAL.sub(_escaped, BARE.sub("\\1\u2060", words))


def _escaped(found: re.Match[str]) -> str:
    special, opening = found.groups()
    # A digit cannot be escaped; what follows it would make a list of it.
    return f"{opening}\\" if opening and opening.isdigit() else f"\\{special or opening}"


def _code(text: str) -> str:
    """The text in a code span, in which nothing is read as markup."""
    words = " ".join(text.split()).replace("`", "%60")
    return f"`{words}`"
