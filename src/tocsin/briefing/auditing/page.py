"""The audit as one HTML file that loads nothing and runs no script: charts, tables and invented cases."""

from tocsin import __version__
from tocsin.briefing.auditing.charts import all_charts
from tocsin.briefing.auditing.wording import wording
from tocsin.briefing.report import render_report
from tocsin.records.register_audited import Audited


def render(found: Audited, code: str = "en") -> str:
    """The page.

    Args:
        found: What the audit found.
        code: The language it is told in, BCP 47.

    Raises:
        BriefingError: a chart cannot be drawn, or there is no such language.
    """
    say = wording(code)
    alone, joined, perfect = found.outcomes
    return render_report(
        "audit.html.j2",
        {
            "r": found,
            "say": say,
            "t": say.t,
            "alone": alone,
            "joined": joined,
            "perfect": perfect,
            "charts": all_charts(say, found),
            "version": __version__,
        },
        {"between": say.between, "percent": say.percent, "name": say.name, "decimal": say.decimal},
        style="audit.css",
    )
