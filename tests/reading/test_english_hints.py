"""A stretch without a hint holds no number and no time: what is passed over would have given nothing."""

import re

import pytest

from tocsin.reading.english import quantity_grammar, timex_grammar
from tocsin.reading.english.hints import Hints

FRAMES = (
    "{}",
    "a {}",
    "the {}",
    "last {}",
    "every {}",
    "two {}",
    "in {}",
    "the end of {}",
    "{} ago",
    "{} of",
)


@pytest.mark.parametrize(
    ("grammar", "hints"),
    [
        (timex_grammar.ATOM, timex_grammar.HINTS),
        (quantity_grammar.ATOM, quantity_grammar.HINTS),
    ],
    ids=["times", "numbers"],
)
def test_whatever_a_grammar_finds_holds_one_of_its_hints(grammar: re.Pattern[str], hints: Hints) -> None:
    words = set(re.findall(r"[A-Za-z]+", grammar.pattern)) | {
        f"{word}s" for word in ("year", "third", "hundred")
    }
    said = [frame.format(word) for word in words for frame in FRAMES]
    found = [one for one in said if (atom := grammar.search(one)) and not atom.groupdict().get("skip")]
    assert len(found) > len(words) / 4
    assert [one for one in found if not hints.stand_in(one, 0, len(one))] == []


def test_figures_hint_and_words_do_within_their_stretch_alone() -> None:
    hints = Hints(["monday", "day", "year"])
    text = "½ a loaf, on MONDAY"
    assert hints.stand_in(text, 0, 3)
    assert not hints.stand_in(text, 1, 13)
    assert hints.stand_in(text, 13, len(text))
