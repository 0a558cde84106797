"""What the page says of its marking: the label, whom it is for, and how much was kept from it.

Source: FIRST, Traffic Light Protocol (TLP), version 2.0, sections 3.1 (documents) and 4 (definitions).
"""

from tocsin.briefing import locale
from tocsin.records.briefing import Briefing
from tocsin.records.marking import Tlp

AUDIENCE = {
    Tlp.CLEAR: "it may be passed on without limit.",
    Tlp.GREEN: "it may be passed on within its readers’ community, and not through open channels.",
    Tlp.AMBER: "it may be passed on within its readers’ organisation and to its clients as needed.",
    Tlp.AMBER_STRICT: "it may be passed on within its readers’ organisation only.",
    Tlp.RED: "it is for its readers’ eyes only and may not be passed on.",
}


def audience(briefing: Briefing) -> str:
    """Who may have the page, after its label."""
    return AUDIENCE[briefing.tlp]


def withheld(briefing: Briefing) -> str:
    """How much of the case its readers may not see; what it is is told nowhere."""
    if not briefing.n_withheld:
        return ""
    n = locale.counted(briefing.n_withheld, "item").capitalize()
    held = "is" if briefing.n_withheld == 1 else "are"
    return (
        f"{n} of the case {held} marked more strictly and left out of everything here, the answer included."
    )


def in_print(briefing: Briefing) -> str:
    """The label at the top and the foot of every printed page, as rules of the stylesheet."""
    label = f'content:"{briefing.tlp.label}";font:700 12pt sans-serif'
    return f"@page{{@top-right{{{label}}}@bottom-right{{{label}}}}}"
