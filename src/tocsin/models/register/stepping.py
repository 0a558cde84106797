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
    """32 random bits of a person in a week."""
    x = seed + person * np.uint64(0x9E3779B97F4A7C15) + week * np.uint64(0xD1B54A32D192ED03)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (x ^ (x >> np.uint64(31))) >> np.uint64(32)


@numba.njit(parallel=True, cache=True)
def walk(
    kind: NDArray[np.uint8],
    edges: NDArray[np.uint64],
    goals: NDArray[np.uint8],
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
        n_weeks: how many steps.
        seed: what the hash begins with.
        reached: (state, person) the week in which each state was first reached, 255 for never; written to.
        state: (person,) the state at the end; written to.
    """
    n_ways = edges.shape[2]
    for person in numba.prange(len(kind)):
        own, here = kind[person], np.uint8(0)
        for week in range(n_weeks):
            u = drawn(np.uint64(seed), np.uint64(person), np.uint64(week))
            way = 0
            for at in range(n_ways):
                way += u >= edges[own, here, at]
            there = goals[own, here, way]
            if there != here:
                here = there
                if reached[here, person] == 255:
                    reached[here, person] = week + 1
        state[person] = here
