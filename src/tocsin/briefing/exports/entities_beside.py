"""FollowTheMoney entities beside claims: indications, predictions, changes, surveys, places, models, prose.

Source: FollowTheMoney 4, schemata Address, Event and Note.
"""

from collections.abc import Iterable, Iterator

from tocsin.briefing.exports import said
from tocsin.briefing.exports.entity import Entity, document, entity
from tocsin.briefing.language.choose import language
from tocsin.records.briefing import Briefing, Citation
from tocsin.records.drawn import MomentKind
from tocsin.records.identity import content_id

MAKER = "Tocsin"
PHRASES = {MomentKind.CHANGE: "forms.changed", MomentKind.POLL: "forms.survey"}


def entities(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Entity]:
    """Them all; what they refer to has come before."""
    yield from _indications(briefing, cited)
    yield from _predictions(briefing, cited)
    yield from _moments(briefing, cited)
    yield from _places(briefing, cited)
    yield from _findings(briefing)
    yield from _prose(briefing)


def _known(names: Iterable[str], cited: dict[str, Citation]) -> list[str]:
    return list(dict.fromkeys(document(cited[name]) for name in names if name in cited))


def _indications(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Entity]:
    speak = language(briefing.language)
    for row in briefing.board:
        for name in dict.fromkeys(name for cell in row.cells for name in cell.cites if name in cited):
            source = cited[name]
            yield entity(
                "Note",
                content_id("note", row.indicator, source.capture_id, source.quote),
                name=speak.t("forms.indication", title=row.title),
                description=source.quote,
                entity=document(source),
                proof=document(source),
                publisher=source.publisher,
                retrievedAt=source.captured_at,
                keywords=(row.indicator, row.group, row.direction, source.tlp.label),
            )


def _predictions(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Entity]:
    speak = language(briefing.language)
    for one in briefing.predictions:
        source = cited.get(one.cite)
        if source is not None:
            fate = speak.t(f"fate.{one.fate.value}")
            due = said.plain(speak.t("forms.due_day", on=one.due_on, fate=fate))
            yield entity(
                "Note",
                content_id("note", "prediction", source.capture_id, one.speaker, one.statement, one.due_on),
                name=speak.t("forms.prediction", speaker=one.speaker, due=due),
                description=one.statement,
                entity=document(source),
                proof=document(source),
                createdAt=one.made_on,
                keywords=("prediction", one.fate.value, source.tlp.label),
                notes=one.reason,
            )


def _moments(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Entity]:
    speak = language(briefing.language)
    for one in briefing.timeline:
        if one.kind in PHRASES:
            yield entity(
                "Event",
                content_id("event", one.kind.value, one.on, one.title),
                name=speak.t(PHRASES[one.kind], title=one.title),
                date=one.on,
                proof=_known(one.cites, cited),
            )


def _places(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Entity]:
    speak = language(briefing.language)
    for one in briefing.places:
        told = speak.t("forms.place", title=one.title, n=one.n_reports, origins=one.n_origins)
        yield entity(
            "Address",
            content_id("place", one.id),
            name=one.title,
            full=one.title,
            state=one.region,
            summary=said.plain(told),
            proof=_known(one.cites, cited),
        )


def _findings(briefing: Briefing) -> Iterator[Entity]:
    held = {one.capture_id: document(one) for one in briefing.citations}
    for one in briefing.assessment.findings:
        shown = [held[name] for name in one.cites if name in held]
        yield entity(
            "Note",
            content_id("note", one.id),
            name=f"{MAKER}: {briefing.indicator_titles.get(one.indicator, one.indicator)}",
            description=one.statement,
            entity=shown,
            proof=shown,
            createdAt=one.known_at,
            publisher=MAKER,
            keywords=(one.indicator, one.model),
            notes=one.method,
        )


def _prose(briefing: Briefing) -> Iterator[Entity]:
    for one in briefing.passages:
        yield entity(
            "Note",
            content_id("note", briefing.id, "passage", one.id),
            name=one.heading,
            description=said.passage(briefing, one.id),
            createdAt=briefing.as_of,
            publisher=MAKER,
            keywords=("briefing", one.id, briefing.tlp.label),
        )
