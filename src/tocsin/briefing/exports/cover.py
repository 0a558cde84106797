"""The square picture of a podcast: the country, the question, and an axis on which something draws near.

Source: Apple Podcasts, "Show cover template" (square, 1,400 pixels at least, no transparency).
"""

from textwrap import wrap
from xml.sax.saxutils import escape

import vl_convert

from tocsin.briefing.charts.palette import colour
from tocsin.briefing.charts.svg import register_fonts
from tocsin.briefing.language.choose import language
from tocsin.records.briefing import Briefing

SIDE = 1_400
EDGE = 116
LINES = ((15, 158, 4), (18, 132, 5), (24, 104, 6))
"""Letters of a line of the question, their size in pixels and how many lines there is room for."""
LATIN, OTHER = "IBM Plex Sans", "Liberation Sans"
"""Our face, and the one that the renderer brings along for letters that ours is not there for."""
CYRILLIC = 0x400
TICKS = 13
NEAR = 4
"""Ticks before the one that is called."""


def draw(briefing: Briefing) -> bytes:
    """The picture, as PNG."""
    register_fonts()
    picture: bytes = vl_convert.svg_to_png(_markup(briefing))
    return picture


def _markup(briefing: Briefing) -> str:
    speak = language(briefing.language)
    lines, size = _lines(briefing.question)
    said = [
        f'<text x="{EDGE}" y="{330 + size * 1.08 * at:.0f}" font-size="{size}" font-weight="600"'
        f' letter-spacing="-{size * 0.02:.1f}" fill="{colour("ink")}">{escape(line)}</text>'
        for at, line in enumerate(lines, 1)
    ]
    head = escape(briefing.country.upper())
    foot = escape(speak.t("forms.briefing"))
    face = LATIN if all(ord(letter) < CYRILLIC for letter in briefing.question + foot) else OTHER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" font-family="{face}">'
        f'<rect width="{SIDE}" height="{SIDE}" fill="{colour("paper")}"/>'
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE - 2 * EDGE}" height="12" fill="{colour("ink")}"/>'
        f'<text x="{EDGE}" y="262" font-size="64" font-weight="500" letter-spacing="5"'
        f' fill="{colour("wave")}">{head}</text>{"".join(said)}{_axis()}'
        f'<text x="{EDGE}" y="{SIDE - EDGE}" font-size="54" font-weight="500"'
        f' fill="{colour("soft")}">{foot}</text></svg>'
    )


def _lines(question: str) -> tuple[list[str], int]:
    """The question in a few lines, and how large its letters are."""
    for letters, size, room in LINES:
        lines = wrap(question, letters)
        if len(lines) <= room and all(len(line) <= letters for line in lines):
            return lines, size
    return [*lines[: room - 1], f"{lines[room - 1]} …"] if len(lines) > room else lines, size


def _axis() -> str:
    """Days, and the one that is waited for."""
    step, y = (SIDE - 2 * EDGE) / (TICKS - 1), SIDE - 2.35 * EDGE
    called = TICKS - NEAR
    ticks = [
        f'<rect x="{EDGE + step * at - 3:.1f}" y="{y - 26}" width="6" height="52" fill="{colour("mark")}"/>'
        for at in range(TICKS)
        if at != called
    ]
    x = EDGE + step * called
    return (
        f'<rect x="{EDGE}" y="{y - 3}" width="{SIDE - 2 * EDGE}" height="6" fill="{colour("ink")}"/>'
        f'{"".join(ticks)}<circle cx="{x:.1f}" cy="{y}" r="44" fill="{colour("wave")}"/>'
    )
