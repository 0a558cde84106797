"""Any text, in any language pack: no exception, exact offsets, and an issue where nothing can be read."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.reading.packs import PACKS
from tocsin.reading.passages import LONGEST, find_passages
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document, Reading
from tocsin.records.span import Span

PIECES = st.sampled_from(
    [
        *(
            "\0",
            "\u202e",
            "\u200f",
            "\u2066",
            "\ufeff",
            "\ud800",
            "\u2028",
            "\r\n",
            "\n\n",
            "\t",
            "|",
            "&nbsp;",
        ),
        *(
            "“",
            "”",
            "«",
            "»",
            "„",
            '"',
            "'",
            "((",
            "))",
            "<p>",
            "</script>",
            "<!--",
            "&quot;",
            "🪖",
            "👩‍👩‍👧",
            "🇺🇦",
        ),
        *(
            "mobilisation",
            "мобилизация",
            "動員",
            "التعبئة",
            "m0bi1isation",
            "4O,OOO",
            "40,000 men",
            "300 тысяч",
        ),
        *(
            "he said",
            "заявил",
            "сообщил Петров",
            "according to",
            "the ministry said that",
            "may",
            "in May",
            "не",
        ),
        *(
            "were called up",
            "будут призваны",
            "in early January",
            "в начале января",
            "up to",
            "до",
            ". ",
            ", ",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=30).map(" ".join),
    st.lists(PIECES, max_size=30).map("".join),
    st.text(max_size=120).map("mobilisation мобилизация {}".format),
)
SETTINGS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def spans(reading: Reading) -> list[Span]:
    found: list[Span] = [*reading.protected, *reading.indications, *reading.quantities, *reading.times]
    for claim in reading.claims:
        held = (claim.content, *claim.quantities, *claim.times, claim.source, claim.cue)
        found += [one for one in held if one is not None]
    for one in reading.attributions:
        found += [*one.sources, *one.cues, *one.contents]
    return found


@pytest.mark.parametrize("lang", sorted(PACKS))
@SETTINGS
@given(text=TEXTS)
def test_offsets_are_exact_in_every_language_whatever_the_text(reader: Reader, lang: str, text: str) -> None:
    reading = reader.read(Document(id="h", text=text, lang=lang), detail=True)
    assert all(text[one.start : one.end] == one.text and one.text for one in spans(reading))


@SETTINGS
@given(text=TEXTS)
def test_a_text_of_unknown_language_is_read_or_is_an_issue(reader: Reader, text: str) -> None:
    reading = reader.read(Document(id="h", text=text))
    assert reading.issues or reading.lang.partition("-")[0] in PACKS


@pytest.mark.parametrize(
    "text",
    [
        "Kutsuntojen määrä kasvaa, ja liikekannallepano alkaa keväällä, kertoi ministeriö maanantaina.",
        "動員令が発表され、三十万人が招集されると国防省は述べた。",
        "xqzt vrrk plmn 12345 zzzz",
        "١٢٣ ٤٥٦",
    ],
)
def test_an_unknown_language_is_an_issue_and_not_a_guess(reader: Reader, text: str) -> None:
    reading = reader.read(Document(id="h", text=text))
    assert not reading.claims
    assert reading.issues


@given(st.text(alphabet=st.sampled_from("ab .\n\u2028\r“”"), max_size=9_000))
@settings(max_examples=30, deadline=None)
def test_passages_are_short_in_order_and_hold_every_word(text: str) -> None:
    passages = list(find_passages(text))
    assert all(0 < end - start <= LONGEST for start, end in passages)
    assert all(one[1] <= other[0] for one, other in pairwise(passages))
    held = "".join(text[start:end] for start, end in passages)
    assert "".join(held.split()) == "".join(text.split())
