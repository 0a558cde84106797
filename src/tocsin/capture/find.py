"""From what the user names to payloads: files, folders, saved feeds, recorded captures, and addresses."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from tocsin.capture import carriers, media
from tocsin.capture.asking import fetch
from tocsin.capture.fetch.client import Web
from tocsin.capture.interface import Kind, Wanted
from tocsin.capture.kinds.email import EmailFile
from tocsin.capture.kinds.feed import FeedFile
from tocsin.capture.kinds.html import HtmlFile
from tocsin.capture.kinds.pdf import PdfFile
from tocsin.capture.kinds.recorded import NAME as MANIFEST
from tocsin.capture.kinds.recorded import Manifest
from tocsin.capture.kinds.telegram import NAME as EXPORT
from tocsin.capture.kinds.telegram import TelegramExport
from tocsin.capture.kinds.text import TextFile
from tocsin.capture.kinds.wacz import WaczFile
from tocsin.capture.kinds.warc import WarcFile
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue, Stage, issue

KINDS: tuple[Kind, ...] = (
    Manifest(),
    TelegramExport(),
    EmailFile(),
    WarcFile(),
    WaczFile(),
    PdfFile(),
    FeedFile(),
    HtmlFile(),
    TextFile(),
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def find(
    targets: Sequence[str],
    now: datetime,
    limits: Limits | None = None,
    web: Web | None = None,
    *,
    follow: str | None = None,
    browser: bool = False,
) -> Iterator[Payload | Issue]:
    """Every payload the targets hold; whatever cannot be used is an issue, and the rest goes on.

    Args:
        web: the way to the web; without one, addresses are refused.
        follow: regular expression for the pages to be captured from an address as well.
        browser: whether pages need a browser to show their text.
    """
    for target in targets:
        if not _SCHEME.match(target):
            for path in _files(Path(target)):
                yield from _load(path, now, limits or Limits())
        elif web is None:
            said = CaptureError(
                target, "a file or a folder", "a network address", "saving the page to a file"
            )
            yield issue(Stage.CAPTURE, target, str(said), now)
        else:
            yield from fetch(Wanted(address=target, follow=follow, browser=browser), web, now)


def _files(path: Path) -> list[Path]:
    """The files of a folder in order, hidden ones left out; its manifest or export alone where it has one."""
    if not path.is_dir():
        return [path]
    for name in (MANIFEST, EXPORT):
        if (path / name).is_file():
            return [path / name]
    found = (file for file in path.rglob("*") if file.is_file())
    return sorted(f for f in found if not any(part.startswith(".") for part in f.relative_to(path).parts))


def _load(path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
    try:
        kind = _kind(path, limits)
        yield from kind.load(path, now, limits)
    except CaptureError as error:
        yield issue(Stage.CAPTURE, path.name, str(error), now)
    except OSError as error:
        said = CaptureError(
            path.name, "a file that can be read", error.strerror or str(error), "its path again"
        )
        yield issue(Stage.CAPTURE, path.name, str(said), now)


def _kind(path: Path, limits: Limits) -> Kind:
    if not path.is_file():
        found = "something that is no regular file" if path.exists() else "nothing there"
        raise CaptureError(path.name or str(path), "a file or a folder", found, "its path again")
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(media.HEAD_BYTES)
    media_type = carriers.classify(head, path.name)
    if media_type is None and size >= limits.file_bytes:
        raise CaptureError(
            path.name,
            f"a file under {limits.file_bytes / 1e6:g} MB",
            f"{size / 1e6:.1f} MB",
            "splitting it, or adding only the part that matters",
        )
    media_type = media_type or media.classify(head, path.name)
    for kind in KINDS:
        if kind.accepts(path, media_type):
            return kind
    raise CaptureError(path.name, "a kind of file we read", media_type, "saving it as text or PDF")
