"""What it tells that an indicator was looked for and not seen.

A weight alone cannot say. If every indicator raised the answer when seen and nothing lowered it when not
seen, any month of a war would raise it, and the forecast would cry wolf by construction. So the catalogue
says for each indicator in which share of quiet times it is seen all the same, and the rest follows:

    seen in 0.30 of quiet times, weight +0.6 bits: seen in 0.30 × 2^0.6 = 0.45 of the times before a wave
    not seen: (1 - 0.45) / (1 - 0.30) = 0.78, which is -0.36 bits

Over quiet times the two balance. An absence never weighs more than the presence would, since a reader
misses passages more easily than it invents them.

Source: P. Tetlock and D. Gardner, *Superforecasting* (2015), on the dog that did not bark; the identity is
that of the diagnostic likelihood ratios LR+ and LR- (J. Deeks and D. Altman, "Diagnostic tests 4", 2004).
"""

import numpy as np
from numpy.typing import NDArray

MOST_SEEN = 0.95
"""No indicator is held to be seen before every wave."""

Array = NDArray[np.float64]


def absence_bits(weight_bits: Array, quiet_share: Array) -> Array:
    """Bits of not seeing what weighs `weight_bits` when seen, and is seen in `quiet_share` of quiet times."""
    quiet = np.clip(quiet_share, 0.0, MOST_SEEN)
    before = np.minimum(quiet * np.exp2(np.minimum(weight_bits, 60.0)), MOST_SEEN)
    told = np.log2((1 - before) / (1 - quiet))
    most = np.abs(weight_bits)
    return np.asarray(np.clip(told, -most, most))
