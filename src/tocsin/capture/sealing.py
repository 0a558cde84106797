"""Files taken as they are and sealed before anything is kept of them: nothing is read in them, or unpacked.

A file's name may say whom it is about, and so may its folder: neither is kept. The capture is named by the
digest of the clear bytes, which is public, so that a copy elsewhere can be shown to be the same.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from tocsin.capture import carriers, media
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.protect.sealing import MEDIA_TYPE, seal
from tocsin.records.capture import SEALED, Payload, Sealed
from tocsin.records.identity import digest
from tocsin.records.issue import Issue, Stage, issue

SCHEME = "urn:sealed:"


def find_sealed(
    targets: Sequence[str], recipient: str, now: datetime, limits: Limits | None = None
) -> Iterator[Payload | Issue]:
    """Every file of the targets and their folders, sealed to `recipient`; what cannot be read is an issue."""
    bound = limits or Limits()
    for target in targets:
        for path in _files(target):
            try:
                yield _sealed(path, target, recipient, now, bound)
            except CaptureError as error:
                yield issue(Stage.CAPTURE, path.name, str(error), now)


def _files(target: str) -> Sequence[Path]:
    path = Path(target)
    return sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]


def _sealed(path: Path, target: str, recipient: str, now: datetime, limits: Limits) -> Payload:
    if "://" in target:
        raise CaptureError(
            target, "a file or a folder", "an address, which servers on the way saw anyway", "saving it first"
        )
    try:
        size = path.stat().st_size
        clear = path.read_bytes() if size < limits.export_bytes else b""
    except OSError as error:
        raise CaptureError(
            path.name, "a file that can be read", error.strerror or str(error), "its path again"
        ) from error
    if size >= limits.export_bytes or not clear:
        expected = f"a file of 1 B to {limits.export_bytes / 1e6:g} MB"
        raise CaptureError(path.name, expected, f"{size / 1e6:g} MB", "splitting it")
    head = clear[: media.HEAD_BYTES]
    sealed = Sealed(
        digest=digest(clear),
        media_type=carriers.classify(head, path.name) or media.classify(head, path.name),
    )
    return Payload(
        address=SCHEME + sealed.digest,
        media_type=MEDIA_TYPE,
        body=seal(clear, recipient),
        captured_at=now,
        origin=SEALED,
        sealed=sealed,
    )
