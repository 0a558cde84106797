"""The colours of page and charts, in both themes, in one place.

A chart is drawn in the light theme's colours; each has a class of its own in the SVG, through which the
stylesheet recolours it for a dark screen. No two names may share a light colour, or the class is lost.

Source: WCAG 2.2, 1.4.3 and 1.4.11: 4.5:1 for text, 3:1 for marks.
"""

from typing import NamedTuple


class Hue(NamedTuple):
    """One colour in both themes."""

    light: str
    dark: str


PALETTE = {
    "paper": Hue("#fbfaf7", "#16181a"),
    "ink": Hue("#1b1d1f", "#e9e6df"),
    "soft": Hue("#5b5f63", "#a7abb0"),
    "hair": Hue("#d9d6ce", "#363a3e"),
    "tint": Hue("#f1efe9", "#1f2225"),
    "mark": Hue("#7d8185", "#7f858b"),
    "wave": Hue("#9c4f09", "#e7a25a"),
    "stealth": Hue("#1d6285", "#7fbbdb"),
    "third": Hue("#5d4a8f", "#b5a4e3"),
    "fail": Hue("#b3261e", "#f2968f"),
    "link": Hue("#1b1d20", "#e9e6e0"),
}


def colour(name: str) -> str:
    """The light colour that stands for `name` in a chart's spec."""
    return PALETTE[name].light


def names() -> dict[str, str]:
    """Light colour → name."""
    return {hue.light: name for name, hue in PALETTE.items()}


def variables(theme: str) -> str:
    """The custom properties of a theme, `light` or `dark`, as CSS declarations."""
    return "".join(f"--{name}:{getattr(hue, theme)};" for name, hue in PALETTE.items())


def classes() -> str:
    """The rules that recolour charts."""
    return "".join(
        f".chart .f-{name}{{fill:var(--{name})}}.chart .s-{name}{{stroke:var(--{name})}}" for name in PALETTE
    )
