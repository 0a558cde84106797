"""What would change our mind: every indicator that is not seen now, as if it were reported today.

The report is one by a usually reliable source that nobody has confirmed yet, so that the figure says what
a first report would do and not what certainty would.
"""

from datetime import datetime, timedelta

from tocsin.assess.explain.ground import Ground
from tocsin.assess.grading import classify_credibility
from tocsin.assess.observe import Observation
from tocsin.records.assessment import Origin
from tocsin.records.explanation import Watch
from tocsin.records.source import Reliability

IMAGINED = "imagined"
_GRADE = Reliability.B


def find_watch(ground: Ground) -> tuple[Watch, ...]:
    """Every indicator whose last sighting has faded by half or more, largest change of the answer first."""
    now = ground.answer()
    last: dict[str, float] = {}
    for one in ground.seen:
        days = max((ground.as_of - one.since_at) / timedelta(days=1), 0.0)
        last[one.indicator] = min(last.get(one.indicator, days), days)
    watches = []
    for indicator in ground.indicators:
        age = last.get(indicator.id)
        if indicator.weights and (age is None or age >= indicator.half_life_days.value):
            then = ground._replace(seen=(*ground.seen, imagined(indicator.id, ground.as_of))).answer()
            watches.append(Watch(indicator=indicator.id, last_seen_days=age, p=dict(then)))
    return tuple(
        sorted(
            watches,
            key=lambda one: (-max(abs(p - now[name]) for name, p in one.p.items()), one.indicator),
        )
    )


def imagined(indicator: str, at: datetime) -> Observation:
    """One fresh report that nobody made."""
    return Observation(
        indicator=indicator,
        origin=Origin(id=IMAGINED, first_memento="", mementos=(), basis=()),
        since_at=at,
        reliability=_GRADE,
        credibility=classify_credibility(1, 0, _GRADE),
        confidence_p=1.0,
        cites=(),
        indications=(),
    )
