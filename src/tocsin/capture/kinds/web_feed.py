"""A feed at an address: its entries as carried text, or the pages behind them where these are followed."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from tocsin.capture import media
from tocsin.capture.fetch.client import Web
from tocsin.capture.following import matching
from tocsin.capture.interface import Link, Wanted
from tocsin.capture.kinds.feed import entries
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue


class WebFeed:
    """RSS and Atom, whatever the server calls it."""

    def accepts(self, wanted: Wanted, answer: Payload) -> bool:
        """An answer that is plainly a feed."""
        return answer.media_type in media.FEEDS

    def load(self, wanted: Wanted, answer: Payload, web: Web) -> Iterator[Payload | Link | Issue]:
        """Every entry; one whose page is followed comes as that page instead."""
        carried = list(entries(answer, PurePosixPath(urlsplit(answer.address).path or "feed")))
        followed = {
            link.address: link
            for link in matching(wanted.follow, (entry.address for entry in carried), answer.address)
        }
        yield from followed.values()
        yield from (entry for entry in carried if entry.address not in followed)
