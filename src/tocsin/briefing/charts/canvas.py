"""A sheet of fixed size on which rows become Vega-Lite layers.

Sizes are fixed (`autosize: none`) and axes are drawn as rows too, so that a chart comes out the same on every
machine: nothing depends on how a renderer measures text.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from tocsin.briefing.charts.interface import Spec
from tocsin.briefing.charts.palette import colour

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
FONT = "IBM Plex Sans"
Row = dict[str, Any]


class Pad(NamedTuple):
    """Room around the plot in pixels, for labels."""

    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0


class Canvas:
    """Layers share one x and one y scale; `x` and `y` are the domains, y counts down when its ends do."""

    def __init__(
        self,
        width: int,
        height: int,
        pad: Pad,
        x: tuple[float, float],
        y: tuple[float, float],
        log_x: bool = False,
    ) -> None:
        self.plot_width = width - pad.left - pad.right
        self.plot_height = height - pad.top - pad.bottom
        self.pad = pad
        self.x = x
        self._y = y
        self._log_x = log_x
        self._layers: list[Spec] = []
        self._datasets: dict[str, list[Row]] = {}

    def add(self, mark: str, rows: Sequence[Row], *, key: str = "", **style: Any) -> None:
        """Draw a mark for each row: `x`, `y` and where they are present `x2`, `y2`, `text`, `href`."""
        if not rows:
            return
        name = key or f"layer{len(self._layers)}"
        self._datasets[name] = list(rows)
        encoding: Spec = {"x": self._scale("x"), "y": self._scale("y")}
        for field in ("x2", "y2"):
            if field in rows[0]:
                encoding[field] = {"field": field}
        if "text" in rows[0]:
            encoding["text"] = {"field": "text", "type": "nominal"}
        if "href" in rows[0]:
            encoding["href"] = {"field": "href", "type": "nominal"}
        if mark == "line":
            encoding["order"] = {"field": "x", "type": "quantitative"}
        self._layers.append({"data": {"name": name}, "mark": {"type": mark, **style}, "encoding": encoding})

    def text(self, rows: Sequence[Row], *, hue: str = "ink", halo: bool = False, **style: Any) -> None:
        """Labels from their start unless `align` says otherwise; a halo keeps them clear of lines."""
        plain = {"align": "left", "baseline": "middle", "fontSize": 13, **style}
        if halo:
            self.add("text", rows, **plain, color=colour("paper"), stroke=colour("paper"), strokeWidth=4)
        self.add("text", rows, color=colour(hue), **plain)

    def shapes(self, shapes: Sequence[Sequence[Sequence[tuple[float, float]]]], **style: Any) -> None:
        """Filled outlines in pixels of the plot, a shape being one ring of points or several."""
        features = [
            {
                "type": "Feature",
                "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]},
            }
            for rings in shapes
        ]
        self._layers.append(
            {
                "data": {
                    "values": {"type": "FeatureCollection", "features": features},
                    "format": {"property": "features"},
                },
                "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
                "mark": {"type": "geoshape", **style},
            }
        )

    def rule(self, rows: Sequence[Row], *, hue: str = "hair", **style: Any) -> None:
        """Straight lines from (x, y) to (x2, y2)."""
        self.add("rule", rows, color=colour(hue), **{"strokeWidth": 1, **style})

    def spec(self) -> Spec:
        """The Vega-Lite spec."""
        pad = self.pad
        return {
            "$schema": SCHEMA,
            "width": self.plot_width,
            "height": self.plot_height,
            "padding": {"left": pad.left, "right": pad.right, "top": pad.top, "bottom": pad.bottom},
            "autosize": {"type": "none"},
            "background": None,
            "datasets": self._datasets,
            "layer": self._layers,
            "config": {"font": FONT, "view": {"stroke": None}, "aria": False},
        }

    def _scale(self, channel: str) -> Spec:
        across = channel == "x"
        scale: Spec = {"domain": list(self.x if across else self._y), "nice": False, "zero": False}
        scale["range"] = [0, self.plot_width] if across else [self.plot_height, 0]
        if across and self._log_x:
            scale["type"] = "log"
        return {"field": channel, "type": "quantitative", "scale": scale, "axis": None}


def spread(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Positions as near to `wanted` as possible, `least` apart, within `low` and `high`, order kept."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    placed = [0.0] * len(wanted)
    floor = low
    for n in order:
        placed[n] = max(wanted[n], floor)
        floor = placed[n] + least
    ceiling = high
    for n in reversed(order):
        placed[n] = min(placed[n], ceiling)
        ceiling = placed[n] - least
    return placed


def wrap(text: str, chars: int, lines: int = 2) -> list[str]:
    """The text in lines of at most about `chars` characters; what does not fit ends in an ellipsis."""
    words, out = text.split(), [""]
    for word in words:
        if out[-1] and len(out[-1]) + 1 + len(word) > chars:
            out.append("")
        out[-1] = f"{out[-1]} {word}".strip()
    if len(out) > lines:
        out = [*out[: lines - 1], f"{out[lines - 1][: chars - 1].rstrip(' ,;')}…"]
    return [line if len(line) <= chars + 2 else f"{line[: chars - 1].rstrip()}…" for line in out]
