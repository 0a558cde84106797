"""WACZ files: a web archive with its own list of digests, checked before anything in it is believed.

Source: Web Archive Collection Zipped (WACZ) 1.1.1; Frictionless Data Package; WACZ Signing and Verification.
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

import msgspec

from tocsin.capture import carriers
from tocsin.capture.kinds.wacz_signature import verify_signature
from tocsin.capture.kinds.warc import find_captures
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue

PACKAGE = "datapackage.json"
SEAL = "datapackage-digest.json"
MOST_FILES = 100_000
MOST_LIST_BYTES = 50_000_000
# Deflate cannot pack better than 1032 to 1; real archives are packed already and stay near 1.
MOST_RATIO = 200
_STEP = 1 << 20
_WARC_ENDS = (".warc", ".warc.gz")


class WaczFile:
    """A WACZ file."""

    def accepts(self, path: Path, media_type: str) -> bool:
        """A ZIP file that calls itself one."""
        return media_type == carriers.WACZ

    def load(self, path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
        """The captures of its WARC files, once every digest in it has been found to hold.

        Raises:
            CaptureError: it is damaged, forged, or not a WACZ file.
        """
        try:
            with zipfile.ZipFile(path) as packed:
                _verify_names(packed, path.name, limits)
                listed = _resources(packed, path.name)
                _verify_seal(packed, path.name)
                yield from _captures(packed, listed, path, now, limits)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise _broken(path.name, f"one that cannot be unpacked ({error})") from error


def _captures(
    packed: zipfile.ZipFile, listed: dict[str, str], path: Path, now: datetime, limits: Limits
) -> Iterator[Payload | Issue]:
    for name, digest in listed.items():
        if not name.startswith("archive/"):
            _verify_digest(packed, name, digest, path.name, None)
    warcs = sorted(name for name in listed if name.startswith("archive/") and name.endswith(_WARC_ENDS))
    if not warcs:
        raise _broken(path.name, "one without WARC files in archive/")
    for name in warcs:
        with tempfile.TemporaryDirectory() as place:
            unpacked = Path(place) / "a.warc"
            with unpacked.open("wb") as file:
                _verify_digest(packed, name, listed[name], path.name, file)
            yield from find_captures(unpacked, f"{path.name}, {name}", now, limits)


def _verify_names(packed: zipfile.ZipFile, where: str, limits: Limits) -> None:
    """Refuse names that lead out of the archive, and files that unpack without end."""
    entries = packed.infolist()
    if len(entries) > MOST_FILES:
        raise _broken(where, f"{len(entries)} files in it")
    if sum(entry.file_size for entry in entries) > limits.carried_bytes:
        raise _broken(where, f"one that unpacks to over {limits.carried_bytes / 1e9:g} GB")
    seen = set()
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in parts.parts[0]:
            raise _broken(where, f"a file name that leads out of it: {entry.filename!r}")
        if entry.filename in seen:
            raise _broken(where, f"two files of the name {entry.filename!r}")
        if entry.file_size > _STEP and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise _broken(
                where, f"{entry.filename!r}, which unpacks to {entry.file_size / 1e6:.0f} MB: a trap"
            )
        seen.add(entry.filename)


def _resources(packed: zipfile.ZipFile, where: str) -> dict[str, str]:
    """Digest of every file that the package lists."""
    try:
        written = msgspec.json.decode(_small(packed, PACKAGE, where))
        resources = [(entry["path"], _digest(entry)) for entry in written["resources"]]
    except (msgspec.MsgspecError, RecursionError, KeyError, TypeError) as error:
        raise _broken(where, f"a {PACKAGE} without resources, paths or hashes") from error
    names = set(packed.namelist())
    missing = [name for name, _ in resources if name not in names]
    if missing:
        raise _broken(where, f"no {missing[0]!r}, which its {PACKAGE} lists")
    stowaways = sorted(
        name
        for name in names
        if name.startswith("archive/") and name.endswith(_WARC_ENDS) and name not in dict(resources)
    )
    if stowaways:
        raise _broken(where, f"{stowaways[0]!r}, which its {PACKAGE} does not list")
    return dict(resources)


def _digest(entry: dict[str, Any]) -> str:
    """The digest of a resource, in today's form or that of the first versions."""
    if "stats" in entry:
        return f"{entry['hashing']}:{entry['stats']['hash']}"
    return str(entry["hash"])


def _verify_seal(packed: zipfile.ZipFile, where: str) -> None:
    """Check seal and signature of the list; a package without them is not at fault.

    Raises:
        CaptureError: the list of digests is not the one that was sealed, or the signature does not hold.
    """
    if SEAL not in packed.namelist():
        return
    try:
        seal: dict[str, Any] = msgspec.json.decode(_small(packed, SEAL, where))
        sealed, signed = seal["hash"], seal.get("signedData")
    except (msgspec.MsgspecError, KeyError, TypeError, AttributeError) as error:
        raise _broken(where, f"a {SEAL} without a hash") from error
    found = "sha256:" + hashlib.sha256(_small(packed, PACKAGE, where)).hexdigest()
    if sealed != found:
        raise _broken(where, f"a {PACKAGE} that is not the one its {SEAL} names: it was changed")
    if signed is not None:
        verify_signature(signed, found, where)


def _verify_digest(
    packed: zipfile.ZipFile, name: str, digest: str, where: str, copy: IO[bytes] | None
) -> None:
    algorithm, _, expected = str(digest).partition(":")
    if algorithm not in ("sha256", "sha512", "sha1", "md5"):
        raise _broken(where, f"a digest of {name!r} that cannot be checked: {digest!r}")
    made = hashlib.new(algorithm, usedforsecurity=False)
    with packed.open(name) as file:
        while chunk := file.read(_STEP):
            made.update(chunk)
            if copy is not None:
                copy.write(chunk)
    if made.hexdigest() != expected.lower():
        raise _broken(where, f"{name!r} with other bytes than its {PACKAGE} says: it was altered or damaged")


def _small(packed: zipfile.ZipFile, name: str, where: str) -> bytes:
    try:
        with packed.open(name) as file:
            body = file.read(MOST_LIST_BYTES + 1)
    except KeyError as error:
        raise _broken(where, f"one without {name}") from error
    if len(body) > MOST_LIST_BYTES:
        raise _broken(where, f"a {name} of over {MOST_LIST_BYTES / 1e6:g} MB")
    return body


def _broken(where: str, found: str) -> CaptureError:
    return CaptureError(where, "a whole, unaltered WACZ file", found, "another copy of the archive")
