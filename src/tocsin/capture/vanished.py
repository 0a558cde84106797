"""A page of an authority that vanished, as an indication with both captures for evidence.

A page that is blocked or moved has vanished from an address, not from the world; only what is gone, emptied
or replaced by a notice counts. The passage is the page's opening as it was last seen.
"""

from tocsin.records.capture import Memento, Presence, Vanishing
from tocsin.records.indication import Indication, indication_id
from tocsin.records.moment import Clocks, Interval
from tocsin.records.reading import IndicationSpan

METHOD = "vanishing"
COUNTED = (Presence.GONE, Presence.SOFT_GONE, Presence.EMPTIED)


def indicate(vanishing: Vanishing, shown: Memento, indicator: str) -> Indication:
    """What the vanishing shows.

    Args:
        shown: the page as it was last seen.
        indicator: id of the indicator that vanishings are observations of.
    """
    opening = shown.text.partition("\n")[0]
    spans = IndicationSpan(text=opening, start=0, end=len(opening), indicator=indicator)
    happened = Interval(earliest=vanishing.last_seen_at.date(), latest=vanishing.first_missed_at.date())
    return Indication(
        id=indication_id(shown.id, spans),
        memento_id=shown.id,
        capture_id=vanishing.last_seen,
        source_id=vanishing.source_id,
        spans=spans,
        clocks=Clocks(
            happened=happened,
            published_at=vanishing.first_missed_at,
            captured_at=vanishing.confirmed_at or vanishing.first_missed_at,
        ),
        method=METHOD,
        further=(vanishing.first_missed,),
    )
