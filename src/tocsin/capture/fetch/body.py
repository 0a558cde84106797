"""The body of an answer, unpacked as it comes and never beyond its limit.

A few kilobytes of gzip can unpack to gigabytes. So no step unpacks more than what is still allowed.

Source: RFC 9110, section 8.4 (content codings); RFC 1950 and 1952.
"""

import zlib
from collections.abc import Iterable, Iterator

from tocsin.errors import CaptureError

ACCEPTED = "gzip, deflate"
_PLAIN = ("", "identity")
# zlib reads both its own wrapping and that of gzip when told so by this number.
_EITHER = zlib.MAX_WBITS | 32
_GZIP = b"\x1f\x8b"


def gathered(chunks: Iterable[bytes], coding: str, most: int, where: str) -> bytes:
    """The whole body.

    Raises:
        CaptureError: it is longer than `most` bytes, packed in an unknown way, or broken.
    """
    names = [name.strip().lower() for name in coding.split(",")]
    flow = iter(chunks)
    for name in reversed(names):
        if name in ("gzip", "x-gzip", "deflate"):
            flow = _unpacked(flow, most, where)
        elif name not in _PLAIN:
            raise CaptureError(where, f"a body in {ACCEPTED}", f"one in {name[:40]}", "another copy")
    body = bytearray()
    for piece in flow:
        body += piece
        if len(body) > most:
            raise _too_long(where, most)
    return bytes(body)


def _unpacked(chunks: Iterator[bytes], most: int, where: str) -> Iterator[bytes]:
    engine, began, n_out, held = zlib.decompressobj(_EITHER), False, 0, b""
    for chunk in chunks:
        left, held = held + chunk, b""
        while left:
            if len(left) < len(_GZIP) and (engine.eof or not began):
                # The mark of a packed part may be cut in two.
                held = left
                break
            if engine.eof:
                if not left.startswith(_GZIP):
                    return
                engine = zlib.decompressobj(_EITHER)
            try:
                piece = engine.decompress(left, most - n_out + 1)
            except zlib.error as error:
                if began:
                    raise _broken(where, str(error)) from error
                # Many servers send "deflate" without the wrapping the standard asks for.
                engine, began = zlib.decompressobj(-zlib.MAX_WBITS), True
                continue
            began = True
            n_out += len(piece)
            if n_out > most:
                raise _too_long(where, most)
            yield piece
            left = engine.unconsumed_tail or engine.unused_data
    if (began and not engine.eof) or (held and not began):
        raise _broken(where, "it ends early")


def _too_long(where: str, most: int) -> CaptureError:
    return CaptureError(
        where,
        f"a body of at most {most / 1e6:g} MB once unpacked",
        "a longer one",
        "max_bytes under [capture] in case.toml, if you trust the server",
    )


def _broken(where: str, found: str) -> CaptureError:
    return CaptureError(where, "a body that can be unpacked", f"a broken one ({found})", "another time")
