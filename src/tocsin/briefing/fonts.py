"""The page's own type, embedded: only the files whose letters the page uses.

Text is set in Source Serif 4, labels and figures in IBM Plex Sans (both under the SIL Open Font Licence). A
page without a Cyrillic letter carries no Cyrillic font.
"""

import base64
from pathlib import Path
from typing import NamedTuple

VENDOR = Path(__file__).parent / "assets" / "vendor" / "fonts"


class Face(NamedTuple):
    """One font file and where it serves."""

    family: str
    file: str
    weight: str
    style: str


class Subset(NamedTuple):
    """The letters of one file of a family, as inclusive ranges of code points."""

    name: str
    ranges: tuple[tuple[int, int], ...]


SUBSETS = (
    Subset("latin", ((0x00, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2BB, 0x2BC), (0x2000, 0x206F),
                     (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2191, 0x2193), (0x2212, 0x2215))),
    Subset("latin-ext", ((0x100, 0x130), (0x132, 0x151), (0x154, 0x2BA), (0x1E00, 0x1EFF), (0x20A0, 0x20AB))),
    Subset("cyrillic", ((0x301, 0x301), (0x400, 0x45F), (0x490, 0x491), (0x4B0, 0x4B1), (0x2116, 0x2116))),
)  # fmt: skip
FACES = (
    Face("Source Serif 4", "source-serif-4-{subset}-wght-normal", "200 900", "normal"),
    Face("Source Serif 4", "source-serif-4-{subset}-wght-italic", "200 900", "italic"),
    Face("IBM Plex Sans", "ibm-plex-sans-{subset}-400-normal", "400", "normal"),
    Face("IBM Plex Sans", "ibm-plex-sans-{subset}-500-normal", "500", "normal"),
    Face("IBM Plex Sans", "ibm-plex-sans-{subset}-600-normal", "600", "normal"),
)


def faces(text: str, folder: Path = VENDOR) -> str:
    """The `@font-face` rules for the letters of `text`; none where the fonts are not installed."""
    letters = {ord(letter) for letter in set(text)}
    rules = []
    for subset in SUBSETS:
        if not any(low <= letter <= high for letter in letters for low, high in subset.ranges):
            continue
        for face in FACES:
            path = folder / f"{face.file.format(subset=subset.name)}.woff2"
            if path.is_file():
                rules.append(_rule(face, subset, path.read_bytes()))
    return "".join(rules)


def _rule(face: Face, subset: Subset, data: bytes) -> str:
    ranges = ",".join(f"U+{low:X}" if low == high else f"U+{low:X}-{high:X}" for low, high in subset.ranges)
    encoded = base64.b64encode(data).decode("ascii")
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};font-weight:{face.weight};'
        f"font-display:swap;src:url(data:font/woff2;base64,{encoded}) format('woff2');"
        f"unicode-range:{ranges}}}"
    )
