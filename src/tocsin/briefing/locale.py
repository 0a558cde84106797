"""How numbers and dates are written, in one place, so that another language is another file.

English as the page prints it: day before month, thousands by commas, a thin space before the percent
sign, two significant figures for a probability and never a false third.
"""

from datetime import date, datetime

NARROW = "\u202f"
DASH = "–"
MINUS = "−"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def percent(p: float) -> str:
    """A probability: `31 %`, `3.1 %`, `<1 %`, `>99 %`."""
    return _share(p) + NARROW + "%"


def _share(p: float) -> str:
    if p < 0.01:
        return "<1"
    if p > 0.99:
        return ">99"
    return f"{100 * p:.1f}" if p < 0.0995 else f"{100 * p:.0f}"


def percent_range(low: float, high: float) -> str:
    """A band: `18–46 %`; one figure where both ends print alike."""
    first, last = _share(low), _share(high)
    if first == last:
        return first + NARROW + "%"
    return f"{first}{DASH}{last}{NARROW}%"


def count(n: float) -> str:
    """A count with thousands separated: `300,000`."""
    return f"{n:,.0f}"


def compact(n: float) -> str:
    """A count for an axis: `300k`, `1.5m`."""
    for size, letter in ((1_000_000, "m"), (1_000, "k")):
        if n >= size:
            return f"{n / size:g}{letter}"
    return f"{n:g}"


def persons(low: float | None, high: float | None, approx: bool = False) -> str:
    """A range of people: `300,000–1,000,000`, `over 50,000`, `up to 200,000`, `about 150,000`."""
    if low is None and high is None:
        return "no figure"
    if low is None or high is None:
        word, bound = ("over", low) if high is None else ("up to", high)
        return f"{word} {count(bound or 0)}"
    figure = count(low) if low == high else f"{count(low)}{DASH}{count(high)}"
    return f"about {figure}" if approx and low == high else figure


def bits(value: float) -> str:
    """A weight with its sign: `+0.6`, `−0.3`; to a hundredth where a tenth would print as nothing."""
    size = abs(value)
    if size < 0.005:
        return "0"
    decimals = 2 if size < 0.095 else 1
    return f"{'+' if value > 0 else MINUS}{size:.{decimals}f}"


def day(on: date) -> str:
    """`6 February 2023`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(on: date) -> str:
    """`6 Feb 2023`."""
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def tick_day(on: date) -> str:
    """`6 Feb`, for an axis that names the year elsewhere."""
    return f"{on.day} {MONTHS[on.month - 1][:3]}"


def instant(at: datetime) -> str:
    """`6 February 2023, 14:00 UTC`; records hold UTC."""
    return f"{day(at.date())}, {at:%H:%M} UTC"


def short_instant(at: datetime) -> str:
    """`6 Feb 2023, 14:00 UTC`."""
    return f"{short_day(at.date())}, {at:%H:%M} UTC"


def number(n: int) -> str:
    """A small count in words up to ten, in figures beyond."""
    return SMALL[n] if 0 <= n < len(SMALL) else count(n)


def counted(n: int, one: str, many: str | None = None) -> str:
    """A count with its noun: `one report`, `three reports`."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def listed(parts: list[str] | tuple[str, ...]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def whole_bits(value: int) -> str:
    """A tick of an axis in bits: `−2`, `+1`."""
    return f"{'+' if value > 0 else MINUS}{abs(value)}" if value else "0"
