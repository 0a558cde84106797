"""How sure, and affirmed or denied: cues count in their context and in their scope only."""

import pytest

from tocsin.reading.english import modality
from tocsin.reading.english.modality_hedging import classify
from tocsin.reading.reader import Reader
from tocsin.records.reading import Certainty, Document, Polarity

HEDGED = [
    "The bell may have been cast in 1720.",
    "It is widely believed that the bridge was never finished.",
    "Some scholars argue that the letters were forged.",
    "She is one of the most influential potters of the valley.",
    "The finding suggests that the herd had moved north.",
    "The tower was allegedly sold twice.",
]
PLAIN = [
    "The fair is held in May.",
    "He returned on 4 May and took the boat as soon as possible.",
    "She suggested a walk along the canal.",
    "Two ships appeared on the horizon at noon.",
    "The bill was confirmed by the upper house on Tuesday.",
    "The Mighty Brothers played the hall in 1988.",
]


@pytest.mark.parametrize("sentence", HEDGED)
def test_a_sentence_that_leaves_something_open_is_hedged(sentence: str) -> None:
    found = classify(sentence)
    assert found.hedged
    assert all(sentence[cue.start : cue.end].strip() for cue in found.cues)


@pytest.mark.parametrize("sentence", PLAIN)
def test_the_same_words_in_another_sense_hedge_nothing(sentence: str) -> None:
    assert not classify(sentence).hedged


@pytest.mark.parametrize(
    ("content", "cue", "sure"),
    [
        ("300,000 men may be called up", "said", Certainty.POSSIBLE),
        ("a second wave could not be ruled out", "said", Certainty.POSSIBLE),
        ("if the front breaks, 100,000 more will be called up", "said", Certainty.POSSIBLE),
        ("a new wave is likely in spring", "said", Certainty.PROBABLE),
        ("about 50,000 men had been called up", "estimated", Certainty.PROBABLE),
        ("8,000 men have left", "rumoured", Certainty.POSSIBLE),
        ("summonses were handed out at the crossing", "confirmed", Certainty.CERTAIN),
        ("300,000 men were called up in May", "said", Certainty.UNSTATED),
        ("the men, who may be students, were called up", "said", Certainty.UNSTATED),
        ("the decree (it may be amended) takes effect", "said", Certainty.UNSTATED),
        ("no wave could be held without an order", "said", Certainty.POSSIBLE),
    ],
)
def test_certainty_is_the_strongest_doubt_in_whose_scope_the_claim_stands(
    content: str, cue: str, sure: Certainty
) -> None:
    assert modality.certainty(content, cue) is sure


@pytest.mark.parametrize(
    ("content", "denied"),
    [
        ("there will be no second wave", True),
        ("nobody is being drafted", True),
        ("men will no longer be called up", True),
        ("not only students but also teachers were called up", False),
        ("no fewer than 40,000 men were called up", False),
        ("there is no doubt that a wave is coming", False),
        ("the men, who were not trained, were sent to the front", False),
    ],
)
def test_a_not_denies_only_what_it_governs(content: str, denied: bool) -> None:
    assert modality.polarity(content, cue_denies=False) is (Polarity.DENY if denied else Polarity.AFFIRM)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry dismissed reports of a second mobilisation as provocations.",
        "A spokesman called reports of a second mobilisation a lie.",
        "The governor described reports of a second mobilisation as false.",
    ],
)
def test_what_is_called_a_provocation_is_denied(sentence: str) -> None:
    start = sentence.index("reports")
    assert modality.dismissed(sentence, start, start + len("reports of a second mobilisation"))


def test_only_what_is_called_a_lie_is_denied() -> None:
    sentence = "He said 40,000 men had come and called reports of a second wave a lie."
    start = sentence.index("40,000")
    assert not modality.dismissed(sentence, start, start + len("40,000 men had come"))


def test_a_reported_denial_is_denied(reader: Reader) -> None:
    text = "The ministry denied that a second wave of mobilisation was being prepared."
    (claim,) = reader.read(Document(id="d", text=text, lang="en")).claims
    assert claim.polarity is Polarity.DENY


def test_scope_moves_no_character() -> None:
    content = "the men, who may (or may not) be students, left"
    assert len(modality.in_scope(content)) == len(content)
