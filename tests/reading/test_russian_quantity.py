"""Russian numbers: every case of a numeral, ranges, bounds and vague counts come out as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.russian.quantity import find_quantities

Bounds = tuple[float | None, float | None]

SINGLE: dict[str, Bounds] = {
    "от 400 до 700 тысяч человек": (400_000, 700_000),
    "полмиллиона резервистов": (500_000, 500_000),
    "около 300 000 мужчин": (300_000, 300_000),
    "до 1,5 млн рублей": (None, 1_500_000),
    "свыше двухсот тысяч": (200_000, None),
    "не менее 60 тысяч человек": (60_000, None),
    "не более пяти процентов": (None, 5),
    "десятки тысяч погибших": (20_000, 99_999),
    "сотен тысяч бойцов": (200_000, 999_999),
    "тысячи людей": (2_000, 9_999),
    "более тысячи человек": (1_000, None),
    "несколько сотен тысяч": (300_000, 900_000),
    "сто двадцать пять тысяч триста человек": (125_300, 125_300),
    "пятью тысячами бойцов": (5_000, 5_000),
    "пятьюстами резервистами": (500, 500),
    "о сорока тысячах призывников": (40_000, 40_000),
    "полутора тысяч": (1_500, 1_500),
    "двух-трёх недель": (2, 3),
    "5–10 тысяч": (5_000, 10_000),
    "300-тысячная группировка": (300_000, 300_000),
    "300 с лишним тысяч": (300_000, None),
    "одного миллиона человек": (1_000_000, 1_000_000),
    "1 240 человек": (1_240, 1_240),
    "почти 54% жителей": (54, 54),
    "2000 человек": (2_000, 2_000),
}


@pytest.mark.parametrize("text", SINGLE)
def test_a_number_is_read_as_the_range_it_states(text: str) -> None:
    assert [(q.low, q.high) for q in find_quantities(text)] == [SINGLE[text]]


@pytest.mark.parametrize(
    "text",
    [
        "19 февраля 2023 года",
        "в 2022 году",
        "21.09.2022",
        "в 10:30",
        "статья 59",
        "№ 418207-7",
        "С-300",
        "2-го",
    ],
)
def test_a_date_a_time_or_a_name_counts_nothing(text: str) -> None:
    assert find_quantities(text) == ()


def test_a_change_from_one_number_to_another_is_two_numbers_and_no_bound() -> None:
    found = find_quantities("снизить возраст с 27 до 25 лет")
    assert [(q.low, q.high) for q in found] == [(27, 27), (25, 25)]


def test_people_are_counted_under_one_unit_whatever_the_case() -> None:
    units = {
        find_quantities(f"{form}")[0].unit for form in ("пять человек", "пяти солдатам", "пятью резервистами")
    }
    assert units == {"people", "soldiers", "reservists"}


@given(st.integers(1, 999), st.sampled_from(["тысяч", "тыс.", "тысячами", "тысяч"]))
def test_thousands_in_any_form_are_recovered(n: int, word: str) -> None:
    (found,) = find_quantities(f"призвали {n} {word} человек")
    assert found.low == found.high == n * 1000


@given(st.text(alphabet="0123456789 ,.-–до от тысяч млн%\u00a0\nсто двух\0", max_size=80))
def test_offsets_are_exact_and_spans_do_not_overlap(text: str) -> None:
    end = 0
    for found in find_quantities(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        end = found.end
