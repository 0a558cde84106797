"""What a sound file tells besides its sound: titles, artists, comments, the program that wrote it.

The sound itself is not looked into, since no program here could: what is said in it passes the gate as words
before it is spoken.

Source: RFC 3533 (Ogg), RFC 7845 section 5.2 (OpusTags); ID3v2.4, ID3v1; APEv2.
"""

import re
from collections.abc import Iterator

OGG, ID3, ID3_OLD, APE = b"OggS", b"ID3", b"TAG", b"APETAGEX"
MPEG = re.compile(rb"\xff[\xe2-\xff]")
OGG_HEADER = 27
"""Bytes of a page before its table of segments."""
MPEG_FRAME = 512
"""A first frame that only says how long it all is carries the name of the encoder."""
AT_END = 4096
READABLE = re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){4,}")


def is_sound(data: bytes) -> bool:
    """Whether it is Ogg or MPEG audio."""
    return data[:4] == OGG or data[:3] == ID3 or MPEG.match(data) is not None


def in_sound(data: bytes) -> Iterator[tuple[str, str]]:
    """Where something readable stands, and what it says."""
    if data[:4] == OGG:
        yield from _runs("comments", b"".join(_header_pages(data)))
        return
    start = _id3_length(data)
    yield from _runs("ID3", data[:start])
    first = data[start : start + MPEG_FRAME]
    if b"Info" in first or b"Xing" in first:
        yield from _runs("first frame", first)
    if data[-128:-125] == ID3_OLD:
        yield from _runs("ID3v1", data[-128:])
    if (at := data.rfind(APE, -AT_END)) >= 0:
        yield from _runs("APE tag", data[max(0, at - AT_END) :])


def _header_pages(data: bytes) -> Iterator[bytes]:
    """The payloads of pages before the first sound: those of no position yet."""
    at = 0
    while data[at : at + 4] == OGG:
        n_segments = data[at + OGG_HEADER - 1]
        table = data[at + OGG_HEADER : at + OGG_HEADER + n_segments]
        start = at + OGG_HEADER + n_segments
        if any(data[at + 6 : at + 14]):
            return
        yield data[start : start + sum(table)]
        at = start + sum(table)


def _id3_length(data: bytes) -> int:
    if data[:3] != ID3:
        return 0
    size = 0
    for each in data[6:10]:
        size = size << 7 | (each & 0x7F)
    return size + 10


def _runs(where: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Text as UTF-8, and as UTF-16, in which ID3 keeps it as well."""
    for run in READABLE.finditer(data):
        yield where, run.group().decode("utf-8", "replace")
    if b"\xff\xfe" in data or b"\xfe\xff" in data:
        yield f"{where}, as UTF-16", data.decode("utf-16-le", "ignore")
        yield f"{where}, as UTF-16", data[1:].decode("utf-16-le", "ignore")
