"""The words of an e-mail: its plain text, or the paragraphs of its HTML.

Source: RFC 5322 (message format); RFC 2045-2047 (MIME).
"""

from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from tocsin.capture.extract.encoding import decode
from tocsin.capture.extract.found import Found
from tocsin.capture.extract.html import parse_fragment
from tocsin.errors import CaptureError

METHOD = "e-mail 1"


def load(body: bytes, where: str) -> EmailMessage:
    """The message.

    Raises:
        CaptureError: it has none of the headers that make a message.
    """
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(body)
    if not any(name in message for name in ("From", "Date", "Subject", "Message-ID")):
        raise CaptureError(where, "an e-mail", "a file without From, Date or Subject", "saving it as .txt")
    return message


def parse(body: bytes, where: str) -> Found:
    """Subject, sender, date and words.

    Raises:
        CaptureError: it is no e-mail, or says nothing.
    """
    message = load(body, where)
    part = message.get_body(("plain", "html"))
    if part is None:
        raise CaptureError(where, "an e-mail with words", "attachments only", "adding those")
    raw = part.get_payload(decode=True)
    words = raw if isinstance(raw, bytes) else b""
    text = decode(words, where, part.get_content_charset())
    if part.get_content_subtype() == "html":
        text = parse_fragment(text.encode(), where).text
    return Found(
        text=text.strip(),
        method=METHOD,
        title=header(message, "Subject"),
        author=sender(message),
        published_at=sent_at(message),
    )


def sender(message: EmailMessage) -> str | None:
    """The sender's name, or the address where there is no name."""
    name, address = parseaddr(header(message, "From") or "")
    return name or address or None


def sent_at(message: EmailMessage) -> datetime | None:
    """The date in the header; one without a zone is read as UTC, as RFC 5322 says of `-0000`."""
    try:
        at = parsedate_to_datetime(header(message, "Date") or "")
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def header(message: EmailMessage, name: str) -> str | None:
    """A header on one line, or `None`."""
    try:
        value = message[name]
    except (ValueError, IndexError, AttributeError):
        # The standard parser stumbles over some malformed addresses.
        value = dict(message.raw_items()).get(name)
    return " ".join(str(value).split()) or None if value is not None else None
