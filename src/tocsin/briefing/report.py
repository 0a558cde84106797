"""What the reports on an army, on opinion and on a register share as pages: one file that loads nothing.

Each gives its template, what it fills it with, and its own style and script where it has them.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tocsin.briefing import fonts, policy
from tocsin.briefing.charts import svg
from tocsin.briefing.charts.interface import Chart
from tocsin.briefing.html import stylesheet

HERE = Path(__file__).parent


def render_report(
    template: str,
    filled: Mapping[str, Any],
    filters: Mapping[str, Callable[..., str]],
    *,
    style: str = "",
    script: str = "",
) -> str:
    """The page.

    Args:
        template: Name of the template.
        filled: What it is filled with.
        filters: Its filters, by name.
        style: Name of a stylesheet beside that of the briefing.
        script: Name of its script.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(filters)
    environment.globals.update(
        draw=_draw,
        policy=Markup("<policy>"),
        style=Markup("<style-rules>"),
        script=Markup("<script-body>"),
    )
    page = environment.get_template(template).render(filled)
    rules = fonts.faces(page) + stylesheet() + (_asset(style) if style else "")
    runs = _asset(script) if script else ""
    page = page.replace("<policy>", policy.policy(rules, runs)).replace("<style-rules>", rules)
    return page.replace("<script-body>", runs)


@cache
def _asset(name: str) -> str:
    return (HERE / "assets" / name).read_text(encoding="utf-8")


def _draw(chart: Chart) -> Markup:
    """Both widths; the stylesheet shows one."""
    wide, narrow = svg.draw(chart, chart.wide, "wide"), svg.draw(chart, chart.narrow, "narrow")
    return Markup(wide + narrow)  # noqa: S704 (ours, and cleaned of everything but shapes and text)
