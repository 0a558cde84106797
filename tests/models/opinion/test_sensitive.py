"""Questions that nobody has to own up to: formulas by hand, and intervals that hold the truth."""

import numpy as np
import pytest

from tocsin.errors import SurveyError
from tocsin.models.opinion.sensitive import estimate_sensitive
from tocsin.records.survey import SensitiveKind, SensitiveQuestion
from tocsin.stats.student import Z_95

LIST = SensitiveQuestion(id="hides", title="Hides", kind=SensitiveKind.LIST, column="n", arm="arm")
WARNER = SensitiveQuestion(
    id="hides", title="Hides", kind=SensitiveKind.RANDOMISED, column="n", yes_if_so=0.7, yes_if_not=0.3
)


def test_a_list_is_the_difference_of_two_means_with_the_errors_of_both():
    told = np.array([1.0, 2.0, 3.0, 0.0, 1.0, 2.0])
    arms = ("1", "1", "1", "0", "0", "0")
    found = estimate_sensitive(LIST, told, arms, np.ones(6), None, "here")
    assert found.value == pytest.approx(1.0)
    assert found.se == pytest.approx(np.sqrt(1 / 3 + 1 / 3))


def test_a_randomised_response_is_solved_from_the_chances_of_its_device():
    told = np.array([1.0] * 40 + [0.0] * 60)
    found = estimate_sensitive(WARNER, told, None, np.ones(100), None, "here")
    assert found.value == pytest.approx((0.4 - 0.3) / 0.4)
    assert found.se == pytest.approx(np.sqrt(0.4 * 0.6 / 99) / 0.4)


def test_people_of_one_cluster_who_answer_alike_count_as_one():
    told = np.repeat([1.0, 0.0, 1.0, 0.0], 25)
    clusters = tuple(np.repeat(["a", "b", "c", "d"], 25))
    alone = estimate_sensitive(WARNER, told, None, np.ones(100), None, "here")
    together = estimate_sensitive(WARNER, told, None, np.ones(100), clusters, "here")
    assert together.value == alone.value
    assert together.se == pytest.approx(5 * alone.se, rel=0.2)


@pytest.mark.parametrize("kind", [LIST, WARNER])
def test_intervals_hold_the_truth_as_often_as_they_say(kind):
    rng = np.random.default_rng(4)
    true, held = 0.3, []
    for _ in range(400):
        n = 500
        so = rng.random(n) < true
        if kind is LIST:
            treated = rng.random(n) < 0.5
            told = (rng.binomial(4, 0.4, n) + (so & treated)).astype(float)
            arms = tuple(np.where(treated, "1", "0"))
        else:
            told = (rng.random(n) < np.where(so, 0.7, 0.3)).astype(float)
            arms = None
        found = estimate_sensitive(kind, told, arms, rng.uniform(0.5, 1.5, n), None, "here")
        held.append(abs(found.value - true) <= Z_95 * found.se)
    assert 0.92 <= np.mean(held) <= 0.98


def test_a_group_of_one_is_refused():
    with pytest.raises(SurveyError, match="group 1: expected two answers or more, found 1"):
        estimate_sensitive(LIST, np.array([1.0, 2.0, 1.0]), ("1", "0", "0"), np.ones(3), None, "here")
