"""Everything that can be shown for one capture: what was asked, what came, when, and that it is unaltered.

The page says *unaltered since capture*. It does not say *authentic*: what a server sent may have been false
when it was sent.

Source: RFC 9162, section 2.1.3 (inclusion proofs); ISO/IEC 27037:2012 (identification and preservation).
"""

from datetime import datetime
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from tocsin.archive import checkpoint, merkle, seal, timestamp
from tocsin.archive.archive import Archive
from tocsin.archive.entry import Carrier, leaf, render
from tocsin.archive.pieces import Headers, load_heads
from tocsin.archive.timestamp import Stamp
from tocsin.errors import DamageError
from tocsin.records.capture import Capture, Sealed
from tocsin.records.record import Record


class Custody(Record):
    """The chain of custody of one capture, checked when it was written."""

    capture: Capture
    """What was asked, when, and where it lies."""
    carrier: Carrier
    """What its carrier told."""
    request_headers: Headers
    """What was asked with."""
    response_headers: Headers
    """What came before the payload."""
    block_start: int
    """First byte of what the capture wrote."""
    n_block: int
    """How many bytes it wrote."""
    block_digest: str
    """`sha256:` of those bytes as stored."""
    revisit_of: str | None
    """Id of the capture that holds the payload, where this one found it unchanged."""
    sealed: Sealed | None
    """What was encrypted, where the payload is the encrypted form of it."""
    ledger_line: str
    """The line of the ledger, without its line break."""
    leaf: str
    """Its leaf hash."""
    proof: tuple[str, ...]
    """Sibling hashes from the leaf to the root, nearest first."""
    tree_size: int
    """Leaves of the tree the proof is for."""
    root: str
    """Its root."""
    checkpoint: str
    """The signed note over that root."""
    verifier: str
    """The public key that verifies it."""
    stamps: tuple[Stamp, ...]
    """Time stamps of checkpoints that this capture lies under, the earliest first."""
    checked_at: datetime
    """When all of it was checked."""


class Witness:
    """What vouches for every capture of an archive, loaded once: ledger, checkpoint, key and time stamps."""

    def __init__(self, archive: Archive) -> None:
        signer = checkpoint.load_key(archive.folder)
        self.note = (archive.folder / checkpoint.NAME).read_bytes().decode()
        self.signed = seal.load(archive.folder, signer)
        self.verifier = signer.verifier()
        self.stamps = timestamp.load(archive.folder)
        self.leaves = archive.leaves()[: self.signed.size]
        self._levels = merkle.Levels(self.leaves)

    def prove(self, capture: Capture, own: bytes) -> tuple[bytes, ...]:
        """The inclusion proof of a capture whose leaf is `own`.

        Raises:
            DamageError: the signed tree does not hold it at its place.
        """
        index, size = capture.ledger_index, self.signed.size
        proof = self._levels.inclusion_proof(index) if index < size else ()
        if not merkle.holds_inclusion(own, index, size, proof, self.signed.root):
            raise DamageError(
                f"ledger line {index + 1}, {capture.id}",
                "the line as it was signed",
                "another, or one that is not signed yet",
                "`tocsin verify`",
            )
        return proof


def custody(archive: Archive, capture: Capture, now: datetime, witness: Witness | None = None) -> Custody:
    """The chain of custody of a capture, each part of it checked.

    Raises:
        ArchiveError: there is no such capture.
        DamageError: something is not what it was when it was captured.
    """
    witness = witness or Witness(archive)
    entry = archive.entry(capture.id)
    archive.payload(entry.capture)
    heads = load_heads(archive.folder, entry)
    line = render(entry).removesuffix(b"\n")
    own = leaf(line)
    proof = witness.prove(entry.capture, own)
    return Custody(
        capture=entry.capture,
        carrier=entry.carrier,
        request_headers=heads.request,
        response_headers=heads.response,
        block_start=entry.block_start,
        n_block=entry.n_block,
        block_digest=entry.block_digest,
        revisit_of=entry.revisit_of,
        sealed=entry.sealed,
        ledger_line=line.decode(),
        leaf=own.hex(),
        proof=tuple(one.hex() for one in proof),
        tree_size=witness.signed.size,
        root=witness.signed.root.hex(),
        checkpoint=witness.note,
        verifier=witness.verifier,
        stamps=tuple(one for one in witness.stamps if one.size > entry.capture.ledger_index),
        checked_at=now,
    )


def page(held: Custody) -> str:
    """The chain of custody as one HTML page that needs nothing else."""
    return _template().render(held=held, capture=held.capture)


@cache
def _template() -> Template:
    words = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return words.from_string(files("tocsin.archive").joinpath("custody.html").read_text("utf-8"))
