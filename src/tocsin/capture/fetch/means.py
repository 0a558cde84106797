"""The clock, the waiting and the chance that asking the web needs; a test hands in its own."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import numpy as np


class Means(NamedTuple):
    """What a run takes from the machine it runs on."""

    now: Callable[[], datetime]
    """The instant: aware, UTC."""
    sleep: Callable[[float], None]
    """Waits so many seconds."""
    rng: np.random.Generator
    """Chance, for jitter."""
