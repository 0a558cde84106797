"""What the response to a call-up does to other models: who hides or leaves, and who comes when summoned.

Models do not know each other. A response scenario gives shares by week; here they become rates of the
register audit, and the number of men to be called for each one who comes.
"""

import msgspec
import numpy as np

from tocsin.desk.opinion import out_of_reach, respond
from tocsin.records.register import Setting
from tocsin.records.shortfall import Answer, Spread
from tocsin.records.units import Figure

N_DRAWS = 500
"""Means over the draws are taken; they need few."""
WAYS = {"hiding": "hides", "exit": "leaves"}
"""Way out of reach of a response scenario → rate of the audit."""
NO_FORECAST = "a scenario, not a forecast"
BEGUN = 0.05
"""A response has begun once it is a twentieth of its height."""


def driven_setting(setting: Setting, named: str, seed: int) -> Setting:
    """The setting of a register with the rates of hiding and leaving that a response scenario gives.

    Raises:
        CatalogueError: there is no such scenario.
    """
    shares = out_of_reach(named, N_DRAWS, seed)
    rates = {
        key: _rate(getattr(setting.summons, key), shares.out_of_reach[way], named)
        for way, key in WAYS.items()
        if way in shares.out_of_reach
    }
    return msgspec.structs.replace(
        setting,
        title=f"{setting.title}, who hides and who leaves by the response scenario {named}: {NO_FORECAST}",
        summons=msgspec.structs.replace(setting.summons, **rates),
    )


def _rate(figure: Figure, shares: tuple[float, ...], named: str) -> Figure:
    """The weekly rate by which the share rose to its height; as uncertain as the figure it stands for."""
    at = np.array(shares)
    peak = int(at.argmax())
    begun = int(np.argmax(at >= at[peak] * BEGUN))
    weeks = max(1, peak - begun + 1)
    rate = float(1 - (1 - at[peak]) ** (1 / weeks))
    width = figure.low / figure.value, figure.high / figure.value
    return msgspec.structs.replace(
        figure,
        value=rate,
        low=rate * width[0],
        high=min(1.0, rate * width[1]),
        source=f"response scenario {named}: {at[peak]:.1%} of the exposed after {weeks} weeks",
    )


def with_called(answer: Answer, named: str, seed: int) -> Answer:
    """The answer with how many must be called up for its wave, since not everybody who is summoned comes.

    The week in which fewest come is taken, and its 80 % band.

    Raises:
        CatalogueError: there is no such scenario.
    """
    found = respond(named, N_DRAWS, seed, "--response")
    said = f"response scenario {named}. {found.label}"
    if not answer.size or not found.obeying:
        return msgspec.structs.replace(answer, response=said)
    fewest = min((one.share for one in found.obeying), key=lambda share: share.value)
    low, value, high = (
        float(round(answer.size / max(comes, BEGUN))) for comes in (fewest.high, fewest.value, fewest.low)
    )
    return msgspec.structs.replace(answer, called=Spread(low=low, value=value, high=high), response=said)
