"""The briefing as one HTML file that loads nothing, runs anywhere and can be printed.

Addresses of captures are printed as text and not as links: a reader who follows the evidence must not tell
the server at the other end that somebody is reading about it. Every link on the page stays on the page.
"""

import re
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from tocsin.briefing import marked, view
from tocsin.briefing.charts import (
    arithmetic,
    board,
    deadlines,
    hues,
    places,
    sizes,
    timeline,
    track,
    waterfall,
)
from tocsin.briefing.charts.interface import Chart
from tocsin.briefing.dressing import asset, dressed, environment
from tocsin.briefing.language.choose import language
from tocsin.briefing.player import NONE, Player
from tocsin.briefing.running import running_head
from tocsin.briefing.sentiment import charts as opinion
from tocsin.briefing.stating import stated
from tocsin.briefing.telling.answer import living
from tocsin.records.briefing import Briefing

KEYS = {
    "circle": "M-4,0A4,4,0,1,1,4,0A4,4,0,1,1,-4,0Z",
    "square": "M-3.6,-3.6H3.6V3.6H-3.6Z",
    "triangle-up": "M-4.2,3.6H4.2L0,-4.2Z",
    "diamond": "M0,-5L4,0L0,5L-4,0Z",
}
"""The chart's markers, for the figures under the answer."""
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
    templates = _environment(briefing)
    page = templates.get_template("page.html.j2").render(
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
    sources = templates.get_template("sources.html.j2").render(exhibits=view.exhibits(briefing, led_to))
    before, after = page.split("<sources>")
    style = "".join((running_head(briefing), marked.in_print(briefing), player.style))
    script = asset("page.js") + player.script
    return dressed(before + sources + after, style, script, plays=bool(player.markup))


def _environment(briefing: Briefing) -> Environment:
    speak = language(briefing.language)
    made = environment(
        speak,
        {
            "marked": view.marker(briefing.pseudonyms, speak.t("page.pseudonym")),
            "grade": partial(view.grade, speak),
            "opening": view.opening,
            "tongue": partial(view.tongue, code=briefing.language),
        },
    )
    numbered = [sentence for passage in briefing.passages for sentence in passage.sentences]
    made.globals.update(
        b=briefing,
        marking=marked,
        change=partial(view.change, speak, briefing),
        sentences={id(sentence): n for n, sentence in enumerate(numbered)},
        passages={passage.id: passage.sentences for passage in briefing.passages},
        identity=id,
        outlooks=briefing.assessment.hypotheses,
        looks=hues.looks(briefing),
        keys=KEYS,
        titles={each.id: each.title for each in briefing.hypotheses},
        languages={each.id: each.language for each in briefing.citations},
        sources=Markup("<sources>"),
        issues_listed=view.ISSUES_LISTED,
        smoothed=any(sentence.smoothed for sentence in numbered),
        stated=stated(briefing),
    )
    return made
