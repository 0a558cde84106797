"""Instants, PDFs and extraction for the capture tests."""

import ctypes
import io
from collections.abc import Callable
from datetime import UTC, datetime

import pypdfium2
import pytest

from tocsin.archive.archive import Archive
from tocsin.capture.extract.extract import extract
from tocsin.records.capture import Memento, Payload


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
