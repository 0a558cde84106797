"""The boundaries of a country's regions, flat: an equal-area projection fitted to country and page.

Source: J. P. Snyder, "Map Projections: A Working Manual" (1987), Albers equal-area conic, pp. 98-103, sphere;
boundaries as tools/boundaries.py makes them from Natural Earth.
"""

import json
from functools import cache
from math import cos, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent.parent / "assets" / "vendor" / "maps"
Point = tuple[float, float]
Ring = tuple[Point, ...]


class Region(NamedTuple):
    """One region on the page, in pixels from the upper left."""

    name: str
    rings: tuple[Ring, ...]
    middle: Point
    """Middle of its largest ring."""


@cache
def regions(name: str, width: float, folder: Path = FOLDER) -> tuple[tuple[Region, ...], float]:
    """The regions of a country fitted to a width, and the height they take; none where there are none."""
    file = folder / f"{name}.json"
    if not name or not file.is_file():
        return (), 0.0
    found = json.loads(file.read_text(encoding="utf-8"))
    flat = _albers([tuple(point) for arc in found["arcs"] for point in arc])
    arcs, at = [], 0
    for arc in found["arcs"]:
        arcs.append(flat[at : at + len(arc)])
        at += len(arc)
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    top, bottom = max(y for _, y in flat), min(y for _, y in flat)
    scale = width / (right - left)

    def placed(point: Point) -> Point:
        return round((point[0] - left) * scale, 1), round((top - point[1]) * scale, 1)

    fitted = [[placed(point) for point in arc] for arc in arcs]
    drawn = tuple(_region(region, rings, fitted) for region, rings in found["regions"].items())
    return drawn, round((top - bottom) * scale, 1)


def _region(name: str, rings: list[list[int]], arcs: list[list[Point]]) -> Region:
    outlines = tuple(_ring(ring, arcs) for ring in rings)
    middles = [_middle(ring) for ring in outlines]
    largest = max(middles, key=lambda found: found[1])
    return Region(name, outlines, largest[0])


def _ring(ring: list[int], arcs: list[list[Point]]) -> Ring:
    points: list[Point] = []
    for n in ring:
        for point in arcs[n] if n >= 0 else arcs[~n][::-1]:
            if not points or points[-1] != point:
                points.append(point)
    return tuple(points)


def _middle(ring: Ring) -> tuple[Point, float]:
    """Centre of gravity and area."""
    twice = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = ax * by - bx * ay
        twice += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    if not twice:
        return ring[0], 0.0
    return (round(x / (3 * twice), 1), round(y / (3 * twice), 1)), abs(twice) / 2


def _albers(points: list[Point]) -> list[Point]:
    south, north = min(y for _, y in points), max(y for _, y in points)
    centre = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    # A sixth of the height within either edge keeps the scale truest where the land is.
    first, second = radians(south + (north - south) / 6), radians(north - (north - south) / 6)
    n = (sin(first) + sin(second)) / 2
    c = cos(first) ** 2 + 2 * n * sin(first)

    def project(point: Point) -> Point:
        theta = n * radians(point[0] - centre)
        rho = sqrt(max(0.0, c - 2 * n * sin(radians(point[1])))) / n
        return rho * sin(theta), -rho * cos(theta)

    return [project(point) for point in points]
