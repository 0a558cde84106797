"""The compiled loop that merges rows into people: groups become one only if *every* pair across is linked.

Pairs are taken strongest first. Where both groups hold a row of the same file, that pair has to be stronger
still: an office rarely enters one person twice, so the best partner is taken and the next best, the brother,
is left. (Complete linkage, with an assignment one to one by greed.)
"""

import numba
import numpy as np
from numpy.typing import NDArray


@numba.njit(cache=True)
def root_of(parent: NDArray[np.int32], row: int) -> int:
    """The group that a row is in."""
    while parent[row] != row:
        parent[row] = parent[parent[row]]
        row = parent[row]
    return row


@numba.njit(cache=True)
def _links(
    one: int,
    two: int,
    parent: NDArray[np.int32],
    following: NDArray[np.int32],
    agency: NDArray[np.uint8],
    start: NDArray[np.int64],
    others: NDArray[np.int32],
    their: NDArray[np.bool_],
) -> int:
    """How many pairs across two groups are linked, and strongly enough where they are of one file."""
    linked, member = 0, two
    while member != -1:
        for place in range(start[member], start[member + 1]):
            other = others[place]
            if root_of(parent, other) == one and (agency[other] != agency[member] or their[place]):
                linked += 1
        member = following[member]
    return linked


@numba.njit(cache=True)
def merge(
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    agency: NDArray[np.uint8],
    start: NDArray[np.int64],
    others: NDArray[np.int32],
    their: NDArray[np.bool_],
) -> NDArray[np.int32]:
    """The group of each row, named by one of its rows.

    Args:
        left: (pair,) a row of each linked pair, strongest first.
        right: (pair,) the other row.
        agency: (row,) the file that a row is in.
        start: (row + 1,) where a row's linked rows begin in `others`.
        others: linked rows, row after row.
        their: whether that link is strong enough for two rows of one file.
    """
    n = len(agency)
    parent = np.arange(n).astype(np.int32)
    size = np.ones(n, np.int32)
    following = np.full(n, -1, np.int32)
    last = np.arange(n).astype(np.int32)
    for at in range(len(left)):
        one, two = root_of(parent, left[at]), root_of(parent, right[at])
        if one == two:
            continue
        if size[one] < size[two]:
            one, two = two, one
        if _links(one, two, parent, following, agency, start, others, their) == size[one] * size[two]:
            parent[two] = one
            following[last[one]] = two
            last[one] = last[two]
            size[one] += size[two]
    for row in range(n):
        parent[row] = root_of(parent, row)
    return parent
