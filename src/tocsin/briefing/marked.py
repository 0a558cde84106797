"""What the page says of its marking: the label, whom it is for, and how much was kept from it.

Source: FIRST, Traffic Light Protocol (TLP), version 2.0, sections 3.1 (documents) and 4 (definitions).
"""

from tocsin.briefing.language.choose import language
from tocsin.records.briefing import Briefing


def audience(briefing: Briefing) -> str:
    """Who may have the page, after its label."""
    return language(briefing.language).phrase(f"marking.{briefing.tlp.name}")


def withheld(briefing: Briefing) -> str:
    """How much of the case its readers may not see; what it is is told nowhere."""
    if not briefing.n_withheld:
        return ""
    return language(briefing.language).t("marking.withheld", n=briefing.n_withheld)


def in_print(briefing: Briefing) -> str:
    """The label at the top and the foot of every printed page, as rules of the stylesheet."""
    label = f'content:"{briefing.tlp.label}";font:700 12pt sans-serif'
    return f"@page{{@top-right{{{label}}}@bottom-right{{{label}}}}}"
