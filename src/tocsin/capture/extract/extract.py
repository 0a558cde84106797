"""One payload made readable: a memento, or the reason why there is none."""

from collections.abc import Callable

from tocsin.capture import carriers, media
from tocsin.capture.extract import email, html, language, pdf, telegram, text
from tocsin.capture.extract.dates import publication
from tocsin.capture.extract.encoding import decode
from tocsin.capture.extract.found import Found, first_line
from tocsin.capture.interface import MUTE
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.records.capture import Capture, Memento, Payload, memento_id
from tocsin.records.issue import Issue, Stage, issue

_CARRIED: dict[str, Callable[[bytes, str], Found]] = {
    carriers.EMAIL: email.parse,
    carriers.TELEGRAM_MESSAGE: telegram.parse,
}
_WORDLESS = ("image/", "font/", "audio/", "video/")
# What a page loads to be shown: an archive of the web holds much of it, and none of it is to be read.
_LOADED = (
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/json",
    "application/font",
    "application/x-font",
    "application/wasm",
    "application/octet-stream",
    "application/vnd.ms-fontobject",
)


def readable(capture: Capture) -> bool:
    """Whether a capture has a text of its own: error pages, pictures and feeds have none."""
    if capture.origin in MUTE or capture.media_type.startswith(_WORDLESS):
        return False
    if capture.origin == "warc" and capture.media_type.startswith(_LOADED):
        return False
    return 200 <= capture.status < 300 and capture.media_type not in media.FEEDS and capture.n_bytes > 0


def extract(payload: Payload, capture: Capture, *, limits: Limits | None = None) -> Memento:
    """What the address showed: title, author, date, language and main text.

    Raises:
        CaptureError: there is no text in it that can be read.
    """
    found = _find(payload, limits or Limits())
    if not found.text.strip():
        raise CaptureError(payload.address, "readable text", "none", "another copy of it")
    published_at, basis = publication(
        payload.captured_at,
        found.text,
        carrier=payload.published_at,
        metadata=found.published_at,
    )
    return Memento(
        id=memento_id(capture.id),
        capture_id=capture.id,
        address=payload.address,
        captured_at=payload.captured_at,
        source_id=capture.source_id,
        title=payload.title or found.title or first_line(found.text),
        author=payload.author or found.author,
        published_at=published_at,
        date_basis=basis,
        language=language.classify(found.text),
        text=found.text,
        method=found.method,
        pages=found.pages,
    )


def attempt(payload: Payload, capture: Capture) -> Memento | Issue:
    """What the address showed, or why it cannot be read."""
    try:
        return extract(payload, capture)
    except CaptureError as error:
        return issue(Stage.CAPTURE, payload.address, str(error), capture.captured_at)


def _find(payload: Payload, limits: Limits) -> Found:
    where, declared = payload.address, payload.media_type.partition(";")[0].strip().lower()
    # What the bytes are beats what a server or a name says they are.
    if declared in _CARRIED:
        return _CARRIED[declared](payload.body, where)
    if declared == media.PDF or payload.body.startswith(b"%PDF-"):
        return pdf.parse(payload.body, where, limits)
    if payload.origin == "feed":
        return html.parse_fragment(payload.body, where)
    body = _transcoded(payload)
    if declared in (media.HTML, "application/xhtml+xml"):
        return html.parse(body, where, payload.captured_at)
    if declared.startswith("text/"):
        return text.parse(body, where)
    raise CaptureError(where, "text, HTML or PDF", declared, "saving its text as .txt")


def _transcoded(payload: Payload) -> bytes:
    """The body in UTF-8 where the server named another charset: its word counts for more than the page's."""
    charset = media.charset_of(payload.media_type)
    return payload.body if charset is None else decode(payload.body, payload.address, charset).encode()
