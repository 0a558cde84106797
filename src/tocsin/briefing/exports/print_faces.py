"""The page's type for paper: each file of a family under a name of its own.

What lays out paper does not heed `unicode-range`; so the files stand one after the other in the list of
families, and each letter is taken from the first that has it.
"""

from tocsin.briefing.fonts import FACES, SUBSETS, VENDOR

NAMES = {"Source Serif 4": "Sheet Serif", "IBM Plex Sans": "Sheet Sans"}

VARIABLE = ("400", "600")
"""The weights of a variable font that a sheet uses."""


def _family(name: str, fallback: str) -> str:
    stack = [f'"{NAMES[name]} {subset.name}"' for subset in SUBSETS]
    return ", ".join([*stack, fallback])


FAMILIES = {
    "serif": _family("Source Serif 4", "serif"),
    "sans": _family("IBM Plex Sans", "sans-serif"),
    "mono": "monospace",
}
"""What the style sheet calls the faces."""


def faces(text: str) -> str:
    """The `@font-face` rules of the installed files whose letters `text` uses: each costs time to open."""
    letters = {ord(letter) for letter in text}
    used = [one for one in SUBSETS if any(low <= n <= high for n in letters for low, high in one.ranges)]
    rules: list[str] = []
    for face in FACES:
        for subset in used if face.style == "normal" else ():
            path = VENDOR / f"{face.file.format(subset=subset.name)}.woff2"
            if path.is_file():
                weights = VARIABLE if " " in face.weight else (face.weight,)
                family = f"{NAMES[face.family]} {subset.name}"
                rules += [_rule(family, face.style, weight, path.as_uri()) for weight in weights]
    return "".join(rules)


def _rule(family: str, style: str, weight: str, address: str) -> str:
    return (
        f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weight};src:url("{address}")}}'
    )
