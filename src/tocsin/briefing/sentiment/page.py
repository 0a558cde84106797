"""The report on opinion as one HTML file that loads nothing."""

from tocsin import __version__
from tocsin.briefing.report import render_report
from tocsin.briefing.sentiment.charts import estimates, multiples, said
from tocsin.records.opinion import Tracked


def render(found: Tracked) -> str:
    """The page.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    return render_report(
        "opinion.html.j2",
        {
            "t": found,
            "events": tuple(said(one, found) for one in reversed(found.events)),
            "shocks": multiples(found),
            "estimates": estimates(found),
            "version": __version__,
        },
        {},
    )
