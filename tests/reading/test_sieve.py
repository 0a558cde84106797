"""A sieve over many texts lets through what asking each expression of each text would."""

from importlib.resources import files

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.encoder.decode import Candidate, find_attributions
from tocsin.reading.encoder.settings import load_settings
from tocsin.reading.indications import IndicationFinder, find_indications
from tocsin.reading.patterns import expression
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
TEXTS = st.lists(st.lists(st.sampled_from([*WORDS, " ", "\n"]), max_size=6).map("".join), max_size=6)
CATALOGUE = load_catalogue()
DECODING = load_settings(files("tocsin.reading.encoder.weights") / "en").decoding


@settings(deadline=None)
@given(TEXTS)
def test_all_texts_at_once_and_each_alone_let_the_same_through(texts: list[str]) -> None:
    known = [expression(pattern) for pattern in PATTERNS]
    assert Sieve(known).able(texts) == [{one for one in known if one.may_match(text)} for text in texts]


@settings(deadline=None)
@given(TEXTS)
def test_what_matches_is_never_held_back(texts: list[str]) -> None:
    known = [expression(pattern) for pattern in PATTERNS]
    for text, able in zip(texts, Sieve(known).able(texts), strict=True):
        assert able >= {one for one in known if one.regex.search(text)}


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
