"""The charts of opinion that a briefing shows, where its case follows series."""

from tocsin.briefing.charts.interface import Chart
from tocsin.briefing.language.choose import language
from tocsin.briefing.sentiment.estimates import estimates
from tocsin.briefing.sentiment.groups import by_group
from tocsin.briefing.sentiment.shocks import shocks
from tocsin.records.briefing import Briefing

MOST = 2
"""Series that a briefing shows with both intervals; all of them stand in the chart of what is passing."""


def draw(briefing: Briefing) -> tuple[Chart, ...]:
    """The series with both intervals, what is passing in them, and the groups."""
    if briefing.opinion is None:
        return ()
    speak, found = language(briefing.language), briefing.opinion.tracked
    return (*estimates(speak, found, MOST), shocks(speak, found), *by_group(speak, found))
