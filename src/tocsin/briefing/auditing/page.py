"""The audit as one HTML file that loads nothing and runs no script: charts, tables and invented cases."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tocsin import __version__
from tocsin.briefing import fonts, policy
from tocsin.briefing.auditing.charts import agencies, between, burden, causes, identifiers, percent
from tocsin.briefing.charts import svg
from tocsin.briefing.charts.interface import Chart
from tocsin.briefing.html import stylesheet
from tocsin.records.register_found import Audited

HERE = Path(__file__).parent.parent
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
    page = (
        _environment()
        .get_template("audit.html.j2")
        .render(
            r=found,
            alone=alone,
            joined=joined,
            perfect=perfect,
            charts=(causes(found), agencies(found), identifiers(found), burden(found)),
            headings=HEADINGS,
            version=__version__,
        )
    )
    style = fonts.faces(page) + stylesheet() + _asset("audit.css")
    return page.replace("<policy>", policy.policy(style, "")).replace("<style-rules>", style)


@cache
def _asset(name: str) -> str:
    return (HERE / "assets" / name).read_text(encoding="utf-8")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(between=between, percent=percent)
    environment.globals.update(draw=_draw, policy=Markup("<policy>"), style=Markup("<style-rules>"))
    return environment


def _draw(chart: Chart) -> Markup:
    """Both widths; the stylesheet shows one."""
    wide, narrow = svg.draw(chart, chart.wide, "wide"), svg.draw(chart, chart.narrow, "narrow")
    return Markup(wide + narrow)  # noqa: S704 (ours, and cleaned of everything but shapes and text)
