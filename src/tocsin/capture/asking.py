"""Asks one address, and finds in the answer what else is to be kept or followed."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from tocsin.capture.fetch.client import Web
from tocsin.capture.interface import SHELL, Answer, Link, Wanted
from tocsin.capture.kinds.browser import Rendered
from tocsin.capture.kinds.site import Site
from tocsin.capture.kinds.sitemap import Sitemap
from tocsin.capture.kinds.web_feed import WebFeed
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue, Stage, issue

ANSWERS: tuple[Answer, ...] = (WebFeed(), Sitemap(), Rendered(), Site())


def ask(wanted: Wanted, web: Web) -> Iterator[Payload | Link | Issue]:
    """Every answer on the way to an address, and what the last of them holds.

    Raises:
        CaptureError: it may not be asked, nobody answered, or the answer cannot be read. What was yielded
            before that stands.
    """
    last: Payload | None = None
    try:
        for answer in web.retrieve(wanted.address, wanted.known):
            if last is not None:
                yield last
            last = answer
    except CaptureError:
        if last is not None:
            yield last
        raise
    if last is None:
        return
    kinds = [kind for kind in ANSWERS if 200 <= last.status < 300 and kind.accepts(wanted, last)]
    needs_browser = any(isinstance(kind, Rendered) for kind in kinds)
    yield msgspec.structs.replace(last, origin=SHELL) if needs_browser else last
    for kind in kinds:
        yield from kind.load(wanted, last, web)


def fetch(wanted: Wanted, web: Web, now: datetime) -> Iterator[Payload | Issue]:
    """What one address holds, with the pages it leads to."""
    links: list[Link] = []
    try:
        for item in ask(wanted, web):
            if isinstance(item, Link):
                links.append(item)
                continue
            yield item
            if isinstance(item, Payload) and item.status >= 400:
                yield issue(Stage.CAPTURE, item.address, str(_no_page(item)), now)
    except CaptureError as error:
        yield issue(Stage.CAPTURE, wanted.address, str(error), now)
    for link in links[: web.rules.follow_most]:
        yield from fetch(Wanted(address=link.address, browser=wanted.browser), web, now)
    if len(links) > web.rules.follow_most:
        most, found = f"at most {web.rules.follow_most} pages to follow", str(len(links))
        said = CaptureError(wanted.address, most, found, "a narrower expression, or follow_most in case.toml")
        yield issue(Stage.CAPTURE, wanted.address, str(said), now)


def _no_page(answer: Payload) -> CaptureError:
    return CaptureError(
        answer.address, "a page", f"status {answer.status}, which is kept as what came", "its address again"
    )
