"""Words read per CPU-second, on call-up news and on a stream of which one text in twenty is about it.

The peer is spaCy's small pipeline alone on the same texts in the same process: what our rules cost on
top of the parse, and what the gate saves before it. Texts are made here from templates.
"""

import random
import time
from collections.abc import Callable, Iterable, Sequence

import spacy

from benchmarks import Row
from tocsin.catalogue.load import load_catalogue
from tocsin.reading.english.parse import MODEL
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document

SEED = 7
SPEAKERS = ("The defence ministry", "Analyst Peter Holm", "An unnamed official", "The governor")
SAYINGS = ("said", "told reporters", "warned", "announced")
STATEMENTS = (
    "{n},000 men would be called up before the end of March",
    "the army had lost {n},000 soldiers since the autumn",
    "a second wave of mobilisation was not planned",
    "recruiters had begun to hand out summonses in {n} towns",
    "the border would be closed to reservists under {n}",
)
OTHER = (
    "The bakery on the corner sold {n} loaves before noon, and the queue went on to the square.",
    "The orchestra played for {n} minutes, and the hall asked for more.",
    "Rain is expected in the north, with {n} millimetres by the evening.",
    "The museum bought {n} paintings from a collector who wished to stay unknown.",
)


def relevant(rng: random.Random, sentences: int) -> str:
    """A news text about a call-up."""
    return " ".join(
        f"{rng.choice(SPEAKERS)} {rng.choice(SAYINGS)} that "
        f"{rng.choice(STATEMENTS).format(n=rng.randint(2, 60))}."
        for _ in range(sentences)
    )


def unrelated(rng: random.Random, sentences: int) -> str:
    """A news text about something else."""
    return " ".join(rng.choice(OTHER).format(n=rng.randint(2, 60)) for _ in range(sentences))


def rate(texts: Sequence[str], read: Callable[[str], object]) -> float:
    """Words per CPU-second over all texts."""
    start = time.process_time()
    for text in texts:
        read(text)
    return sum(len(text.split()) for text in texts) / (time.process_time() - start)


def rows() -> Iterable[Row]:
    """Both streams."""
    rng = random.Random(SEED)
    catalogue = load_catalogue()
    reader = Reader(catalogue.topics, catalogue.indicators)
    pipeline = spacy.load(MODEL)
    news = [relevant(rng, 30) for _ in range(30)]
    mixed = [relevant(rng, 30) if n % 20 == 0 else unrelated(rng, 30) for n in range(400)]

    def ours(text: str) -> object:
        return reader.read(Document(id="b", text=text, lang="en"))

    rate(news[:2], ours)
    yield Row("call-up news, read in full", rate(news, ours), "words/s", {"spaCy sm": rate(news, pipeline)})
    yield Row(
        "stream, one text in twenty relevant",
        rate(mixed, ours),
        "words/s",
        {"spaCy sm": rate(mixed[::8], pipeline)},
        "the peer parses every eighth text; the gate parses what is relevant",
    )
