"""Bytes to words: byte order mark, then what was declared, then UTF-8, then a guess by letter statistics.

Source: WHATWG Encoding Standard, section 6 (the byte order mark comes first).
"""

import codecs

from charset_normalizer import from_bytes

from tocsin.errors import CaptureError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
GUESS_BYTES = 65_536


def decode(body: bytes, where: str, declared: str | None = None) -> str:
    """The words of `body`, with line breaks made alike and nothing else changed.

    Raises:
        CaptureError: no encoding makes words of it.
    """
    for mark, marked in _BOMS:
        if body.startswith(mark):
            return _lines(body[len(mark) :].decode(marked, "replace"))
    for name in filter(None, (declared, "utf-8")):
        try:
            return _lines(body.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    guess = from_bytes(body[:GUESS_BYTES]).best()
    if guess is None:
        raise CaptureError(where, "text", "bytes in no known encoding", "saving it as UTF-8")
    return _lines(body.decode(guess.encoding, "replace"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
