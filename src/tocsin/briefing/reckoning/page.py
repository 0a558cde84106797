"""The report as one HTML file that loads nothing; its sliders ask a grid that was reckoned beforehand."""

import msgspec
from markupsafe import Markup

from tocsin.briefing.reckoning.charts import balance, claims, movers
from tocsin.briefing.reckoning.fan import fans, highest
from tocsin.briefing.reckoning.wording import between, lacking, people, percent
from tocsin.briefing.report import render_report
from tocsin.records.reckoning import Reckoning


def render(found: Reckoning) -> str:
    """The page.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    return render_report(
        "reckoning.html.j2",
        {
            "r": found,
            "answer": found.shortfall.answer,
            "fans": fans(found),
            "balance": balance(found),
            "movers": movers(found),
            "claims": claims(found),
            "data": Markup(_data(found)),  # noqa: S704 (numbers, and our own titles with every "<" escaped)
        },
        {"people": people, "between": between, "percent": percent, "lacking": lacking},
        style="reckoning.css",
        script="reckoning.js",
    )


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
