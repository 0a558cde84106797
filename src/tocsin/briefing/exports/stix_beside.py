"""What stands beside the claims of a bundle: dated facts, changes, surveys, places, models, and the prose.

A place is a note on the texts that name it and no location of its own: the standard asks such an object for
a country code or for coordinates, and the catalogue of places has neither.

Source: STIX 2.1 OASIS Standard, 4.9 (location) and 4.13 (note).
"""

from collections.abc import Iterator
from typing import Any

from tocsin.briefing.exports import said
from tocsin.briefing.exports.stix_ids import named
from tocsin.briefing.exports.stix_marking import IDS
from tocsin.briefing.exports.stix_notes import capture, note
from tocsin.briefing.language.choose import language
from tocsin.records.briefing import Briefing, Citation
from tocsin.records.drawn import MomentKind

Thing = dict[str, Any]
MAKERS = ["Tocsin"]
NOTED = frozenset({"answer", "vanished"})
"""Sections whose words are in the bundle already: the report's own, and a note a page."""
PHRASES = {MomentKind.CHANGE: "forms.changed", MomentKind.POLL: "forms.survey"}


def notes(briefing: Briefing) -> Iterator[Thing]:
    """Them all."""
    cited = {one.id: one for one in briefing.citations}
    yield from _facts(briefing)
    yield from _moments(briefing, cited)
    yield from _places(briefing, cited)
    yield from _findings(briefing, cited)
    yield from _prose(briefing)


def _on_report(briefing: Briefing, name: str, abstract: str, content: str) -> Thing:
    """A note on the whole, marked as the whole is."""
    held = note(
        briefing,
        name,
        [named("report", briefing.id)],
        (),
        abstract=said.plain(abstract),
        content=content,
        authors=MAKERS,
    )
    return held | {"object_marking_refs": [IDS[briefing.tlp]]}


def _facts(briefing: Briefing) -> Iterator[Thing]:
    speak = language(briefing.language)
    for one in briefing.events:
        name = named("note", "event", briefing.case_title, one.id)
        yield _on_report(briefing, name, f"{speak.day(one.on)}: {one.title}", one.source or one.title)


def _moments(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Thing]:
    speak = language(briefing.language)
    for one in briefing.timeline:
        shown = [cited[name] for name in one.cites if name in cited]
        if one.kind in PHRASES and shown:
            yield note(
                briefing,
                named("note", one.kind.value, one.on.isoformat(), one.title),
                [capture(each.capture_id) for each in shown],
                shown,
                abstract=said.plain(speak.t(PHRASES[one.kind], title=one.title)),
                content=said.plain(f"{speak.day(one.on)}: {one.title}"),
                authors=MAKERS,
            )


def _places(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Thing]:
    speak = language(briefing.language)
    for one in briefing.places:
        shown = [cited[name] for name in one.cites if name in cited]
        if shown:
            told = speak.t("forms.place", title=one.title, n=one.n_reports, origins=one.n_origins)
            yield note(
                briefing,
                named("note", briefing.id, "place", one.id),
                [capture(each.capture_id) for each in shown],
                shown,
                abstract=one.title,
                content=said.plain(told),
                authors=MAKERS,
            )


def _findings(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Thing]:
    speak = language(briefing.language)
    held = {one.capture_id: one for one in cited.values()}
    for one in briefing.assessment.findings:
        shown = [held[name] for name in one.cites if name in held]
        about = [named("report", briefing.id), *(capture(each.capture_id) for each in shown)]
        title = briefing.indicator_titles.get(one.indicator, one.indicator)
        made = note(
            briefing,
            named("note", one.id),
            about,
            shown,
            abstract=speak.t("forms.indication", title=title),
            content=said.plain(speak.t("forms.finding", model=one.method, statement=one.statement)),
            authors=MAKERS,
            confidence=round(100 * one.shown_p),
        )
        yield made if shown else made | {"object_marking_refs": [IDS[briefing.tlp]]}


def _prose(briefing: Briefing) -> Iterator[Thing]:
    for one in briefing.passages:
        if one.id not in NOTED:
            name = named("note", briefing.id, "passage", one.id)
            yield _on_report(briefing, name, one.heading, said.passage(briefing, one.id))
