"""Every sentence of the briefing walked back to the records it stands on, in both languages.

The walk shares no code with the making: it looks values up in the briefing's JSON, prints them again, and
holds what is left of the sentence against the words that the phrases of the language are made of.
"""

import re
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.briefing.language.choose import LANGUAGES, language
from tocsin.briefing.language.interface import Language, phrases
from tocsin.briefing.telling import findings
from tocsin.briefing.telling.answer import living
from tocsin.records.briefing import Briefing, Sentence
from tocsin.records.record import plain

WORD = re.compile(r"[^\W\d_]+")
STEP = re.compile(r"([^.\[#]+)|\[(\w+)=([^\]]*)\]|(#)")
GRAMMAR = frozenset({"and", "и"})
"""Words that a language adds between parts of its own accord."""


def walked(twin: Any, path: str) -> Any:
    """What stands at a path in the plain data of the JSON twin."""
    at = twin
    steps = STEP.findall(path.replace("].", "]").replace("].", "]"))
    for n, (name, field, value, counted) in enumerate(steps):
        if counted:
            at = len(at)
        elif field:
            kept = [one for one in at if str(one[field]) == value]
            at = kept if n + 1 < len(steps) and steps[n + 1][3] else kept[0]
        else:
            at = at[int(name)] if isinstance(at, list | tuple) else at[name]
    return at


def typed(value: Any) -> Any:
    """Days and instants as what they are: JSON has them as text."""
    if isinstance(value, str):
        for kind in (date, datetime):
            try:
                return kind.fromisoformat(value)
            except ValueError:
                continue
    return value


def told(briefing: Briefing) -> list[Sentence]:
    found = [one for passage in briefing.passages for one in passage.sentences]
    if briefing.citations:
        found += [make(briefing) for make in (findings.deadlines, findings.track, findings.sizes)]
        found += [findings.board(briefing), findings.timeline(briefing), findings.places(briefing)]
        found += [findings.arithmetic(briefing)] if briefing.arithmetic else []
        for one in living(briefing):
            for up, down in (("warning", "denial"), ("warning", None), (None, "denial"), (None, None)):
                found.append(findings.why(briefing, one.id, up, down))
    return found


def vocabulary(speak: Language) -> set[str]:
    """Every word of the phrases, slots left out."""
    bare = (re.sub(r"\{[^}]*\}", " ", phrase) for phrase in phrases(speak.code).values())
    return {word.casefold() for phrase in bare for word in WORD.findall(phrase)} | GRAMMAR


def left_over(sentence: Sentence) -> str:
    """The sentence without its facts, each taken out where it stands."""
    rest, at = "", 0
    for fact in sentence.facts:
        found = sentence.text.casefold().find(fact.text.casefold(), at)
        assert found >= 0, (sentence.text, fact.text)
        rest, at = f"{rest} {sentence.text[at:found]}", found + len(fact.text)
    return rest + sentence.text[at:]


def test_every_fact_of_every_sentence_stands_in_the_records_and_prints_the_same(
    every_briefing: tuple[Briefing, ...],
) -> None:
    n_facts = 0
    for briefing in every_briefing:
        speak, twin = language(briefing.language), plain(briefing)
        for sentence in told(briefing):
            for fact in sentence.facts:
                values = [typed(walked(twin, path)) for path in fact.paths]
                assert speak.printed(fact.form, *values) == fact.text, (sentence.key, fact.paths)
                n_facts += 1
    assert n_facts > 300


def test_nothing_is_stated_that_no_record_holds(every_briefing: tuple[Briefing, ...]) -> None:
    for briefing in every_briefing:
        known = vocabulary(language(briefing.language))
        for sentence in told(briefing):
            rest = left_over(sentence)
            assert {word.casefold() for word in WORD.findall(rest)} <= known, rest
            figures = set(re.findall(r"\d+", rest))
            assert figures <= set(re.findall(r"\d+", language(briefing.language).phrase(sentence.key))), rest


def test_every_sentence_carries_what_it_stands_on(every_briefing: tuple[Briefing, ...]) -> None:
    for briefing in every_briefing:
        known = {each.id for each in briefing.citations}
        for sentence in told(briefing):
            assert sentence.cites or sentence.basis, sentence.text
            assert set(sentence.cites) <= known


def test_every_sentence_is_one(every_briefing: tuple[Briefing, ...]) -> None:
    for briefing in every_briefing:
        for passage in briefing.passages:
            for sentence in passage.sentences:
                assert re.match(r"[^\W_]|“|«", sentence.text), sentence.text
                assert sentence.text[:1] == sentence.text[:1].upper()
                assert sentence.text.endswith((".", "?")), sentence.text
                assert "  " not in sentence.text
                assert "{" not in sentence.text


def test_a_sentence_that_says_more_than_the_records_is_caught(briefing: Briefing) -> None:
    [lede] = [one for passage in briefing.passages for one in passage.sentences if one.key == "answer.lede"]
    embellished = lede.text.replace("it is unlikely", "experts fear it is unlikely")
    assert embellished != lede.text
    words = {word.casefold() for word in WORD.findall(embellished)}
    facts = {word.casefold() for fact in lede.facts for word in WORD.findall(fact.text)}
    assert not words - facts <= vocabulary(language("en"))


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_every_language_has_the_same_phrases_with_slots_the_english_has_too(code: str) -> None:
    def slots(phrase: str) -> set[str]:
        return set(re.findall(r"\{(\w+)", phrase))

    ours, theirs = phrases("en"), phrases(code)
    assert set(ours) == {key for key in theirs if not key.startswith(("nouns.", "words."))}
    for key, phrase in ours.items():
        assert slots(theirs[key]) <= slots(phrase), key


def test_every_form_that_russian_phrases_ask_for_is_there() -> None:
    speak = language("ru")
    forms = {form for one in phrases("ru").values() for form in re.findall(r"\{\w+:([\w.]+)\}", one)}
    for form in forms:
        if not hasattr(speak, f"form_{form}"):
            assert speak.counted(21, form), form


@pytest.mark.parametrize(
    ("n", "printed"),
    [
        (1, "1 источник"),
        (2, "2 источника"),
        (4, "4 источника"),
        (5, "5 источников"),
        (11, "11 источников"),
        (12, "12 источников"),
        (21, "21 источник"),
        (22, "22 источника"),
        (111, "111 источников"),
        (10_001, "10 001 источник"),
    ],
)
def test_a_russian_noun_agrees_with_its_count(n: int, printed: str) -> None:
    said = language("ru").counted(n, "source")
    assert said.replace("\u00a0", " ").replace("\u202f", " ") == printed


def test_a_russian_noun_stands_in_the_case_the_phrase_wants() -> None:
    speak = language("ru")
    assert speak.counted(1, "independent_origin.dat").endswith("независимому первоисточнику")
    assert speak.counted(21, "independent_origin.dat").endswith("независимому первоисточнику")
    assert speak.counted(3, "independent_origin.dat").endswith("независимым первоисточникам")


def test_the_russian_forms_are_those_of_a_dictionary() -> None:
    import_of = pytest.importorskip("pymorphy3").MorphAnalyzer(lang="ru")
    for key, forms in phrases("ru").items():
        if not key.startswith("nouns.") or not key.endswith(".nom"):
            continue
        first, few, many = (form.split()[-1] for form in forms.split(","))
        if key in ("nouns.capture.nom",):
            first, few, many = (form.split()[0] for form in forms.split(","))
        parsed = next(one for one in import_of.parse(first) if {"NOUN", "nomn"} <= one.tag.grammemes)
        agreed = [parsed.make_agree_with_number(n).word for n in (1, 2, 5)]
        if key == "nouns.vanished_page.nom":
            agreed[1] = parsed.inflect({"plur", "nomn"}).word
        assert [first, few, many] == agreed, key


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_a_russian_day_has_its_month_in_the_genitive(on: date) -> None:
    printed = language("ru").day(on).replace("\u00a0", " ")
    day, month, year, word = printed.split(" ")
    assert (int(day), int(year), word) == (on.day, on.year, "года")
    assert month.endswith(("я", "а"))


@given(st.floats(0, 1), st.floats(0, 1))
def test_russian_figures_have_a_comma_and_no_false_third_digit(p: float, q: float) -> None:
    speak = language("ru")
    for printed in (speak.percent(p), *speak.percent_range(min(p, q), max(p, q)).split("–")):
        assert "." not in printed
        assert sum(letter.isdigit() for letter in printed) <= 2
