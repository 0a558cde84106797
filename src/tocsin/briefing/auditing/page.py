"""The audit as one HTML file that loads nothing and runs no script: charts, tables and invented cases."""

from tocsin import __version__
from tocsin.briefing.auditing.charts import agencies, between, burden, causes, identifiers, percent
from tocsin.briefing.report import render_report
from tocsin.records.register_found import Audited

HEADINGS = {
    "causes": "Why",
    "agencies": "File by file",
    "identifiers": "One number",
    "burden": "Who bears it",
}


def render(found: Audited) -> str:
    """The page.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    alone, joined, perfect = found.outcomes
    return render_report(
        "audit.html.j2",
        {
            "r": found,
            "alone": alone,
            "joined": joined,
            "perfect": perfect,
            "charts": (causes(found), agencies(found), identifiers(found), burden(found)),
            "headings": HEADINGS,
            "version": __version__,
        },
        {"between": between, "percent": percent},
        style="audit.css",
    )
