"""The report as one HTML file that loads nothing; its sliders ask a grid that was reckoned beforehand."""

from functools import cache
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tocsin.briefing import fonts, policy
from tocsin.briefing.charts import svg
from tocsin.briefing.charts.interface import Chart
from tocsin.briefing.html import stylesheet
from tocsin.briefing.reckoning.charts import balance, claims, movers
from tocsin.briefing.reckoning.fan import fans, highest
from tocsin.briefing.reckoning.wording import between, lacking, people, percent
from tocsin.records.reckoning import Reckoning

HERE = Path(__file__).parent.parent


def render(found: Reckoning) -> str:
    """The page.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    page = (
        _environment()
        .get_template("reckoning.html.j2")
        .render(
            r=found,
            answer=found.shortfall.answer,
            fans=fans(found),
            balance=balance(found),
            movers=movers(found),
            claims=claims(found),
            data=Markup(_data(found)),  # noqa: S704 (numbers, and our own titles with every "<" escaped)
        )
    )
    style = fonts.faces(page) + stylesheet() + _asset("reckoning.css")
    script = _asset("reckoning.js")
    page = page.replace("<policy>", policy.policy(style, script)).replace("<style-rules>", style)
    start, end = page.split("<script-body>")
    return f"{start}{script}{end}"


def _data(found: Reckoning) -> str:
    """What the sliders need."""
    grid, need = found.what_if, found.shortfall.answer.need
    written = msgspec.json.encode(
        {
            "axes": [{"title": one.title, "factors": one.factors, "base": one.base} for one in grid.axes],
            "strength": [[one.p10, one.p50, one.p90] for one in grid.strength],
            "missing": [[one.people.low, one.people.value, one.people.high, one.p] for one in grid.missing],
            "need": [need.low, need.high],
            "top": highest(found),
        }
    )
    return written.decode().replace("<", "\\u003c")


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
    environment.filters.update(people=people, between=between, percent=percent, lacking=lacking)
    environment.globals.update(
        draw=_draw,
        policy=Markup("<policy>"),
        style=Markup("<style-rules>"),
        script=Markup("<script-body>"),
    )
    return environment


def _draw(chart: Chart) -> Markup:
    """Both widths; the stylesheet shows one."""
    wide, narrow = svg.draw(chart, chart.wide, "wide"), svg.draw(chart, chart.narrow, "narrow")
    return Markup(wide + narrow)  # noqa: S704 (ours, and cleaned of everything but shapes and text)
