"""A gallery of texts that break readers: none may raise, and every offset stays exact."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.reading.reader import Reader
from tocsin.records.reading import Document, Reading
from tocsin.records.span import Span

SAID = "The ministry said that 40,000 men would be called up in March. "

GALLERY = {
    "nothing": "",
    "white space only": " \n\t\u00a0\u2028 ",
    "null bytes": SAID.replace(" ", "\0 "),
    "right-to-left marks": "\u202e" + SAID.replace("men", "\u200fmen\u200e") + "\u202c",
    "a quotation never closed": "“We will call up 5,000 men, he said. " + SAID * 3,
    "a quotation closed twice": "“" + SAID + "”” ”" + SAID,
    "nested quotation marks": "“He said ‘we need “more” men’ and mobilisation.” " + SAID,
    "one long line": SAID * 300,
    "one long word": "mobilisation" * 3000,
    "a table pasted as text": "\n".join(f"region {n}\t{n * 100}\tmobilised\t|" for n in range(200)),
    "html left in the text": "<p>" + SAID + "</p><script>if (a<b) { mobilise() }</script>&nbsp;&quot;",
    "emoji": "🪖🪖 " + SAID + " 👨‍👩‍👧 mobilisation 🇺🇦",
    "mixed scripts": "Министр said that 40,000 men будут called up 動員. " + SAID,
    "scanning noise": SAID.replace("i", "1").replace("m", "rn") + " mobilisation ~~ ,,; ..- 4O,OOO",
    "brackets only": "((((( mobilisation )))))" * 50,
    "lone surrogate": "mobilisation \ud800 " + SAID,
    "every control character": "".join(map(chr, range(32))) + SAID,
    "byte order mark": "\ufeff" + SAID,
    "carriage returns": SAID.replace(" ", "\r\n"),
    "full stops": "mobilisation" + "." * 5000,
    "quotation marks": '"' * 3000 + " mobilisation " + "”" * 3000,
    "coordination without end": "The army said " + "and that men were killed " * 200,
}


def found(reading: Reading) -> Iterator[Span]:
    yield from reading.protected
    yield from reading.indications
    yield from reading.quantities
    yield from reading.times
    for claim in reading.claims:
        yield claim.content
        yield from claim.quantities
        yield from claim.times
        yield from (one for one in (claim.source, claim.cue) if one is not None)
    for attribution in reading.attributions:
        yield from (*attribution.sources, *attribution.cues, *attribution.contents)


def exact(text: str, reading: Reading) -> bool:
    return all(one.start < one.end and text[one.start : one.end] == one.text for one in found(reading))


@pytest.mark.parametrize("flaw", GALLERY)
@pytest.mark.parametrize("detail", [False, True])
def test_a_hostile_text_is_read_without_complaint(reader: Reader, flaw: str, detail: bool) -> None:
    text = GALLERY[flaw]
    reading = reader.read(Document(id="h", text=text, lang="en"), detail=detail)
    assert exact(text, reading)


FRAGMENTS = st.sampled_from(
    [
        *("“", "”", '"', "‘", "’", "(", ")", "\0", "\n", "\u202e", "…", "—", ", ", ". ", " "),
        *("mobilisation", "he said", "according to", "Anna", "as saying", "and that", "40,000 men"),
        *("were called up", "The minister", "announced", "President Holm", "was killed", "with", "who"),
    ]
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(FRAGMENTS, max_size=40).map(" ".join))
def test_offsets_are_exact_and_claims_in_order_whatever_is_put_together(reader: Reader, text: str) -> None:
    reading = reader.read(Document(id="h", text=text, lang="en"), detail=True)
    assert exact(text, reading)
    starts = [claim.content.start for claim in reading.claims]
    assert starts == sorted(starts)


def test_many_documents_are_read_in_order_and_the_same_as_one_by_one(reader: Reader) -> None:
    documents = [Document(id=str(n), text=SAID * (n + 1), lang="en") for n in range(4)]
    assert list(reader.read_many(documents)) == [reader.read(one) for one in documents]
