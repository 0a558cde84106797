"""The report on opinion as one HTML file that loads nothing."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tocsin import __version__
from tocsin.briefing import fonts, policy
from tocsin.briefing.charts import svg
from tocsin.briefing.charts.interface import Chart
from tocsin.briefing.html import stylesheet
from tocsin.briefing.sentiment.charts import estimates, multiples, said
from tocsin.records.opinion import Tracked

HERE = Path(__file__).parent.parent


def render(found: Tracked) -> str:
    """The page.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    page = (
        _environment()
        .get_template("opinion.html.j2")
        .render(
            t=found,
            events=tuple(said(one, found) for one in reversed(found.events)),
            shocks=multiples(found),
            estimates=estimates(found),
            version=__version__,
        )
    )
    style = fonts.faces(page) + stylesheet()
    return page.replace("<policy>", policy.policy(style, "")).replace("<style-rules>", style)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(draw=_draw, policy=Markup("<policy>"), style=Markup("<style-rules>"))
    return environment


def _draw(chart: Chart) -> Markup:
    """Both widths; the stylesheet shows one."""
    wide, narrow = svg.draw(chart, chart.wide, "wide"), svg.draw(chart, chart.narrow, "narrow")
    return Markup(wide + narrow)  # noqa: S704 (ours, and cleaned of everything but shapes and text)
