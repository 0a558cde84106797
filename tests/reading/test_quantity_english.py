"""Quantities of English text: make the number, write it in some wording, recover it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.english.quantity import find_quantities

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
SMALL_WORDS = [*SMALL.split(), "seventeen", "eighteen", "nineteen"]
TENS_WORDS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    if number < 20:
        return SMALL_WORDS[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return TENS_WORDS[tens] + (f"-{SMALL_WORDS[rest]}" if rest else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= size:
            count, rest = divmod(number, size)
            tail = f" and {in_words(rest)}" if 0 < rest < 100 else f" {in_words(rest)}" if rest else ""
            return f"{in_words(count)} {name}{tail}"
    raise AssertionError(number)


def bounds(text: str) -> list[tuple[float | None, float | None]]:
    return [(quantity.low, quantity.high) for quantity in find_quantities(text)]


@given(st.integers(2, 999_999_999_999))
def test_a_number_written_in_words_is_read_back(number: int) -> None:
    assert bounds(f"They counted {in_words(number)} men.") == [(number, number)]


@given(st.integers(10_000, 10**15), st.sampled_from([",", "\u00a0", "\u2009", "\u202f", "'", "’"]))
def test_thousands_may_be_parted_by_any_usual_sign(number: int, sign: str) -> None:
    assert bounds(f"They counted {number:,} men.".replace(",", sign)) == [(number, number)]


@given(
    st.integers(1, 999),
    st.integers(0, 9),
    st.sampled_from(
        [("thousand", 1e3), ("million", 1e6), ("bn", 1e9), ("billion", 1e9), ("trillion", 1e12), ("mn", 1e6)]
    ),
)
def test_a_decimal_with_a_magnitude_word_is_read_back(
    whole: int, tenth: int, magnitude: tuple[str, float]
) -> None:
    word, scale = magnitude
    ((low, high),) = bounds(f"It cost {whole}.{tenth} {word} rubles.")
    assert low == high == pytest.approx((whole + tenth / 10) * scale)


@given(
    st.integers(3_000, 400_000),
    st.integers(1, 400_000),
    st.sampled_from(
        [
            "{a:,}-{b:,} men",
            "{a:,}–{b:,} men",
            "from {a:,} to {b:,} men",
            "between {a:,} and {b:,} men",
            "{a:,} to {b:,} men",
            "{a:,} men to {b:,} men",
        ]
    ),
)
def test_a_range_is_read_back_in_every_wording(low: int, width: int, wording: str) -> None:
    assert bounds("They want " + wording.format(a=low, b=low + width) + ".") == [(low, low + width)]


@given(
    st.integers(11_000, 10**6),
    st.sampled_from(["up to", "as many as", "no more than", "fewer than", "at most"]),
)
def test_an_upper_bound_leaves_the_lower_open(number: int, words: str) -> None:
    assert bounds(f"They want {words} {number:,} men.") == [(None, number)]


@given(
    st.integers(11_000, 10**6),
    st.sampled_from(["more than", "at least", "over", "well over", "no fewer than"]),
)
def test_a_lower_bound_leaves_the_upper_open(number: int, words: str) -> None:
    assert bounds(f"They want {words} {number:,} men.") == [(number, None)]


@given(
    st.integers(11_000, 10**6), st.sampled_from(["about", "nearly", "roughly", "some", "an estimated", "~"])
)
def test_an_approximation_is_marked(number: int, words: str) -> None:
    (quantity,) = find_quantities(f"They want {words} {number:,} men.")
    assert (quantity.low, quantity.high, quantity.approx, quantity.unit) == (number, number, True, "men")
    assert quantity.text == f"{words} {number:,}"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("another several hundred thousand to up to a million men", 300_000, 1_000_000),
        ("from 400 to 700 thousand men", 400_000, 700_000),
        ("losses of 70 to 80,000", 70_000, 80_000),
        ("70 or 80,000 victims", 70_000, 80_000),
        ("half a million men", 500_000, 500_000),
        ("a million and a half men", 1_500_000, 1_500_000),
        ("three and a half million men", 3_500_000, 3_500_000),
        ("two dozen men", 24, 24),
        ("several casualties", 3, 9),
        ("dozens of men", 24, 99),
        ("Hundreds gathered", 200, 999),
        ("thousands of tanks", 2_000, 9_999),
        ("tens of thousands of men", 20_000, 99_999),
        ("hundreds of thousands of men", 200_000, 999_999),
        ("several hundred thousand men", 300_000, 999_999),
        ("one in five men", 0.2, 0.2),
        ("two-thirds of men", 2 / 3, 2 / 3),
        ("half of the men", 0.5, 0.5),
        ("a sevenfold rise", 7, 7),
        ("about 40-50 percent", 40, 50),
        ("a drop of -5 degrees", -5, -5),
        ("minus 40 degrees", -40, -40),
        ("worth $1.5m", 1_500_000, 1_500_000),
        ("US$89 to $93 billion", 89e9, 93e9),
        ("500 or more men", 500, None),
        ("500 or so men", 500, 500),
        ("18- to 25-year-olds", 18, 25),
        ("300 000 men", 300_000, 300_000),
        ("2 1/2 years", 2.5, 2.5),
        ("1,5 million men", 1_500_000, 1_500_000),
    ],
)
def test_a_wording_means_its_range(text: str, low: float, high: float | None) -> None:
    ((found_low, found_high),) = bounds(f"There were {text}.")
    assert found_low == pytest.approx(low)
    assert found_high == (None if high is None else pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1,000 casualties per day", "casualties per day"),
        ("70 percent", "percent"),
        ("20%", "percent"),
        ("€300", "€"),
        ("200,000 additional reservists", "reservists"),
        ("5.2 litre", "litre"),
        ("64GB", "GB"),
        ("hundreds of tanks", "tanks"),
    ],
)
def test_the_unit_is_what_is_counted(text: str, unit: str) -> None:
    (quantity,) = find_quantities(f"It was {text}.")
    assert quantity.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "in 2022",
        "since February 2023",
        "on September 21, 2022",
        "on 21 September 2022",
        "2022-09-21",
        "21.09.2022",
        "9/21/2022",
        "at 12:01 a.m.",
        "at 5 p.m.",
        "the 80th Brigade",
        "the twenty-first century",
        "the 1990s",
        "a T-90 and an F-16",
        "an S-300 battery",
        "Article 51",
        "No. 647",
        "Decree 647",
        "the 2022-23 season",
        "a 3-3 draw",
        "no one knew",
        "the first half",
        "+7-495-123-45-67",
        "nineteen ninety-six",
        "",
    ],
)
def test_what_is_no_count_is_left_alone(text: str) -> None:
    assert bounds(f"It was {text}.") == []


@given(
    st.text(alphabet=st.sampled_from("0123456789,.-–/% $€½×abek\u00a0'\n") | st.characters(), max_size=200)
)
def test_spans_are_exact_ordered_and_apart_in_any_text(text: str) -> None:
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.text and q.text for q in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


PIECES = (
    "about two hundred thousand to a million and half of the 300,000 - 5 % one in three dozens $ up more than"
)


@given(st.lists(st.sampled_from(PIECES.split()), max_size=30).map(" ".join))
def test_number_words_in_any_order_are_survived(text: str) -> None:
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_a_part_of_the_text_is_read_with_offsets_of_the_whole() -> None:
    text = "They took 100 men. They want 200 men. They lost 300 men."
    (quantity,) = find_quantities(text, 19, 37)
    assert (quantity.start, quantity.text, quantity.low) == (29, "200", 200)


@pytest.mark.parametrize(
    "hostile",
    ["1", "1,000,", "one hundred ", "a ", "1-", "$", "about ", "between 5 and ", " ", "half a ", "1/", "-"],
)
def test_a_megabyte_of_one_piece_ends(hostile: str) -> None:
    text = hostile * (400_000 // len(hostile))
    assert all(text[q.start : q.end] == q.text for q in find_quantities(text)[:50])


def test_an_age_changed_from_one_to_another_is_two_figures():
    found = find_quantities("Parliament raised the age of service from 42 to 50.")
    assert [(one.low, one.high) for one in found] == [(42, 42), (50, 50)]
