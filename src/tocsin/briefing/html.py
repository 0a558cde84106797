"""The briefing as one HTML file that loads nothing, runs anywhere and can be printed.

Addresses of captures are printed as text and not as links: a reader who follows the evidence must not tell
the server at the other end that somebody is reading about it. Every link on the page stays on the page.
"""

import re
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tocsin.briefing import fonts, marked, policy, view
from tocsin.briefing.charts import (
    arithmetic,
    board,
    deadlines,
    hues,
    palette,
    places,
    sizes,
    svg,
    timeline,
    track,
    waterfall,
)
from tocsin.briefing.charts.interface import Chart
from tocsin.briefing.language.choose import language
from tocsin.briefing.player import NONE, Player
from tocsin.briefing.running import running_head
from tocsin.briefing.sentiment import charts as opinion
from tocsin.briefing.stating import stated
from tocsin.briefing.telling.answer import living
from tocsin.records.briefing import Briefing

HERE = Path(__file__).parent
KEYS = {
    "circle": "M-4,0A4,4,0,1,1,4,0A4,4,0,1,1,-4,0Z",
    "square": "M-3.6,-3.6H3.6V3.6H-3.6Z",
    "triangle-up": "M-4.2,3.6H4.2L0,-4.2Z",
    "diamond": "M0,-5L4,0L0,5L-4,0Z",
}
"""The chart's markers, for the figures under the answer."""
# Places to be filled later hold a letter that no text of a case can bring: it would be escaped.
LINK = re.compile(r'href="#(c\d+)"')


def charts(briefing: Briefing) -> dict[str, tuple[Chart, ...]]:
    """The charts of each section, those that have something to show."""
    drawn = {
        "when": (deadlines.draw(briefing), track.draw(briefing)),
        "why": tuple(waterfall.draw(briefing, outlook) for outlook in living(briefing)),
        "sizes": (sizes.draw(briefing),),
        "arithmetic": (arithmetic.draw(briefing),),
        "timeline": (timeline.draw(briefing),),
        "places": (places.draw(briefing),),
        "board": (board.draw(briefing),),
        "opinion": opinion.draw(briefing),
    }
    return {name: tuple(chart for chart in found if chart) for name, found in drawn.items()}


def render(briefing: Briefing, player: Player = NONE) -> str:
    """The page.

    Args:
        briefing: What it says.
        player: What plays it; nothing when left out.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    environment = _environment(briefing)
    page = environment.get_template("page.html.j2").render(
        charts=charts(briefing),
        front=view.front(briefing),
        others=view.others(briefing),
        rest=view.rest(briefing),
        pressing=view.pressing(briefing),
        later=view.later(briefing),
        issues=view.issues(briefing),
        quiet=board.quiet(briefing),
        player=Markup(player.markup),  # noqa: S704 (ours, and escaped where it is made)
    )
    # Only the texts that the page above leads to: a large case holds many more, and its data holds them all.
    led_to = set(LINK.findall(page))
    sources = environment.get_template("sources.html.j2").render(exhibits=view.exhibits(briefing, led_to))
    before, after = page.split("<sources>")
    return _dressed(before + sources + after, briefing, player)


def _dressed(page: str, briefing: Briefing, player: Player) -> str:
    """The page with its style, its script, and the policy that names both by their bytes."""
    style = "".join(
        (fonts.faces(page), stylesheet(), running_head(briefing), marked.in_print(briefing), player.style)
    )
    script = (HERE / "assets" / "page.js").read_text(encoding="utf-8") + player.script
    head, rest = page.split("</head>", 1)
    start, end = rest.split("<script-body>")
    allowed = policy.policy(style, script, plays=bool(player.markup))
    head = head.replace("<policy>", allowed).replace("<style-rules>", style)
    return f"{head}</head>{start}{script}{end}"


@cache
def stylesheet() -> str:
    """The style of the page: palette in both themes, then the rules."""
    rules = "".join(
        (HERE / "assets" / name).read_text(encoding="utf-8") for name in ("page.css", "print.css")
    )
    light, dark = palette.variables("light"), palette.variables("dark")
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"{palette.classes()}\n{rules}"
    )


def _environment(briefing: Briefing) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    speak = language(briefing.language)
    environment.filters.update(
        marked=view.marker(briefing.pseudonyms, speak.t("page.pseudonym")),
        grade=partial(view.grade, speak),
        opening=view.opening,
        tongue=partial(view.tongue, code=briefing.language),
    )
    numbered = [sentence for passage in briefing.passages for sentence in passage.sentences]
    environment.globals.update(
        b=briefing,
        speak=speak,
        t=speak.t,
        marking=marked,
        draw=_draw,
        change=partial(view.change, speak, briefing),
        sentences={id(sentence): n for n, sentence in enumerate(numbered)},
        passages={passage.id: passage.sentences for passage in briefing.passages},
        identity=id,
        outlooks=briefing.assessment.hypotheses,
        looks=hues.looks(briefing),
        keys=KEYS,
        titles={each.id: each.title for each in briefing.hypotheses},
        languages={each.id: each.language for each in briefing.citations},
        policy=Markup("<policy>"),
        style=Markup("<style-rules>"),
        script=Markup("<script-body>"),
        sources=Markup("<sources>"),
        issues_listed=view.ISSUES_LISTED,
        smoothed=any(sentence.smoothed for sentence in numbered),
        stated=stated(briefing),
    )
    return environment


def _draw(chart: Chart) -> Markup:
    """Both widths; the stylesheet shows one, and hides the other from screen readers too."""
    wide, narrow = svg.draw(chart, chart.wide, "wide"), svg.draw(chart, chart.narrow, "narrow")
    # Ours, and cleaned of everything but shapes, text and links to citations.
    return Markup(wide + narrow)  # noqa: S704
