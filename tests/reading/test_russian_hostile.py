"""Russian texts that break readers: none may raise, every offset stays exact."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.reading.reader import Reader
from tocsin.records.indication import Patterns, Topic
from tocsin.records.reading import Document, Reading
from tocsin.records.span import Span

SAID = "Министерство сообщило, что 40 тысяч человек призовут в марте. "
TOPIC = Topic(
    id="size", title="size", definition="size", patterns={"ru": Patterns(any=(r"призов\w+|мобилиз\w+",))}
)

GALLERY = {
    "null bytes": SAID.replace(" ", "\0 "),
    "right-to-left marks": "\u202e" + SAID.replace("человек", "\u200fчеловек\u200e"),
    "quotations never closed": "«" * 2000 + "мобилизация " + '"' * 2000,
    "a quotation closed twice": "«" + SAID + "»» »" + SAID,
    "one long line": SAID * 200,
    "one long word": "мобилизация" * 2000,
    "a preposition without end": "из " * 1500 + "мобилизация",
    "initials without end": "А." * 1500 + " мобилизация",
    "numerals without end": "мобилизация " + "сто двадцать " * 500,
    "reporting without end": "Армия сообщила " + "и добавила, что мужчин мобилизовали, " * 150,
    "inserted without end": "мобилизация " + "«а, — сказал он, — б» " * 200,
    "html": "<p>" + SAID + "</p>&nbsp;&quot;",
    "emoji": "🪖🪖 " + SAID + "👨‍👩‍👧",
    "mixed scripts": "The министр said, что 40,000 человек будут мобилизованы 動員. " + SAID,
    "lone surrogate": "мобилизация \ud800 " + SAID,
    "combining accents": "мобилиза\u0301ция " + SAID.replace("о", "о\u0301"),
}


def found(reading: Reading) -> Iterator[Span]:
    yield from (*reading.protected, *reading.quantities, *reading.times)
    for claim in reading.claims:
        yield from (claim.content, *claim.quantities, *claim.times)
        yield from (one for one in (claim.source, claim.cue) if one is not None)
    for attribution in reading.attributions:
        yield from (*attribution.sources, *attribution.cues, *attribution.contents)


def exact(text: str, reading: Reading) -> bool:
    return all(one.start < one.end and text[one.start : one.end] == one.text for one in found(reading))


@pytest.fixture(scope="module")
def russian() -> Reader:
    return Reader((TOPIC,), ())


@pytest.mark.parametrize("flaw", GALLERY)
def test_a_hostile_russian_text_is_read_without_complaint(russian: Reader, flaw: str) -> None:
    text = GALLERY[flaw]
    assert exact(text, russian.read(Document(id="h", text=text, lang="ru"), detail=True))


FRAGMENTS = st.sampled_from(
    [
        *("«", "»", '"', "“", "„", "(", ")", "\0", "\n", "…", " — ", ", ", ". ", ": ", "?", "!"),
        *(
            "мобилизация",
            "сказал он",
            "по словам",
            "Анна",
            "Иван Петров",
            "что",
            "и добавил, что",
            "40 тысяч",
        ),
        *(
            "были призваны",
            "Министр",
            "заявил",
            "В Минобороны сообщили",
            "об этом",
            "который",
            "в марте",
            "А.",
        ),
    ]
)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(FRAGMENTS, max_size=40).map(" ".join))
def test_offsets_are_exact_and_claims_in_order(russian: Reader, text: str) -> None:
    reading = russian.read(Document(id="h", text=text, lang="ru"), detail=True)
    assert exact(text, reading)
    starts = [claim.content.start for claim in reading.claims]
    assert starts == sorted(starts)
