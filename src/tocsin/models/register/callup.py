"""A call-up week by week: from a summons to service, home, hiding or abroad.

    summoned → served (three weeks) → served under bans → taken | sent home
         └──────────┴──────────────┴→ hiding → found     └→ left, where the border lets them

A kind is a set of chances: how somebody is summoned, whether the address is right, whether border and traffic
checks know them, whether they were summoned wrongly. All who share a kind are a Markov chain, solved exactly
in `expected`; the walk of single people has to agree with it.
"""

from enum import IntEnum
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.extra import needed
from tocsin.records.register import Summons

NEVER = 255
WORD = 2**32
CELLS = 64


class State(IntEnum):
    """Where somebody is."""

    SUMMONED = 0
    SERVED = 1
    SECOND = 2
    THIRD = 3
    BANNED = 4
    HIDING = 5
    LEFT = 6
    TAKEN = 7
    HOME = 8


class Kind(NamedTuple):
    """What somebody's chances depend on."""

    electronic: bool
    """Summoned electronically."""
    reachable: bool
    """The address is right."""
    watched: bool
    """The border would know them."""
    checked: bool
    """A traffic check would know them."""
    wrong: bool
    """Should not have been summoned."""
    gone: bool
    """Dead or abroad: nothing happens any more."""


KINDS = tuple(Kind(*one) for one in product((False, True), repeat=len(Kind._fields)))


class Walked(NamedTuple):
    """What became of everybody."""

    state: NDArray[np.uint8]
    """(person,): the state at the end."""
    reached: NDArray[np.uint8]
    """(state, person): the week in which each state was first reached, `NEVER` for never."""


def kind_of(*parts: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The kind of each person, by the fields of `Kind` in their order."""
    code = np.zeros(len(parts[0]), np.uint8)
    for part in parts:
        code = np.asarray(code << 1 | part, np.uint8)
    return code


def chances(rules: Summons) -> NDArray[np.float64]:
    """Chance of each state after each, for every kind: (kind, state, state)."""
    return np.stack([_chances(rules, kind) for kind in KINDS])


def _chances(rules: Summons, kind: Kind) -> NDArray[np.float64]:
    moves = np.eye(len(State))
    if kind.gone:
        return moves
    appears, leaves, hides = rules.appears.value, rules.leaves.value, rules.hides.value
    to_army = 1 - rules.board_finds.value if kind.wrong else 1.0
    served = 1.0 if kind.electronic else rules.paper_served.value * kind.reachable
    _go(moves, State.SUMMONED, {State.SERVED: served})
    waits = max(round(rules.bans_after_days.value / 7), 1)
    chain = [*(State.SERVED, State.SECOND, State.THIRD)[:waits], State.BANNED]
    for here, after in zip(chain, [*chain[1:], State.BANNED], strict=True):
        likely = min(appears * (rules.pressed.value if here is State.BANNED else 1), 1.0)
        gone = 0.0 if kind.watched else leaves
        _go(
            moves,
            here,
            {
                State.TAKEN: likely * to_army,
                State.HOME: likely * (1 - to_army),
                State.LEFT: gone,
                State.HIDING: hides,
            },
            after,
        )
    found = rules.found.value * (1 if kind.checked else 0.5)
    _go(moves, State.HIDING, {State.TAKEN: found * to_army, State.HOME: found * (1 - to_army)})
    return moves


def _go(
    moves: NDArray[np.float64], here: State, ways: dict[State, float], otherwise: State | None = None
) -> None:
    moves[here] = 0
    for there, chance in ways.items():
        moves[here, there] += chance
    moves[here, here if otherwise is None else otherwise] += 1 - sum(ways.values())


def expected(rules: Summons, n_weeks: int) -> NDArray[np.float64]:
    """The exact share of each kind in each state after each week: (week, kind, state)."""
    moves = chances(rules)
    at = np.zeros((len(KINDS), len(State)))
    at[:, State.SUMMONED] = 1
    shares = [at]
    for _ in range(n_weeks):
        at = np.einsum("ks,kst->kt", at, moves)
        shares.append(at)
    return np.stack(shares)


def simulate(rules: Summons, kind: NDArray[np.uint8], n_weeks: int, seed: int) -> Walked:
    """What becomes of everybody, by random numbers that depend on seed, person and week alone.

    Raises:
        UsageError: the extra is not installed.
    """
    edges, goals = ways(chances(rules))
    reached = np.full((len(kind), len(State)), NEVER, np.uint8)
    state = np.zeros(len(kind), np.uint8)
    walk = needed("tocsin.models.register.stepping").walk
    walk(kind, edges, goals, shortcuts(edges, goals), n_weeks, seed, reached, state)
    return Walked(state, reached.T)


def ways(moves: NDArray[np.float64]) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """The ways out of each state by falling chance, as thresholds and goals."""
    n_ways = int((moves > 0).sum(axis=2).max()) - 1
    order = np.argsort(-moves, axis=2, kind="stable")[:, :, : n_ways + 1]
    sorted_ = np.take_along_axis(moves, order, axis=2)
    edges = np.minimum(np.round(np.cumsum(sorted_, axis=2)[:, :, :n_ways] * WORD), WORD)
    return edges.astype(np.uint64), order.astype(np.uint8)


def shortcuts(edges: NDArray[np.uint64], goals: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Where the first six bits of a number lead; `NEVER` where an edge lies among such numbers."""
    least = np.arange(CELLS, dtype=np.uint64) * (WORD // CELLS)
    low = (least[:, None] >= edges[:, :, None, :]).sum(axis=3)
    high = ((least + (WORD // CELLS - 1))[:, None] >= edges[:, :, None, :]).sum(axis=3)
    found = np.take_along_axis(goals, low, axis=2)
    return np.where(low == high, found, NEVER).astype(np.uint8)
