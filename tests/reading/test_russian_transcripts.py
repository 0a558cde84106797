"""In a transcript every turn is its speaker's, and whoever tells of a life of their own is private."""

import pytest

from tocsin.reading.reader import Reader
from tocsin.records.indication import Patterns, Topic
from tocsin.records.reading import Document, Reading

OPENING = (
    "Мой сын – студент, в 2022 году пришёл в военкомат, был мобилизован. "
    "И.Ведущев: А сейчас? Н.Заречная: Вернулся к учёбе. И.Ведущев: Мобилизация закончена."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    patterns = Patterns(any=(r"мобилиз\w+", r"повестк\w+", r"реестр\w*"))
    return Reader((Topic(id="law", title="law", definition="law", patterns={"ru": patterns}),), ())


def read(text: str, reader: Reader) -> Reading:
    return reader.read(Document(id="t", text=text, lang="ru"))


def test_the_opening_of_a_talk_of_two_is_of_whoever_is_not_named_first(reader: Reader) -> None:
    first = read(OPENING, reader).claims[0]
    assert first.content.text.startswith("Мой сын")
    assert first.source is not None
    assert first.source.text == "Н.Заречная"


def test_who_tells_of_their_own_family_is_protected_and_who_asks_is_not(reader: Reader) -> None:
    names = {one.name for one in read(OPENING, reader).protected}
    assert names == {"Н.Заречная"}


def test_among_three_an_unlabelled_opening_is_nobodys(reader: Reader) -> None:
    text = OPENING + " Т.Третьякова: Повестки больше не приходят."
    (first, *_) = read(text, reader).claims
    assert first.source is None


def test_an_occasion_between_verb_and_object_is_no_obstacle(reader: Reader) -> None:
    text = "Парламент принял в третьем чтении закон о создании единого реестра военнообязанных."
    (claim,) = read(text, reader).claims
    assert claim.source is not None
    assert claim.source.text == "Парламент"
    assert claim.content.text.startswith("закон о создании")


def test_an_occasion_does_not_speak(reader: Reader) -> None:
    text = "В окончательном чтении приняли закон об ужесточении мобилизации."
    assert all(one.source is None for one in read(text, reader).claims)
