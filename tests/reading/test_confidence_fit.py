"""The fit of confidence recovers a curve that made the data, and a level that moved it."""

import numpy as np
import pytest
from training.annotated import Judged, dice
from training.confidence import Weighed, arrays, fit_curve, fit_level, logistic, reliability

from tocsin.reading.judging import Standing

NAMES = ("always", "quantity", "log_topic")
WORDED = Standing("losses", 4, 2)
TRUE = np.array([-0.8, 1.2, 0.7])


@pytest.fixture(scope="module")
def told() -> list[list[Judged]]:
    rng = np.random.default_rng(3)
    texts = []
    for _ in range(400):
        x = np.column_stack([np.ones(8), rng.integers(0, 2, 8), rng.normal(0, 1, 8)])
        right = rng.random(8) < logistic(x @ TRUE)
        features = [dict(zip(NAMES, row, strict=True)) for row in x]
        texts.append([Judged(one, WORDED, bool(y)) for one, y in zip(features, right, strict=True)])
    return texts


def test_the_weights_that_made_the_claims_are_recovered(
    told: list[list[Judged]],
) -> None:
    assert np.allclose(fit_curve(told, NAMES), TRUE, atol=0.2)


def test_a_level_that_moved_the_claims_and_what_heads_knew_of_them_is_recovered(
    told: list[list[Judged]],
) -> None:
    x, _ = arrays(told, NAMES)
    rng = np.random.default_rng(4)
    odds, heads, alone = x @ TRUE, rng.normal(0, 1, len(x)), rng.integers(0, 2, len(x))
    columns = np.column_stack([np.ones(len(x)), odds, heads, alone])
    right = (rng.random(len(x)) < logistic(columns @ [0.5, 0.8, 1.2, -1.0])).astype(float)
    assert np.allclose(fit_level(Weighed(columns, right)), [0.5, 0.8, 1.2, -1.0], atol=0.2)


def test_reliability_says_how_often_each_fifth_was_right() -> None:
    p = np.repeat([0.1, 0.9], 50)
    told = reliability("invented", p, (p > 0.5).astype(float))
    assert "100 claims, Brier 0.010, of the base rate 0.250" in told
    assert "said 0.90  right 1.00  of 20" in told


def test_half_of_the_words_in_common_is_a_dice_share_of_one_half() -> None:
    assert dice("forty men called up", "forty men sent home") == 0.5
