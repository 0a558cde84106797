"""Sitemaps: the addresses a site lists of itself.

Source: the Sitemaps protocol 0.9; entities are not resolved, and a document type is refused.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from tocsin.capture.fetch import body
from tocsin.capture.fetch.address import joined
from tocsin.capture.fetch.client import Web
from tocsin.capture.following import matching
from tocsin.capture.interface import Link, Wanted
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue, Stage, issue

HEAD_BYTES = 4_096
GZIP = b"\x1f\x8b"
_ROOT = re.compile(rb"<(?:[a-z]+:)?(urlset|sitemapindex)[\s>]")


class Sitemap:
    """A sitemap, or an index of sitemaps, packed or not."""

    def accepts(self, wanted: Wanted, answer: Payload) -> bool:
        """XML that says it is one; a packed one is known by its name."""
        packed = answer.body.startswith(GZIP) and ".xml" in answer.address
        return packed or bool(_ROOT.search(answer.body[:HEAD_BYTES]))

    def load(self, wanted: Wanted, answer: Payload, web: Web) -> Iterator[Payload | Link | Issue]:
        """The links that are to be followed; those of sitemaps listed in it are fetched first."""
        if wanted.follow is None:
            found = CaptureError(
                answer.address, "pages to capture", "a sitemap, which only lists them", "--follow REGEX"
            )
            yield issue(Stage.CAPTURE, answer.address, str(found), answer.captured_at)
            return
        root = _tree(answer, web.rules.max_bytes)
        places = [place.text or "" for place in root.iter("{*}loc")]
        if etree.QName(root).localname == "urlset":
            yield from matching(wanted.follow, places, answer.address)
            return
        for place in islice(places, web.rules.follow_most):
            yield from self._listed(wanted, place.strip(), answer, web)

    def _listed(
        self, wanted: Wanted, place: str, index: Payload, web: Web
    ) -> Iterator[Payload | Link | Issue]:
        """One sitemap of an index: on the same host, as the protocol asks, and no index itself."""
        try:
            address = joined(index.address, place)
            if address.authority != joined(index.address, "/").authority:
                raise CaptureError(place, "a sitemap of the same host", "another host", "that host's own")
            last = index
            for last in web.retrieve(str(address)):
                yield last
            root = _tree(last, web.rules.max_bytes)
        except CaptureError as error:
            yield issue(Stage.CAPTURE, place, str(error), index.captured_at)
            return
        if etree.QName(root).localname == "urlset":
            places = (found.text or "" for found in root.iter("{*}loc"))
            yield from matching(wanted.follow, places, last.address)


def _tree(answer: Payload, most: int) -> etree._Element:
    plain = answer.body
    if plain.startswith(GZIP):
        plain = body.gathered([plain], "gzip", most, answer.address)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(plain, parser)
    except (etree.LxmlError, ValueError) as error:
        raise CaptureError(
            answer.address, "a sitemap in XML", str(error), "another address of the site"
        ) from error
    if root.getroottree().docinfo.doctype:
        raise CaptureError(
            answer.address, "a plain sitemap", "one with a document type, which may hide entities",
            "another address of the site",
        )  # fmt: skip
    return root
