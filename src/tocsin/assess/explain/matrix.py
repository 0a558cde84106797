"""Indicators against hypotheses, as in the analysis of competing hypotheses (ACH).

What matters is the row, not the cell: an indicator that fits every hypothesis equally well tells nothing,
however well it fits. So rows are ordered by diagnosticity.

Source: R. Heuer, *Psychology of Intelligence Analysis* (1999) ch. 8.
"""

import numpy as np

from tocsin.assess.weights import Weights
from tocsin.records.explanation import MatrixRow
from tocsin.records.hypothesis import Question

STRONG_BITS, WEAK_BITS = 0.5, 0.1
"""From here a cell is marked twice, and from here once."""


def find_matrix(question: Question, weights: Weights) -> tuple[MatrixRow, ...]:
    """A row an indicator that was seen, and one an indicator whose absence tells something."""
    residual = next(one.id for one in question.hypotheses if one.residual)
    rows = []
    for seen in (True, False):
        chosen = weights.present == seen
        sums, counts = weights.by_indicator(chosen), weights.counts(chosen)
        for number in np.flatnonzero(counts.sum(axis=0)).tolist():
            own = dict(zip(weights.hypotheses, sums[:, number].tolist(), strict=True)) | {residual: 0.0}
            bits = {one.id: own[one.id] for one in question.hypotheses}
            rows.append(
                MatrixRow(
                    indicator=weights.indicators[number].id,
                    seen=seen,
                    bits=bits,
                    marks=_marks(bits),
                    diagnosticity_bits=max(bits.values()) - min(bits.values()),
                )
            )
    return tuple(sorted(rows, key=lambda row: (-row.diagnosticity_bits, row.indicator, row.seen)))


def _marks(bits: dict[str, float]) -> dict[str, str]:
    """How consistent the row is with each hypothesis, beside the mean of the rivals."""
    mean = sum(bits.values()) / len(bits)
    return {name: _mark(value - mean) for name, value in bits.items()}


def _mark(above: float) -> str:
    if abs(above) < WEAK_BITS:
        return "N"
    letter = "C" if above > 0 else "I"
    return letter * 2 if abs(above) >= STRONG_BITS else letter
