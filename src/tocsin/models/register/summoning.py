"""One call-up by one register: whom it summons, what becomes of them, and who should not have been summoned.

Who is chosen, who is summoned electronically and what each does follows from the person's own random numbers,
so that two registers of the same people differ only in whom they list.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.callup import NEVER, State, Walked, kind_of, simulate, weeks
from tocsin.models.register.made import Register, tables_of
from tocsin.models.register.net import Net
from tocsin.models.register.rules import Which, exempted, liable
from tocsin.records.register import Version
from tocsin.stats.rng import generator

DEAD_OR_ABROAD, WRONG_MERGE, STALE, UNSERVED = (
    "dead or abroad",
    "wrong merge",
    "stale exemption",
    "unfit or unserved",
)
CAUSES = (DEAD_OR_ABROAD, WRONG_MERGE, STALE, UNSERVED)
"""Why a summons is wrongful; the first that fits counts."""


class Round(NamedTuple):
    """A call-up; all arrays are (summons,)."""

    owner: NDArray[np.int32]
    """Whom it went to."""
    net: Net
    """What the register knew of them."""
    wrong: Which
    """Whether they may not be called up."""
    cause: NDArray[np.uint8]
    """Number of the cause in `CAUSES`; of no meaning for the rightly called."""
    walked: Walked
    """What became of them."""
    reach: float
    """Share of those who may be called up whom the register lists."""
    barred: Which
    """Whether the border would have turned them back."""


def summon(register: Register, net: Net, version: Version) -> Round:
    """The call-up of a register.

    Raises:
        GuardError: the register's people are not those that the generator made.
    """
    tables_of(register)
    rules, n = register.setting.summons, register.n_people
    rng = generator("register", "selection", str(register.seed))
    turn, by_wire = rng.random(n, np.float32), rng.random(n, np.float32)
    right = liable(register, version)
    chosen = np.argsort(turn[net.owner], kind="stable")[: round(rules.to_summon.value * n)]
    net_chosen = net.only(chosen)
    owner, people = net_chosen.owner, register.people
    gone = ((people["dead"] > 0) | (people["abroad"] > 0))[owner]
    wrong = ~right[owner]
    kinds = np.zeros(n, np.uint8)
    # A person walks under their own number, however many others are summoned.
    kinds[owner] = kind_of(
        by_wire[owner] < rules.electronic.value,
        net_chosen.reachable,
        net_chosen.watched,
        net_chosen.checked,
        wrong,
        gone,
    )
    walked = simulate(rules, version, kinds, rules.weeks, register.seed)
    cause = np.full(len(owner), CAUSES.index(UNSERVED), np.uint8)
    cause[exempted(people, version)[owner]] = CAUSES.index(STALE)
    cause[net_chosen.mixed] = CAUSES.index(WRONG_MERGE)
    cause[gone] = CAUSES.index(DEAD_OR_ABROAD)
    listed = np.zeros(n, np.bool_)
    listed[net.owner] = True
    reach = float(listed[right].mean()) if right.any() else 0.0
    mine = Walked(walked.state[owner], walked.reached[:, owner])
    return Round(owner, net_chosen, wrong, cause, mine, reach, _barred(net_chosen, mine, version))


def _barred(net: Net, walked: Walked, version: Version) -> Which:
    """Whom the border would turn back: from the day of the entry, or once the summons counts as served."""
    begins = weeks(version.exit_barred_after_days)
    if begins is None:
        return np.zeros(len(net.owner), np.bool_)
    served = walked.reached[State.SERVED] != NEVER
    return net.watched if begins == 0 else np.asarray(net.watched & served)


def figures(found: Round, n_people: int, wanted: float) -> dict[str, float]:
    """The figures of one call-up, by the names of the fields of `Outcome`."""
    state, reached = found.walked
    n = max(len(found.owner), 1)
    taken, home = state == State.TAKEN, state == State.HOME
    banned = reached[State.BANNED] != NEVER
    other = found.net.others >= 0
    taken_in = np.sort(reached[State.TAKEN][taken])
    needed = max(round(wanted * n_people), 1)
    causes = {
        f"causes.{name}": float((found.wrong & (found.cause == at)).sum()) / n
        for at, name in enumerate(CAUSES)
    }
    return {
        "reach": found.reach,
        "summoned": 1000 * len(found.owner) / n_people,
        "wrongful": float(found.wrong.sum()) / n,
        "taken": 1000 * float(taken.sum()) / n_people,
        "wrongly_taken": _of(taken & found.wrong, taken),
        "sent_home": _of(home, taken | home),
        "returned": _of(home & (reached[State.TAKEN] != NEVER), reached[State.TAKEN] != NEVER),
        **_restricted("restricted", banned, found.wrong, other, n_people),
        **_restricted("exit_barred", found.barred, found.wrong, other, n_people),
        "stopped": float((reached[State.STOPPED] != NEVER).sum()) / n,
        "strangers": 1000 * float(((banned | found.barred) & other).sum()) / n_people,
        "weeks": float(taken_in[needed - 1]) if len(taken_in) >= needed else float("nan"),
        "hiding": float((state == State.HIDING).sum()) / n,
        "left": float((state == State.LEFT).sum()) / n,
        **causes,
    }


def _restricted(name: str, hit: Which, wrong: Which, other: Which, n_people: int) -> dict[str, float]:
    """Whom a ban hits, for a thousand people, and how many of them it should not."""
    strangers = float((hit & other).sum())
    n = float(hit.sum()) + strangers
    return {
        name: 1000 * n / n_people,
        f"wrongly_{name}": (float((hit & wrong).sum()) + strangers) / max(n, 1),
    }


def _of(part: Which, whole: Which) -> float:
    return float(part.sum()) / max(float(whole.sum()), 1)
