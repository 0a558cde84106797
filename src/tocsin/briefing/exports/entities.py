"""The briefing as FollowTheMoney entities, a line each, for platforms of investigative newsrooms.

A capture is an Article or a Document, a publisher an Organization, a claim a Note on the text, a dated fact
or a vanished page an Event. A speaker is a Mention; only people whom the case calls public become a Person,
and nothing at all is made of a pseudonym.

Source: FollowTheMoney 4, schemata Article, Document, Event, Mention, Note, Organization and Person.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

import msgspec

from tocsin.briefing.exports import said
from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.ranking import is_name
from tocsin.records.briefing import Briefing, Citation
from tocsin.records.identity import content_id

Entity = dict[str, object]


def write(edition: Edition) -> bytes:
    """The file: what is referred to comes before what refers to it."""
    dataset = re.sub(r"[^a-z0-9]+", "-", edition.briefing.case_title.casefold()).strip("-") or "case"
    lines: dict[str, bytes] = {}
    for one in _entities(edition):
        lines.setdefault(str(one["id"]), msgspec.json.encode({**one, "datasets": [f"tocsin-{dataset}"]}))
    return b"".join(line + b"\n" for line in lines.values())


def _entity(schema: str, key: str, /, **properties: object) -> Entity:
    """An entity; properties without a value are left out, and single values become lists."""
    held: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = value if isinstance(value, (list, tuple)) else [value]
        told = [_value(each) for each in values if each not in (None, "")]
        if told:
            held[name] = told
    return {"id": key, "schema": schema, "properties": held}


def _value(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _entities(edition: Edition) -> Iterator[Entity]:
    briefing = edition.briefing
    cited = {one.id: one for one in briefing.citations}
    yield from _sources(briefing.citations)
    yield from _speakers(edition, cited)
    for claim in briefing.claims:
        source = cited.get(claim.cite)
        if source is not None:
            words = (claim.topic, claim.polarity, claim.certainty, claim.tlp.label)
            yield _entity(
                "Note",
                content_id("note", claim.id),
                name=f"{claim.speaker}: {claim.topic}",
                description=claim.content,
                entity=_document(source),
                proof=_document(source),
                createdAt=claim.said_on,
                publisher=source.publisher,
                retrievedAt=source.captured_at,
                keywords=words,
                notes=f"Admiralty grade {source.reliability}{source.credibility}",
            )
    yield from _events(briefing, cited)


def _document(source: Citation) -> str:
    return content_id("document", source.capture_id)


def _sources(citations: Iterable[Citation]) -> Iterator[Entity]:
    for one in citations:
        on_the_web = one.address.startswith(("http://", "https://"))
        yield _entity("Organization", content_id("publisher", one.publisher), name=one.publisher)
        yield _entity(
            "Article" if on_the_web else "Document",
            _document(one),
            title=one.title,
            publisher=one.publisher,
            sourceUrl=one.address if on_the_web else None,
            fileName=None if on_the_web else one.address.removeprefix("file:"),
            publishedAt=one.published_at,
            retrievedAt=one.captured_at,
            crawler="Tocsin",
            keywords=one.tlp.label,
            notes=said.kept(one),
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
            yield _entity("Person", person, name=name, keywords="public")
        yield _entity(
            "Mention",
            content_id("mention", source.capture_id, name),
            document=_document(source),
            name=name,
            detectedSchema="Person" if person else "LegalEntity",
            resolved=person,
        )


def _events(briefing: Briefing, cited: dict[str, Citation]) -> Iterator[Entity]:
    for event in briefing.events:
        yield _entity(
            "Event",
            content_id("event", briefing.case_title, event.id),
            name=event.title,
            date=event.on,
            summary=event.title,
            publisher=event.source,
        )
    for page in briefing.vanishings:
        shown = [cited[name] for name in page.cites if name in cited]
        yield _entity(
            "Event",
            content_id("event", "vanishing", page.address, page.first_missed_at),
            name=f"Page {said.presence(page.presence)}: {page.title}",
            startDate=page.last_seen_at,
            endDate=page.first_missed_at,
            sourceUrl=page.address if page.address.startswith("http") else None,
            summary=f"{page.address} was there and then was not.",
            proof=[_document(one) for one in shown],
        )
