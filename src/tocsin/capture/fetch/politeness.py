"""Turns: one request at a time, and a pause before the same host is asked again.

Source: RFC 9110, section 10.2.3 (Retry-After).
"""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from tocsin.capture.fetch.means import Means


class Turns:
    """When each host may next be asked."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._free_at: dict[str, datetime] = {}

    def wait(self, host: str, delay_seconds: float) -> None:
        """Waits until it is our turn at the host, and takes it."""
        now = self._means.now()
        left = (self._free_at.get(host, now) - now).total_seconds()
        if left > 0:
            self._means.sleep(left)
            now = self._means.now()
        self._free_at[host] = now + timedelta(seconds=delay_seconds)

    def postpone(self, host: str, seconds: float) -> None:
        """Leaves the host alone for so long at least."""
        later = self._means.now() + timedelta(seconds=seconds)
        self._free_at[host] = max(self._free_at.get(host, later), later)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for; `None` where it says nothing that can be read."""
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return max((at - now).total_seconds(), 0.0) if at.tzinfo is not None else None
