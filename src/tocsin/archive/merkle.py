"""Merkle trees over the ledger: one root for many leaves, and short proofs about it.

A *leaf* hash is taken over `0x00` and the entry, a *node* hash over `0x01` and its two children, so
that a node can never be passed off as an entry.

Source: RFC 9162, sections 2.1.1 (tree hash), 2.1.3 (inclusion proofs), 2.1.4 (consistency proofs).
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of a node from the hashes of its children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows at its right edge, in logarithmic memory."""

    def __init__(self) -> None:
        self.size = 0
        # Perfect subtrees left to right, as (height, hash): the binary digits of the number of leaves.
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        """One more leaf hash."""
        height, whole = 0, leaf
        while self._peaks and self._peaks[-1][0] == height:
            whole = node_hash(self._peaks.pop()[1], whole)
            height += 1
        self._peaks.append((height, whole))
        self.size += 1

    def root(self) -> bytes:
        """Root over the leaves so far."""
        if not self._peaks:
            return EMPTY
        folded = self._peaks[-1][1]
        for _, peak in reversed(self._peaks[:-1]):
            folded = node_hash(peak, folded)
        return folded

    def copy(self) -> "Tree":
        """The tree as it is now, which may grow another way."""
        twin = Tree()
        twin.size, twin._peaks = self.size, list(self._peaks)
        return twin


def root(leaves: Iterable[bytes]) -> bytes:
    """Root over leaf hashes, in one pass and logarithmic memory."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


class Levels:
    """A tree with all its nodes at hand, for many proofs: a last node without a partner moves up as it is."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            above = [node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)]
            self._levels.append(above + below[len(above) * 2 :])

    def inclusion_proof(self, index: int) -> tuple[bytes, ...]:
        """The sibling hashes that lead from leaf `index` to the root, nearest first."""
        path = []
        for level in self._levels[:-1]:
            sibling = index ^ 1
            if sibling < len(level):
                path.append(level[sibling])
            index >>= 1
        return tuple(path)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The sibling hashes that lead from leaf `index` to the root, nearest first."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"leaf {index} of {len(leaves)}")
    if len(leaves) == 1:
        return ()
    middle = _split(len(leaves))
    left, right = leaves[:middle], leaves[middle:]
    if index < middle:
        return (*inclusion_proof(left, index), root(right))
    return (*inclusion_proof(right, index - middle), root(left))


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> tuple[bytes, ...]:
    """The hashes which show that the first `earlier` leaves are still the start of the tree."""
    if not 0 < earlier <= len(leaves):
        raise IndexError(f"tree of {earlier} leaves in one of {len(leaves)}")
    return _subproof(leaves, earlier, whole=True)


def holds_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether the proof leads from `leaf` at `index` of a tree of `size` leaves to the expected root."""
    if not 0 <= index < size:
        return False
    at, last, reached = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            reached = node_hash(sibling, reached)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and reached == expected


def holds_consistency(sizes: tuple[int, int], roots: tuple[bytes, bytes], proof: Sequence[bytes]) -> bool:
    """Whether the tree of the first size and root is the start of the tree of the second."""
    earlier, later = sizes
    if earlier == later:
        return not proof and roots[0] == roots[1]
    if not 0 < earlier < later or not proof:
        return False
    path = list(proof) if earlier & (earlier - 1) else [roots[0], *proof]
    at, last = earlier - 1, later - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and (first, second) == roots


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _subproof(leaves: Sequence[bytes], earlier: int, *, whole: bool) -> tuple[bytes, ...]:
    if earlier == len(leaves):
        return () if whole else (root(leaves),)
    middle = _split(len(leaves))
    left, right = leaves[:middle], leaves[middle:]
    if earlier <= middle:
        return (*_subproof(left, earlier, whole=whole), root(right))
    return (*_subproof(right, earlier - middle, whole=False), root(left))
