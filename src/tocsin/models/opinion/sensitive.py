"""Questions asked so that nobody has to own up, each with its own variance.

People under pressure answer carefully. Three ways let them tell without telling: a *list* of statements of
which only the number that hold is asked, one statement longer for a group drawn by lot; a *randomised*
answer, where a coin or a card decides, unseen, what is said; an *endorsement*, where a policy is judged by a
group that is told who is for it, and by one that is not. What is protected is paid for in error: a list of
four with 1,000 people tells a share to about ±15 points where a plain question tells it to ±3.

Source: A. Glynn, What can we learn with statistical truth serum?, Public Opinion Quarterly 77 (2013); S.
Warner, Randomized response, JASA 60 (1965); G. Blair, K. Imai, Y.-Y. Zhou, Design and analysis of the
randomized response technique, JASA 110 (2015); W. Bullock, K. Imai, J. Shapiro, Statistical analysis of
endorsement experiments, Political Analysis 19 (2011).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import SurveyError
from tocsin.records.survey import SensitiveKind, SensitiveQuestion
from tocsin.stats.kalman import Array


class Told(NamedTuple):
    """What was estimated."""

    value: float
    """Share of whom it is so, or difference of support."""
    se: float
    """Its standard error."""
    n: int
    """Who answered."""
    degrees: int
    """Degrees of freedom of the error."""


def estimate_sensitive(
    one: SensitiveQuestion,
    told: Array,
    arms: tuple[str | None, ...] | None,
    survey_weight: Array,
    clusters: tuple[str | None, ...] | None,
    where: str,
) -> Told:
    """The share of whom it is so, or the difference that an endorsement makes.

    Args:
        told: (person,): count, rating or answer; NaN where there is none.
        arms: group of each person; none for randomised response.
        survey_weight: (person,).
        clusters: sampling unit of each person, within which answers are alike; none where people were
            chosen singly.

    Raises:
        SurveyError: a group has fewer than two answers.
    """
    there = ~np.isnan(told)
    if one.kind is SensitiveKind.RANDOMISED or arms is None:
        share, influence = _mean(told, there, survey_weight, where)
        apart = one.yes_if_so - one.yes_if_not
        se = _spread(influence, clusters) / apart
        return Told((share - one.yes_if_not) / apart, se, int(there.sum()), _degrees(there, clusters, 1))
    group = np.array([arm == one.treated for arm in arms])
    more, of_more = _mean(told, there & group, survey_weight, f"{where}, group {one.treated}")
    fewer, of_fewer = _mean(told, there & ~group, survey_weight, f"{where}, group {one.control}")
    # Both groups live in the same clusters: their influences are summed before they are squared.
    se = _spread(of_more - of_fewer, clusters)
    return Told(more - fewer, se, int(there.sum()), _degrees(there, clusters, 2))


def _degrees(there: NDArray[np.bool_], clusters: tuple[str | None, ...] | None, n_means: int) -> int:
    """Sampling units less one; people less the means taken, where they were chosen singly."""
    if clusters is None:
        return max(1, int(there.sum()) - n_means)
    return max(1, len(set(clusters)) - 1)


def _mean(told: Array, used: NDArray[np.bool_], survey_weight: Array, where: str) -> tuple[float, Array]:
    """Weighted mean of those used, and how much each person moves it, (person,), small-sample corrected."""
    n = int(used.sum())
    if n < 2:
        raise SurveyError(where, "two answers or more", str(n), "another file")
    weight = np.where(used, survey_weight, 0.0)
    value = float((weight * np.nan_to_num(told)).sum() / weight.sum())
    influence = weight * (np.nan_to_num(told) - value) / weight.sum() * np.sqrt(n / (n - 1))
    return value, np.asarray(influence)


def _spread(influence: Array, clusters: tuple[str | None, ...] | None) -> float:
    """Standard error of a sum of influences, those of one cluster taken together."""
    if clusters is None:
        return float(np.sqrt((influence**2).sum()))
    _, of = np.unique(np.array([str(one) for one in clusters]), return_inverse=True)
    sums = np.bincount(of, weights=influence)
    n = len(sums)
    return float(np.sqrt(n / (n - 1) * ((sums - sums.mean()) ** 2).sum())) if n > 1 else float("inf")
