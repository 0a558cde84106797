"""The answer once its deadline lies behind: what came about, and what is still open.

A probability by a day that has passed is no forecast, and printing one as if it were would mislead.
"""

from tocsin.briefing import locale, prose
from tocsin.records.briefing import Briefing

SURE = 0.99


def is_past(briefing: Briefing) -> bool:
    """Whether the deadline of the answer lies before the day of the briefing."""
    return briefing.assessment.headline_deadline < briefing.as_of.date()


def answer(briefing: Briefing) -> str:
    """How the question ended by its deadline, and the chances by the last deadline that is still ahead."""
    return f"{_ended(briefing)} {_ahead(briefing)}".strip()


def _ended(briefing: Briefing) -> str:
    on = locale.day(briefing.assessment.headline_deadline)
    sure = {each.id for each in briefing.assessment.hypotheses if each.p > SURE}
    came = next((each for each in briefing.hypotheses if each.id in sure and not each.residual), None)
    if came:
        return f"Settled: {prose.lowered(came.statement.replace('{on}', on).rstrip('.'))}."
    rest = next((each.title for each in briefing.hypotheses if each.residual), "nothing")
    return (
        f"The deadline, {on}, has passed, and nothing in the case settles the question"
        f" as anything but “{rest}”."
    )


def _ahead(briefing: Briefing) -> str:
    open_still = [each for each in briefing.assessment.by_deadline if each.on > briefing.as_of.date()]
    living = prose.living(briefing)
    if not open_still or not living or any(each.p > SURE for each in living):
        return ""
    last = open_still[-1]
    parts = [
        f"“{each.title}” stands at {locale.percent(last.p[each.id])}"
        f" ({locale.percent_range(last.low[each.id], last.high[each.id])})"
        for each in living
    ]
    return f"By {locale.day(last.on)}, {locale.listed(parts)}."
