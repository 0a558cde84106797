"""An index in Levada's manner, with the error that its items hand on.

Of each item the share of positive answers less that of negative ones, in per cent, plus 100; the index is
their mean. Items of one wave are answered by the same people, so their errors go together: they are added
person by person, not item by item. With 60 % approving and 30 % disapproving one item is 130; whoever finds
it hard to say counts as neither.

Source: method as the Levada Center tells it of its Social Sentiment Index; linearisation: T. Lumley, *Complex
Surveys* (2010) §C.
"""

import math
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from tocsin.errors import SurveyError
from tocsin.models.opinion.cleaning import Coded
from tocsin.records.opinion import Poll
from tocsin.records.survey import Codebook, Index, Item
from tocsin.stats.kalman import Array

MOST_OFF = 1.5
"""Points that rounding puts an index off at most: half of one in each share, two shares, and in itself."""


def index_of_shares(shares: Iterable[tuple[float, float]], base: float = 100.0) -> float:
    """The index of published shares (positive, negative), 0 to 1 each."""
    balances = [positive - negative for positive, negative in shares]
    return base + 100 * sum(balances) / len(balances)


def poll_of_shares(
    poll: Poll,
    shares: Sequence[tuple[float, float]],
    base: float,
    deff: float,
    published: float | None,
    where: str,
) -> Poll:
    """A survey's index, reckoned from the published shares of its items, its error an upper bound.

    The shares do not say how far the same people gave all the positive answers. The error is that of items
    which all move together, the largest there can be.

    Args:
        poll: the survey, without a value.
        deff: what its design costs, as a ratio.
        published: the index as published, to be met within rounding.

    Raises:
        SurveyError: it is not met, or the survey does not say how many were asked.
    """
    value = index_of_shares(shares, base)
    if published is not None and abs(value - published) > MOST_OFF:
        found = f"{published:g} as published, {value:.1f} from its {len(shares)} items"
        raise SurveyError(
            where, f"both within {MOST_OFF:g} points", found, "mending the shares, or another index"
        )
    if poll.n_asked is None:
        raise SurveyError(where, "how many were asked", "nothing", "`n_asked` or `n_column`")
    errors = [
        math.sqrt(deff * (positive + negative - (positive - negative) ** 2) / poll.n_asked)
        for positive, negative in shares
    ]
    return msgspec.structs.replace(poll, value=value, se=100 * sum(errors) / len(errors))


def person_by_person(
    index: Index, coded: Coded, book: Codebook, survey_weight: Array, where: str
) -> tuple[float, Array, int]:
    """The index, how much each person moves it, and how many people answered an item.

    Returns:
        the value; (person,) influences, whose weighted mean is 0 and whose error as a mean is the index's;
        a count.

    Raises:
        SurveyError: an item of the index is not asked, or nobody answered it.
    """
    by_id = {item.id: item for item in book.items}
    value, influence = index.base, np.zeros(coded.n)
    anybody = np.zeros(coded.n, dtype=bool)
    for name in index.items:
        if name not in by_id:
            raise SurveyError(where, f"an item {name!r}", ", ".join(by_id), "another index")
        balance, there = _balance(by_id[name], coded, where)
        anybody |= there
        answered = survey_weight * there
        if answered.sum() <= 0:
            raise SurveyError(f"{where}: {name}", "an answer", "none", "leaving the item out of the index")
        mean = float((answered * balance).sum() / answered.sum())
        value += 100 * mean / len(index.items)
        share = answered.sum() / survey_weight.sum()
        influence += 100 / len(index.items) * there * (balance - mean) / share
    return value, influence, int(anybody.sum())


def _balance(item: Item, coded: Coded, where: str) -> tuple[Array, Array]:
    """+1 for a positive answer, −1 for a negative one, 0 for another; and who answered at all."""
    if not item.positive or not item.negative:
        raise SurveyError(
            f"{where}: {item.id}", "positive and negative codes", "none", "adding them to the codebook"
        )
    codes = coded.answers[item.id]
    balance = np.array([(code in item.positive) - float(code in item.negative) for code in codes])
    return balance, np.array([code is not None for code in codes])
