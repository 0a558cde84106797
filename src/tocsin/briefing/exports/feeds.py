"""What both kinds of feed share: the briefings they list, newest first, and clean XML.

Source: RFC 4287 (Atom); RSS 2.0.11; XML 1.0, 2.2 (characters).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urljoin

from lxml import etree

from tocsin.briefing.exports import said
from tocsin.briefing.exports.interface import Edition, Enclosure
from tocsin.records.briefing import Briefing
from tocsin.records.identity import content_id
from tocsin.records.marking import Tlp

MOST = 100
"""Entries; a reader who was away longer finds the rest in the folder."""
FORBIDDEN = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF])


@dataclass(frozen=True, kw_only=True)
class Episode:
    """One briefing as a feed lists it."""

    id: str
    title: str
    answer: str
    """The answer in words, then a line an outcome."""
    at: datetime
    """The instant it speaks of."""
    tlp: Tlp
    files: tuple[Enclosure, ...]
    """Its published forms, what can be heard first."""


def episodes(edition: Edition) -> list[Episode]:
    """The briefings up to this one that its audience may see, one an instant, the newest first."""
    audience = edition.briefing.tlp
    found = {one.as_of: one for one in edition.past() if audience.admits(one.tlp)}
    found = {at: one for at, one in found.items() if at < edition.briefing.as_of}
    found[edition.briefing.as_of] = edition.briefing
    files = edition.beside()
    return [_episode(found[at], files) for at in sorted(found, reverse=True)[:MOST]]


def _episode(briefing: Briefing, files: Sequence[Enclosure]) -> Episode:
    own = [one for one in files if one.on == briefing.as_of.date()]
    outcomes = [said.outlook(briefing, one) for one in briefing.assessment.hypotheses]
    return Episode(
        id=briefing.id,
        title=said.title(briefing),
        answer="\n".join([said.answer(briefing), "", *outcomes]),
        at=briefing.as_of,
        tlp=briefing.tlp,
        files=tuple(sorted(own, key=lambda one: (not one.media_type.startswith("audio/"), one.name))),
    )


def feed_id(edition: Edition) -> str:
    """Names the series: the same for every briefing of the case, and another in another language."""
    told = () if edition.briefing.language == "en" else (edition.briefing.language,)
    return content_id("feed", edition.briefing.case_title, edition.briefing.tlp, *told)


def link(edition: Edition, name: str) -> str:
    """The address of a file beside the feed: whole where the folder's address is known."""
    base = edition.setting.address if edition.setting.address.endswith("/") else f"{edition.setting.address}/"
    return urljoin(base, quote(name)) if edition.setting.address else quote(name)


def child(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A new element inside `parent`; what XML cannot hold is left out of its text."""
    element = etree.SubElement(parent, tag, {name: clean(value) for name, value in attributes.items()})
    if text:
        element.text = clean(text)
    return element


def clean(text: str) -> str:
    """The text without the characters that XML forbids."""
    return text.translate(FORBIDDEN).encode("utf-8", "replace").decode()


def rendered(root: etree._Element) -> bytes:
    """The document."""
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
