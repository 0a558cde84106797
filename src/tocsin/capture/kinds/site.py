"""An index page: the addresses it leads to, as far as they are to be followed."""

from collections.abc import Iterator

from lxml import etree, html

from tocsin.capture import media
from tocsin.capture.fetch.client import Web
from tocsin.capture.following import matching
from tocsin.capture.interface import Link, Wanted
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue


class Site:
    """A page whose links are wanted."""

    def accepts(self, wanted: Wanted, answer: Payload) -> bool:
        """An HTML page, where something is to be followed."""
        return wanted.follow is not None and answer.media_type.startswith(media.HTML)

    def load(self, wanted: Wanted, answer: Payload, web: Web) -> Iterator[Payload | Link | Issue]:
        """The links in the order of the page."""
        try:
            page = html.document_fromstring(answer.body)
        except (etree.LxmlError, ValueError) as error:
            raise CaptureError(
                answer.address, "an index page", f"HTML that cannot be parsed ({error})", "another page"
            ) from error
        base = next((found for found in page.xpath("//base/@href")), "")
        home = base if base.startswith(("http://", "https://")) else answer.address
        yield from matching(wanted.follow, page.xpath("//a/@href"), home)
