"""The sentences and figures as a reader sees them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.briefing import locale, prose
from tocsin.records.briefing import Briefing


@pytest.mark.parametrize(
    ("p", "printed"),
    [
        (0.314, "31 %"),
        (0.0314, "3.1 %"),
        (0.7843, "78 %"),
        (0.004, "<1 %"),
        (0.997, ">99 %"),
        (0.0997, "10 %"),
    ],
)
def test_a_probability_prints_two_figures_at_most(p: float, printed: str) -> None:
    assert locale.percent(p).replace(locale.NARROW, " ") == printed


@given(st.floats(0, 1))
def test_no_probability_prints_a_false_third_figure(p: float) -> None:
    digits = [letter for letter in locale.percent(p) if letter.isdigit()]
    assert len(digits) <= 2


@pytest.mark.parametrize(
    ("low", "high", "approx", "printed"),
    [
        (300_000, 1_000_000, False, "300,000–1,000,000"),
        (200_000, 200_000, True, "about 200,000"),
        (50_000, None, False, "over 50,000"),
        (None, 200_000, False, "up to 200,000"),
    ],
)
def test_a_range_of_people_keeps_its_open_ends(
    low: float | None, high: float | None, approx: bool, printed: str
) -> None:
    assert locale.persons(low, high, approx) == printed


def test_weights_carry_a_sign_and_never_print_as_nothing() -> None:
    assert [locale.bits(x) for x in (0.6, -0.3, 1.26, 0.04, 0)] == ["+0.6", "−0.3", "+1.3", "+0.04", "0"]


@pytest.mark.parametrize(
    ("words", "opening"),
    [
        ("unlikely", "It is unlikely"),
        ("roughly even chance", "There is a roughly even chance"),
        ("almost no chance", "There is almost no chance"),
        ("almost certainly", "It is almost certain"),
        ("realistic possibility", "There is a realistic possibility"),
    ],
)
def test_estimative_words_open_a_grammatical_sentence(words: str, opening: str) -> None:
    assert prose.estimate(words) == opening


def test_the_answer_is_one_sentence_with_words_figures_bands_and_one_deadline(briefing: Briefing) -> None:
    said = prose.answer(briefing).replace(locale.NARROW, " ").replace(prose.WORD_JOINER, "")
    assert said == (
        "It is unlikely (31 %, 19–46 %) that a new wave of mobilisation is openly declared by 1 April 2023, "
        "and there is a roughly even chance (46 %, 28–58 %) that men are called up by stealth, without an "
        "announcement."
    )


def test_the_sizes_are_attributed_to_their_speakers(briefing: Briefing) -> None:
    said = prose.size_sentence(briefing)
    assert "Ruslan Leviev spoke of 300,000–1,000,000" in said
    assert "experts" not in said


def test_the_change_is_told_in_points(briefing: Briefing, bare_briefing: Briefing) -> None:
    assert prose.change(briefing, briefing.assessment.hypotheses[0]) == "+5 points"
    assert prose.change(bare_briefing, bare_briefing.assessment.hypotheses[0]) == ""


def test_predictions_are_counted_by_fate(briefing: Briefing) -> None:
    assert prose.prediction_sentence(briefing) == (
        "Two predictions kept: one not due yet and one did not come true."
    )


def test_days_are_written_out() -> None:
    assert locale.day(date(2023, 2, 6)) == "6 February 2023"
