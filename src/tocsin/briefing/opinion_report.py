"""The report on opinion as one HTML file that loads nothing."""

from tocsin import __version__
from tocsin.briefing.language.choose import language
from tocsin.briefing.report import render_report
from tocsin.briefing.sentiment.estimates import estimates
from tocsin.briefing.sentiment.groups import by_group
from tocsin.briefing.sentiment.shocks import said, shocks
from tocsin.briefing.sentiment.worded import worded
from tocsin.records.opinion import Scale, Tracked


def render(found: Tracked, code: str = "en") -> str:
    """The page.

    Args:
        code: the language it is told in, BCP 47.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    speak, found = language(code), worded(found, code)
    return render_report(
        "opinion.html.j2",
        {
            "r": found,
            "events": tuple(said(speak, one, found) for one in reversed(found.events)),
            "shocks": shocks(speak, found),
            "estimates": estimates(speak, found),
            "groups": by_group(speak, found),
            "house_unit": speak.t(
                "opinion_page.log_odds" if found.scale is Scale.SHARE else "opinion.points_unit"
            ),
            "titles": {one.id: one.title for one in found.series},
            "version": __version__,
        },
        {},
        code=code,
    )
