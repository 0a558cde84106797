"""The case's briefings as an RSS feed that podcast programs take: the voiced files, else the printed ones.

Such programs resolve no address against the feed's own, so the folder's address has to be known. They ask for
a square picture; where none lies in the folder, one is brought. What has no file that they take is no episode
of a feed in which others have one.

Source: RSS 2.0.11; Apple Podcasts, "A podcaster's guide to RSS" (required and recommended tags); Podcasting
2.0 namespace (podcast:guid, podcast:medium).
"""

from collections.abc import Mapping
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from lxml import etree

from tocsin.briefing.exports import cover, said
from tocsin.briefing.exports.feeds import Episode, child, episodes, link, rendered
from tocsin.briefing.exports.interface import Edition, Enclosure
from tocsin.briefing.language.choose import language
from tocsin.errors import BriefingError

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
ATOM = "http://www.w3.org/2005/Atom"
PODCAST = "https://podcastindex.org/namespace/1.0"
FEEDS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast:guid."""
HEARD = ("audio/mpeg", "audio/mp4", "audio/ogg", "audio/opus")
TAKEN = (*HEARD, "application/pdf")
"""Enclosures that podcast programs take, best first."""
NAME = "briefings.rss"
COVERS = ("cover.jpg", "cover.png")


def write(edition: Edition) -> bytes:
    """The feed.

    Raises:
        BriefingError: nobody said under which address it will lie.
    """
    if urlsplit(edition.setting.address).scheme not in ("http", "https"):
        raise BriefingError(
            "--to rss",
            "the web address of the folder it will lie in",
            repr(edition.setting.address),
            "--at https://…, or --to atom, which needs none",
        )
    spaces = {"itunes": ITUNES, "atom": ATOM, "podcast": PODCAST}
    root = etree.Element("rss", version="2.0", nsmap=spaces)
    every = episodes(edition)
    found = [one for one in every if _heard(one) is not None] or every
    channel = child(root, "channel")
    _head(channel, edition, found[0])
    for episode in found:
        _item(channel, edition, episode)
    return rendered(root)


def _head(channel: etree._Element, edition: Edition, newest: Episode) -> None:
    briefing, here = edition.briefing, link(edition, edition.name or NAME)
    speak = language(briefing.language)
    voiced = any(file.media_type in HEARD for file in newest.files)
    about = speak.t("forms.about", question=briefing.question_text) if voiced else briefing.question_text
    child(channel, "title", said.series(briefing))
    child(channel, "link", edition.setting.address)
    child(channel, "description", about)
    child(channel, "language", briefing.language)
    child(channel, "copyright", briefing.tlp.label)
    child(channel, "generator", f"Tocsin {briefing.version}")
    child(channel, "lastBuildDate", format_datetime(newest.at))
    child(channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=here)
    child(channel, f"{{{PODCAST}}}guid", str(uuid5(FEEDS, here.partition("://")[2].rstrip("/"))))
    child(channel, f"{{{ITUNES}}}author", "Tocsin")
    child(channel, f"{{{ITUNES}}}summary", about)
    child(channel, f"{{{ITUNES}}}type", "episodic")
    child(channel, f"{{{ITUNES}}}explicit", "false")
    news = etree.SubElement(channel, f"{{{ITUNES}}}category", {"text": "News"})
    etree.SubElement(news, f"{{{ITUNES}}}category", {"text": "Politics"})
    picture_at = link(edition, _cover(edition) or COVERS[-1])
    child(channel, f"{{{ITUNES}}}image", href=picture_at)
    picture = child(channel, "image")
    child(picture, "url", picture_at)
    child(picture, "title", said.series(briefing))
    child(picture, "link", edition.setting.address)
    if voiced:
        child(channel, f"{{{PODCAST}}}medium", "podcast")


def _cover(edition: Edition) -> str:
    """The picture that lies in the folder; empty where none does."""
    return next((one.name for one in edition.beside() if one.name in COVERS), "")


def brings(edition: Edition) -> Mapping[str, bytes]:
    """The picture, where none lies in the folder."""
    return {} if _cover(edition) else {COVERS[-1]: cover.draw(edition.briefing)}


def _item(channel: etree._Element, edition: Edition, episode: Episode) -> None:
    item = child(channel, "item")
    child(item, "title", episode.title)
    child(item, "description", episode.answer)
    child(item, "guid", f"urn:tocsin:{episode.id}", isPermaLink="false")
    child(item, "pubDate", format_datetime(episode.at))
    page = next((one for one in episode.files if one.media_type == "text/html"), None)
    if page is not None:
        child(item, "link", link(edition, page.name))
    file = _heard(episode)
    if file is not None:
        told = {"url": link(edition, file.name), "length": str(file.n_bytes), "type": file.media_type}
        child(item, "enclosure", **told)
        if file.lasts_s is not None:
            child(item, f"{{{ITUNES}}}duration", str(file.lasts_s))
    child(item, f"{{{ITUNES}}}title", episode.title)
    child(item, f"{{{ITUNES}}}summary", said.plain(episode.answer))
    child(item, f"{{{ITUNES}}}episodeType", "full")
    child(item, f"{{{ITUNES}}}explicit", "false")


def _heard(episode: Episode) -> Enclosure | None:
    """The one file that podcast programs get: RSS has room for a single enclosure."""
    fit = [one for one in episode.files if one.media_type in TAKEN]
    return min(fit, key=lambda one: TAKEN.index(one.media_type), default=None)
