"""How each hypothesis looks: a colour, a marker and a dash, so that colour never says it alone."""

from typing import NamedTuple

from tocsin.records.briefing import Briefing

ACCENTS = ("wave", "stealth", "third")
SHAPES = ("circle", "square", "triangle-up")


class Look(NamedTuple):
    """How one hypothesis is drawn."""

    hue: str
    shape: str
    dash: tuple[int, ...]


RESIDUAL = Look("mark", "diamond", (6, 3))


def looks(briefing: Briefing) -> dict[str, Look]:
    """Hypothesis id → its look: accents for what could come about, grey for what holds otherwise."""
    found: dict[str, Look] = {}
    for each in briefing.hypotheses:
        if each.residual:
            found[each.id] = RESIDUAL
        else:
            n = len([look for look in found.values() if look is not RESIDUAL]) % len(ACCENTS)
            found[each.id] = Look(ACCENTS[n], SHAPES[n], ())
    return found
