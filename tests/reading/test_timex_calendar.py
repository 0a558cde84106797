"""The calendar every language counts on: periods hold their days, and a shift is undone by its opposite."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading import calendar

GRAINS = st.sampled_from(["D", "W", "WE", "M", "Q", "S", "H", "Y", "E", "C"])
DAYS = st.dates(date(1200, 1, 1), date(2800, 12, 31))


@given(DAYS, GRAINS.filter(lambda grain: grain != "WE"))
def test_the_enclosing_period_holds_its_day(day: date, grain: str) -> None:
    period = calendar.enclosing(day, grain)
    assert period.first <= day <= period.last


@given(DAYS, GRAINS, st.integers(-5, 5))
def test_a_shift_is_undone_by_the_opposite_shift(day: date, grain: str, n: int) -> None:
    period = calendar.enclosing(day, grain)
    assert calendar.shift(calendar.shift(period, n), -n) == period


@given(DAYS, GRAINS.filter(lambda grain: grain != "WE"))
def test_the_next_period_begins_the_day_after(day: date, grain: str) -> None:
    period = calendar.enclosing(day, grain)
    assert calendar.shift(period, 1).first == period.last + timedelta(days=1)


@given(DAYS, GRAINS)
def test_early_mid_and_late_cover_the_period_once(day: date, grain: str) -> None:
    period = calendar.enclosing(day, grain)
    if (period.last - period.first).days < 2:
        return
    early, mid, late = (calendar.part_of(period, part) for part in ("early", "mid", "late"))
    assert early[0] == period.first
    assert mid[0] == early[1] + timedelta(days=1)
    assert late[0] == mid[1] + timedelta(days=1)
    assert late[1] == period.last


@pytest.mark.parametrize(
    ("year", "day"), [(1998, "1998-04-12"), (2022, "2022-04-17"), (2023, "2023-04-09"), (2024, "2024-03-31")]
)
def test_easter_falls_on_its_known_sunday(year: int, day: str) -> None:
    assert calendar.easter(year) == date.fromisoformat(day)


@given(DAYS, st.integers(0, 6), st.booleans())
def test_weekdays_are_found_within_a_week_on_either_side(day: date, weekday: int, same_day: bool) -> None:
    before = calendar.weekday_before(day, weekday, same_day=same_day)
    after = calendar.weekday_after(day, weekday, same_day=same_day)
    assert before.weekday() == after.weekday() == weekday
    assert 0 <= (day - before).days <= 7
    assert 0 <= (after - day).days <= 7
