"""The contract every language pack keeps, run over every pack that is registered."""

from itertools import pairwise

import pytest

from tocsin.reading.interface import LanguagePack
from tocsin.reading.packs import PACKS
from tocsin.reading.passages import find_passages
from tocsin.reading.reader import Reader
from tocsin.records.case import KnownPeople
from tocsin.records.reading import Document
from tocsin.records.span import Span

SAMPLES = {
    "en": "The ministry said 40,000 men would be called up in March.\n"
    "“We need more men,” said Anna, a 30-year-old nurse. She did not say how many.",
    "ru": "Министерство сообщило, что в марте призовут 40 тысяч человек.\n"
    "«Нам нужны люди, и срочно», — сказала медсестра Анна. Сколько именно, она не уточнила.",
}


@pytest.fixture(params=sorted(PACKS))
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pack(lang: str) -> LanguagePack:
    return PACKS[lang]()


def test_every_pack_has_a_sample_here(lang: str) -> None:
    assert lang in SAMPLES


def test_a_pack_names_its_method(pack: LanguagePack) -> None:
    assert pack.method.strip()


def test_every_span_is_the_text_it_points_at(pack: LanguagePack, lang: str) -> None:
    text = SAMPLES[lang]
    parsed = pack.parse(Document(id="s", text=text, lang=lang), tuple(find_passages(text)))
    found: list[Span] = [*parsed.find_quantities(), *parsed.find_times(), *parsed.find_private(KnownPeople())]
    for one in parsed.find_propositions():
        found += [one.content, one.context, *one.quantities, *one.times]
        found += [span for span in (one.source, one.cue) if span is not None]
    for attribution in parsed.find_attributions():
        found += [*attribution.sources, *attribution.cues, *attribution.contents]
    assert found
    assert all(text[span.start : span.end] == span.text for span in found)


def test_sentences_are_in_order_and_do_not_overlap(pack: LanguagePack, lang: str) -> None:
    text = SAMPLES[lang]
    sentences = pack.parse(Document(id="s", text=text), tuple(find_passages(text))).sentences
    assert len(sentences) >= 3
    assert all(a < b for a, b in sentences)
    assert all(one[1] <= other[0] for one, other in pairwise(sentences))


def test_no_passages_give_nothing(pack: LanguagePack) -> None:
    parsed = pack.parse(Document(id="s", text="words"), ())
    assert parsed.find_propositions() == ()
    assert parsed.find_attributions() == ()
    assert parsed.sentences == ()


def test_a_language_without_a_pack_is_an_issue_and_not_a_guess() -> None:
    reading = Reader((), ()).read(
        Document(id="d", text="Le ministère a annoncé hier la mobilisation de dix mille hommes.")
    )
    assert reading.lang == "fr"
    assert reading.claims == ()
    assert "found language fr" in reading.issues[0].reason


def test_a_text_too_short_to_tell_its_language_is_an_issue() -> None:
    reading = Reader((), ()).read(Document(id="d", text="1234 :: 5678"))
    assert reading.lang == "und"
    assert len(reading.issues) == 1


def test_the_method_changes_with_what_is_watched_for_and_with_nothing_else() -> None:
    known = KnownPeople(public=("Karl Brandt",))
    assert Reader((), ()).method == Reader((), ()).method
    assert Reader((), (), known).method != Reader((), ()).method
