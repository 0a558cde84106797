"""A claim is put under the topic its own words speak of."""

import pytest

from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.topics import TopicClassifier

TOPICS = load_catalogue().topics
ENGLISH = TopicClassifier(TOPICS, "en")
RUSSIAN = TopicClassifier(TOPICS, "ru")


@pytest.mark.parametrize(
    ("topic", "content"),
    [
        ("callup_size", "the army would call up 400,000 reservists"),
        ("wave_timing", "a second wave will begin in spring"),
        ("losses", "the brigade had lost 900 killed and wounded"),
        ("law_register", "a bill on a single register passed its first reading"),
        ("need", "the front has a shortage of manpower"),
        ("stealth", "prisoners were being recruited under covert contracts"),
        ("poll", "60 percent of respondents fear a call-up"),
        ("border_exit", "men were prohibited from leaving through border checkpoints"),
        ("exemption", "deferments for students would be abolished and evaders fined"),
        ("training_equipment", "they had received neither training nor body armour"),
        ("force_posture", "40,000 troops were deployed near the border"),
        ("protest", "protesters set on fire two offices"),
    ],
)
def test_an_english_claim_finds_its_topic(topic: str, content: str):
    assert ENGLISH.classify(f"Officials said {content}.", content) == topic


@pytest.mark.parametrize(
    ("topic", "content"),
    [
        ("losses", "погибли более тысячи солдат"),
        ("law_register", "закон о едином реестре принят"),
        ("need", "на фронте нехватка людей"),
        ("wave_timing", "вторая волна начнётся весной"),
    ],
)
def test_a_russian_claim_finds_its_topic(topic: str, content: str):
    assert RUSSIAN.classify(f"Сообщается, что {content}.", content) == topic


def test_words_in_the_claim_outweigh_words_around_it():
    sentence = "Denying a second wave of mobilisation, he said the brigade had 900 killed."
    assert ENGLISH.classify(sentence, "the brigade had 900 killed") == "losses"


def test_a_claim_about_something_else_has_no_topic():
    assert ENGLISH.classify("He said the bakery opens at eight.", "the bakery opens at eight") is None


def test_a_language_without_patterns_has_no_topics():
    assert TopicClassifier(TOPICS, "da").classify("Krig.", "Krig.") is None
