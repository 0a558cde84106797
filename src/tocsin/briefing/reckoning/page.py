"""The report as one HTML file that loads nothing; its sliders ask a grid that was reckoned beforehand."""

from functools import partial

import msgspec
from markupsafe import Markup

from tocsin.briefing import view
from tocsin.briefing.reckoning.charts import balance, claims, movers
from tocsin.briefing.reckoning.fan import fans, highest
from tocsin.briefing.reckoning.wording import Wording
from tocsin.briefing.report import render_report
from tocsin.records.reckoning import Reckoning

SAID = (
    "as_is",
    "lower",
    "higher",
    "under",
    "over",
    "to",
    "then_missing",
    "then_spare",
    "none_missing",
    "missing",
    "to_spare",
)
"""What the sliders say."""


def render(found: Reckoning, code: str = "en") -> str:
    """The page.

    Args:
        found: What it says.
        code: The language it is told in, BCP 47.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    say = Wording(code)
    return render_report(
        "reckoning.html.j2",
        {
            "r": found,
            "say": say,
            "answer": found.shortfall.answer,
            "fans": fans(say, found),
            "balance": balance(say, found),
            "movers": movers(say, found),
            "claims": claims(say, found),
            "data": Markup(_data(say, found)),  # noqa: S704 (numbers, and our own words, every "<" escaped)
        },
        {
            "people": say.people,
            "between": say.between,
            "percent": say.percent,
            "lacking": say.lacking,
            "name": say.name,
            "tongue": partial(view.tongue, code=code),
        },
        code=code,
        style="reckoning.css",
        script="reckoning.js",
    )


def _data(say: Wording, found: Reckoning) -> str:
    """What the sliders need."""
    grid, need = found.what_if, found.shortfall.answer.need
    written = msgspec.json.encode(
        {
            "axes": [{"factors": one.factors, "base": one.base} for one in grid.axes],
            "strength": [[one.p10, one.p50, one.p90] for one in grid.strength],
            "missing": [[one.people.low, one.people.value, one.people.high, one.p] for one in grid.missing],
            "need": [need.low, need.high],
            "top": highest(found),
            "words": {name: say.speak.phrase(f"army.{name}") for name in SAID},
            "mark": say.people(100_000)[3],
            "divided": 10_000 if say.people(1_000) == "1000" else 1_000,
        }
    )
    return written.decode().replace("<", "\\u003c")
