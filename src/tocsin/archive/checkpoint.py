"""A signed sentence about the whole ledger: this many captures, this root, said by the holder of this key.

A *checkpoint* is three lines (origin, number of leaves, root) and a signature. Lines that are cut from the
ledger, or a ledger rewritten so that it agrees with itself, no longer fit what was signed. The key lies in
the archive's folder, so a thief of the folder can sign too: a copy of a checkpoint or of the public key
kept elsewhere, or a time stamp, is what binds even the owner.

Source: C2SP tlog-checkpoint and signed-note, version 1.0.0; RFC 8032 (Ed25519).
"""

import base64
import hashlib
import hmac
import os
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tocsin.archive.durable import unwritable
from tocsin.errors import ArchiveError
from tocsin.records.record import Record

NAME = "checkpoint"
KEY_NAME = "checkpoint.key"
ED25519 = b"\x01"
SEED_BYTES = 32
OWNER_ONLY = 0o600
OTHERS = 0o077
_PRIVATE = "PRIVATE+KEY"


class Checkpoint(Record):
    """What was signed."""

    origin: str
    """Name of the archive: `tocsin/` and the first digits of its key's digest."""
    size: int
    """Number of leaves."""
    root: bytes
    """Merkle root over them."""


class Signer:
    """The archive's key."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self._seed = seed
        self.public = self._key.public_key().public_bytes_raw()
        self.origin = f"tocsin/{hashlib.sha256(self.public).hexdigest()[:12]}"

    def sign(self, size: int, root: bytes) -> bytes:
        """The signed note for a ledger of `size` leaves."""
        said = f"{self.origin}\n{size}\n{base64.b64encode(root).decode()}\n"
        signature = _key_hash(self.origin, self.public) + self._key.sign(said.encode())
        return f"{said}\n— {self.origin} {base64.b64encode(signature).decode()}\n".encode()

    def derived(self, purpose: str) -> bytes:
        """A key's seed for another purpose: it tells nothing of this key, and cannot sign in its name."""
        return hmac.digest(self._seed, b"tocsin derived key\n" + purpose.encode(), "sha256")

    def verifier(self) -> str:
        """The public key in one word, to be written down elsewhere."""
        shown = _key_hash(self.origin, self.public).hex()
        return f"{self.origin}+{shown}+{base64.b64encode(ED25519 + self.public).decode()}"

    def render(self) -> bytes:
        """The key as its file holds it."""
        shown = _key_hash(self.origin, self.public).hex()
        seed = base64.b64encode(ED25519 + self._seed).decode()
        return f"{_PRIVATE}+{self.origin}+{shown}+{seed}\n".encode()


def make_key(folder: Path, seed: bytes) -> Signer:
    """A new key, kept in the folder with mode 0600 from its first byte on.

    Raises:
        OSError: it cannot be written.
    """
    signer = Signer(seed)
    draft = folder / f"{KEY_NAME}.new"
    draft.unlink(missing_ok=True)
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        os.write(fd, signer.render())
        os.fsync(fd)
    finally:
        os.close(fd)
    draft.replace(folder / KEY_NAME)
    return signer


def load_key(folder: Path) -> Signer:
    """The archive's key.

    Raises:
        ArchiveError: there is none, it is damaged, or others may read it.
    """
    path = folder / KEY_NAME
    try:
        written, mode = path.read_bytes(), path.stat().st_mode
    except OSError as error:
        raise _unusable(path, error.strerror or "nothing") from error
    if mode & OTHERS:
        raise ArchiveError(
            str(path), "a key only its owner can read", f"mode {mode & 0o777:o}", f"chmod 600 {path}"
        )
    try:
        raw = base64.b64decode(written.strip().split(b"+", 4)[4])
        signer = Signer(raw[1:])
    except (ValueError, IndexError) as error:
        raise _unusable(path, "other bytes") from error
    # Its own name and check digits are in the file, so that a changed bit is seen.
    if signer.render() != written:
        raise _unusable(path, "a key whose check digits do not fit")
    return signer


def parse(note: bytes, public: bytes) -> Checkpoint:
    """The checkpoint in a signed note.

    Raises:
        ValueError: it is not exactly what the holder of that key signed.
    """
    said, _, signed = note.partition(b"\n\n")
    lines = said.split(b"\n")
    try:
        origin, size, root = lines[0].decode(), int(lines[1]), base64.b64decode(lines[2], validate=True)
        mark, signer, coded = signed.decode().removesuffix("\n").split(" ")
        raw = base64.b64decode(coded, validate=True)
    except (ValueError, IndexError) as error:
        raise ValueError("it is not a checkpoint: its form is damaged") from error
    rendered = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
    whole = f"{rendered}\n{mark} {origin} {base64.b64encode(raw).decode()}\n".encode()
    if len(lines) != 3 or mark != "—" or signer != origin or whole != note:
        raise ValueError("it is not a checkpoint: its form is damaged")
    if raw[:4] != _key_hash(origin, public):
        raise ValueError("it was signed by another key, or for another archive")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], rendered.encode())
    except InvalidSignature as error:
        raise ValueError("its signature does not fit: it was changed or forged") from error
    return Checkpoint(origin=origin, size=size, root=root)


def public_of(verifier: str) -> bytes:
    """The public key in a verifier that was written down.

    Raises:
        ValueError: it is not one.
    """
    origin, shown, coded = verifier.strip().split("+", 2)
    raw = base64.b64decode(coded, validate=True)
    if raw[:1] != ED25519 or _key_hash(origin, raw[1:]).hex() != shown:
        raise ValueError("its check digits do not fit")
    return raw[1:]


def save(folder: Path, note: bytes) -> None:
    """Put the note in the place of the one before, whole or not at all.

    Raises:
        ArchiveError: it cannot be written.
    """
    path, draft = folder / NAME, folder / f"{NAME}.new"
    try:
        with draft.open("wb") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise unwritable(path, error) from error


def _key_hash(origin: str, public: bytes) -> bytes:
    return hashlib.sha256(origin.encode() + b"\n" + ED25519 + public).digest()[:4]


def _unusable(path: Path, found: str) -> ArchiveError:
    return ArchiveError(str(path), "the archive's signing key", found, "a copy from a backup")
