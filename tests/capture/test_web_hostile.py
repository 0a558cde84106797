"""Whatever a server sends, there is a payload or one clear line, in bounded memory."""

import gzip
import random
import zlib
from contextlib import suppress
from datetime import UTC
from itertools import pairwise

import pytest
from capture_server import Said
from hypothesis import given
from hypothesis import strategies as st

from tocsin.archive.archive import Archive
from tocsin.capture.fetch.body import gathered
from tocsin.capture.fetch.politeness import retry_after
from tocsin.capture.find import find
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue

PACKERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "x-gzip": lambda body: gzip.compress(body[:7]) + gzip.compress(body[7:]),
    "deflate ": lambda body: zlib.compress(body, wbits=-15),
    "identity": bytes,
    "deflate, gzip": lambda body: gzip.compress(zlib.compress(body)),
}
GOOD = (
    b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 40\r\nETag: "1"\r\n'
    b"Location: /other\r\nRetry-After: 3\r\n\r\n<p>A bill that was on the table.</p>    "
)


def _pieces(body: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, len(body), *(cut % (len(body) + 1) for cut in cuts)})
    return [body[a:b] for a, b in pairwise(places)]


@given(
    st.binary(max_size=2_000), st.sampled_from(sorted(PACKERS)), st.lists(st.integers(0, 5_000), max_size=6)
)
def test_a_body_is_the_same_however_it_was_packed_and_cut(body, coding, cuts):
    pieces = _pieces(PACKERS[coding](body), cuts)
    assert gathered(pieces, coding, max(len(body), len(zlib.compress(body))), "here") == body


@given(st.integers(1, 3_000), st.sampled_from(sorted(PACKERS)), st.lists(st.integers(0, 5_000), max_size=6))
def test_one_byte_beyond_the_limit_is_refused(n_bytes, coding, cuts):
    pieces = _pieces(PACKERS[coding](b"x" * n_bytes), cuts)
    with pytest.raises(CaptureError, match="once unpacked"):
        gathered(pieces, coding, n_bytes - 1, "here")


@given(st.lists(st.binary(max_size=200), max_size=4), st.sampled_from(["gzip", "deflate", "gzip, gzip"]))
def test_bytes_that_were_never_packed_are_a_clear_line(pieces, coding):
    with suppress(CaptureError):
        assert isinstance(gathered(pieces, coding, 10_000, "here"), bytes)


@given(st.text(max_size=40) | st.none(), st.datetimes(timezones=st.just(UTC)))
def test_whatever_a_server_asks_to_wait_is_seconds_or_nothing(value, now):
    pause = retry_after(value, now)
    assert pause is None or pause >= 0


def _mutated(chance: random.Random) -> bytes:
    raw = bytearray(GOOD)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw))
        kind = chance.randrange(4)
        if kind == 0:
            raw[at] = chance.randrange(256)
        elif kind == 1:
            del raw[at : at + chance.randint(1, 30)]
        elif kind == 2:
            raw[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 12)))
        else:
            raw[at:at] = chance.choice(
                [b"\r\n", b"\0", b"\r\nTransfer-Encoding: chunked", b": ", b"\xff\xfe"]
            )
    return bytes(raw)


def test_two_hundred_mangled_answers_make_no_crash_and_no_forged_record(server, web, hours, tmp_path):
    chance = random.Random(7)
    way = web(robots=False, attempts=1, timeout_seconds=0.05, delay_seconds=0, redirects=2)
    found = []
    for n in range(200):
        raw = _mutated(chance)
        address = server.says(f"/{n}", lambda handler, raw=raw: handler.wfile.write(raw))
        found += find([address], hours.at, web=way)
    payloads = [one for one in found if isinstance(one, Payload)]
    issues = [one for one in found if isinstance(one, Issue)]
    assert payloads
    assert issues
    assert all("\n" not in one.reason and "; try " in one.reason for one in issues)
    with Archive.open(tmp_path / "archive", create=True) as archive:
        kept = archive.append_all(payloads)
        archive.verify()
        assert [archive.payload(one) for one in kept] == [one.body for one in payloads]


@pytest.mark.parametrize("name", ["WARC/1.1", "WARC-Type: response", "Content-Length: 0"])
def test_a_body_that_looks_like_a_record_stays_a_body(server, web, hours, tmp_path, name):
    body = f"{name}\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n".encode()
    (page,) = find([server.says("/x", Said(body))], hours.at, web=web())
    with Archive.open(tmp_path / "archive", create=True) as archive:
        kept = archive.append(page)
        archive.verify()
        assert archive.payload(kept) == body
