"""The word of an outsider that a checkpoint existed at an instant: RFC 3161 time stamps.

A time stamp is asked for, verified as soon as it comes, and kept beside the checkpoint it speaks of, with
the certificates it was verified against. A request that could not be sent waits here and is sent again; one
that was answered is complete, and nothing has to be fetched or upgraded later.

Source: RFC 3161 (Time-Stamp Protocol), sections 2.4.1, 2.4.2 and 3.4; RFC 5816.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from tocsin.archive import checkpoint
from tocsin.archive.durable import sync_folder, unwritable
from tocsin.errors import ArchiveError, DamageError
from tocsin.records.record import Record

FOLDER = "timestamps"
NOTE, REQUEST, NONCE, RESPONSE, ROOTS = ".note", ".tsq", ".nonce", ".tsr", ".pem"
QUERY_TYPE = "application/timestamp-query"


class Stamp(Record):
    """A time stamp that was verified."""

    name: str
    """Name of its files."""
    size: int
    """Captures that the stamped checkpoint speaks of."""
    at: datetime
    """The instant that the authority vouches for: aware, UTC."""
    authority: str
    """The authority's name in its certificate."""
    serial: str
    """The authority's number for it."""
    response: str
    """Name of the file that holds the answer."""


def queue(folder: Path) -> str:
    """Put the last checkpoint among those that wait for a stamp, and give its name; once is enough.

    Raises:
        ArchiveError: the queue cannot be written.
        DamageError: there is no checkpoint that this archive's key signed.
    """
    note = _note(folder)
    signed = checkpoint.parse(note, checkpoint.load_key(folder).public)
    name = f"{signed.size:09d}-{signed.root.hex()[:8]}"
    place = folder / FOLDER
    try:
        place.mkdir(exist_ok=True)
        if not (place / f"{name}{REQUEST}").exists():
            request = TimestampRequestBuilder().data(note).hash_algorithm(HashAlgorithm.SHA256)
            built = request.cert_request(cert_request=True).nonce(nonce=True).build()
            _save(place / f"{name}{NOTE}", note)
            _save(place / f"{name}{NONCE}", str(built.nonce).encode())
            _save(place / f"{name}{REQUEST}", built.as_bytes())
    except OSError as error:
        raise unwritable(place, error) from error
    return name


def waiting(folder: Path) -> list[tuple[str, bytes]]:
    """Name and request of every checkpoint that has no stamp yet, the oldest first."""
    paths = sorted((folder / FOLDER).glob(f"*{REQUEST}"))
    return [(one.stem, one.read_bytes()) for one in paths if not one.with_suffix(RESPONSE).exists()]


def settle(folder: Path, name: str, response: bytes, roots: list[x509.Certificate]) -> Stamp:
    """Verify an answer and keep it; a wrong one is not kept, so that the request goes on waiting.

    Raises:
        ArchiveError: it is no stamp of this checkpoint by an authority that these certificates vouch for.
    """
    place = folder / FOLDER
    stamp = _verified(place, name, response, roots)
    _save(place / f"{name}{ROOTS}", b"".join(root.public_bytes(Encoding.PEM) for root in roots))
    _save(place / f"{name}{RESPONSE}", response)
    return stamp


def load(folder: Path) -> list[Stamp]:
    """Every stamp, verified again.

    Raises:
        DamageError: one is not what it was when it came.
    """
    place = folder / FOLDER
    found = []
    for path in sorted(place.glob(f"*{RESPONSE}")):
        try:
            roots = x509.load_pem_x509_certificates(path.with_suffix(ROOTS).read_bytes())
            found.append(_verified(place, path.stem, path.read_bytes(), roots))
            checkpoint.parse(path.with_suffix(NOTE).read_bytes(), checkpoint.load_key(folder).public)
        except (OSError, ValueError, ArchiveError) as error:
            reason = error.found if isinstance(error, ArchiveError) else str(error)
            raise DamageError(
                f"{FOLDER}/{path.name}, byte 0", "the time stamp as it came", reason, "a copy from a backup"
            ) from error
    return found


def load_roots(path: Path) -> list[x509.Certificate]:
    """The certificates that an authority is trusted by.

    Raises:
        ArchiveError: the file has none.
    """
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ArchiveError(
            str(path), "the authority's root certificate in PEM", str(error), "the file it publishes"
        ) from error


def _verified(place: Path, name: str, response: bytes, roots: list[x509.Certificate]) -> Stamp:
    where = f"{FOLDER}/{name}"
    try:
        # The number in the request that the answer must repeat: an old answer cannot be passed off as new.
        nonce = int((place / f"{name}{NONCE}").read_text("ascii"))
        answer = decode_timestamp_response(response)
        builder = VerifierBuilder(roots=roots, nonce=nonce)
        builder.build().verify_message(answer, (place / f"{name}{NOTE}").read_bytes())
        info = answer.tst_info
    except (VerificationError, ValueError, OSError) as error:
        raise ArchiveError(
            where,
            "a stamp of this checkpoint by that authority",
            str(error),
            "another authority, or its roots",
        ) from error
    return Stamp(
        name=name,
        size=int(name.partition("-")[0]),
        at=info.gen_time.replace(tzinfo=UTC) if info.gen_time.tzinfo is None else info.gen_time,
        authority=_authority(answer.signed_data.certificates),
        serial=str(info.serial_number),
        response=f"{FOLDER}/{name}{RESPONSE}",
    )


def _authority(certificates: set[bytes]) -> str:
    names = [x509.load_der_x509_certificate(one) for one in certificates]
    signers = [one for one in names if _stamps(one)]
    return (signers or names)[0].subject.rfc4514_string() if names else "named in the root certificate only"


def _stamps(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return ExtendedKeyUsageOID.TIME_STAMPING in usage


def _note(folder: Path) -> bytes:
    try:
        return (folder / checkpoint.NAME).read_bytes()
    except OSError as error:
        raise DamageError(
            f"{checkpoint.NAME}, byte 0", "a signed checkpoint", error.strerror or "none", "`tocsin verify`"
        ) from error


def _save(path: Path, data: bytes) -> None:
    draft = path.with_name(f"{path.name}.new")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)
