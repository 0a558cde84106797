"""What a call-up by a register is expected to do, with nobody drawn by lot.

The whole net is followed by the exact solution of the call-up. A difference between two registers is then the
registers' own, and not that of who was summoned; so small effects can be told in few people.
"""

import numpy as np

from tocsin.models.register.callup import State, expected, kind_of
from tocsin.models.register.made import Register
from tocsin.models.register.net import Net
from tocsin.models.register.rules import Which, liable
from tocsin.records.register import Version

MEASURES = ("reach", "wrongful", "wrongly_taken", "wrongly_barred", "strangers")


def expect(register: Register, net: Net, version: Version) -> dict[str, float]:
    """The figures by the names of the fields of `Effect`."""
    right, people, rules = liable(register, version), register.people, register.setting.summons
    owner, wrong = net.owner, ~right[net.owner]
    gone = ((people["dead"] > 0) | (people["abroad"] > 0))[owner]
    ends = expected(rules, version, rules.weeks)[-1]
    yes = np.ones(len(owner), np.bool_)
    by_wire, by_hand = (
        ends[kind_of(wire, net.reachable, net.watched, net.checked, wrong, gone)] for wire in (yes, ~yes)
    )
    share = rules.electronic.value
    taken = (share * by_wire + (1 - share) * by_hand)[:, State.TAKEN]
    listed = np.zeros(register.n_people, np.bool_)
    listed[owner] = True
    return {
        "reach": _mean(listed, right),
        "wrongful": float(wrong.mean()) if len(wrong) else 0.0,
        "wrongly_taken": float(taken[wrong].sum() / max(taken.sum(), 1e-12)),
        "wrongly_barred": _barred(net, wrong, version),
        "strangers": 1000 * float((net.others >= 0).sum()) / max(len(owner), 1),
    }


def _mean(values: Which, of: Which) -> float:
    return float(values[of].mean()) if of.any() else 0.0


def _barred(net: Net, wrong: Which, version: Version) -> float:
    """Of those whom the border knows, how many it should not: a stranger's row is one more."""
    if version.exit_barred_after_days is None:
        return 0.0
    strangers = int((net.watched & (net.others >= 0)).sum())
    n = int(net.watched.sum()) + strangers
    return (int((net.watched & wrong).sum()) + strangers) / max(n, 1)
