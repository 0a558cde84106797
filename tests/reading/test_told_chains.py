"""Whose words a claim is, where one speaker cites another."""

from tocsin.reading.reader import Reader
from tocsin.records.reading import ClaimSpans, Document


def claims(reader: Reader, text: str) -> tuple[ClaimSpans, ...]:
    return reader.read(Document(id="x", text=text, lang="en")).claims


def test_a_claim_cited_by_another_names_both_outermost_first(reader: Reader) -> None:
    text = (
        "CNN reported on Monday that unnamed U.S. officials said "
        "Russia would mobilise 300,000 men in the spring."
    )
    (claim,) = claims(reader, text)
    assert [claim.chain[0], claim.chain[-1].removeprefix("unnamed ")] == ["CNN", "U.S. officials"]
    assert claim.content.text == "Russia would mobilise 300,000 men in the spring"


def test_one_statement_is_one_claim_however_many_readers_find_it(reader: Reader) -> None:
    (claim,) = claims(reader, "The minister said that 40,000 reservists would be called up in May.")
    assert claim.content.text.startswith("40,000 reservists")
    assert claim.source is not None
