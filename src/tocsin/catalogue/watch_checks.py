"""What must hold of the parts of `case.toml` that say how pages are retrieved, watched and told of."""

import math
import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import cssselect

from tocsin.catalogue.tables import did_you_mean
from tocsin.errors import CatalogueError
from tocsin.records.alert import Alerts
from tocsin.records.watch import CaptureRules, Watch

MOST_JITTER = 0.5


def verify_capture_rules(rules: CaptureRules, where: str) -> None:
    """Bounds are bounds, and the tries that confirm a vanishing lie farther and farther apart."""
    for key in ("timeout_seconds", "total_seconds", "max_bytes", "redirects", "attempts", "follow_most"):
        _positive(getattr(rules, key), f"{where}.{key}")
    for key in ("delay_seconds", "patience_seconds", "retry_seconds"):
        value = getattr(rules, key)
        if not (math.isfinite(value) and value >= 0):
            raise CatalogueError(f"{where}.{key}", "seconds, 0 or more", str(value), "2.0")
    waits = (0.0, *rules.confirm_minutes)
    if not all(math.isfinite(b) and a < b for a, b in pairwise(waits)):
        found = ", ".join(f"{wait:g}" for wait in waits[1:])
        raise CatalogueError(
            f"{where}.confirm_minutes", "waits that grow", found, "confirm_minutes = [15, 120]"
        )


def verify_watches(watches: Iterable[Watch], where: str) -> None:
    """Every watch has its own address, a possible rhythm, and expressions that can be searched for."""
    seen: set[str] = set()
    for n, watch in enumerate(watches):
        at = f"{where}[{n}]"
        if not watch.address.startswith(("http://", "https://")):
            raise CatalogueError(f"{at}.address", "an address of the web", repr(watch.address), "https://…")
        if watch.address in seen:
            raise CatalogueError(
                f"{at}.address", "each address once", repr(watch.address), "one entry for it"
            )
        seen.add(watch.address)
        _positive(watch.every_hours, f"{at}.every_hours")
        _positive(watch.keep_days, f"{at}.keep_days")
        if not 0 <= watch.jitter_share <= MOST_JITTER:
            expected = f"a share from 0 to {MOST_JITTER}"
            raise CatalogueError(f"{at}.jitter_share", expected, str(watch.jitter_share), "0.1")
        for pattern in (*watch.ignore_text, *filter(None, [watch.follow])):
            _searchable(pattern, at)
        for selector in (*watch.select, *watch.ignore):
            _selector(selector, at)


def verify_alerts(alerts: Alerts, where: str) -> None:
    """Quiet hours have a beginning, an end and a zone that exists."""
    if (alerts.quiet_from is None) != (alerts.quiet_to is None):
        raise CatalogueError(where, "both quiet_from and quiet_to", "one of them", 'quiet_to = "07:00"')
    for key in ("quiet_from", "quiet_to"):
        value = getattr(alerts, key)
        try:
            time.fromisoformat(value or "00:00")
        except ValueError as error:
            raise CatalogueError(f"{where}.{key}", "a time of day", repr(value), '"22:00"') from error
    try:
        ZoneInfo(alerts.time_zone)
    except (KeyError, ValueError, OSError) as error:
        advice = did_you_mean(alerts.time_zone, available_timezones() or {"UTC"})
        raise CatalogueError(f"{where}.time_zone", "a zone", repr(alerts.time_zone), advice[:80]) from error
    if not (math.isfinite(alerts.digest_hours) and alerts.digest_hours >= 0):
        raise CatalogueError(f"{where}.digest_hours", "hours, 0 or more", str(alerts.digest_hours), "24")


def _positive(value: float, where: str) -> None:
    if not (math.isfinite(value) and value > 0):
        raise CatalogueError(where, "a number above zero", str(value), "leaving the key out")


def _searchable(pattern: str, where: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise CatalogueError(
            where, "a regular expression", f"{pattern!r} ({error})", "a backslash before . ? + ( ) [ ]"
        ) from error


def _selector(selector: str, where: str) -> None:
    try:
        cssselect.parse(selector)
    except cssselect.SelectorError as error:
        raise CatalogueError(
            where, "a CSS selector", f"{selector!r} ({error})", '"main" or ".counter"'
        ) from error
