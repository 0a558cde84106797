"""Labels on pieces give back the words they came from."""

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers
from training.examples import Example
from training.labels import label
from training.markup import attributions, parse

from tocsin.reading.encoder.settings import Shape

SHAPE = Shape(begin=1, end=2, chunk=12, left=8, right=16, sentences=1)


@pytest.fixture
def tokenizer() -> Tokenizer:
    known = ("she", "said", "the", "town", "fell", "and", "it", "was", "so", ".", "“", "”")
    words = ["[UNK]", "[CLS]", "[SEP]", *known]
    made = Tokenizer(models.WordLevel({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation()]
    )
    return made


def test_the_labelled_pieces_are_the_labelled_words(tokenizer: Tokenizer) -> None:
    marked = parse("It was so. {t1|“The town fell,”} {s1|she} {c1|said}. It was so.")
    labelled = label(Example("x", marked.text, attributions(marked)), tokenizer, SHAPE)
    (roles,) = labelled.roles
    assert marked.text[slice(*labelled.pieces.stretch(*roles.cue))] == "said"
    low = roles.window[0]

    def words(labels: tuple[int, ...]) -> str:
        places = [low + n for n, one in enumerate(roles.labels) if one in labels]
        return marked.text[slice(*labelled.pieces.stretch(places[0], places[-1] + 1))]

    assert words((1, 2)) == "she"
    assert words((3, 4)) == "“The town fell,”"


def test_chunks_are_whole_sentences_and_cover_every_piece(tokenizer: Tokenizer) -> None:
    text = "She said so. " * 9
    labelled = label(Example("x", text, ()), tokenizer, SHAPE)
    assert [b for _, b in labelled.chunks[:-1]] == [a for a, _ in labelled.chunks[1:]]
    assert labelled.chunks[0][0] == 0
    assert labelled.chunks[-1][1] == len(labelled.pieces)
    assert all(b - a <= SHAPE.chunk for a, b in labelled.chunks)
