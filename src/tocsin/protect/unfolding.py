"""Everything a passage says: the text itself, the addresses in it, and what is encoded in it.

A large file says most passages many times over, so unfolding one is kept apart from finding it: whoever looks
for names unfolds each passage once.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from tocsin.protect.pieces import Opaque, Passage, Piece

Look = Callable[[str, bytes, int], Iterator[Piece | Opaque]]
"""Name, bytes and depth of a file inside another → everything readable in it."""

DEEPEST = 6
DATA_URI = re.compile(r"data:[\w.+/-]*(?:;[\w=-]+)*,[^\s\"')<>]+")
ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+|\b[\w-]+(?:/[\w.-]+)+")
BASE64 = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/_-]{20,}={0,2}(?![\w+/=])")
SHORTEST = 20
"""Letters of Base64 that may hold a name."""
PUNYCODE = re.compile(r"xn--[a-z0-9-]+", re.IGNORECASE)


def unfold(passage: Passage, look: Look) -> Iterator[Piece | Opaque]:
    """The passage, and every text inside it that its letters do not show.

    Args:
        passage: Where it stands and what it says.
        look: Takes apart what a data address holds.
    """
    for one in _unfolded(passage, look):
        yield one._replace(code=True) if passage.code and isinstance(one, Piece) else one


def _unfolded(passage: Passage, look: Look) -> Iterator[Piece | Opaque]:
    # Each sign is looked for before the expression that needs it: most passages have none of them.
    where, text, loose, depth = passage[:4]
    holds_data = "data:" in text
    # What is decoded below is no text here: a million letters of Base64 hold any short name by chance.
    yield Piece(where, DATA_URI.sub(_opened, text) if holds_data and depth <= DEEPEST else text, loose)
    if not loose and ("/" in text or "www." in text):
        for address in ADDRESS.finditer(text):
            yield Piece(f"{where}, address", unquote(address.group()), loose=True)
    if "%" in text:
        yield Piece(f"{where}, unescaped", unquote(text), loose)
    for host in PUNYCODE.finditer(text) if "--" in text else ():
        try:
            yield Piece(f"{where}, host", host.group().encode("ascii").decode("idna"), loose=True)
        except UnicodeError:
            yield Opaque(where, "a host name that cannot be read")
    if depth > DEEPEST:
        return
    if holds_data:
        yield from _held(where, text, depth + 1, look)
    if max(map(len, text.split()), default=0) >= SHORTEST:
        yield from _encoded(where, DATA_URI.sub(" ", text) if holds_data else text)


def _opened(uri: re.Match[str]) -> str:
    """What is left of a data address once its body can be decoded."""
    head, _, body = uri.group().partition(",")
    return head if ";base64" in head and _from_base64(body) else uri.group()


def _held(where: str, text: str, depth: int, look: Look) -> Iterator[Piece | Opaque]:
    """What data addresses hold."""
    for uri in DATA_URI.finditer(text):
        head, _, body = uri.group().partition(",")
        raw = _from_base64(body) if ";base64" in head else unquote(body).encode()
        if raw:
            yield from (under(f"{where}, data address", one) for one in look("data", raw, depth))


def _encoded(where: str, text: str) -> Iterator[Piece]:
    for run in BASE64.finditer(text):
        raw = _from_base64(run.group())
        told = decoded(raw) if raw else None
        if told and told.isprintable():
            yield Piece(f"{where}, base64", told)


def under(where: str, one: Piece | Opaque) -> Piece | Opaque:
    """The same, with the place of what it was found in before its own."""
    return one._replace(where=f"{where}: {one.where}")


def decoded(data: bytes) -> str | None:
    """The bytes as text; `None` where they are none."""
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _from_base64(body: str) -> bytes:
    plain = unquote(body).replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
