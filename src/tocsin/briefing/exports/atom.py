"""The case's briefings as an Atom feed: an entry a briefing, its published files as enclosures.

Source: RFC 4287 (Atom), sections 4.1 and 4.2.
"""

from datetime import UTC, datetime

from lxml import etree

from tocsin.briefing.exports import feeds, said
from tocsin.briefing.exports.feeds import Episode, episodes, feed_id, link, rendered
from tocsin.briefing.exports.interface import Edition

NAMESPACE = "http://www.w3.org/2005/Atom"
NAME = "briefings.atom"
PAGE = "text/html"


def write(edition: Edition) -> bytes:
    """The feed."""
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    found = episodes(edition)
    _child(root, "id", f"urn:tocsin:{feed_id(edition)}")
    _child(root, "title", said.series(edition.briefing))
    _child(root, "subtitle", said.headline(edition.briefing))
    _child(root, "updated", _instant(found[0].at))
    _child(_child(root, "author"), "name", "Tocsin")
    _child(root, "generator", "Tocsin", version=edition.briefing.version)
    _child(root, "rights", edition.briefing.tlp.label)
    if edition.setting.address:
        _child(
            root, "link", rel="self", type="application/atom+xml", href=link(edition, edition.name or NAME)
        )
    for episode in found:
        _entry(root, edition, episode)
    return rendered(root)


def _entry(root: etree._Element, edition: Edition, episode: Episode) -> None:
    entry = _child(root, "entry")
    _child(entry, "id", f"urn:tocsin:{episode.id}")
    _child(entry, "title", episode.title)
    _child(entry, "updated", _instant(episode.at))
    _child(entry, "published", _instant(episode.at))
    _child(entry, "rights", episode.tlp.label)
    _child(entry, "category", term=episode.tlp.label, scheme="https://www.first.org/tlp/", label="TLP 2.0")
    for file in episode.files:
        told = {"type": file.media_type, "href": link(edition, file.name), "length": str(file.n_bytes)}
        _child(entry, "link", rel="alternate" if file.media_type == PAGE else "enclosure", **told)
    _child(entry, "content", episode.answer, type="text")


def _child(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    return feeds.child(parent, f"{{{NAMESPACE}}}{tag}", text, **attributes)


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
