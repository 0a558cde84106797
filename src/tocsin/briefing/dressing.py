"""How every page becomes one file: the briefing, and the reports on an army, on opinion and on a register.

Templates are filled, charts drawn at both widths, and a style and a script put in with a policy that names
both by their bytes. A template prints `policy`, `style` and `script` where they stand; they come last, since
the faces of the page depend on the letters in it, and the policy on all of it.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tocsin.briefing import fonts, policy
from tocsin.briefing.charts import palette, svg
from tocsin.briefing.charts.interface import Chart
from tocsin.briefing.language.interface import Language

HERE = Path(__file__).parent
POLICY, STYLE, SCRIPT = Markup("<policy>"), Markup("<style-rules>"), Markup("<script-body>")
"""Places to be filled later; no text of a case can bring one, since its letters would be escaped."""


def environment(speak: Language, filters: Mapping[str, Callable[..., Any]]) -> Environment:
    """Templates with what all pages use: phrases, figures and charts in the language of the page."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters.update(filters)
    made.globals.update(
        speak=speak,
        t=speak.t,
        draw=_drawer(speak.phrase("page.source_n")),
        policy=POLICY,
        style=STYLE,
        script=SCRIPT,
    )
    return made


def dressed(page: str, style: str = "", script: str = "", *, plays: bool = False) -> str:
    """The page with the faces it needs, the common style and this one, its script, and the policy for both.

    Args:
        page: With the places to be filled.
        style: Rules that come after those of every page.
        script: What it runs.
        plays: Whether it holds sound.
    """
    rules = fonts.faces(page) + stylesheet() + style
    head, body = page.split("</head>", 1)
    head = head.replace(POLICY, policy.policy(rules, script, plays=plays)).replace(STYLE, rules)
    return f"{head}</head>{body.replace(SCRIPT, script, 1)}"


@cache
def asset(name: str) -> str:
    """The text of a style or script of ours."""
    return (HERE / "assets" / name).read_text(encoding="utf-8")


@cache
def stylesheet() -> str:
    """The style of every page: palette in both themes, then the rules."""
    light, dark = palette.variables("light"), palette.variables("dark")
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"{palette.classes()}\n{asset('page.css')}{asset('print.css')}"
    )


def _drawer(source: str) -> Callable[[Chart], Markup]:
    """Draws a chart at both widths; the stylesheet shows one, and hides the other from screen readers too."""

    def draw(chart: Chart) -> Markup:
        drawn = (svg.draw(chart, chart.wide, "wide", source), svg.draw(chart, chart.narrow, "narrow", source))
        # Ours, and cleaned of everything but shapes, text and links to citations.
        return Markup("".join(drawn))  # noqa: S704

    return draw
