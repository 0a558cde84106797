"""Estimative words for a probability, from one fixed yardstick.

The yardstick leaves gaps between its bands on purpose; a probability in a gap takes the nearer band.

Source: Professional Head of Intelligence Assessment (UK), *Probability Yardstick* (2019), after
S. Kent, "Words of estimative probability" (1964).
"""

YARDSTICK: tuple[tuple[float, float, str], ...] = (
    (0.00, 0.05, "remote chance"),
    (0.10, 0.20, "highly unlikely"),
    (0.25, 0.35, "unlikely"),
    (0.40, 0.50, "realistic possibility"),
    (0.55, 0.75, "likely"),
    (0.80, 0.90, "highly likely"),
    (0.95, 1.00, "almost certain"),
)
"""Band low, band high, words."""


def words(p: float) -> str:
    """The yardstick's words for `p`.

    Raises:
        ValueError: `p` is no probability.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"expected a probability from 0 to 1, found {p}")
    distance = [(max(low - p, p - high, 0.0), at) for at, (low, high, _) in enumerate(YARDSTICK)]
    return YARDSTICK[min(distance)[1]][2]
