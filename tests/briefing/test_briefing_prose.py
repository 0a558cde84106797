"""The sentences and figures as a reader sees them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tocsin.briefing import labels, locale, ranking, view
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.english import English
from tocsin.briefing.localise import printed_days, reason
from tocsin.briefing.telling.answer import is_past
from tocsin.briefing.telling.tell import sentences, tell
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


def text(briefing: Briefing, section: str, *keys: str) -> str:
    """The sentences of a section, with ordinary spaces."""
    said = " ".join(one.text for one in sentences(tell(briefing), section, keys))
    return said.replace(locale.NARROW, " ").replace("\u00a0", " ").replace("\u2060", "")


@pytest.mark.parametrize(
    ("words", "opening"),
    [
        ("unlikely", "it is unlikely"),
        ("roughly even chance", "there is a roughly even chance"),
        ("almost no chance", "there is almost no chance"),
        ("almost certainly", "it is almost certain"),
        ("realistic possibility", "there is a realistic possibility"),
    ],
)
def test_estimative_words_open_a_grammatical_sentence(words: str, opening: str) -> None:
    assert English().estimate(words) == opening


def test_the_answer_is_one_sentence_with_words_figures_bands_and_one_deadline(briefing: Briefing) -> None:
    assert text(briefing, "answer", "lede") == (
        "As of 6 February 2023, it is unlikely (31 %, 19–46 %) that a new wave of mobilisation is openly "
        "declared by 1 April 2023, and there is a roughly even chance (46 %, 28–58 %) that men are called up "
        "by stealth, without an announcement."
    )


def test_the_answer_in_russian_is_one_sentence_too(russian_briefing: Briefing) -> None:
    assert text(russian_briefing, "answer", "lede") == (
        "По состоянию на 6 февраля 2023 года маловероятно (31 %, 19–46 %), что к 1 апреля 2023 года открыто "
        "объявят новую волну мобилизации, и шансы примерно равны (46 %, 28–58 %), что людей призовут скрыто, "
        "без объявления."
    )


def test_the_sizes_are_attributed_to_their_speakers_with_their_hedges(briefing: Briefing) -> None:
    said = text(briefing, "sizes")
    assert "Ruslan Leviev spoke of 300,000–1,000,000, said as possible (18 Jan 2023)." in said
    assert "experts" not in said


def test_the_change_is_told_in_points(briefing: Briefing, bare_briefing: Briefing) -> None:
    assert view.change(language("en"), briefing, "open") == "+5 points"
    assert view.change(language("ru"), briefing, "open") == "+5 п. п."
    assert view.change(language("en"), bare_briefing, "open") == ""


def test_the_page_says_how_many_settled_predictions_a_rank_takes(
    briefing: Briefing, russian_briefing: Briefing
) -> None:
    said = text(tell(replace(briefing, ranking_needs=155)), "predictions")
    assert said.endswith(" Nobody is ranked by them: that takes about 155 settled predictions a speaker.")
    assert "около 155." in text(tell(replace(russian_briefing, ranking_needs=155)), "predictions")


def test_predictions_are_counted_by_fate(briefing: Briefing, russian_briefing: Briefing) -> None:
    assert text(briefing, "predictions") == "Two predictions kept: one not due yet and one did not come true."
    assert text(russian_briefing, "predictions") == (
        "Учтено: 2 прогноза. Из них срок не наступил — 1 и не сбылось — 1."
    )


def test_days_are_written_out() -> None:
    assert locale.day(date(2023, 2, 6)) == "6 February 2023"


def test_a_day_in_iso_is_printed_as_the_page_prints_days_and_what_is_no_day_is_let_be() -> None:
    assert (
        printed_days(language("en"), "silent since 2022-10-28, 9 days") == "silent since 28 Oct 2022, 9 days"
    )
    assert printed_days(language("en"), "page 2022-99-28") == "page 2022-99-28"


def test_why_somebody_was_not_heard_is_told_in_the_language_of_the_page() -> None:
    why = "silent since 2022-10-28, 144 days; expected every 30 days"
    assert reason(language("en"), why) == "silent since 28 Oct 2022, 144 days; expected every 30 days"
    told = reason(language("ru"), why).replace("\u00a0", " ")
    assert told == "молчит с 28 окт. 2022, 144 дня; ожидается раз в 30 дней"
    assert reason(language("ru"), "never heard") == "ни разу не высказывался"


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
        certainty="unstated",
        said_on=None,
        cue=cue,
        denied=denied,
    )
    assert text(replace(briefing, sizes=(one,)), "sizes") == sentence


def test_a_deadline_that_has_passed_is_no_forecast(briefing: Briefing) -> None:
    later = replace(briefing, as_of=datetime(2023, 6, 1, tzinfo=UTC))
    said = text(later, "answer")
    assert is_past(later)
    assert not is_past(briefing)
    assert said.startswith("As of 1 June 2023, the deadline, 1 April 2023, has passed")
    assert "By 31 December 2023, “Openly declared wave” stands at" in said


def test_after_the_last_deadline_nothing_is_left_to_say_ahead(briefing: Briefing) -> None:
    assert "stands at" not in text(replace(briefing, as_of=datetime(2024, 6, 1, tzinfo=UTC)), "answer")


def test_an_outcome_that_came_about_is_said_to_be_settled(briefing: Briefing) -> None:
    sure = tuple(
        replace(each, p=1.0 if each.id == "open" else 0.0) for each in briefing.assessment.hypotheses
    )
    after = replace(
        briefing,
        as_of=datetime(2023, 6, 1, tzinfo=UTC),
        assessment=replace(briefing.assessment, hypotheses=sure),
    )
    assert text(after, "answer", "settled") == (
        "As of 1 June 2023, settled: a new wave of mobilisation is openly declared by 1 April 2023."
    )


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
