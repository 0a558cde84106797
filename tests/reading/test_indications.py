"""Indications are found where a text reports the signal, and their spans are exact."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.catalogue.entries import load_catalogue
from tocsin.errors import ReadingError
from tocsin.reading.indications import find_indications
from tocsin.reading.literals import required_literals
from tocsin.reading.patterns import expression
from tocsin.reading.sieve import Sieve
from tocsin.records.indication import Direction, Indicator, Patterns
from tocsin.records.reading import IndicationSpan
from tocsin.records.units import Figure

INDICATORS = load_catalogue().indicators
EXAMPLES = [(i.id, e) for i in INDICATORS if i.patterns for e in i.examples]
"""What text shows; an indicator without patterns is observed otherwise."""


def lang_of(text: str) -> str:
    return "ru" if re.search("[а-яё]", text.lower()) else "en"


def found_in(text: str, lang: str = "en") -> tuple[IndicationSpan, ...]:
    return find_indications(text, [(0, len(text))], INDICATORS, lang)


def one(**parts: tuple[str, ...]) -> Indicator:
    days = Figure(value=1, low=1, high=1, unit="days", source="test", date=date(2023, 1, 1))
    return Indicator(
        id="bell",
        group="g",
        title="t",
        definition="d",
        direction=Direction.RAISES_OPEN,
        half_life_days=days,
        weights={},
        patterns={"en": Patterns(**parts)},
    )


@pytest.mark.parametrize(("indicator", "example"), EXAMPLES)
def test_an_indicator_finds_its_own_examples(indicator: str, example: str):
    assert indicator in {span.indicator for span in found_in(example, lang_of(example))}


def test_every_indicator_has_examples_in_both_languages():
    for indicator in (one for one in INDICATORS if one.patterns):
        assert {lang_of(e) for e in indicator.examples} == {"en", "ru"}, indicator.id


@pytest.mark.parametrize(
    "text",
    [
        "The club traded its first draft pick to a rival league.",
        "The firm mobilised resources for a recruitment fair.",
        "If a general mobilisation is declared, banks will close.",
        "There is no evidence that troops have massed near the border.",
        "Parliament read a draft budget bill on Tuesday.",
        "The charity called up old friends to raise money.",
        "Six people died in a crush at a job fair.",
    ],
)
def test_the_same_words_about_something_else_raise_no_alarm(text: str):
    assert found_in(text) == ()


def test_a_second_telling_in_the_same_words_is_not_a_second_signal():
    indicator = one(any=(r"bells? rang",))
    text = "The bell rang. Later the bell rang again."
    spans = find_indications(text, [(0, 14), (15, len(text))], [indicator], "en")
    assert [(s.start, s.text) for s in spans] == [(4, "bell rang")]


def test_another_wording_of_the_same_indicator_is_another_signal():
    indicator = one(any=(r"bell rang", r"sirens? howled"))
    text = "The bell rang. The siren howled."
    spans = find_indications(text, [(0, 14), (15, len(text))], [indicator], "en")
    assert [s.text for s in spans] == ["bell rang", "siren howled"]


def test_a_wording_does_not_reach_over_the_end_of_a_sentence():
    indicator = one(any=(r"bell.{0,20}rang",))
    text = "A bell. It rang."
    assert find_indications(text, [(0, 7), (8, 16)], [indicator], "en") == ()


def test_all_and_none_govern_the_whole_sentence():
    indicator = one(any=("bell",), all=("town",), none=("school",))
    for text, n in (("A town bell.", 1), ("A bell.", 0), ("A school bell in town.", 0)):
        assert len(find_indications(text, [(0, len(text))], [indicator], "en")) == n


def test_white_space_of_any_kind_is_a_space():
    text = "The bell\u00a0rang."
    assert len(find_indications(text, [(0, len(text))], [one(any=("bell rang",))], "en")) == 1


def test_a_language_nobody_wrote_patterns_for_gives_nothing():
    assert found_in("Mobilisering beordres.", "da") == ()
    assert found_in("The president ordered a general mobilisation.", "en-GB")


def test_a_pattern_that_does_not_compile_is_refused():
    with pytest.raises(ReadingError, match=r"expected a regular expression"):
        expression("(bell")


WORDS = st.sampled_from([*(e for _, e in EXAMPLES), "Rain fell.", "“Quiet,” he said.", "Ł 漢字 😀.", "\n\n"])


@given(st.lists(WORDS, max_size=8), st.sampled_from(["en", "ru"]))
def test_spans_are_exact_and_inside_a_sentence_and_in_order(pieces: list[str], lang: str):
    text, sentences = "", []
    for piece in pieces:
        sentences.append((len(text), len(text) + len(piece)))
        text += piece + " "
    spans = find_indications(text, sentences, INDICATORS, lang)
    for span in spans:
        assert text[span.start : span.end] == span.text
        assert span.text == span.text.strip() != ""
        assert any(a <= span.start and span.end <= b for a, b in sentences)
    assert list(spans) == sorted(spans, key=lambda s: (s.start, s.end, s.indicator))


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"\bmobili[sz]ation", {"mobili"}),
        (r"call-?up|muster", {"call", "muster"}),
        (r"(?:partial|general) call", {"general", "partial"}),
        (r"bell(?:s|ed)?", {"bell"}),
        (r"(?:bell)?rang", {"rang"}),
        (r"(?:bell){0,2} rang", {"rang"}),
        (r"(?!never)rang", {"rang"}),
        (r"colou?r", {"colo"}),
        (r"[a-z]+", set()),
        (r"bell|.", set()),
        (r"a\.b\.c", {"a.b.c"}),
    ],
)
def test_the_words_a_pattern_cannot_do_without(pattern: str, literals: set[str]):
    assert next(iter(required_literals(pattern)), set()) == literals


def test_words_that_follow_each_other_are_all_needed():
    sets = required_literals(r"\bminist(?:er|ry) (?:deny|denied)\b|calls? up")
    assert sets == [{"minist", "call"}]
    one, other = required_literals(r"\bminist(?:er|ry) (?:deny|denied)\b")
    assert (one, other) == ({"minist"}, {"deny", "denied"})
    compiled = expression(r"\bminist(?:er|ry) (?:deny|denied)\b")
    assert Sieve([compiled]).able("the ministry denied it")
    assert not Sieve([compiled]).able("the ministry said so")


def test_no_shipped_pattern_is_kept_from_a_text_it_matches():
    for indicator in INDICATORS:
        for lang, patterns in indicator.patterns.items():
            for pattern in (*patterns.any, *patterns.all, *patterns.none):
                compiled = expression(pattern)
                for _, example in EXAMPLES:
                    if lang_of(example) == lang and compiled.regex.search(example.lower()):
                        assert Sieve([compiled]).able(example.lower()), (indicator.id, pattern)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("The upper house voted to raise the age of liability for call-up to 55.", "law_change_mobilization"),
        ("Whoever ignores a second notice will be barred from renewing a passport.", "dodger_penalties"),
        ("Guards turned back every man without a stamp from the draft board.", "border_exit_restriction"),
        ("The levy is over and the target has been met, the interior minister said.", "completion_statement"),
        ("The order was never repealed, so the old decree stays valid.", "decree_in_force"),
        ("The council proclaimed a nationwide call to arms.", "decree_declared"),
        ("The brigade is manned at barely 60 percent of its establishment.", "manpower_shortage"),
        ("We have buried nearly four thousand since the thaw.", "heavy_losses"),
        ("The presidency called reports of a levy a fabrication.", "official_denial"),
        ("Men are still being fetched from building sites without any paper.", "covert_callup"),
        ("Employers must hold the posts of recruits until they return.", "social_guarantees"),
        ("The junta moved five battalions to within sight of the river.", "offensive_buildup"),
        ("Seminary students can no longer be excused from the draft.", "exemption_change"),
        ("A retired general said the government must order a call-up.", "hawk_demand"),
        ("Some 20,000 men have crossed the strait since the decree.", "exodus"),
        ("Парламент одобрил поправки о предельном возрасте пребывания в запасе.", "law_change_mobilization"),
        ("Не явившимся по повестке запретят водить автомобиль.", "dodger_penalties"),
        ("Старый указ никто не отменял.", "decree_in_force"),
        ("В полках недостаёт пяти тысяч солдат.", "manpower_shortage"),
        ("В администрации президента слухи о наборе назвали вбросом.", "official_denial"),
        ("Армия безвозвратно лишилась восьми тысяч человек.", "heavy_losses"),
        ("Набор официально закрыт, объявил министр.", "completion_statement"),
        ("Атаман потребовал объявить мобилизацию.", "hawk_demand"),
        ("К границе стянули три бригады.", "offensive_buildup"),
    ],
)
def test_a_signal_is_found_in_other_words_and_other_countries(text: str, indicator: str):
    assert indicator in {span.indicator for span in found_in(text, lang_of(text))}


@pytest.mark.parametrize(
    "text",
    [
        "The school board is short of 12 bus drivers and has raised its signing bonus.",
        "The library's book drive has recruited more than 200 donors.",
        "The government could issue summonses, or it could wait.",
        "The minister said the state of emergency after the floods would be extended.",
        "The office denied that anyone had been taken by force.",
        "Parliament cut the tax exemption for farmers.",
        "Клуб продлил контракт с вратарём, ему повысили выплаты.",
        "В больнице не хватает сорока санитаров.",
        "Ведомство объяснило, что будет, если призыв закончен.",
        "Министр назвал положение с дорогами сложным.",
    ],
)
def test_words_that_only_sound_like_a_signal_raise_no_alarm(text: str):
    assert found_in(text, lang_of(text)) == ()
