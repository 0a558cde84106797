"""The tree is that of RFC 9162, and its proofs prove nothing else."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.archive.merkle import (
    consistency_proof,
    holds_consistency,
    holds_inclusion,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
)

SIZES = st.integers(1, 40)


def _leaves(n):
    return [leaf_hash(str(i).encode()) for i in range(n)]


def _defined_root(leaves):
    """MTH as section 2.1.1 words it."""
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(_defined_root(leaves[:k]), _defined_root(leaves[k:]))


def test_the_empty_tree_hashes_the_empty_string():
    assert root([]) == hashlib.sha256().digest()


def test_the_known_root_of_one_empty_leaf():
    expected = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root([leaf_hash(b"")]).hex() == expected


@given(SIZES)
def test_the_root_in_one_pass_is_the_root_as_defined(n):
    assert root(_leaves(n)) == _defined_root(_leaves(n))


@given(SIZES, st.data())
def test_every_leaf_is_shown_to_be_included_and_no_other(n, data):
    leaves, index = _leaves(n), data.draw(st.integers(0, n - 1))
    proof = inclusion_proof(leaves, index)
    assert holds_inclusion(leaves[index], index, n, proof, root(leaves))
    assert not holds_inclusion(leaf_hash(b"other"), index, n, proof, root(leaves))


@given(SIZES, st.data())
def test_a_tree_is_shown_to_have_only_grown(n, data):
    leaves, earlier = _leaves(n), data.draw(st.integers(1, n))
    proof = consistency_proof(leaves, earlier)
    roots = (root(leaves[:earlier]), root(leaves))
    assert holds_consistency((earlier, n), roots, proof)
    changed = [leaf_hash(b"rewritten"), *leaves[1:earlier]]
    assert not holds_consistency((earlier, n), (root(changed), roots[1]), proof)


def test_a_leaf_outside_the_tree_has_no_proof():
    with pytest.raises(IndexError, match="leaf 3 of 3"):
        inclusion_proof(_leaves(3), 3)
