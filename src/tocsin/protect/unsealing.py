"""Opens what was sealed, with the secret halves that the vault holds. Only the command line may import this.

The ledger says which bytes were sealed. They are held to that after opening: who altered the archive together
with its ledger could have put another text in, sealed to the same public key.

Source: the age file format, version 1 (C2SP), X25519 recipients.
"""

from collections.abc import Sequence
from typing import NamedTuple

import pyrage

from tocsin.errors import DamageError, VaultError
from tocsin.records.capture import Sealed
from tocsin.records.identity import digest


class Pair(NamedTuple):
    """A sealing key."""

    secret: str
    """For the vault."""
    recipient: str
    """For the case."""


def new_pair() -> Pair:
    """A new sealing key."""
    secret = pyrage.x25519.Identity.generate()
    return Pair(str(secret), str(secret.to_public()))


def unseal(block: bytes, sealed: Sealed, secrets: Sequence[str], where: str) -> bytes:
    """The bytes that were sealed.

    Args:
        secrets: every secret half that the vault holds; a case may have had several sealing keys.
        where: the capture, for errors.

    Raises:
        VaultError: none of the keys opens it, or it was cut or altered.
        DamageError: it opens, and is not what the ledger says was sealed.
    """
    if not secrets:
        raise VaultError(
            where, "the sealing key that it was sealed to", "a vault without one", "the vault of this case"
        )
    try:
        clear = bytes(pyrage.decrypt(block, [pyrage.x25519.Identity.from_str(one) for one in secrets]))
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        found = f"another key, or bytes that were cut or altered ({error})"
        raise VaultError(
            where, "its sealing key and whole bytes", found, "`tocsin verify`, then an older vault"
        ) from error
    if digest(clear) != sealed.digest:
        raise DamageError(
            where, f"clear bytes {sealed.digest}, as the ledger says", digest(clear), "a copy from a backup"
        )
    return clear
