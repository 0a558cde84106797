"""What makes the English parse quick changes nothing: names, tags and lemmas are spaCy's own."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tocsin.reading.english.parse import BATCH, MODEL, Page, begin

PASSAGES = [
    "RIGA, May 3 - Defence Minister Anna Berg said on Monday that 40,000 men would be called up by 1 April.",
    "“There is no second wave,” Mr. Sol told the Tarn Herald last week. “We have enough volunteers.”",
    "Y'all ain't gonna do 'nuff o' that, c'mon, let's go. There  is none. He'd've gotta go.",
    "Prices rose 3.5 percent to $12 million at the Port of Olm, the National Bank of Tarn reported.",
    "The first of 300 reservists from the 4th Brigade crossed the River Olm at 7 a.m. in mid-October.",
    "In the South the Law on Reserve Service, passed in 2019, lets Tarnish, Varnian and Olmish men defer.",
    "x",
    " ! ",
    "New\tYork",
    "12 May",
    "Nuthin' but the President of the Republic of Upper and Lower Tarn and Olm",
    "There is rain, and there was more; is there any left? There they are.",
    "There were two, and there remain four.",
    "Let us go, he said, and let's stay. I've got to. She got ta-tas. You ain't seen it: it ain't",
    "Is he the one who's been told? They're sure we've got it; I'd say so.",
]


@pytest.fixture(scope="module")
def whole() -> Language:
    return spacy.load(MODEL)


def page(passages: list[str]) -> Page:
    text = "\n".join(passages)
    places, start = [], 0
    for passage in passages:
        places.append((start, start + len(passage)))
        start += len(passage) + 1
    return Page(text, places)


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.dep_, t.head.i, t.pos_, t.lemma_, t.ent_iob_, t.ent_type_, t.is_sent_start)
        for t in doc
    ]


def plain(passage: str) -> str:
    return passage.translate(str.maketrans("“”\t", '"" '))


def test_names_tags_and_lemmas_are_those_of_the_whole_pipeline(whole: Language) -> None:
    for _ in range(2):  # The second time what was learned is remembered.
        for (doc, _place), passage in zip(page(PASSAGES).docs(), PASSAGES, strict=True):
            assert told(doc) == told(whole(plain(passage)))


def test_no_rule_for_forms_reads_more_than_two_words(whole: Language) -> None:
    rules = [rule for entry in whole.get_pipe("attribute_ruler").patterns for rule in entry["patterns"]]
    assert max(map(len, rules)) == 2


def test_passages_parsed_together_are_parsed_as_each_alone() -> None:
    together = [told(doc) for doc, _ in page(PASSAGES).docs()]
    assert together == [told(doc) for one in PASSAGES for doc, _ in page([one]).docs()]


def test_more_passages_than_one_batch_keep_their_places() -> None:
    many = ["Anna Berg spoke.", "It rained."] * BATCH
    read = page(many)
    placed = [(read.text[begin(doc[0]) : begin(doc[-1]) + 1], doc) for doc, _ in read.docs()]
    assert [words for words, _ in placed] == many
    assert [[e.text for e in doc.ents] for _, doc in placed] == [["Anna Berg"], []] * BATCH


def test_passages_read_for_names_alone_have_names_in_the_order_of_the_text() -> None:
    text = "Anna Berg spoke.\nThe rain fell.\nBoris Sol left."
    read = Page(text, [(17, 31)], [(0, 16), (32, 47)])
    assert [doc.text for doc in read.named()] == text.split("\n")
    assert [[e.text for e in doc.ents if e.label_ == "PERSON"] for doc in read.named()] == [
        ["Anna Berg"],
        [],
        ["Boris Sol"],
    ]
