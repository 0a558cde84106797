"""Time expressions of English text: make the day, write it in some wording, recover it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.english.timex import find_times

PUBLISHED = date(2023, 2, 6)
"""A Monday."""
DAYS = st.dates(date(1950, 1, 1), date(2059, 12, 31))


def only(text: str, published_on: date | None = PUBLISHED) -> tuple[str, date | None, date | None]:
    (time,) = find_times(text, published_on)
    return time.value, time.earliest, time.latest


@given(
    DAYS,
    st.sampled_from(
        ["{0:%B} {1}, {0.year}", "{1} {0:%B} {0.year}", "{0:%b}. {1}, {0.year}", "{0:%Y-%m-%d}",
         "{0:%d.%m.%Y}", "{0:%A}, {0:%B} {1}, {0.year}", "the {1}th of {0:%B} {0.year}"]
    ),
)  # fmt: skip
def test_a_full_date_is_read_back_in_every_format_without_a_publication_day(day: date, wording: str) -> None:
    text = f"It happened on {wording.format(day, day.day)} there.".replace("May.", "May")
    assert only(text, None) == (day.isoformat(), day, day)


@given(DAYS, st.sampled_from(["{0:%B} {0.year}", "{0:%B} of {0.year}", "{0:%b}. {0.year}"]))
def test_a_month_of_a_year_covers_its_days(day: date, wording: str) -> None:
    value, first, last = only(f"It happened in {wording.format(day)}.".replace("May.", "May"))
    assert (value, first) == (f"{day:%Y-%m}", day.replace(day=1))
    assert last is not None
    assert (last + timedelta(days=1)).day == 1
    assert first is not None
    assert first <= day <= last


@given(DAYS)
def test_a_bare_weekday_is_the_last_one_that_was(published_on: date) -> None:
    _, first, last = only("They left Wednesday.", published_on)
    assert first == last
    assert first is not None
    assert first.weekday() == 2
    assert 0 <= (published_on - first).days < 7


@given(DAYS, st.integers(1, 90), st.sampled_from([("days", 1), ("weeks", 7)]))
def test_so_long_ago_covers_the_day_counted_back(
    published_on: date, number: int, unit: tuple[str, int]
) -> None:
    _, first, last = only(f"It began {number} {unit[0]} ago.", published_on)
    assert first is not None
    assert last is not None
    assert first <= published_on - timedelta(days=number * unit[1]) <= last


FAR_AWAY = (
    "a century ago,in 999 years,500 decades later,next year,in the past 999 years,999 centuries from now"
    ",last winter,next weekend,Easter"
)


@given(st.dates(), st.sampled_from(FAR_AWAY.split(",")))
def test_the_ends_of_the_calendar_are_survived(published_on: date, words: str) -> None:
    for time in find_times(f"It was {words}.", published_on):
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("in early January", "2023-01", "2023-01-01", "2023-01-10"),
        ("in mid-January", "2023-01", "2023-01-11", "2023-01-20"),
        ("in late October", "2022-10", "2022-10-21", "2022-10-31"),
        ("last fall", "2022-FA", "2022-09-01", "2022-11-30"),
        ("this winter", "2022-WI", "2022-12-01", "2023-02-28"),
        ("next summer", "2023-SU", "2023-06-01", "2023-08-31"),
        ("today", "2023-02-06", "2023-02-06", "2023-02-06"),
        ("yesterday", "2023-02-05", "2023-02-05", "2023-02-05"),
        ("the day after tomorrow", "2023-02-08", "2023-02-08", "2023-02-08"),
        ("last Friday", "2023-02-03", "2023-02-03", "2023-02-03"),
        ("next Tuesday", "2023-02-07", "2023-02-07", "2023-02-07"),
        ("last week", "2023-W05", "2023-01-30", "2023-02-05"),
        ("next month", "2023-03", "2023-03-01", "2023-03-31"),
        ("last year", "2022", "2022-01-01", "2022-12-31"),
        ("a month ago", "2023-01", "2023-01-01", "2023-01-31"),
        ("by the end of the year", "2023", None, "2023-12-31"),
        ("before April", "2023-04", None, "2023-03-31"),
        ("before the end of the month", "2023-02", None, "2023-02-28"),
        ("late 2022", "2022", "2022-09-01", "2022-12-31"),
        ("since May", "2022-05", "2022-05-01", "2023-02-06"),
        ("since September 2022", "2022-09", "2022-09-01", "2023-02-06"),
        ("starting in March", "2023-03", "2023-03-01", None),
        ("in the next several weeks", "PXW", "2023-02-06", "2023-04-10"),
        ("in the past two months", "P2M", "2022-12-06", "2023-02-06"),
        ("in the third quarter of 2022", "2022-Q3", "2022-07-01", "2022-09-30"),
        ("in the second half of 2022", "2022-H2", "2022-07-01", "2022-12-31"),
        ("in the first half of 2022", "2022-H1", "2022-01-01", "2022-06-30"),
        ("in the 1990s", "199", "1990-01-01", "1999-12-31"),
        ("in the 20th century", "19", "1901-01-01", "2000-12-31"),
        ("in nineteen ninety-six", "1996", "1996-01-01", "1996-12-31"),
        ("on Easter 2023", "2023-04-09", "2023-04-09", "2023-04-09"),
        ("on New Year's Eve", "2022-12-31", "2022-12-31", "2022-12-31"),
        ("at 5 p.m. Friday", "2023-02-03T17:00", "2023-02-03", "2023-02-03"),
        ("on Friday morning", "2023-02-03TMO", "2023-02-03", "2023-02-03"),
        ("now", "PRESENT_REF", "2023-02-06", "2023-02-06"),
        ("recently", "PAST_REF", None, "2023-02-06"),
        ("soon", "FUTURE_REF", "2023-02-06", None),
    ],
)
def test_an_expression_has_its_value_and_its_days(
    text: str, value: str, first: str | None, last: str | None
) -> None:
    found = only(f"It was {text}.")
    assert found == (value, first and date.fromisoformat(first), last and date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("two weeks", "DURATION", "P2W"),
        ("several years", "DURATION", "PXY"),
        ("2 1/2 years", "DURATION", "P2Y6M"),
        ("24 hours", "DURATION", "PT24H"),
        ("an hour and a half", "DURATION", "PT1H30M"),
        ("two decades", "DURATION", "P20Y"),
        ("every week", "SET", "P1W"),
        ("every other day", "SET", "P2D"),
        ("every Friday", "SET", "XXXX-WXX-5"),
        ("annually", "SET", "P1Y"),
        ("at 17:30", "TIME", "2023-02-06T17:30"),
    ],
)
def test_durations_sets_and_times_have_their_type(text: str, kind: str, value: str) -> None:
    (time,) = find_times(f"It lasted {text}.", PUBLISHED)
    assert (time.type, time.value) == (kind, value)


def test_two_weeks_later_counts_from_the_day_named_last() -> None:
    first, second = find_times("It began on September 21, 2022. Two weeks later it ended.", PUBLISHED)
    assert first.value == "2022-09-21"
    assert (second.earliest, second.latest) == (date(2022, 10, 5), date(2022, 10, 5))


@pytest.mark.parametrize(
    "text", ["last week", "in April", "on Friday", "two weeks ago", "this morning", "by spring"]
)
def test_without_a_publication_day_a_relative_expression_has_no_days(text: str) -> None:
    (time,) = find_times(f"It was {text}.", None)
    assert (time.earliest, time.latest) == (None, None)


@pytest.mark.parametrize(
    "text", ["2,022 men", "$2022", "a 6-year-old boy", "1900 people", "he may march", "31.02.2022"]
)
def test_what_names_no_time_is_left_alone(text: str) -> None:
    assert find_times(f"It was {text}.", PUBLISHED) == ()


WORDS = (
    "early the last two weeks of January 5 2022 p.m. Friday - next ago before and a half 1990s quarter fall"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join), DAYS)
def test_time_words_in_any_order_are_survived(text: str, published_on: date) -> None:
    found = find_times(text, published_on)
    assert all(text[t.start : t.end] == t.text and t.text for t in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    assert all(text[t.start : t.end] == t.text for t in find_times(text, PUBLISHED))


@pytest.mark.parametrize(
    "hostile", ["1", "the ", "Friday ", "1/", "first half of ", "two ", "a ", " ", "early ", "19-"]
)
def test_a_long_text_of_one_piece_ends(hostile: str) -> None:
    text = hostile * (200_000 // len(hostile))
    assert all(text[t.start : t.end] == t.text for t in find_times(text, PUBLISHED)[:50])
