"""The vault: who is who, and what must be remembered of them, encrypted at rest.

The text lies in the age format, sealed to a key pair made for this vault. The secret half is locked in the
same file: by a passphrase through Argon2id, which costs a guesser memory (age's own passphrase lock uses
scrypt), or it lies apart in a key file. So the body can be opened by any age program once the key is out, a
new passphrase needs no new standard, and the whole vault is one file that is replaced in one step.

Only the command line may import this module; an import contract holds everything else to that. Every opening,
good or bad, writes a line into the log beside it before anything is decrypted.

Source: the age file format, version 1 (C2SP); RFC 9106 (Argon2id), second recommended option of section 4;
RFC 8439 (ChaCha20-Poly1305).
"""

import base64
import binascii
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tocsin.errors import VaultError
from tocsin.protect.key import OTHERS, OWNER_ONLY
from tocsin.records.record import Record

MAGIC = b"tocsin vault 1\n"
SALT_BYTES, NONCE_BYTES, KEY_BYTES = 16, 12, 32
MEMORY_KIB, PASSES, LANES = 65536, 3, 4
MOST_MEMORY_KIB, MOST_PASSES, MOST_LANES = 2**21, 64, 64
"""A damaged or hostile header must not be able to ask for all the memory there is."""
LOG = "vault.log"
FILE = "vault"
Randomness = Callable[[int], bytes]


class Entry(Record):
    """What the vault knows of one person."""

    name: str
    """Real name."""
    notes: str = ""
    """Whatever must be remembered: how to reach them, what was promised."""


class Contents(Record):
    """What is sealed."""

    entries: tuple[Entry, ...] = ()
    """People, in the order they were put in."""
    sealing: tuple[str, ...] = ()
    """Secret halves of the case's sealing keys, the earliest first."""


class Lock(Record):
    """The head of the file, in the clear: how the secret key is locked."""

    recipient: str
    """Public key that the body is sealed to."""
    salt: str = ""
    """Argon2id salt, base64; empty where the key lies in a file of its own."""
    memory_kib: int = 0
    """Argon2id memory."""
    passes: int = 0
    """Argon2id passes."""
    lanes: int = 0
    """Argon2id lanes."""
    nonce: str = ""
    """Nonce of the sealed key, base64."""
    sealed: str = ""
    """The secret key, sealed under the passphrase, base64."""


class Opener(Record):
    """What somebody has in hand: a passphrase or a key."""

    passphrase: str = ""
    """The passphrase."""
    key: str = ""
    """The secret key of a key file, as age writes it."""


def load_key_file(path: Path) -> str:
    """The secret key kept in a file that only its owner may read.

    Raises:
        VaultError: it cannot be read, others may read it, or it holds no key.
    """
    try:
        mode, text = path.stat().st_mode, path.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise VaultError(str(path), "a key file", str(error), "the file that was made for it") from error
    if mode & OTHERS:
        raise VaultError(
            str(path), "a file only its owner can read", f"mode {mode & 0o777:o}", f"chmod 600 {path}"
        )
    lines = [line for line in text.splitlines() if line.startswith("AGE-SECRET-KEY-")]
    if len(lines) != 1:
        raise VaultError(
            str(path), "one secret key as age writes it", f"{len(lines)}", "the file that was made for it"
        )
    return lines[0]


def new_key() -> str:
    """A new secret key, as age writes it."""
    return str(pyrage.x25519.Identity.generate())


class Vault:
    """A vault file, its log, and the clock and chance they are written with."""

    def __init__(self, folder: Path, now: Callable[[], datetime], randomness: Randomness) -> None:
        """Prepares; nothing is read or made."""
        self.path, self.log = folder / FILE, folder / LOG
        self._now, self._randomness = now, randomness

    def create(self, opener: Opener) -> None:
        """Makes an empty vault.

        Raises:
            VaultError: there is one already, or it cannot be written.
        """
        if self.path.exists():
            raise VaultError(str(self.path), "no vault yet", "one", "opening it")
        self._audit("create", "asked")
        self._write(Contents(), opener, new_key())

    def open(self, opener: Opener, purpose: str) -> Contents:
        """What is in it.

        Raises:
            VaultError: wrong passphrase or key, damage, or no log can be written; then it stays shut.
        """
        return self._open(opener, purpose)[0]

    def put(self, entry: Entry, opener: Opener) -> None:
        """Puts a person in; the same name again takes the place of what was there."""
        held, secret = self._open(opener, "put")
        kept = tuple(one for one in held.entries if one.name != entry.name)
        self._write(msgspec.structs.replace(held, entries=(*kept, entry)), opener, secret)

    def keep_key(self, sealing: str, opener: Opener) -> None:
        """Keeps the secret half of a sealing key, beside those from before."""
        held, secret = self._open(opener, "sealing-key")
        self._write(msgspec.structs.replace(held, sealing=(*held.sealing, sealing)), opener, secret)

    def rotate(self, opener: Opener, fresh: Opener) -> None:
        """Seals everything to a new key under a new passphrase or key file; the old ones open nothing."""
        held, _ = self._open(opener, "rotate")
        self._write(held, fresh, new_key())

    def export(self, opener: Opener, passphrase: str) -> bytes:
        """Everything as one file in the age format, locked by a passphrase: any age program opens it."""
        held, _ = self._open(opener, "export")
        return bytes(pyrage.passphrase.encrypt(msgspec.json.encode(held), passphrase))

    def _open(self, opener: Opener, purpose: str) -> tuple[Contents, str]:
        self._audit(purpose, "asked")
        try:
            lock, body = self._parsed()
            secret = opener.key or self._unlocked(lock, opener.passphrase)
            self._verify_head(lock, secret, opener)
            held = msgspec.json.decode(self._decrypted(body, secret), type=Contents)
        except (VaultError, msgspec.DecodeError) as error:
            self._audit(purpose, "refused")
            if isinstance(error, VaultError):
                raise
            raise self._damaged("what is sealed in it cannot be read") from error
        self._audit(purpose, "opened")
        return held, secret

    def _parsed(self) -> tuple[Lock, bytes]:
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise VaultError(
                str(self.path), "a vault", error.strerror or "none", "tocsin vault create"
            ) from error
        if not data.startswith(MAGIC):
            raise self._damaged("it does not begin as a vault does")
        head, _, body = data.removeprefix(MAGIC).partition(b"\n")
        try:
            return msgspec.json.decode(head, type=Lock), body
        # Bytes that are no UTF-8 come as Python's own error, not as the decoder's.
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self._damaged("its head cannot be read") from error

    def _unlocked(self, lock: Lock, passphrase: str) -> str:
        if not lock.sealed:
            raise VaultError(str(self.path), "its key file", "a passphrase", "--key-file")
        bounds = (
            (lock.memory_kib, 8 * max(1, lock.lanes), MOST_MEMORY_KIB),
            (lock.passes, 1, MOST_PASSES),
            (lock.lanes, 1, MOST_LANES),
        )
        if not all(low <= value <= high for value, low, high in bounds):
            raise self._damaged("its head asks for more work than a vault does")
        try:
            salt, nonce, sealed = (
                base64.b64decode(one, validate=True) for one in (lock.salt, lock.nonce, lock.sealed)
            )
            derived = _derive(passphrase, salt, lock.memory_kib, lock.passes, lock.lanes)
            return ChaCha20Poly1305(derived).decrypt(nonce, sealed, lock.recipient.encode()).decode("ascii")
        # A head within the bounds may still ask for more memory than this machine has.
        except (binascii.Error, ValueError, MemoryError) as error:
            raise self._damaged("its head cannot be read") from error
        except InvalidTag as error:
            raise VaultError(
                str(self.path), "its passphrase", "another, or a damaged head", "again, or a backup"
            ) from error

    def _verify_head(self, lock: Lock, secret: str, opener: Opener) -> None:
        """A head that a key file opens holds the public key and nothing else."""
        try:
            public = str(pyrage.x25519.Identity.from_str(secret).to_public())
        except pyrage.IdentityError as error:
            raise VaultError(str(self.path), "its key", str(error), "the key file that was made") from error
        if lock.recipient != public or (opener.key and lock != Lock(recipient=public)):
            raise VaultError(
                str(self.path), "its key and an unaltered head", "another", "its own key, or a backup"
            )

    def _decrypted(self, body: bytes, secret: str) -> bytes:
        try:
            return bytes(pyrage.decrypt(body, [pyrage.x25519.Identity.from_str(secret)]))
        except (pyrage.DecryptError, pyrage.IdentityError) as error:
            raise VaultError(
                str(self.path), "its key and an unaltered file", str(error), "its own key, or a backup"
            ) from error

    def _write(self, held: Contents, opener: Opener, secret: str) -> None:
        """Writes a neighbour first, so that a run that is killed leaves the vault as it was."""
        # A key file is the key itself; a passphrase locks one that nobody sees.
        secret = opener.key or secret
        identity = pyrage.x25519.Identity.from_str(secret)
        recipient = identity.to_public()
        lock = self._locked(str(recipient), secret, opener.passphrase)
        body = bytes(pyrage.encrypt(msgspec.json.encode(held), [recipient]))
        draft = self.path.with_name(self.path.name + ".new")
        try:
            draft.unlink(missing_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as out:
                out.write(MAGIC + msgspec.json.encode(lock) + b"\n" + body)
                out.flush()
                os.fsync(out.fileno())
            draft.replace(self.path)
        except OSError as error:
            raise VaultError(
                str(self.path), "room for the vault", error.strerror or "none", "a folder you may write to"
            ) from error
        self._audit("write", f"{len(held.entries)} entries")

    def _locked(self, recipient: str, secret: str, passphrase: str) -> Lock:
        if not passphrase:
            return Lock(recipient=recipient)
        salt, nonce = self._randomness(SALT_BYTES), self._randomness(NONCE_BYTES)
        derived = _derive(passphrase, salt, MEMORY_KIB, PASSES, LANES)
        sealed = ChaCha20Poly1305(derived).encrypt(nonce, secret.encode("ascii"), recipient.encode())
        return Lock(
            recipient=recipient,
            salt=base64.b64encode(salt).decode(),
            memory_kib=MEMORY_KIB,
            passes=PASSES,
            lanes=LANES,
            nonce=base64.b64encode(nonce).decode(),
            sealed=base64.b64encode(sealed).decode(),
        )

    def _audit(self, what: str, outcome: str) -> None:
        line = f"{self._now():%Y-%m-%dT%H:%M:%SZ} {what} {outcome}\n"
        try:
            # Opened for appending only: no run can shorten what earlier runs wrote.
            handle = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWNER_ONLY)
            with os.fdopen(handle, "ab") as out:
                out.write(line.encode("ascii"))
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise VaultError(
                str(self.log), "a log that can be written", error.strerror or "none", "its rights"
            ) from error

    def _damaged(self, found: str) -> VaultError:
        return VaultError(str(self.path), "an undamaged vault", found, "a copy from a backup")


def _derive(passphrase: str, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes:
    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory_kib
    ).derive(passphrase.encode())
