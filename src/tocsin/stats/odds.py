"""Probability, odds, log odds and bits, which are easily confused.

A worked example. A call-up has a probability of 0.2.

    odds             0.2 / 0.8 = 0.25       "one to four"
    log odds         ln 0.25 = -1.386       natural logarithm, what statisticians print
    bits             log2 0.25 = -2         the same on base two: two doublings short of even
    likelihood ratio P(seen | call-up) / P(seen | none), say 0.6 / 0.15 = 4
    weight           log2 4 = +2 bits

Seeing it gives odds 0.25 × 4 = 1, which is -2 + 2 = 0 bits, which is a probability of 0.5. Odds multiply,
bits add, probabilities do neither.

Source: I. J. Good, "Weight of evidence: a brief survey" (1985).
"""

import math


def bits(p: float) -> float:
    """log2 odds of a probability; minus or plus infinity at 0 and 1.

    Raises:
        ValueError: `p` is no probability.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"expected a probability from 0 to 1, found {p}")
    if p == 0:
        return -math.inf
    return math.inf if p == 1 else math.log2(p) - math.log1p(-p) / math.log(2)


def probability(bits: float) -> float:
    """The probability whose log2 odds are `bits`; never overflows."""
    if bits >= 0:
        return 1 / (1 + 2 ** -min(bits, 1074.0))
    odds = 2 ** max(bits, -1074.0)
    return odds / (1 + odds)


def odds(p: float) -> float:
    """p to one minus p; infinity at 1."""
    return math.inf if p == 1 else p / (1 - p)


def log_odds(p: float) -> float:
    """Natural logarithm of the odds."""
    return bits(p) * math.log(2)


def likelihood_ratio_bits(if_true_p: float, if_false_p: float) -> float:
    """Weight in bits of seeing something, from its chance under the hypothesis and under its rivals.

    Raises:
        ValueError: a chance is 0, which would make one observation prove or refute for ever.
    """
    if not (0 < if_true_p <= 1 and 0 < if_false_p <= 1):
        raise ValueError(f"expected chances above 0 and up to 1, found {if_true_p} and {if_false_p}")
    return math.log2(if_true_p / if_false_p)


def update(p: float, weight_bits: float) -> float:
    """The probability after evidence of `weight_bits`."""
    return probability(bits(p) + weight_bits)
