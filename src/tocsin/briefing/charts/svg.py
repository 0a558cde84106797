"""Draws a spec as inline SVG that a strict policy, a dark screen and a screen reader can live with.

No style attribute and no script (the policy forbids both), ids that are unique on the page, a class for each
colour so that the stylesheet can change it, links only to citations on the same page, and a title and
description where the picture stands. Nothing is fetched: the renderer is given no address it may open.
"""

import re
from functools import cache
from pathlib import Path

import vl_convert
from lxml import etree

from tocsin.briefing.charts.interface import Chart, Spec
from tocsin.briefing.charts.palette import names
from tocsin.errors import BriefingError

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
FONTS = Path(__file__).parent.parent / "assets" / "vendor" / "fonts"
VL_VERSION = "5.20"
CITATION = re.compile(r"#(c\d+)$")
PAINTS = (("fill", "f"), ("stroke", "s"))
DROPPED = ("aria-hidden", "aria-roledescription", "role", "pointer-events", "aria-label")


@cache
def register_fonts() -> None:
    """Tells the renderer of our faces."""
    if FONTS.is_dir():
        vl_convert.register_font_directory(str(FONTS))


def draw(chart: Chart, spec: Spec, size: str, source: str) -> str:
    """The SVG of one of a chart's specs.

    Args:
        chart: What is drawn.
        spec: At which width.
        size: Makes its ids unique on the page.
        source: What a link to a citation is called: words with the slot `n` for its number.

    Raises:
        BriefingError: the renderer refuses the spec.
    """
    register_fonts()
    try:
        text = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    except ValueError as error:
        raise BriefingError(
            f"chart {chart.id}", "a spec that can be drawn", str(error)[:120], "reporting this"
        ) from error
    root = etree.fromstring(text.encode())
    _clean(root)
    _name_clips(root, f"{chart.id}-{size}")
    linked = _keep_citation_links(root, source)
    _label(root, chart, size, linked)
    return str(etree.tostring(root, encoding="unicode"))


def _clean(root: etree._Element) -> None:
    hues = names()
    for element in list(root.iter()):
        for name in DROPPED:
            element.attrib.pop(name, None)
        if element.get("class") in {"background", "foreground"}:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        element.attrib.pop("class", None)
        element.attrib.pop("font-family", None)
        classes = [
            f"{letter}-{hues[element.get(paint)]}" for paint, letter in PAINTS if element.get(paint) in hues
        ]
        if classes:
            element.set("class", " ".join(classes))


def _name_clips(root: etree._Element, prefix: str) -> None:
    """The renderer numbers clips over its whole life; here they start anew, so that bytes repeat."""
    for n, clip in enumerate(root.iter(f"{SVG}clipPath")):
        old, new = clip.get("id", ""), f"{prefix}-clip{n}"
        clip.set("id", new)
        for user in root.iterfind(f".//*[@clip-path='url(#{old})']"):
            user.set("clip-path", f"url(#{new})")


def _keep_citation_links(root: etree._Element, source: str) -> bool:
    linked = False
    for link in list(root.iter(f"{SVG}a")):
        found = CITATION.search(link.attrib.pop(HREF, ""))
        parent = link.getparent()
        if found:
            link.set("href", f"#{found[1]}")
            link.set("aria-label", source.format(n=found[1][1:]))
            linked = True
        elif parent is not None:
            place = parent.index(link)
            for child in list(link):
                parent.insert(place, child)
            parent.remove(link)
    return linked


def _label(root: etree._Element, chart: Chart, size: str, linked: bool) -> None:
    ids = (f"{chart.id}-{size}-title", f"{chart.id}-{size}-desc")
    for name, text, tag in zip(ids, (chart.title, chart.description), ("title", "desc"), strict=True):
        element = etree.Element(SVG + tag)
        element.set("id", name)
        element.text = text
        root.insert(ids.index(name), element)
    root.set("class", f"chart {size}")
    # A picture that holds links is a group: inside an image they could not be reached.
    root.set("role", "group" if linked else "img")
    root.set("aria-labelledby", ids[0])
    root.set("aria-describedby", ids[1])
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    etree.cleanup_namespaces(root)
