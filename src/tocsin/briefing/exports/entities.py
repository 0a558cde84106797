"""The briefing as FollowTheMoney entities, a line each, for platforms of investigative newsrooms.

A capture is an Article or a Document, a publisher an Organization; claims, indications, predictions, what a
model says and the prose are Notes; a dated fact, a changed or vanished page, a survey is an Event, a place an
Address. A speaker is a Mention; only people whom the case calls public become a Person,
and nothing at all is made of a pseudonym.

Source: FollowTheMoney 4, schemata Article, Document, Event, Mention, Note, Organization and Person.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from tocsin.briefing.exports import entities_beside, said
from tocsin.briefing.exports.entity import Entity, document, entity
from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.briefing.ranking import is_name
from tocsin.records.briefing import Briefing, Citation
from tocsin.records.identity import content_id


def write(edition: Edition) -> bytes:
    """The file: what is referred to comes before what refers to it."""
    dataset = re.sub(r"[^a-z0-9]+", "-", edition.briefing.case_title.casefold()).strip("-") or "case"
    lines: dict[str, bytes] = {}
    for one in _entities(edition):
        lines.setdefault(str(one["id"]), msgspec.json.encode({**one, "datasets": [f"tocsin-{dataset}"]}))
    return b"".join(line + b"\n" for line in lines.values())


def _entities(edition: Edition) -> Iterator[Entity]:
    briefing = edition.briefing
    cited = {one.id: one for one in briefing.citations}
    yield from _sources(language(briefing.language), briefing.citations)
    yield from _speakers(edition, cited)
    for claim in briefing.claims:
        source = cited.get(claim.cite)
        if source is not None:
            words = (claim.topic, claim.polarity, claim.certainty, claim.tlp.label)
            yield entity(
                "Note",
                content_id("note", claim.id),
                name=f"{claim.speaker}: {claim.topic}",
                description=claim.content,
                entity=document(source),
                proof=document(source),
                createdAt=claim.said_on,
                publisher=source.publisher,
                retrievedAt=source.captured_at,
                keywords=words,
                notes=f"Admiralty grade {source.reliability}{source.credibility}",
            )
    yield from _events(briefing, cited)
    yield from entities_beside.entities(briefing, cited)


def _sources(speak: Language, citations: Iterable[Citation]) -> Iterator[Entity]:
    for one in citations:
        on_the_web = one.address.startswith(("http://", "https://"))
        yield entity("Organization", content_id("publisher", one.publisher), name=one.publisher)
        yield entity(
            "Article" if on_the_web else "Document",
            document(one),
            title=one.title,
            publisher=one.publisher,
            sourceUrl=one.address if on_the_web else None,
            fileName=None if on_the_web else one.address.removeprefix("file:"),
            publishedAt=one.published_at,
            retrievedAt=one.captured_at,
            crawler="Tocsin",
            keywords=one.tlp.label,
            notes=said.kept(speak, one),
        )


def _speakers(edition: Edition, cited: dict[str, Citation]) -> Iterator[Entity]:
    """Public people who speak, and every mention of a named speaker in a text."""
    hidden = {name.casefold() for name in edition.briefing.pseudonyms}
    public = {name.casefold() for name in edition.public} - hidden
    for claim in edition.briefing.claims:
        source, name = cited.get(claim.cite), claim.speaker
        if source is None or name.casefold() in hidden or not is_name(name) or name == source.publisher:
            continue
        person = content_id("person", name.casefold()) if name.casefold() in public else None
        if person is not None:
            yield entity("Person", person, name=name, keywords="public")
        yield entity(
            "Mention",
            content_id("mention", source.capture_id, name),
            document=document(source),
            name=name,
            detectedSchema="Person" if person else "LegalEntity",
            resolved=person,
        )


def _events(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Entity]:
    speak = language(briefing.language)
    for event in briefing.events:
        yield entity(
            "Event",
            content_id("event", briefing.case_title, event.id),
            name=event.title,
            date=event.on,
            summary=event.title,
            publisher=event.source,
        )
    for page in briefing.vanishings:
        shown = [cited[name] for name in page.cites if name in cited]
        yield entity(
            "Event",
            content_id("event", "vanishing", page.address, page.first_missed_at),
            name=speak.t("forms.vanished", presence=page.presence, title=page.title),
            startDate=page.last_seen_at,
            endDate=page.first_missed_at,
            sourceUrl=page.address if page.address.startswith("http") else None,
            summary=speak.t("forms.was_there", address=page.address),
            proof=[document(one) for one in shown],
        )
