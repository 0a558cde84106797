"""Pages that need a browser: what one showed, and a picture of it.

The browser has no network of its own. Whatever the page asks for comes through our client, so the guard, the
limits and the record hold for it as for us.

Source: WARC guidelines of the IIPC: a picture of a page is a resource record under `urn:screenshot:`.
"""

import importlib
import os
import shutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from tocsin.capture import media
from tocsin.capture.fetch.client import Web
from tocsin.capture.interface import PART, Link, Wanted
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue

ORIGIN = "browser"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
SETTLE_MS = 1_000
MOST_PARTS = 200
SCREENSHOT = "urn:screenshot:"
# The browser's proxy is the port for discarding (RFC 863): a request that we do not answer goes nowhere.
NOWHERE = "http://127.0.0.1:9"
_DROPPED = ("content-encoding", "transfer-encoding", "content-length", "connection")


class Rendered:
    """A page as Chromium shows it."""

    def accepts(self, wanted: Wanted, answer: Payload) -> bool:
        """An HTML page of which that was asked."""
        return wanted.browser and answer.media_type.startswith(media.HTML)

    def load(self, wanted: Wanted, answer: Payload, web: Web) -> Iterator[Payload | Link | Issue]:
        """What the page loaded, the page as it then stood, and its picture."""
        api, program = _playwright(answer.address), _program(answer.address)
        parts = _Parts(answer, web)
        try:
            with api.sync_playwright() as driver:
                # Chromium keeps its sandbox wherever it can: it cannot for the superuser.
                unsafe = ["--no-sandbox"] if os.geteuid() == 0 else []
                browser = driver.chromium.launch(
                    executable_path=program, args=unsafe, proxy={"server": NOWHERE}
                )
                try:
                    page = browser.new_context(service_workers="block", accept_downloads=False).new_page()
                    page.set_default_timeout(web.rules.total_seconds * 1_000)
                    page.route("**/*", parts.fulfil)
                    page.goto(answer.address, wait_until="load")
                    page.wait_for_timeout(SETTLE_MS)
                    shown, picture = (
                        page.content().encode("utf-8", "replace"),
                        page.screenshot(full_page=True),
                    )
                finally:
                    browser.close()
        except api.Error as error:
            raise CaptureError(
                answer.address, "a page that a browser can show", str(error).splitlines()[0], "another time"
            ) from error
        yield from parts.payloads
        yield _made(answer, answer.address, media.HTML, shown)
        yield _made(answer, SCREENSHOT + answer.address, "image/png", picture)


def _made(answer: Payload, address: str, media_type: str, body: bytes) -> Payload:
    return Payload(
        address=address,
        media_type=media_type,
        body=body,
        captured_at=answer.captured_at,
        source_id=answer.source_id,
        origin=ORIGIN,
    )


class _Parts:
    """Answers what a page asks for, from our client, and keeps it."""

    def __init__(self, answer: Payload, web: Web) -> None:
        self._answer = answer
        self._web = web
        self.payloads: list[Payload] = []

    def fulfil(self, route: Any) -> None:
        """Hands the browser one answer, or tells it that there is none."""
        request = route.request
        if request.is_navigation_request() and request.url == self._answer.address:
            _hand(route, self._answer)
            return
        n_bytes = sum(len(part.body) for part in self.payloads)
        if request.method != "GET" or len(self.payloads) >= MOST_PARTS or n_bytes > self._web.rules.max_bytes:
            route.abort()
            return
        try:
            part = self._web.part(request.url, PART)
        except CaptureError:
            route.abort()
            return
        self.payloads.append(part)
        _hand(route, part)


def _hand(route: Any, answer: Payload) -> None:
    headers = {name: value for name, value in answer.headers if name.lower() not in _DROPPED}
    route.fulfill(status=answer.status, headers=headers, body=answer.body)


def _playwright(where: str) -> ModuleType:
    try:
        return importlib.import_module("playwright.sync_api")
    except ImportError as error:
        raise CaptureError(
            where, "the browser extra", "Playwright is not installed", "pip install 'tocsin[browser]'"
        ) from error


def _program(where: str) -> str:
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if found is None:
        raise CaptureError(where, "an installed Chromium", "none", "installing the package `chromium`")
    return found
