"""The shipped encoder finds who said what, with exact offsets, in whatever it is given."""

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import ReadingError
from tocsin.reading.encoder.attributor import Attributed, Attributor, whole_words
from tocsin.reading.encoder.settings import load_settings
from tocsin.reading.encoder.shipped import load_attributor
from tocsin.reading.passages import find_passages
from tocsin.records.reading import Kind

WEIGHTS = files("tocsin.reading.encoder.weights")
LANGUAGES = sorted(one.name for one in WEIGHTS.iterdir() if one.is_dir() and "_" not in one.name)
LIMIT_MB = 30
ODD = ["said", " he ", "The minister ", "“No,” ", "сказал ", "<p>", "| 12 |", *"“”«»\"'‘’ \n\t.,:;—–-"]
ODD += ["\0", "\u200f", "\u202e", "\ufeff", "\ud800", "😀"]
HOSTILE = st.lists(st.one_of(st.sampled_from(ODD), st.characters()), max_size=200).map("".join)


def find(text: str, lang: str = "en") -> tuple[Attributed, ...]:
    return load_attributor(lang).find(text, tuple(find_passages(text)))


def said(text: str, lang: str = "en") -> list[tuple[list[str], str, list[str]]]:
    return [
        (
            [text[a:b] for a, b in one.sources],
            text[slice(*one.cue)],
            [text[a:b] for a, b in one.contents],
        )
        for one in find(text, lang)
    ]


def test_an_indirect_statement_has_its_source_and_cue() -> None:
    text = "The governor of Tarn said on Monday that the bridge would stay closed until April."
    ((sources, cue, contents),) = said(text)
    assert sources == ["The governor of Tarn"]
    assert cue == "said"
    assert "the bridge would stay closed until April" in contents[0]


def test_a_russian_statement_has_its_source_and_cue() -> None:
    text = "Губернатор области сообщил в понедельник, что мост останется закрытым до апреля."
    ((sources, cue, contents),) = said(text, "ru")
    assert sources == ["Губернатор области"]
    assert cue == "сообщил"
    assert "мост останется закрытым до апреля" in contents[0]


def test_a_quotation_broken_by_its_speaker_is_one_statement() -> None:
    text = "“We have waited long enough,” Mira Sol told reporters. “Now we will act.”"
    told = find(text)
    assert told[0].kind is Kind.DIRECT
    assert "Mira Sol" in text[slice(*told[0].sources[0])]
    assert text[told[0].contents[0][0] : told[0].contents[-1][1]] == "“We have waited long enough,” " + (
        "Mira Sol told reporters. “Now we will act.”"
    )


def test_what_nobody_says_is_no_attribution() -> None:
    assert said("The bakery sold four hundred loaves. Rain fell in the north, and the river rose.") == []


def test_each_paragraph_is_read_alike_in_a_long_text() -> None:
    paragraph = "The mayor said the school would close. Trains ran late, and the shops were empty.\n\n"
    text = paragraph * 400
    assert len(find(text)) == 400


@settings(max_examples=60, deadline=None)
@given(HOSTILE, st.sampled_from(LANGUAGES))
def test_offsets_stay_inside_any_text_and_never_cut_a_word_in_two(text: str, lang: str) -> None:
    for one in find(text, lang):
        for start, end in (*one.sources, one.cue, *one.contents):
            assert 0 <= start < end <= len(text)
            assert not text[start].isspace()
            assert not text[end - 1].isspace()
        assert 0 <= one.p <= 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_shipped_weights_are_those_the_settings_name_and_small_enough(lang: str) -> None:
    folder = WEIGHTS / lang
    named = load_settings(folder).sha256
    bodies = {name: (folder / name).read_bytes() for name in named}
    assert {name: hashlib.sha256(body).hexdigest() for name, body in bodies.items()} == named
    assert sum(map(len, bodies.values())) < LIMIT_MB * 1_000_000
    assert "Licence" in (folder / "NOTICE").read_text() or "License" in (folder / "NOTICE").read_text()


def test_weights_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"expected a readable model\.toml"):
        Attributor(tmp_path)


@pytest.mark.parametrize(
    ("cut", "whole"), [(".S. officials", "U.S. officials"), ("icials", "officials"), ("fic", "officials")]
)
def test_a_stretch_that_cuts_a_word_or_an_initial_is_made_whole(cut: str, whole: str) -> None:
    text = "Unnamed U.S. officials said so."
    start = text.index(cut)
    assert text[slice(*whole_words(text, start, start + len(cut)))] == whole
