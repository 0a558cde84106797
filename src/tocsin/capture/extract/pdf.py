"""Text of a PDF, read in a process of its own with bounds on time and memory.

A PDF is a program in the hands of whoever wrote it: the reader is kept away from the case.

Source: ISO 32000-1, sections 7.5.2 (header) and 7.5.5 (trailer).
"""

import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version

import msgspec

from tocsin.capture.extract.found import Found
from tocsin.capture.extract.reflow import reflow
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError

WORKER = "tocsin.capture.extract.pdf_worker"
METHOD = f"pdfium {version('pypdfium2')}"
TRAILER_BYTES = 1_024
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def verify_whole(body: bytes, where: str) -> None:
    """Check that the file has an end: readers repair a cut file silently and show half a document.

    Raises:
        CaptureError: it was cut short.
    """
    if b"%%EOF" not in body[-TRAILER_BYTES:]:
        raise CaptureError(where, "a whole PDF", "a PDF that is cut short", "downloading it again")


def parse(body: bytes, where: str, limits: Limits) -> Found:
    """Text, title, author and creation date.

    Raises:
        CaptureError: it is cut short, broken, encrypted, without text, or goes beyond a limit.
    """
    verify_whole(body, where)
    said = msgspec.json.decode(_run(body, where, limits))
    if "error" in said:
        raise _unreadable(where, said["error"])
    text, starts = joined([reflow(page) for page in said["pages"]])
    if not text:
        raise _unreadable(where, "no readable text: its pages are pictures")
    about = said["metadata"]
    return Found(
        text=text,
        method=METHOD,
        title=about.get("Title") or None,
        author=about.get("Author") or None,
        published_at=_instant(about.get("CreationDate") or ""),
        pages=starts,
    )


def joined(pages: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """One text of several pages, and where in it each starts; an empty one starts where the next does."""
    text, starts = "", []
    for page in pages:
        words = page.strip()
        gap = "\n" if text and words else ""
        starts.append(len(text) + len(gap))
        text += gap + words
    return text, tuple(min(start, len(text)) for start in starts)


def _run(body: bytes, where: str, limits: Limits) -> bytes:
    bounds = [str(limits.pdf_seconds), str(limits.pdf_memory_bytes), str(limits.pdf_pages)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", WORKER, *bounds],
            input=body,
            capture_output=True,
            timeout=2 * limits.pdf_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _unreadable(where, f"one that takes over {2 * limits.pdf_seconds} seconds") from error
    if done.returncode != 0 or not done.stdout:
        found = (
            f"one that breaks its reader or needs over {limits.pdf_seconds} s or {limits.pdf_memory_bytes} B"
        )
        raise _unreadable(where, found)
    return done.stdout


def _instant(written: str) -> datetime | None:
    """The day of a PDF date; its time zone is too often wrong to be believed."""
    match = _DATE.match(written)
    if match is None:
        return None
    try:
        return datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC)
    except ValueError:
        return None


def _unreadable(where: str, found: str) -> CaptureError:
    return CaptureError(where, "a PDF with text", found, "another copy, or its text as .txt")
