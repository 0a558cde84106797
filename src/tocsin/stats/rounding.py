"""Figures as precise as they are known: two of them, for whatever a model reckons.

Worked example. 297,412 people missing become 300,000, and 1,251 become 1,300.
"""


def two_figures(x: float) -> float:
    """The number to two significant figures."""
    return float(f"{x:.2g}")
