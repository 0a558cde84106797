"""Files that carry captures or messages, told by their first bytes."""

import re
import zlib
from pathlib import Path

from tocsin.errors import CaptureError

WARC = "application/warc"
WACZ = "application/wacz"
EMAIL = "message/rfc822"
TELEGRAM_EXPORT = "application/vnd.telegram.export+json"
TELEGRAM_MESSAGE = "application/vnd.telegram.message+json"
_ARC = b"filedesc://"
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_CHAT = re.compile(
    rb'"type"\s*:\s*"(personal_chat|bot_chat|private_group|private_supergroup|public_supergroup'
    rb'|private_channel|public_channel|saved_messages|replies|verification_codes)"'
)
_EXPORT = re.compile(rb'"(about|personal_information|contacts|chats|left_chats)"\s*:\s*[{"]')
_HEADER = re.compile(rb"\A(>?From [^\n]*\n)?([!-9;-~]+:[^\n]*\n([ \t][^\n]*\n)*)+", re.ASCII)


def classify(head: bytes, name: str) -> str | None:
    """The media type of a carrier that starts with `head`; `None` where it is none.

    Raises:
        CaptureError: it is a carrier of a kind that is not read.
    """
    if head.startswith(_ARC) or (head.startswith(_GZIP) and _unpacked(head).startswith(_ARC)):
        raise CaptureError(name, "a WARC file", "an ARC file, its predecessor", "`warcio recompress` on it")
    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    if head.startswith(b"WARC/") or (head.startswith(_GZIP) and _unpacked(head).startswith(b"WARC/")):
        return WARC
    if head.startswith(_ZIP) and (suffixes[-1:] == [".wacz"] or b"datapackage.json" in head):
        return WACZ
    if suffixes[-1:] == [".eml"] and _HEADER.match(head.replace(b"\r\n", b"\n")):
        return EMAIL
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{") and (
        (_CHAT.search(head) and b'"messages"' in head)
        or (Path(name).name == "result.json" and _EXPORT.search(head))
    ):
        return TELEGRAM_EXPORT
    return None


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
    except zlib.error:
        return b""
