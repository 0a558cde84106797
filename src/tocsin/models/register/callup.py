"""A call-up week by week: from a summons to service, home, hiding or abroad.

    summoned → served (three weeks) → served under bans → taken | sent home
         └──────────┴──────────────┴→ hiding → found
         └──────────┴→ at the border: left, or stopped there and served     taken → home, on appeal

Days are the law's and stand in the version of the rules: after how many a summons in the register counts as
served, bars the border, and bars driving, loans and property. A step is a week. What a version does not name
it does not have: where nothing counts as served, paper alone serves; where nothing bars, nobody is stopped.

A kind is a set of chances: how somebody is summoned, whether the address is right, whether border and traffic
checks know them, whether they were summoned wrongly. All who share a kind are a Markov chain, solved exactly
in `expected`; the walk of single people has to agree with it.

Source: Russia, Federal Laws 127-FZ of 14 April 2023 and 437-FZ of 4 August 2023, for the order of events.
"""

from enum import IntEnum
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.extra import needed
from tocsin.records.register import Summons, Version
from tocsin.records.units import Figure

NEVER = 255
WEEK = 7
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
    STOPPED = 9


WAITING = (State.SERVED, State.SECOND, State.THIRD)
"""Weeks between being served and the other bans; three at most."""


class Kind(NamedTuple):
    """What somebody's chances depend on."""

    electronic: bool
    """Summoned in the register, which counts as served without anybody's hand."""
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


def chances(rules: Summons, version: Version) -> NDArray[np.float64]:
    """Chance of each state after each, for every kind: (kind, state, state)."""
    return np.stack([_chances(rules, version, kind) for kind in KINDS])


def weeks(days: Figure | None) -> int | None:
    """So many days in whole weeks; none for what does not happen."""
    return None if days is None else round(days.value / WEEK)


def _chances(rules: Summons, version: Version, kind: Kind) -> NDArray[np.float64]:
    """The chain of one kind."""
    moves = np.eye(len(State))
    if kind.gone:
        return moves
    to_army = 1 - rules.board_finds.value if kind.wrong else 1.0
    barred_from = weeks(version.exit_barred_after_days)
    stopped = kind.watched and barred_from is not None
    early = State.STOPPED if stopped and barred_from == 0 else State.LEFT
    after = State.STOPPED if stopped else State.LEFT
    leaves = rules.leaves.value
    _go(
        moves,
        State.SUMMONED,
        {early: leaves, State.SERVED: (1 - leaves) * _served(rules, version, kind)},
    )
    waits = weeks(version.bans_after_days)
    chain = [State.SERVED] if waits is None else [*WAITING[: max(waits, 1)], State.BANNED]
    for here, following in zip(chain, [*chain[1:], chain[-1]], strict=True):
        pressed = rules.pressed.value if here is State.BANNED else 1.0
        ways = _answers(rules, to_army, pressed)
        # Under the other bans somebody who was stopped once is stopped again, and stays where he is.
        if not (stopped and here is State.BANNED):
            ways[after] = leaves
        _go(moves, here, ways, following)
    _go(moves, State.STOPPED, _answers(rules, to_army, 1.0), chain[min(1, len(chain) - 1)])
    if kind.wrong:
        _go(moves, State.TAKEN, {State.HOME: rules.appeal_finds.value})
    found = (rules.found if kind.checked else rules.found_unknown).value
    _go(moves, State.HIDING, {State.TAKEN: found * to_army, State.HOME: found * (1 - to_army)})
    return moves


def _served(rules: Summons, version: Version, kind: Kind) -> float:
    """Chance that a summons counts as served in a week."""
    if kind.electronic and version.served_after_days is not None:
        return min(WEEK / max(version.served_after_days.value, WEEK), 1.0)
    return rules.paper_served.value * kind.reachable


def _answers(rules: Summons, to_army: float, pressed: float) -> dict[State, float]:
    """What somebody does in a week who was served: appear before the board, or hide."""
    appears = min(rules.appears.value * pressed, 1.0)
    return {
        State.TAKEN: appears * to_army,
        State.HOME: appears * (1 - to_army),
        State.HIDING: rules.hides.value,
    }


def _go(
    moves: NDArray[np.float64], here: State, ways: dict[State, float], otherwise: State | None = None
) -> None:
    """Sets the ways out of a state; where they add up to more than all, each in proportion."""
    total = max(sum(ways.values()), 1.0)
    moves[here] = 0
    for there, chance in ways.items():
        moves[here, there] += chance / total
    moves[here, here if otherwise is None else otherwise] += 1 - sum(ways.values()) / total


def expected(rules: Summons, version: Version, n_weeks: int) -> NDArray[np.float64]:
    """The exact share of each kind in each state after each week: (week, kind, state)."""
    moves = chances(rules, version)
    at = np.zeros((len(KINDS), len(State)))
    at[:, State.SUMMONED] = 1
    shares = [at]
    for _ in range(n_weeks):
        at = np.einsum("ks,kst->kt", at, moves)
        shares.append(at)
    return np.stack(shares)


def simulate(rules: Summons, version: Version, kind: NDArray[np.uint8], n_weeks: int, seed: int) -> Walked:
    """What becomes of everybody, by random numbers that depend on seed, person and week alone.

    Raises:
        UsageError: the extra is not installed.
    """
    edges, goals = ways(chances(rules, version))
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
