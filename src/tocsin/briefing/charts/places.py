"""Where: the regions that reports name, on their boundaries; how many is a circle's area, told in figures.

A circle and not a filled region, because the largest regions hold the fewest people, and a map that is
coloured by count shows land.
"""

from math import sqrt
from typing import NamedTuple

from tocsin.briefing.charts.boundaries import Point, Region, regions
from tocsin.briefing.charts.canvas import Canvas, Pad, Row, spread
from tocsin.briefing.charts.interface import NARROW, WIDE, Cell, Chart, Spec, Table
from tocsin.briefing.charts.palette import colour
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.briefing.telling import findings
from tocsin.records.briefing import Briefing
from tocsin.records.drawn import PlaceRow

LISTED = 100
NAMED = {WIDE: 8, NARROW: 5}
"""How many places are labelled at each width."""
LARGEST_PIXELS = {WIDE: 22.0, NARROW: 13.0}
"""Radius of the largest circle."""
SMALLEST_PIXELS = 3.5
LINE_PIXELS = 16
LEADER_PIXELS = 12


class Dot(NamedTuple):
    """One place as drawn."""

    place: PlaceRow
    at: Point
    radius: float


def draw(briefing: Briefing) -> Chart | None:
    """The map, where boundaries are at hand and any place is named."""
    if not briefing.places or not regions(briefing.map, WIDE)[0]:
        return None
    speak = language(briefing.language)
    left = len(briefing.places) > NAMED[WIDE]
    notes = [speak.t("places.note")] + ([speak.t("places.left", n=NAMED[WIDE])] if left else [])
    return Chart(
        id="places",
        title=findings.places(briefing).text,
        subtitle=speak.t("places.subtitle"),
        description=" ".join(
            speak.t("places.spoken", title=each.title, n=each.n_reports, origins=each.n_origins)
            for each in briefing.places
        ),
        table=_table(speak, briefing.places[:LISTED]),
        wide=_spec(speak, briefing, WIDE),
        narrow=_spec(speak, briefing, NARROW),
        note=" ".join(notes),
    )


def _table(speak: Language, places: tuple[PlaceRow, ...]) -> Table:
    return Table(
        columns=tuple(speak.t(f"places.{name}") for name in ("place", "reports", "origins")),
        rows=tuple(
            (
                Cell(text=each.title, cites=each.cites),
                Cell(text=speak.count(each.n_reports), figure=True),
                Cell(text=speak.count(each.n_origins), figure=True),
            )
            for each in places
        ),
    )


def dots(places: tuple[PlaceRow, ...], found: tuple[Region, ...], width: int) -> list[Dot]:
    """A circle a place that the boundaries know, the largest first."""
    middle = {region.name: region.middle for region in found}
    most = max(each.n_reports for each in places)
    largest = LARGEST_PIXELS[width]
    return [
        Dot(each, middle[each.region], max(SMALLEST_PIXELS, largest * sqrt(each.n_reports / most)))
        for each in places
        if each.region in middle
    ]


def _spec(speak: Language, briefing: Briefing, width: int) -> Spec:
    found, height = regions(briefing.map, width - 8)
    pad = Pad(left=4, right=4, top=16, bottom=8)
    room = round(height) + (0 if width == WIDE else 96)
    canvas = Canvas(width, room + pad.top + pad.bottom, pad, x=(0, width - 8), y=(room, 0))
    canvas.shapes(
        [region.rings for region in found], fill=colour("tint"), stroke=colour("mark"), strokeWidth=0.5
    )
    drawn = dots(briefing.places, found, width)
    for at in drawn:
        row: Row = {"x": at.at[0], "y": at.at[1], "href": f"#{at.place.cites[0]}" if at.place.cites else ""}
        canvas.add(
            "point",
            [row],
            key=f"rows-{at.place.id}",
            shape="circle",
            filled=False,
            fill=colour("stealth"),
            fillOpacity=0.5,
            stroke=colour("paper"),
            strokeWidth=1,
            size=3.1416 * at.radius**2,
            opacity=1,
        )
    _labels(canvas, speak, drawn[: NAMED[width]], height, room, width)
    return canvas.spec()


def _labels(canvas: Canvas, speak: Language, named: list[Dot], height: float, room: int, width: int) -> None:
    """Names beside their circles; on a narrow page in a list below, where they can be read."""
    if width == NARROW:
        for n, dot in enumerate(named):
            y = height + 14 + n * LINE_PIXELS
            count = [{"x": 22, "y": y, "text": speak.count(dot.place.n_reports)}]
            canvas.text(count, align="right", fontSize=12, fontWeight=600)
            canvas.text([{"x": 30, "y": y, "text": dot.place.title}], fontSize=12)
        return
    order = sorted(named, key=lambda dot: dot.at[1])
    for dot, y in zip(order, spread([each.at[1] for each in order], LINE_PIXELS, 8, room - 8), strict=True):
        x = dot.at[0] + dot.radius + LEADER_PIXELS
        start = dot.at[0] + dot.radius
        canvas.rule([{"x": start, "y": dot.at[1], "x2": x - 3, "y2": y}], hue="soft", strokeWidth=0.75)
        text = f"{dot.place.title} {speak.count(dot.place.n_reports)}"
        canvas.text([{"x": x, "y": y, "text": text}], fontSize=12, halo=True, fontWeight=500)
