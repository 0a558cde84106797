"""A figure over all seeds: its mean and the middle nine tenths."""

from collections.abc import Iterable

import numpy as np

from tocsin.records.register_audited import Measured


def measured(values: Iterable[float]) -> Measured:
    """Mean, 5th and 95th percentile; values that do not exist are left out."""
    found = np.array([one for one in values if not np.isnan(one)])
    low, high = np.quantile(found, (0.05, 0.95))
    return Measured(value=float(found.mean()), low=float(low), high=float(high))
