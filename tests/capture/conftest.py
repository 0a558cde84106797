"""Instants, PDFs and extraction for the capture tests."""

import ctypes
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np
import pypdfium2
import pytest
from capture_server import Script, serve

from tocsin.archive.archive import Archive
from tocsin.capture.extract.extract import extract
from tocsin.capture.fetch.client import Web
from tocsin.capture.fetch.means import Means
from tocsin.records.capture import Memento, Payload
from tocsin.records.watch import CaptureRules


@pytest.fixture
def now() -> datetime:
    """The instant of every capture that has none of its own."""
    return datetime(2023, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def reads(tmp_path) -> Callable[..., Memento]:
    """Archives a payload and makes a memento of it."""

    def read(payload: Payload, **more) -> Memento:
        with Archive.open(tmp_path / "archive", create=True) as archive:
            return extract(payload, archive.append(payload), **more)

    return read


def _pdf(*lines: str, title: str = "") -> bytes:
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    font = pypdfium2.raw.FPDFText_LoadStandardFont(document.raw, b"Helvetica")
    for place, line in enumerate(lines):
        text = pypdfium2.raw.FPDFPageObj_CreateTextObj(document.raw, font, 12.0)
        written = (line + "\0").encode("utf-16-le")
        units = (ctypes.c_ushort * (len(written) // 2)).from_buffer_copy(written)
        pypdfium2.raw.FPDFText_SetText(text, units)
        pypdfium2.raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 50, 780 - 16 * place)
        pypdfium2.raw.FPDFPage_InsertObject(page.raw, text)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """Makes a PDF of one page with these lines."""
    return _pdf


class Hours:
    """A clock that moves only when somebody waits."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def hours(now) -> Hours:
    return Hours(now)


@pytest.fixture
def server() -> Iterator[Script]:
    """A scripted web server."""
    made = serve()
    yield made
    made.shutdown()
    made.server_close()


# Patient, since a busy machine answers late; who tests silence says how much of it is too much.
RULES = CaptureRules(allow_private=True, retry_seconds=0, timeout_seconds=20, delay_seconds=2)


@pytest.fixture
def web(hours) -> Iterator[Callable[..., Web]]:
    """Makes a way to the web under rules that suit a test."""
    made: list[Web] = []

    def make(means=None, **more) -> Web:
        given = means or Means(hours.now, hours.sleep, np.random.default_rng(1))
        ways = {name: more.pop(name) for name in ("look_up", "wire", "trust") if name in more}
        way = Web(msgspec.structs.replace(RULES, **more), given, **ways)
        made.append(way)
        return way

    yield make
    for way in made:
        way.close()
