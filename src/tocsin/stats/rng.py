"""Random numbers that follow from what they are for.

A generator is seeded from names, not from a clock or from the order of calls. The same figure is drawn
with the same numbers in every run, whatever else was drawn before, so that two assessments differ only
by their evidence (common random numbers).
"""

import hashlib

import msgspec
import numpy as np

from tocsin.records.identity import content_id


def generator(*names: str) -> np.random.Generator:
    """The generator for what these names name."""
    written = msgspec.json.encode(content_id("draw", *names))
    return np.random.default_rng(int.from_bytes(hashlib.sha256(written).digest()[:16], "big"))
