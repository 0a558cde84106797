"""The guard: a register on disk is believed only if our generator, given its seed, makes the very same bytes.

A folder holds one file a column and a signed manifest. To open it is to check the signature by this case's
key, that setting and country are those at hand, that nothing lies in the folder but what is listed, that each
file has its digest, *and* that a register made anew from the seed has these digests too. What is then handed
on is the register that was made anew: bytes from disk are compared, and never become people. So not even the
holder of the key can have somebody's real data joined; there is nothing to sign that would be believed.

Source: RFC 8032 (Ed25519).
"""

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tocsin.errors import GuardError
from tocsin.models.register.made import Register, tables_of
from tocsin.records.identity import digest
from tocsin.records.record import decode, encode
from tocsin.records.register import Country, Setting
from tocsin.records.register_found import Provenance

FORMAT = "tocsin-register/2"
"""Changes whenever the generator makes other tables of the same seed."""
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
MOST_BYTES = {MANIFEST: 1_000_000, SIGNATURE: 64}
"""A manifest is small: whatever is larger is not read."""
COLUMN = re.compile(r"[a-z_]+\.[a-z_]+\.npy")
PURPOSE = b"tocsin register manifest\n"
"""Signed with the manifest, so that a signature made for something else is none here."""


class Key:
    """The key that signs the registers of one case."""

    def __init__(self, seed: bytes) -> None:
        """From 32 bytes that nobody else has."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, manifest: bytes) -> bytes:
        """The signature over a manifest."""
        return self._key.sign(PURPOSE + manifest)


def keep(folder: Path, register: Register, key: Key) -> None:
    """Writes a register into a folder of its own, in the place of the one before.

    Raises:
        GuardError: the folder is a link or holds something that is no register, or the register's tables are
            not those that the generator made.
        OSError: it cannot be written.
    """
    tables_of(register)
    _verify_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder, register)
    digests = {}
    for name, data in _rendered(register):
        (folder / name).write_bytes(data)
        digests[name] = digest(data)
    manifest = encode(_provenance(register, key.public, digests))
    (folder / SIGNATURE).write_bytes(key.sign(manifest))
    (folder / MANIFEST).write_bytes(manifest)


def load(folder: Path, setting: Setting, country: Country, public: bytes, threads: int = 1) -> Register:
    """The register in a folder, made anew and found to be the same to the last byte.

    Args:
        folder: Where it lies.
        setting: What it was made of.
        country: The invented country of it.
        public: The public key of this case; never one that the folder brings along.
        threads: In how many threads it is made anew.

    Raises:
        GuardError: anything is not as our own generator made it for this case.
    """
    _verify_folder(folder)
    said = _manifest(folder, public)
    _same(folder, "its manifest's form", FORMAT, said.format)
    _same(folder, "the case it was made for", public.hex(), said.made_for)
    _same(folder, "its setting", digest(encode(setting)), said.setting_digest)
    _same(folder, "its country", digest(encode(country)), said.country_digest)
    _verify_files(folder, said)
    anew = Register(setting, country, said.seed, said.n_people, threads)
    for name, data in _rendered(anew):
        if said.digests.get(name) != digest(data):
            raise _refused(folder / name, "what the generator makes of this seed", "other people")
    if len(said.digests) != sum(len(table) for table in (anew.people, *anew.files.values())):
        raise _refused(folder, "the tables that the generator makes", "more of them")
    return anew


def _rendered(register: Register) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file of a register."""
    for table, columns in {"people": register.people, **register.files}.items():
        for name, column in columns.items():
            held = io.BytesIO()
            np.lib.format.write_array(held, column, allow_pickle=False)
            yield f"{table}.{name}.npy", held.getvalue()


def _provenance(register: Register, public: bytes, digests: dict[str, str]) -> Provenance:
    return Provenance(
        format=FORMAT,
        setting_id=register.setting.id,
        setting_digest=digest(encode(register.setting)),
        country_id=register.country.id,
        country_digest=digest(encode(register.country)),
        seed=register.seed,
        n_people=register.n_people,
        made_for=public.hex(),
        digests=digests,
    )


def _manifest(folder: Path, public: bytes) -> Provenance:
    """What the manifest says, once its signature is found to be this case's."""
    manifest, signature = (_read(folder / name, most) for name, most in MOST_BYTES.items())
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, PURPOSE + manifest)
    except InvalidSignature as error:
        raise _refused(
            folder / MANIFEST, "the signature of this case's key", "another, or a changed manifest"
        ) from error
    try:
        return decode(manifest, Provenance)
    except msgspec.DecodeError as error:
        raise _refused(folder / MANIFEST, "a manifest", "another form") from error


def _read(path: Path, most: int) -> bytes:
    """A small file that is no link, no pipe and no device."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > most:
            raise _refused(path, "a register with its signed manifest", "none, or something else")
        return path.read_bytes()
    except OSError as error:
        raise _refused(path, "a register with its signed manifest", error.strerror or "none") from error


def _verify_folder(folder: Path) -> None:
    """The folder is no link: what lies elsewhere is neither opened nor cleared away."""
    if folder.is_symlink():
        raise _refused(folder, "a folder of the case's own", "a link to another")


def _verify_files(folder: Path, said: Provenance) -> None:
    """The folder holds the files that are listed, each with its digest, and nothing else."""
    there = {path.name for path in folder.iterdir()} - {MANIFEST, SIGNATURE}
    for name in sorted(there - set(said.digests)):
        raise _refused(folder / name, "only what the generator wrote", "a file of somebody else")
    for name, wanted in said.digests.items():
        path = folder / name
        if path.is_symlink() or not path.is_file() or _digest_of(path) != wanted:
            raise _refused(path, "the bytes that were signed", "others, or none")


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


def _clear(folder: Path, register: Register) -> None:
    """Removes the register before, and refuses a folder with anything else in it."""
    tables = {"people": register.people, **register.files}
    ours = {f"{table}.{name}.npy" for table, columns in tables.items() for name in columns}
    ours |= {MANIFEST, SIGNATURE, *_listed(folder)}
    there = sorted(folder.iterdir())
    for path in there:
        if path.name not in ours or path.is_symlink() or not path.is_file():
            raise _refused(path, "a folder with nothing but a register", "a file of somebody else")
    for path in there:
        path.unlink()


def _listed(folder: Path) -> set[str]:
    """The files of the register before, which may have had other agencies; none without a manifest."""
    try:
        listed = decode(_read(folder / MANIFEST, MOST_BYTES[MANIFEST]), Provenance).digests
    except (GuardError, msgspec.DecodeError):
        return set()
    # Nobody's signature is asked here, so a list may not name any file but columns.
    return {name for name in listed if COLUMN.fullmatch(name)}


def _same(folder: Path, what: str, wanted: str, found: str) -> None:
    if wanted != found:
        raise _refused(folder / MANIFEST, f"{what} to be {wanted[:20]}", found[:20])


def _refused(path: Path, expected: str, found: str) -> GuardError:
    return GuardError(
        str(path), expected, found, "`tocsin register build`: the register takes in no people from outside"
    )
