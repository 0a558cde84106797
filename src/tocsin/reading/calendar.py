"""Calendar periods of any language: a TIMEX3 value with its first and last day.

A period is a piece of the calendar (a day, week, month, quarter, season, year, decade); an interval
of two days is what is known about an event. "Early January" has the value of January and the interval
of its first ten days.

Source: TIMEX3 values after ISO 24617-1; weeks after ISO 8601; seasons are meteorological, northern.
"""

from datetime import date, timedelta
from typing import NamedTuple

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
DAY = timedelta(days=1)


class Period(NamedTuple):
    """A stretch of the calendar with its TIMEX3 value and its grain (D, W, WE, M, Q, S, H, Y, E, C)."""

    value: str
    first: date
    last: date
    grain: str


def clamp_year(year: int) -> int:
    """The nearest year that a date can hold with room for one more."""
    return max(2, min(year, 9997))


def day_of(day: date) -> Period:
    """One day."""
    return Period(day.isoformat(), day, day, "D")


def week_of(day: date) -> Period:
    """The ISO week of a day, Monday to Sunday."""
    iso = day.isocalendar()
    monday = day - timedelta(days=day.weekday())
    return Period(f"{iso.year:04d}-W{iso.week:02d}", monday, monday + 6 * DAY, "W")


def weekend_of(day: date) -> Period:
    """Saturday and Sunday of a day's week."""
    week = week_of(day)
    return Period(f"{week.value}-WE", week.first + 5 * DAY, week.last, "WE")


def _months(value: str, year: int, month: int, n_months: int, grain: str) -> Period:
    year, month = clamp_year(year + (month - 1) // 12), (month - 1) % 12 + 1
    after = month - 1 + n_months
    last = date(year + after // 12, after % 12 + 1, 1) - DAY
    return Period(value, date(year, month, 1), last, grain)


def month_of(year: int, month: int) -> Period:
    """A month; `month` may run past 12 or below 1."""
    year, month = clamp_year(year + (month - 1) // 12), (month - 1) % 12 + 1
    return _months(f"{year:04d}-{month:02d}", year, month, 1, "M")


def quarter_of(year: int, quarter: int) -> Period:
    """A quarter; `quarter` may run past 4 or below 1."""
    year, quarter = clamp_year(year + (quarter - 1) // 4), (quarter - 1) % 4 + 1
    return _months(f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3, "Q")


def half_of(year: int, half: int) -> Period:
    """A half-year."""
    year = clamp_year(year)
    return _months(f"{year:04d}-H{half}", year, 6 * half - 5, 6, "H")


def season_of(year: int, season: str) -> Period:
    """A northern season; winter belongs to the year in which it begins."""
    year = clamp_year(year)
    return _months(f"{year:04d}-{season}", year, SEASON_MONTHS[season], 3, "S")


def year_of(year: int) -> Period:
    """A year."""
    year = clamp_year(year)
    return Period(f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "Y")


def decade_of(year: int) -> Period:
    """The decade of a year; its value has three digits."""
    start = max(10, clamp_year(year) // 10 * 10)
    return Period(f"{start // 10:03d}", date(start, 1, 1), date(start + 9, 12, 31), "E")


def century_of(ordinal: int) -> Period:
    """A century by its ordinal: 20 is 1901-2000, written `19`."""
    start = max(1, min((ordinal - 1) * 100 + 1, 9801))
    return Period(f"{start // 100:02d}", date(start, 1, 1), date(start + 99, 12, 31), "C")


def enclosing(day: date, grain: str) -> Period:
    """The period of a grain that holds the day."""
    if grain == "D":
        return day_of(day)
    if grain == "W":
        return week_of(day)
    if grain == "WE":
        return weekend_of(day)
    if grain == "M":
        return month_of(day.year, day.month)
    if grain == "Q":
        return quarter_of(day.year, (day.month + 2) // 3)
    if grain == "H":
        return half_of(day.year, (day.month + 5) // 6)
    if grain == "S":
        return _season_holding(day)
    if grain == "E":
        return decade_of(day.year)
    if grain == "C":
        return century_of((day.year - 1) // 100 + 1)
    return year_of(day.year)


def _season_holding(day: date) -> Period:
    names = ("WI", "SP", "SU", "FA")
    year = day.year - 1 if day.month < 3 else day.year
    return season_of(year, names[day.month % 12 // 3])


def shift(period: Period, n: int) -> Period:
    """The period of the same grain, `n` later."""
    first, grain = period.first, period.grain
    steps = {"M": 1, "Q": 3, "H": 6, "S": 3, "Y": 12, "E": 120, "C": 1200}
    if grain in steps:
        return enclosing(month_of(first.year, first.month + steps[grain] * n).first, grain)
    days = n if grain == "D" else 7 * n
    return enclosing(move(first, days), grain)


def move(day: date, n_days: int) -> date:
    """The day `n_days` later, held inside the calendar."""
    ordinal = max(date(2, 1, 1).toordinal(), min(day.toordinal() + n_days, date(9997, 12, 31).toordinal()))
    return date.fromordinal(ordinal)


def add(day: date, n: float, grain: str) -> date:
    """The day `n` units of a grain later; the day of the month is kept where the month has it."""
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
    if grain not in months:
        return move(day, round(n * {"W": 7, "WE": 7}.get(grain, 1)))
    target = month_of(day.year, day.month + max(-120_000, min(120_000, round(n * months[grain]))))
    return target.first.replace(day=min(day.day, target.last.day))


def part_of(period: Period, part: str) -> tuple[date, date]:
    """Days of the `early`, `mid` or `late` third; a month goes by ten days, a year by four months."""
    first, last = period.first, period.last
    n_days = (last - first).days + 1
    third = 10 if period.grain == "M" else n_days // 3
    if n_days < 3:
        return first, last
    if period.grain == "Y":
        month = {"early": 1, "mid": 5}.get(part, 9)
        return date(first.year, month, 1), month_of(first.year, month + 3).last
    if part == "early":
        return first, first + (third - 1) * DAY
    if part == "mid":
        return first + third * DAY, first + (2 * third - 1) * DAY
    return first + 2 * third * DAY, last


def nearest(candidates: tuple[Period, ...], day: date) -> Period:
    """The period nearest to a day."""
    return min(
        candidates,
        key=lambda p: (
            0 if p.first <= day <= p.last else min(abs((p.first - day).days), abs((p.last - day).days))
        ),
    )


def weekday_before(day: date, weekday: int, *, same_day: bool) -> date:
    """The last such weekday (Monday is 0), the day itself included where asked."""
    back = (day.weekday() - weekday) % 7
    return move(day, -(back if back or same_day else 7))


def weekday_after(day: date, weekday: int, *, same_day: bool) -> date:
    """The next such weekday, the day itself included where asked."""
    ahead = (weekday - day.weekday()) % 7
    return move(day, ahead if ahead or same_day else 7)


def easter(year: int) -> date:
    """Western Easter Sunday.

    Source: the Gregorian computus in the anonymous form (Meeus, Astronomical Algorithms, ch. 8).
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    extra = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * extra) // 451
    month, day = divmod(h + extra - 7 * m + 114, 31)
    return date(year, month, day + 1)
