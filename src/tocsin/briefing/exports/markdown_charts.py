"""What the page draws, as the tables of a Markdown file: the rows of its charts, or the latest of them."""

from collections.abc import Iterator

from tocsin.briefing.exports.marks_of_text import noted, safe, table, table_of
from tocsin.briefing.language.interface import Language
from tocsin.records.briefing import Briefing

LISTED = 120
"""Days of the timeline; the data twins hold all."""
SEEN = frozenset({"observed", "once"})
A_MONTH = 4
"""Weeks between two lines of the strength of an army."""


def deadlines(speak: Language, briefing: Briefing) -> Iterator[str]:
    """Every outcome by every deadline."""
    titles = {one.id: one.title for one in briefing.assessment.hypotheses}
    yield from table(
        tuple(speak.t(f"deadlines.{name}") for name in ("deadline", "outcome", "p", "band")),
        (
            (
                speak.short_day(point.on),
                title,
                speak.percent(point.p[name]),
                speak.percent_range(point.low[name], point.high[name]) if name in point.low else "",
            )
            for point in briefing.assessment.by_deadline
            for name, title in titles.items()
            if name in point.p
        ),
    )


def arithmetic(speak: Language, briefing: Briefing) -> Iterator[str]:
    """Strength every fourth week, and which scenario it is of."""
    found = briefing.arithmetic
    if found is None:
        return
    weeks = [week for n, week in enumerate(found.weeks) if n % A_MONTH == 0 or week is found.weeks[-1]]
    yield from table(
        tuple(speak.t(f"arithmetic.{name}") for name in ("week", "middle", "range")),
        (
            (speak.short_day(week.on), speak.count(week.middle), speak.persons(week.low, week.high))
            for week in weeks
        ),
    )
    yield from (safe(speak.t("arithmetic.note", scenario=found.scenario)), "")


def timeline(speak: Language, briefing: Briefing) -> Iterator[str]:
    """What happened, the latest of it."""
    shown = briefing.timeline[-LISTED:]
    yield from table_of(
        (safe(speak.t(f"timeline.{name}")) for name in ("day", "kind", "what", "n")),
        (
            (
                safe(speak.short_day(one.on)),
                safe(speak.t(f"timeline.{one.kind.value}")),
                safe(one.title or one.source) + noted(one.cites),
                safe(speak.count(one.n)),
            )
            for one in shown
        ),
    )
    if len(shown) < len(briefing.timeline):
        told = speak.t("forms.listed", n=len(shown), total=len(briefing.timeline))
        yield from (safe(told), "")


def places(speak: Language, briefing: Briefing) -> Iterator[str]:
    """Where, most reports first."""
    yield from table_of(
        (safe(speak.t(f"places.{name}")) for name in ("place", "reports", "origins")),
        (
            (
                safe(one.title) + noted(one.cites),
                safe(speak.count(one.n_reports)),
                safe(speak.count(one.n_origins)),
            )
            for one in briefing.places
        ),
    )


def board(speak: Language, briefing: Briefing) -> Iterator[str]:
    """Indicators that were seen, with where, and the names of those that were not."""
    quiet = []
    for row in briefing.board:
        weeks = [cell for cell in row.cells if cell.state in SEEN]
        if not weeks:
            quiet.append(row.title)
            continue
        cites = dict.fromkeys(name for cell in weeks for name in cell.cites)
        yield f"- {safe(speak.t('forms.observed', title=row.title, n=len(weeks)))}{noted(cites)}"
    if quiet:
        yield from ("", safe(speak.t("forms.never_seen", names=speak.listed(quiet))))
    yield ""
