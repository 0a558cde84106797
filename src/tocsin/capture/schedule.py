"""When an address is looked at next.

Four rhythms: a page that is there is looked at every so often, early or late by chance; a page that was
just missed is tried again at growing waits until its vanishing is confirmed; a host that nobody answers
for is asked less and less; one that asks for patience is given it. Looks that were due while the machine
slept are made up for by one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
import numpy as np

from tocsin.records.watch import Round, Watch, round_id

LONGEST_BACK_OFF = timedelta(days=7)
LONGEST_WAIT = timedelta(hours=1)
NAP_SECONDS = 60.0


def next_at(
    watch: Watch,
    one: Round,
    now: datetime,
    rng: np.random.Generator,
    confirming: Sequence[timedelta],
    patience: timedelta = timedelta(),
) -> datetime:
    """The instant of the next look, after one that ended `now`.

    Args:
        one: the round as it stands after that look.
        patience: the pause that the server asked for.
    """
    if 0 < one.n_missed <= len(confirming):
        return now + max(confirming[one.n_missed - 1], patience)
    every = timedelta(hours=watch.every_hours)
    if one.n_unreached:
        # The exponent is bounded too, lest a host that is down for a year overflow the sum.
        every = max(every, min(every * 2 ** min(one.n_unreached - 1, 20), LONGEST_BACK_OFF))
    early_or_late = 1 + watch.jitter_share * float(rng.uniform(-1, 1))
    return now + max(every * early_or_late, patience)


def planned(watches: Iterable[Watch], known: Mapping[str, Round], now: datetime) -> list[tuple[Watch, Round]]:
    """Every watch with its round, every address that was added, and every page that was followed from them.

    A watch that is new is due at once; what was taken out of the case, or whose days are over, is left out.
    """
    lasting = [one for one in known.values() if one.until is None or now < one.until]
    added = {one.address: one.added for one in lasting if one.added is not None}
    leaders = added | {watch.address: watch for watch in watches}
    plan = [(watch, known.get(address) or opened(watch, now)) for address, watch in leaders.items()]
    for one in lasting:
        leader = leaders.get(one.watch)
        if leader is not None and one.until is not None and one.address not in leaders:
            plan.append((_as_page(leader, one.address), one))
    return plan


def opened(watch: Watch, now: datetime) -> Round:
    """The first round of a watch that `case.toml` names."""
    return Round(id=round_id(watch.address), address=watch.address, watch=watch.address, next_at=now)


def followed(address: str, watch: Watch, now: datetime) -> Round:
    """The first round of a page that a watch leads to."""
    until = now + timedelta(days=watch.keep_days)
    return Round(id=round_id(address), address=address, watch=watch.address, next_at=now, until=until)


def added(watch: Watch, now: datetime) -> Round:
    """The first round of an address that a user added: due at the next run, and for some days."""
    until = now + timedelta(days=watch.keep_days)
    return msgspec.structs.replace(opened(watch, now), until=until, added=watch)


def due(plan: Iterable[tuple[Watch, Round]], now: datetime) -> list[tuple[Watch, Round]]:
    """What is due, the most overdue first."""
    return sorted((each for each in plan if each[1].next_at <= now), key=lambda each: each[1].next_at)


def waking(coming: datetime | None, now: datetime) -> datetime:
    """When the next round begins: when something is due, and within the hour for messages that wait."""
    soon = now + LONGEST_WAIT
    return soon if coming is None else min(coming, soon)


def _as_page(leader: Watch, address: str) -> Watch:
    """How a followed page is watched: as its watch is, without following further."""
    return msgspec.structs.replace(leader, address=address, follow=None)
