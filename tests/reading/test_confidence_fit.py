"""The fit of confidence recovers a curve that made the data, and a level that moved it."""

import numpy as np
import pytest
from training.confidence import Weighed, arrays, dice, fit_curve, fit_level, logistic, reliability

NAMES = ("always", "quantity", "log_topic")
TRUE = np.array([-0.8, 1.2, 0.7])


@pytest.fixture(scope="module")
def told() -> list[list[tuple[dict[str, float], bool]]]:
    rng = np.random.default_rng(3)
    texts = []
    for _ in range(400):
        x = np.column_stack([np.ones(8), rng.integers(0, 2, 8), rng.normal(0, 1, 8)])
        right = rng.random(8) < logistic(x @ TRUE)
        texts.append([(dict(zip(NAMES, row, strict=True)), bool(y)) for row, y in zip(x, right, strict=True)])
    return texts


def test_the_weights_that_made_the_claims_are_recovered(
    told: list[list[tuple[dict[str, float], bool]]],
) -> None:
    assert np.allclose(fit_curve(told, NAMES), TRUE, atol=0.2)


def test_a_level_between_two_kinds_of_text_lies_between_their_own(
    told: list[list[tuple[dict[str, float], bool]]],
) -> None:
    x, right = arrays(told, NAMES)
    rng = np.random.default_rng(4)
    odds = x @ TRUE
    own = Weighed(odds, right)
    about = Weighed(odds[:300], (rng.random(300) < logistic(odds[:300] + 2)).astype(float))
    shift, slope = fit_level(own, about)
    assert 0.5 < shift < 1.5
    assert 0.7 < slope < 1.2


def test_reliability_says_how_often_each_fifth_was_right() -> None:
    p = np.repeat([0.1, 0.9], 50)
    told = reliability("invented", p, (p > 0.5).astype(float))
    assert "100 claims, Brier 0.010, of the base rate 0.250" in told
    assert "said 0.90  right 1.00  of 20" in told


def test_half_of_the_words_in_common_is_a_dice_share_of_one_half() -> None:
    assert dice("forty men called up", "forty men sent home") == 0.5
