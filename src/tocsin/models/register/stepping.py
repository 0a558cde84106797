"""The loop of the call-up, compiled: each person walks from state to state, week by week, in any thread.

The random number of a person in a week is a hash of seed, person and week, and of nothing else: so the number
of threads, or the order of people, changes nothing.

Source: G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number generators" (2014).
"""

import numba
import numpy as np
from numpy.typing import NDArray


@numba.njit(inline="always")
def drawn(seed: np.uint64, person: np.uint64, week: np.uint64) -> np.uint64:
    """64 random bits of a person in a week."""
    x = seed + person * np.uint64(0x9E3779B97F4A7C15) + week * np.uint64(0xD1B54A32D192ED03)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@numba.njit(cache=True, inline="always")
def _goal(
    at: int,
    u: np.uint64,
    chances: NDArray[np.uint64],
    ends: NDArray[np.uint8],
    sure: NDArray[np.uint8],
    n_ways: int,
) -> np.uint8:
    """Where a number leads from a state: mostly its first six bits are enough."""
    there: np.uint8 = sure[at * 64 + np.int64(u >> np.uint64(26))]
    if there == 255:
        way = 0
        while way < n_ways and u >= chances[at * n_ways + way]:
            way += 1
        there = ends[at * (n_ways + 1) + way]
    return there


@numba.njit(parallel=True, cache=True)
def walk(
    kind: NDArray[np.uint8],
    edges: NDArray[np.uint64],
    goals: NDArray[np.uint8],
    quick: NDArray[np.uint8],
    n_weeks: int,
    seed: int,
    reached: NDArray[np.uint8],
    state: NDArray[np.uint8],
) -> None:
    """Walks everybody from state 0 on.

    Args:
        kind: (person,) whose chances somebody has.
        edges: (kind, state, way) cumulative chances of the ways out of a state, times 2 to the 32.
        goals: (kind, state, way + 1) where each way leads; the last is what is left.
        quick: (kind, state, 64) where the first six bits of a number lead, 255 where more are needed.
        n_weeks: how many steps.
        seed: what the hash begins with.
        reached: (person, state) the week in which each state was first reached, 255 for never; written to.
        state: (person,) the state at the end; written to.
    """
    n_states, n_ways = edges.shape[1], edges.shape[2]
    chances, ends, sure = edges.ravel(), goals.ravel(), quick.ravel()
    for person in numba.prange(len(kind)):
        first = np.int64(kind[person]) * n_states
        here, bits = np.uint8(0), np.uint64(0)
        for week in range(n_weeks):
            # One hash is enough for two weeks.
            if week & 1:
                bits >>= np.uint64(32)
            else:
                bits = drawn(np.uint64(seed), np.uint64(person), np.uint64(week))
            u = bits & np.uint64(0xFFFFFFFF)
            there = _goal(first + here, u, chances, ends, sure, n_ways)
            if there != here:
                here = there
                if reached[person, here] == 255:
                    reached[person, here] = week + 1
        state[person] = here
