"""Russian time expressions give intervals against the publication day, in the shapes of English."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.russian.timex import find_times

DAY = date(2023, 2, 6)

CASES = {
    "в начале января": ("2023-01", "2023-01-01", "2023-01-10"),
    "до конца года": ("2023", None, "2023-12-31"),
    "до апреля 2024 года": ("2024-04", None, "2024-04-01"),
    "до конца декабря этого года": ("2023-12", None, "2023-12-31"),
    "в ближайшие недели": ("PXW", "2023-02-06", "2023-04-10"),
    "прошлой осенью": ("2022-FA", "2022-09-01", "2022-11-30"),
    "весной прошлого года": ("2022-SP", "2022-03-01", "2022-05-31"),
    "в течение двух недель": ("P2W", "2023-02-06", "2023-02-20"),
    "за последние три месяца": ("P3M", "2022-11-06", "2023-02-06"),
    "с 20 числа": ("2023-02-20", "2023-02-20", None),
    "с 1 марта": ("2023-03-01", "2023-03-01", None),
    "в первом квартале 2023 года": ("2023-Q1", "2023-01-01", "2023-03-31"),
    "на прошлой неделе": ("2023-W05", "2023-01-30", "2023-02-05"),
    "в прошлую среду": ("2023-02-01", "2023-02-01", "2023-02-01"),
    "завтра": ("2023-02-07", "2023-02-07", "2023-02-07"),
    "21.09.2022": ("2022-09-21", "2022-09-21", "2022-09-21"),
    "с 2014-го по 2022 год": ("2014/2022", "2014-01-01", "2022-12-31"),
    "к концу лета": ("2023-SU", None, "2023-08-31"),
    "до Нового года": ("2023-01-01", None, "2023-01-01"),
    "в последнее время": ("PAST_REF", None, "2023-02-06"),
    "в ближайшее время": ("FUTURE_REF", "2023-02-06", None),
    "две недели назад": ("2023-W04", "2023-01-23", "2023-01-29"),
    "20 лет": ("P20Y", None, None),
    "через месяц": ("2023-03", "2023-03-01", "2023-03-31"),
    "через три дня": ("2023-02-09", "2023-02-09", "2023-02-09"),
}


@pytest.mark.parametrize("text", CASES)
def test_an_expression_gives_its_value_and_its_days(text: str) -> None:
    (found,) = find_times(text, DAY)
    days = tuple(day and day.isoformat() for day in (found.earliest, found.latest))
    assert (found.value, *days) == CASES[text]


@pytest.mark.parametrize("text", ["лет", "в мире", "стали", "одна страна", "в лесу"])
def test_words_that_only_look_like_time_are_left_alone(text: str) -> None:
    assert find_times(text, DAY) == ()


def test_without_a_publication_day_only_absolute_expressions_have_days() -> None:
    assert find_times("в марте 2024 года", None)[0].earliest == date(2024, 3, 1)
    assert find_times("прошлой осенью", None)[0].earliest is None


PIECES = st.sampled_from(
    [
        *CASES,
        "31 февраля",
        "99 числа",
        "0 лет назад",
        "через 9999 лет",
        "в 1500 году",
        "\0",
        "г.",
        "мая",
        " ",
        "до",
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join), st.none() | st.dates())
def test_whatever_is_put_together_offsets_are_exact_and_days_in_order(text: str, day: date | None) -> None:
    end = 0
    for found in find_times(text, day):
        assert text[found.start : found.end] == found.text
        assert end <= found.start < found.end
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
        end = found.end
