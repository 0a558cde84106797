"""The ledger held against its last signed checkpoint, and the next checkpoint made.

A ledger may be longer than its checkpoint: a run may be killed between a ledger line and the signature.
It may never be shorter, and its first leaves must give the root that was signed.

Source: RFC 9162, section 2.1 (an append-only tree); C2SP tlog-checkpoint.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Self

from tocsin.archive import checkpoint, ledger, merkle
from tocsin.archive.checkpoint import Checkpoint, Signer
from tocsin.archive.entry import leaf, leaf_of, verify_line
from tocsin.errors import ArchiveError, DamageError


class Seal:
    """Key and last checkpoint of an archive that is open for writing."""

    def __init__(self, folder: Path, signer: Signer, signed: Checkpoint) -> None:
        self._folder = folder
        self._signer = signer
        self._size = signed.size
        self._signed = signed
        self._tree: merkle.Tree | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The seal of the archive in `folder`.

        Raises:
            ArchiveError: key or checkpoint is missing, damaged or open to others.
        """
        signer = checkpoint.load_key(folder)
        return cls(folder, signer, load(folder, signer))

    def settle(self, n_lines: int) -> tuple[str, ...]:
        """Sign whole lines that a killed run had acknowledged but not signed, and say so.

        Raises:
            DamageError: the ledger is shorter than what was signed, or is not what was signed.
        """
        n_unsigned = n_lines - self._size
        if n_unsigned == 0:
            return ()
        for _, line in islice(ledger.lines(self._folder / ledger.NAME), self._size, None):
            verify_line(line)
        self._save(self._grown())
        return (f"{n_unsigned} captures of a run that was stopped before signing are whole, and signed now",)

    def sign(self, written: Iterable[bytes]) -> None:
        """A checkpoint over the ledger with these lines at its end."""
        tree = self._grown().copy()
        for line in written:
            tree.add(leaf(line))
        self._save(tree)

    def verify(self) -> None:
        """Check the whole ledger against the checkpoint before anything is built on it.

        Raises:
            DamageError: it is not what was signed.
        """
        self._grown()

    def take_back(self, before: tuple[int, merkle.Tree | None]) -> None:
        """Put an earlier checkpoint back, where a later one was made."""
        size, tree = before
        # The file is asked, since a run may be stopped between its writing and our knowing of it.
        if load(self._folder, self._signer).size != size:
            root = self._signed.root if tree is None else tree.root()
            checkpoint.save(self._folder, self._signer.sign(size, root))
        self._size, self._tree = size, tree

    def state(self) -> tuple[int, merkle.Tree | None]:
        """What `take_back` needs."""
        return self._size, self._tree

    def _grown(self) -> merkle.Tree:
        if self._tree is None:
            self._tree = verify(self._signed, leaves(self._folder))
        return self._tree

    def _save(self, tree: merkle.Tree) -> None:
        checkpoint.save(self._folder, self._signer.sign(tree.size, tree.root()))
        self._tree, self._size = tree, tree.size


def load(folder: Path, signer: Signer) -> Checkpoint:
    """The last checkpoint.

    Raises:
        DamageError: there is none, or this key did not sign it as it stands.
    """
    try:
        return checkpoint.parse((folder / checkpoint.NAME).read_bytes(), signer.public)
    except OSError as error:
        raise damaged(f"the file cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise damaged(str(error)) from error


def find_fault(folder: Path, found: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    """What is wrong with key and checkpoint, or between checkpoint and ledger: file and reason.

    Args:
        found: leaf hashes as the lines of the ledger give them.
    """
    try:
        signer = checkpoint.load_key(folder)
        signed = load(folder, signer)
        verify(signed, found)
    except DamageError as error:
        yield checkpoint.NAME, error.found
    except ArchiveError as error:
        yield checkpoint.KEY_NAME, f"expected {error.expected}, found {error.found} ({error.advice})"


def verify(signed: Checkpoint, found: Iterable[bytes]) -> merkle.Tree:
    """Check leaves against what was signed, and give the tree over all of them.

    Raises:
        DamageError: there are fewer, or they are not those that were signed.
    """
    tree, rest = merkle.Tree(), iter(found)
    for one in islice(rest, signed.size):
        tree.add(one)
    if tree.size < signed.size:
        n_cut = signed.size - tree.size
        raise damaged(
            f"it speaks of {signed.size} captures, the ledger has {tree.size}: {n_cut} lines were cut off"
        )
    if tree.root() != signed.root:
        raise damaged(f"the ledger's first {signed.size} lines are not those that were signed")
    for one in rest:
        tree.add(one)
    return tree


def leaves(folder: Path) -> Iterator[bytes]:
    """Leaf hashes as the lines of the ledger give them; a line without one is passed over."""
    for _, line in ledger.lines(folder / ledger.NAME):
        yield from leaf_of(line)


def damaged(reason: str) -> DamageError:
    """The error for a checkpoint that does not hold."""
    return DamageError(
        f"{checkpoint.NAME}, byte 0",
        "the checkpoint that was signed, and its ledger",
        reason,
        "`tocsin verify`, then a copy from a backup",
    )
