"""When something may be sent: not at night, and not more often than was asked for."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from tocsin.records.alert import Alerts


def is_quiet(alerts: Alerts, now: datetime) -> bool:
    """Whether the instant lies in the quiet hours; these may run over midnight."""
    if alerts.quiet_from is None or alerts.quiet_to is None:
        return False
    start, end = time.fromisoformat(alerts.quiet_from), time.fromisoformat(alerts.quiet_to)
    here = now.astimezone(ZoneInfo(alerts.time_zone)).time()
    return start <= here < end if start <= end else here >= start or here < end


def may_send(alerts: Alerts, now: datetime, last_sent_at: datetime | None) -> bool:
    """Whether what waits may be sent at this instant."""
    if is_quiet(alerts, now):
        return False
    pause = timedelta(hours=alerts.digest_hours)
    return last_sent_at is None or now - last_sent_at >= pause
