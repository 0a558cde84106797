"""The three clocks: when it happened, when it was published, when we captured it.

They are easily confused and must not be. A ministry says on 28 October (published) that a campaign
ended that week (happened, an interval), and a page saying so is fetched in February (captured). An
assessment as of an instant may use only what had been *captured* by then; evidence ages from the day
it was *published*, or from the day it *happened* where the text dates that earlier, since retelling an old
event does not refresh it; a deadline is met by what *happened*.
"""

from datetime import date, datetime

from tocsin.records.record import Record


class Interval(Record):
    """Days between which something lies; an open end is `None`."""

    earliest: date | None = None
    """First possible day, inclusive."""
    latest: date | None = None
    """Last possible day, inclusive."""


class Clocks(Record):
    """The three clocks of one statement."""

    happened: Interval | None = None
    """When the event of the statement takes place, as far as the text says."""
    published_at: datetime | None = None
    """When the text was published: aware, UTC; `None` when nothing tells."""
    captured_at: datetime
    """When we retrieved it: aware, UTC."""
