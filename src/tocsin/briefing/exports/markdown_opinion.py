"""What surveys say, as Markdown: of each chart of opinion its title, its measure and its rows."""

from collections.abc import Iterator

from tocsin.briefing.exports.marks_of_text import safe, table
from tocsin.briefing.sentiment.charts import draw
from tocsin.records.briefing import Briefing

LISTED = 24
"""Surveys of a series, the latest; the data twins hold all."""


def opinion(briefing: Briefing) -> Iterator[str]:
    """The charts' tables, one after the other."""
    for chart in draw(briefing):
        yield from (f"### {safe(chart.title)}", "", safe(chart.subtitle), "")
        rows = chart.table.rows[:LISTED]
        if rows:
            yield from table(chart.table.columns, (tuple(cell.text for cell in row) for row in rows))
