"""Only what can hold a claim or an indication is parsed; all of an admitted text is searched for names."""

import pytest

from tocsin.reading.bearing import Bearing
from tocsin.reading.passages import find_passages
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document

ABOUT = "Officials said on Monday that 40,000 men would be called up in March."
OTHER = "The harvest was late, and the mill at the river stood still for a week."
BEFORE = "Pavel Holm, who heads the council, came out to the square at noon."
PRONOUN = "He said that 3,000 reservists would be called up by May."
TEXT = "\n".join([OTHER, OTHER, BEFORE, PRONOUN, OTHER, ABOUT, OTHER])


def parsed(text: str, reader: Reader) -> str:
    kept = reader._bearing(text, "en", reader._packs["en"]())
    return "\n".join(text[a:b] for a, b in kept)


def test_what_holds_no_word_of_a_topic_or_indicator_is_passed_over(reader: Reader) -> None:
    assert OTHER not in parsed(TEXT, reader)
    assert ABOUT in parsed(TEXT, reader)


def test_a_passage_with_a_pronoun_brings_the_one_before_it(reader: Reader) -> None:
    assert BEFORE in parsed(TEXT, reader)


def test_claims_are_those_that_parsing_everything_would_give(reader: Reader) -> None:
    document = Document(id="d", text=TEXT, lang="en")
    some = [one.content.text for one in reader.read(document).claims]
    assert some
    assert some == [one.content.text for one in reader.read(document, detail=True).claims]


def test_a_headline_whose_text_bears_on_nothing_is_still_no_claim(reader: Reader) -> None:
    text = f"Ministry: 40,000 to be called up in March\n\n{OTHER}\n{OTHER}"
    assert reader.read(Document(id="d", text=text, lang="en")).claims == ()


def test_a_private_person_is_protected_in_passages_that_are_not_parsed(reader: Reader) -> None:
    text = f"{ABOUT}\n{OTHER}\nAnna Bram, a 38-year-old nurse, baked bread for the neighbours.\n{OTHER}"
    assert "Anna Bram" not in parsed(text, reader)
    assert [one.text for one in reader.read(Document(id="d", text=text, lang="en")).protected] == [
        "Anna Bram"
    ]


def test_a_surname_is_known_from_a_passage_that_is_not_parsed(reader: Reader) -> None:
    text = f"Pavel Holm heads the council.\n{OTHER}\nHolm said that 40,000 men would be called up in March."
    (claim,) = reader.read(Document(id="d", text=text, lang="en")).claims
    assert claim.chain == ("Pavel Holm",)


def test_the_share_that_is_parsed_is_nought_where_the_gate_keeps_a_text_out(reader: Reader) -> None:
    assert reader.parsed_share(OTHER, "en") == 0
    assert 0 < reader.parsed_share(TEXT, "en") < 1


def test_a_catalogue_without_wordings_bears_on_nothing() -> None:
    assert Bearing((), (), "en").find(TEXT, tuple(find_passages(TEXT)), lambda _: True) == ()


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_passage_is_found_in_order_and_once(lang: str, reader: Reader) -> None:
    text = "\n".join([TEXT] * 20)
    kept = reader._bearing(text, lang, reader._packs[lang]())
    assert list(kept) == sorted(set(kept))
