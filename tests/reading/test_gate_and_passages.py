"""The gate keeps the parser from texts on other subjects; passages keep it from long ones."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.gate import Gate
from tocsin.reading.interface import LanguagePack
from tocsin.reading.passages import LONGEST, find_passages
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document


class RefusalError(Exception):
    """Raised when a parser is loaded that should not have been."""


def refuse() -> LanguagePack:
    raise RefusalError


def test_no_parser_is_loaded_for_a_text_on_another_subject() -> None:
    closed = Reader((), (), packs={"en": refuse})
    text = "The bakery on the corner sells warm bread and fresh cakes on every day of the week."
    assert closed.read(Document(id="d", text=text, lang="en")).claims == ()


def test_a_word_of_the_subject_opens_the_gate_in_any_case_and_language() -> None:
    gate = Gate()
    assert gate.admits("MOBILISATION BEGINS")
    assert gate.admits("Объявлена мобилизация")
    assert not gate.admits("A recipe for soup")


@given(st.text(alphabet=st.sampled_from("ab .\n\u2028“”"), max_size=6000))
def test_passages_hold_every_word_once_and_in_order(text: str) -> None:
    passages = list(find_passages(text))
    assert all(0 < end - start <= LONGEST for start, end in passages)
    assert all(one[1] <= other[0] for one, other in pairwise(passages))
    assert "".join("".join(text[a:b].split()) for a, b in passages) == "".join(text.split())


def test_a_long_line_is_cut_after_a_sentence() -> None:
    text = "The men were called up. " * 400
    assert all(text[end - 2] == "." for _, end in list(find_passages(text))[:-1])
