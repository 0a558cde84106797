"""The briefing as one HTML file that loads nothing, runs anywhere and can be printed.

Addresses of captures are printed as text and not as links: a reader who follows the evidence must not tell
the server at the other end that somebody is reading about it. Every link on the page stays on the page.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tocsin.briefing import closed, fonts, locale, marked, policy, prose, view
from tocsin.briefing.charts import board, deadlines, hues, palette, sizes, svg, track, waterfall
from tocsin.briefing.charts.interface import Chart
from tocsin.records.briefing import Briefing

HERE = Path(__file__).parent
KEYS = {
    "circle": "M-4,0A4,4,0,1,1,4,0A4,4,0,1,1,-4,0Z",
    "square": "M-3.6,-3.6H3.6V3.6H-3.6Z",
    "triangle-up": "M-4.2,3.6H4.2L0,-4.2Z",
    "diamond": "M0,-5L4,0L0,5L-4,0Z",
}
"""The chart's markers, for the figures under the answer."""


def charts(briefing: Briefing) -> dict[str, tuple[Chart, ...]]:
    """The charts of each section, those that have something to show."""
    drawn = {
        "deadlines": (deadlines.draw(briefing), track.draw(briefing)),
        "why": tuple(waterfall.draw(briefing, outlook) for outlook in prose.living(briefing)),
        "sizes": (sizes.draw(briefing),),
        "board": (board.draw(briefing),),
    }
    return {name: tuple(chart for chart in found if chart) for name, found in drawn.items()}


def render(briefing: Briefing) -> str:
    """The page.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    body = (
        _environment(briefing.pseudonyms)
        .get_template("page.html.j2")
        .render(
            b=briefing,
            charts=charts(briefing),
            exhibits=view.exhibits(briefing),
            front=view.front(briefing),
            others=view.others(briefing),
            pressing=view.pressing(briefing),
            later=view.later(briefing),
            issues=view.issues(briefing),
            quiet=board.quiet(briefing),
            outlooks=briefing.assessment.hypotheses,
            looks=hues.looks(briefing),
            keys=KEYS,
            titles={each.id: each.title for each in briefing.hypotheses},
            policy=Markup("{policy}"),
            style=Markup("{style}"),
            script=Markup("{script}"),
        )
    )
    style = fonts.faces(body) + stylesheet() + marked.in_print(briefing)
    script = (HERE / "assets" / "page.js").read_text(encoding="utf-8")
    head, rest = body.split("</head>", 1)
    start, end = rest.rsplit("{script}", 1)
    head = head.replace("{policy}", policy.policy(style, script)).replace("{style}", style)
    return f"{head}</head>{start}{script}{end}"


@cache
def stylesheet() -> str:
    """The style of the page: palette in both themes, then the rules."""
    rules = (HERE / "assets" / "page.css").read_text(encoding="utf-8")
    light, dark = palette.variables("light"), palette.variables("dark")
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"{palette.classes()}\n{rules}"
    )


def _environment(pseudonyms: tuple[str, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(
        marked=view.marker(pseudonyms),
        grade=view.grade,
        opening=view.opening,
        presence=prose.presence,
    )
    environment.globals.update(closed=closed, prose=prose, marking=marked, locale=locale, draw=_draw)
    return environment


def _draw(chart: Chart) -> Markup:
    """Both widths; the stylesheet shows one, and hides the other from screen readers too."""
    wide, narrow = svg.draw(chart, chart.wide, "wide"), svg.draw(chart, chart.narrow, "narrow")
    # Ours, and cleaned of everything but shapes, text and links to citations.
    return Markup(wide + narrow)  # noqa: S704
