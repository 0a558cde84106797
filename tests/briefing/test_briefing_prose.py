"""The sentences and figures as a reader sees them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tocsin.briefing import closed, labels, locale, prose, ranking, view
from tocsin.briefing.rows import printed_days
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


def test_a_day_in_iso_is_printed_as_the_page_prints_days_and_what_is_no_day_is_let_be() -> None:
    assert printed_days("silent since 2022-10-28, 9 days") == "silent since 28 Oct 2022, 9 days"
    assert printed_days("page 2022-99-28") == "page 2022-99-28"


@pytest.mark.parametrize(
    ("cue", "denied", "sentence"),
    [
        ("estimated", False, "Ruslan Leviev estimated 500,000."),
        ("put", False, "Ruslan Leviev put it at 500,000."),
        ("According to", False, "500,000 according to Ruslan Leviev."),
        ("warned", False, "Ruslan Leviev warned of 500,000."),
        ("said", False, "Ruslan Leviev spoke of 500,000."),
        ("", False, "Ruslan Leviev spoke of 500,000."),
        ("said", True, "Ruslan Leviev denied 500,000."),
    ],
)
def test_a_figure_keeps_the_word_that_attributes_it(
    briefing: Briefing, cue: str, denied: bool, sentence: str
) -> None:
    one = replace(
        briefing.sizes[0],
        speaker="Ruslan Leviev",
        low=500_000,
        high=500_000,
        approx=False,
        cue=cue,
        denied=denied,
    )
    assert prose.size_sentence(replace(briefing, sizes=(one,))) == sentence


def test_a_deadline_that_has_passed_is_no_forecast(briefing: Briefing) -> None:
    later = replace(briefing, as_of=datetime(2023, 6, 1, tzinfo=UTC))
    said = closed.answer(later)
    assert closed.is_past(later)
    assert not closed.is_past(briefing)
    assert said.startswith("The deadline, 1 April 2023, has passed")
    assert "By 31 December 2023, “Openly declared wave” stands at" in said


def test_after_the_last_deadline_nothing_is_left_to_say_ahead(briefing: Briefing) -> None:
    assert "stands at" not in closed.answer(replace(briefing, as_of=datetime(2024, 6, 1, tzinfo=UTC)))


def test_an_outcome_that_came_about_is_said_to_be_settled(briefing: Briefing) -> None:
    sure = tuple(
        replace(each, p=1.0 if each.id == "open" else 0.0) for each in briefing.assessment.hypotheses
    )
    after = replace(
        briefing,
        as_of=datetime(2023, 6, 1, tzinfo=UTC),
        assessment=replace(briefing.assessment, hypotheses=sure),
    )
    assert closed.answer(after) == "Settled: a new wave of mobilisation is openly declared by 1 April 2023."


@pytest.mark.parametrize(
    ("speaker", "named"),
    [
        ("Dmitry Peskov", True),
        ("The Institute for the Study of War", True),
        ("Дмитрий Песков", True),
        ("the offices", False),
        ("regional media that cite officials", False),
        ("", False),
    ],
)
def test_a_name_is_told_from_a_description(speaker: str, named: bool) -> None:
    assert ranking.is_name(speaker) is named


def test_the_front_holds_a_dozen_claims_two_a_speaker_and_nothing_is_lost(briefing: Briefing) -> None:
    many = tuple(replace(briefing.claims[0], id=f"claim-{n}", speaker=f"Speaker {n % 9}") for n in range(40))
    page = replace(briefing, claims=many)
    front, others = view.front(page), view.others(page)
    assert sum(said.n for said in front) == view.CLAIMS_SHOWN
    assert max(said.n for said in front) == view.CLAIMS_A_SPEAKER
    assert sum(said.n for said in (*front, *others)) == len(many)


def test_named_speakers_with_figures_come_before_unnamed_ones(briefing: Briefing) -> None:
    assert briefing.claims[-1].speaker == "Regional channel"


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("file:///my%20article.txt", "my article.txt"),
        ("https://www.paper.example/2023/a", "paper.example"),
        ("note-7", "note-7"),
    ],
)
def test_a_text_without_a_headline_is_called_by_its_place(address: str, printed: str) -> None:
    assert labels.place(address) == printed
