"""Before and after the network: marks, chunks, windows and decoding keep their promises."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.encoder.decode import Candidate, Floats, find_attributions, find_cues
from tocsin.reading.encoder.marks import Ints, mark
from tocsin.reading.encoder.pieces import Pieces, find_chunks
from tocsin.reading.encoder.sentences import sentence_ends
from tocsin.reading.encoder.settings import Decoding, Shape
from tocsin.reading.encoder.window import DISTANCES, distances, find_window

SHAPE = Shape(begin=0, end=0, chunk=10, left=6, right=8, sentences=1)
DECODING = Decoding(
    cue_p=0.5,
    content_p=0.5,
    source_p=0.5,
    lone_source_p=0.15,
    attribution_p=0.0,
    overlap_share=0.5,
    nested_p=0.8,
)


def pieces(sentence: list[int], quoted: list[int] | None = None) -> Pieces:
    n = len(sentence)
    marks = np.zeros((n, 3), np.int64)
    marks[:, 1] = quoted or [0] * n
    numbers: Ints = np.arange(n)
    return Pieces(numbers, [(i, i + 1) for i in range(n)], marks, np.array(sentence, np.int64))


def quotes(text: str) -> str:
    spans = [(i, i + 1) for i, sign in enumerate(text) if not sign.isspace()]
    return "".join("·|<>"[one] for one in mark(text, spans)[:, 1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a“bc”d", "·<||>·"),
        ('a"b"c', "·<|>·"),
        ("‘it’s’ b", "<||||>·"),
        ("a“b\nc", "·<|·"),
        ("don’t “x", "·····<|"),
    ],
)
def test_quotation_marks_open_and_close_and_a_paragraph_ends_them(text: str, expected: str) -> None:
    assert quotes(text) == expected


def test_a_sentence_does_not_end_behind_an_initial_or_a_known_short_form() -> None:
    text = "Gen. A. Bor left. He went. So did U.S. troops."
    ends = sentence_ends(text, ["Gen", "U.S"])
    assert [text[:end].split()[-1] for end in ends] == ["left.", "went.", "troops."]


@given(st.lists(st.integers(0, 1), min_size=1, max_size=120))
def test_chunks_cover_every_piece_once_and_none_is_too_long(steps: list[int]) -> None:
    made = pieces(np.cumsum(steps).tolist())
    chunks = find_chunks(made, SHAPE.chunk)
    assert [place for low, high in chunks for place in range(low, high)] == list(range(len(made)))
    assert all(high - low <= SHAPE.chunk for low, high in chunks)


def test_a_window_ends_with_the_next_sentence_unless_a_quotation_goes_on() -> None:
    sentence = [0, 1, 1, 2, 2, 3, 3, 4]
    assert find_window(pieces(sentence), (3, 4), SHAPE) == (1, 7)
    assert find_window(pieces(sentence, [0, 0, 0, 0, 1, 1, 1, 1]), (3, 4), SHAPE) == (1, 8)


@given(st.integers(0, 200), st.integers(1, 5), st.integers(0, 200))
def test_distances_tell_before_from_after_and_grow_outwards(left: int, width: int, right: int) -> None:
    found = distances((0, left + width + right), (left, left + width))
    assert set(found[left : left + width]) == {0}
    before, after = found[:left][::-1], found[left + width :]
    assert (np.diff(before) >= 0).all()
    assert (np.diff(after) >= 0).all()
    assert not set(before.tolist()) & set(after.tolist())
    assert found.max(initial=0) < DISTANCES


def test_a_second_beginning_starts_a_second_cue() -> None:
    cues_p = np.array([[0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.1, 0.8, 0.1], [0.9, 0.1, 0]], np.float32)
    assert [cue for cue, _ in find_cues(cues_p, 0.5)] == [(0, 2), (2, 3)]


def roles(n: int, source: range, content: range, p: float) -> Floats:
    found = np.full((n, 5), 0.0, np.float32)
    found[:, 0] = 1 - p
    found[list(source), 2] = p
    found[list(content), 4] = p
    return found


def test_of_two_cues_that_claim_one_content_the_surer_keeps_it() -> None:
    sure = Candidate((2, 3), 0.9, (0, 9), roles(9, range(2), range(3, 9), 0.95))
    unsure = Candidate((1, 2), 0.6, (0, 9), roles(9, range(1), range(3, 9), 0.7))
    (kept,) = find_attributions([unsure, sure], DECODING)
    assert kept.cue == (2, 3)
    assert kept.sources == ((0, 2),)
    assert kept.contents == ((3, 9),)


@pytest.mark.parametrize(("inner_p", "cues"), [(0.95, [(2, 3), (5, 6)]), (0.7, [(2, 3)])])
def test_a_speaker_within_what_another_says_must_be_sure(inner_p: float, cues: list[tuple[int, int]]) -> None:
    outer = Candidate((2, 3), 0.9, (0, 9), roles(9, range(2), range(3, 9), 0.95))
    inner = Candidate((5, 6), inner_p, (0, 9), roles(9, range(4, 5), range(6, 9), 0.95))
    assert [one.cue for one in find_attributions([outer, inner], DECODING)] == cues


def test_an_unsure_source_is_taken_where_there_is_no_other() -> None:
    candidate = Candidate((1, 2), 0.9, (0, 5), roles(5, range(0), range(2, 5), 0.9))
    candidate.roles_p[0] = [0.7, 0.2, 0.05, 0.05, 0]
    (found,) = find_attributions([candidate], DECODING)
    assert found.sources == ((0, 1),)
