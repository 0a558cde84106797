"""Sentences made from a known speaker, cue and statement: reading gives them back."""

from datetime import date

import pytest

from tocsin.reading.reader import Reader
from tocsin.records.reading import ClaimSpans, Document, Kind, Polarity

DAY = date(2023, 2, 6)


def read(reader: Reader, text: str) -> tuple[ClaimSpans, ...]:
    return reader.read(Document(id="t", text=text, published_on=DAY, lang="en")).claims


MADE = [
    (
        "The defence ministry said that 40,000 men would be called up.",
        "The defence ministry",
        "said",
        "40,000 men would be called up",
    ),
    (
        "Around 12,000 soldiers were killed in the autumn, according to the general staff.",
        "the general staff",
        "according to",
        "Around 12,000 soldiers were killed in the autumn",
    ),
    (
        "The army is short of men, said Anna Kovač, a military analyst.",
        "Anna Kovač, a military analyst",
        "said",
        "The army is short of men",
    ),
    (
        "The president signed a decree on the mobilisation of 90,000 reservists.",
        "The president",
        "signed",
        "a decree on the mobilisation of 90,000 reservists",
    ),
    (
        "The army chief announced plans to mobilise every man under 40.",
        "The army chief",
        "announced",
        "to mobilise every man under 40",
    ),
    (
        "As the governor said on Monday, 300 soldiers were killed at the bridge.",
        "the governor",
        "said",
        "300 soldiers were killed at the bridge",
    ),
    (
        "“A second wave of mobilisation will begin in March,” the analyst Peter Holm told reporters.",
        "the analyst Peter Holm",
        "told",
        "A second wave of mobilisation will begin in March",
    ),
    (
        "The commander said: “We had 500 soldiers killed in one week.”",
        "The commander",
        "said",
        "We had 500 soldiers killed in one week",
    ),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), MADE)
def test_a_statement_keeps_its_speaker_cue_and_words(
    reader: Reader, text: str, source: str, cue: str, content: str
) -> None:
    claims = read(reader, text)
    assert len(claims) == 1
    (claim,) = claims
    assert claim.source is not None
    assert claim.cue is not None
    assert (claim.source.text, claim.cue.text, claim.content.text) == (source, cue, content)


def test_a_citation_within_a_citation_keeps_both_links(reader: Reader) -> None:
    (claim,) = read(
        reader,
        "The Herald cited unnamed officials as saying the army was calling up 70,000 men.",
    )
    assert claim.chain == ("The Herald", "unnamed officials")
    assert claim.source is not None
    assert claim.source.text == "unnamed officials"


def test_a_pronoun_speaks_with_the_name_before_it(reader: Reader) -> None:
    claims = read(
        reader,
        "Analyst Peter Holm said the army had 4,000 casualties. "
        "He added that 20,000 more men would be called up.",
    )
    assert [claim.chain[-1] for claim in claims] == ["Peter Holm", "Peter Holm"]
    assert claims[1].source is not None
    assert claims[1].source.text == "He"


def test_a_surname_speaks_with_the_full_name_given_before(reader: Reader) -> None:
    claims = read(
        reader,
        "Analyst Peter Holm spoke in Riga. The army had 4,000 casualties in May, Holm said.",
    )
    assert claims[-1].chain == ("Peter Holm",)


def test_an_outlet_in_brackets_is_the_outermost_link(reader: Reader) -> None:
    (claim,) = read(reader, "The minister says that 900 soldiers have been killed. (The Herald)")
    assert claim.chain == ("The Herald", "The minister")
    assert "Herald" not in claim.content.text


def test_what_the_writer_asserts_has_no_speaker(reader: Reader) -> None:
    (claim,) = read(reader, "Tens of thousands of men were called up within a month.")
    assert claim.source is None
    assert claim.chain == ()
    assert [(q.low, q.high) for q in claim.quantities] == [(20_000, 99_999)]


def test_a_denial_in_the_cue_or_in_the_content_denies(reader: Reader) -> None:
    (first,) = read(reader, "The spokesman denied that a second wave was planned.")
    (second,) = read(reader, "The spokesman said that no second wave was planned.")
    (third,) = read(reader, "The spokesman said that a second wave was planned.")
    assert [one.polarity for one in (first, second, third)] == [
        Polarity.DENY,
        Polarity.DENY,
        Polarity.AFFIRM,
    ]


def test_two_numbers_told_in_two_clauses_are_two_claims(reader: Reader) -> None:
    claims = read(
        reader, "The general said that 4,000 soldiers had been killed and that 9,000 had been called up."
    )
    assert [[q.low for q in claim.quantities] for claim in claims] == [[4_000], [9_000]]


def test_the_second_telling_of_a_claim_is_passed_over(reader: Reader) -> None:
    claims = read(
        reader,
        "The ministry said 4,000 soldiers were killed.\nThe ministry said 4,000 soldiers were killed.",
    )
    assert len(claims) == 1


def test_a_long_quotation_is_direct_and_a_partly_quoted_statement_is_mixed(reader: Reader) -> None:
    (direct,) = read(reader, "“A second wave will come in March,” the minister said.")
    (mixed,) = read(reader, "The minister said the second wave was “a necessary step” for 2,000 units.")
    assert (direct.kind, mixed.kind) == (Kind.DIRECT, Kind.MIXED)


@pytest.mark.parametrize(
    "text",
    [
        "The recipe says the soup needs salt.",
        "Analysts said that the draft pick would join the club in May.",
    ],
)
def test_what_is_on_no_topic_is_no_claim(reader: Reader, text: str) -> None:
    assert read(reader, text) == ()
