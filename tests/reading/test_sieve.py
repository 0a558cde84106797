"""A sieve lets through what asking each expression of a text would."""

from importlib.resources import files

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.encoder.decode import Candidate, find_attributions
from tocsin.reading.encoder.settings import load_settings
from tocsin.reading.indications import IndicationFinder, find_indications
from tocsin.reading.patterns import Expression, expression, lower_case
from tocsin.reading.sieve import Sieve

PATTERNS = [
    "call-?up|muster",
    "minist(?:er|ry) (?:deny|denied)",
    "mobili[sz]ation",
    "aba",
    "[a-z]\\d",
    "bell(?:s|ed)?",
    "bell rang",
]
WORDS = [
    "call",
    "callup",
    "muster",
    "minister",
    "deny",
    "denied",
    "mobilisation",
    "ababa",
    "x1",
    "bell",
    "rang",
]
TEXTS = st.lists(st.sampled_from([*WORDS, " ", "\n"]), max_size=12).map("".join)
CATALOGUE = load_catalogue()
DECODING = load_settings(files("tocsin.reading.encoder.weights") / "en").decoding


@settings(deadline=None)
@given(TEXTS)
def test_what_has_its_words_in_the_text_is_let_through_and_nothing_else(text: str) -> None:
    known = [expression(pattern) for pattern in PATTERNS]
    assert set(Sieve(known).able(text)) == {one for one in known if _has_its_words(one, text)}


def _has_its_words(one: Expression, text: str) -> bool:
    needed = [one.literals, *one.further] if one.literals else []
    return all(any(word in text for word in words) for words in needed)


@settings(deadline=None)
@given(TEXTS)
def test_what_matches_is_never_held_back(text: str) -> None:
    known = [expression(pattern) for pattern in PATTERNS]
    assert set(Sieve(known).able(text)) >= {one for one in known if one.regex.search(text)}


@settings(deadline=None)
@given(st.text())
def test_lower_case_moves_no_offset(text: str) -> None:
    for one in (text, text + "İ", "İ" + text.swapcase()):
        assert len(lower_case(one)) == len(one)
        assert all(
            small in (char, *char.lower(), "ς") for small, char in zip(lower_case(one), one, strict=True)
        )


def test_a_pattern_in_capitals_keeps_its_escapes_and_groups() -> None:
    regex = expression(r"(?P<Name>Kadyrov) said\W+NO\b").regex
    found = regex.search(lower_case("KADYROV Said: No."))
    assert found is not None
    assert found.group("name") == "kadyrov"


def test_a_finder_kept_for_many_texts_finds_what_one_made_for_each_does() -> None:
    texts = [
        "The ministry denied that a second wave of call-ups was being prepared.",
        "Officials said that 40,000 reservists had been called up. Summonses were handed out again.",
        "Rain fell.",
    ]
    kept = IndicationFinder(CATALOGUE.indicators, "en")
    for text in [*texts, *texts]:
        sentences = [(0, len(text))]
        assert kept.find(text, sentences) == find_indications(text, sentences, CATALOGUE.indicators, "en")


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 1))
def test_a_cue_less_sure_than_an_attribution_must_be_carries_none(cue_p: float, content_p: float) -> None:
    roles = np.array([[1, 0, 0, 0, 0], [1 - content_p, 0, 0, content_p, 0]], np.float32)
    found = find_attributions([Candidate((0, 1), cue_p, (0, 2), roles)], DECODING)
    assert cue_p >= DECODING.attribution_p or not found
