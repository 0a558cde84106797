"""Words read per CPU-second on one core: attribution alone, a whole reading, and a stream mostly about else.

The texts about call-ups are the project's own annotated ones, which are written like news; what is about
something else is made from templates. Peers: spaCy's small pipeline alone on the same texts in the same
process, which finds no attribution, and textacy, which finds direct quotations on top of it.
"""

import importlib
import importlib.util
import random
import time
from collections.abc import Callable, Iterable, Sequence

import spacy
from training.corpus import load_texts

from benchmarks import Row
from tocsin.catalogue.load import load_catalogue
from tocsin.reading.encoder.shipped import load_attributor
from tocsin.reading.english.parse import MODEL
from tocsin.reading.passages import find_passages
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document

SEED = 7
N_NEWS = 60
N_STREAM = 800
"""Texts of the stream; one in twenty is about the case."""
OTHER = (
    "The bakery on the corner sold {n} loaves before noon, and the queue went on to the square.",
    "The orchestra played for {n} minutes, and the hall asked for more.",
    "Rain is expected in the north, with {n} millimetres by the evening.",
    "The museum bought {n} paintings from a collector who wished to stay unknown.",
    "Shares of the brewer rose by {n} percent after it said that its new plant would open in June.",
)


def unrelated(rng: random.Random, sentences: int) -> str:
    """A news text about something else."""
    return " ".join(rng.choice(OTHER).format(n=rng.randint(2, 60)) for _ in range(sentences))


def rate(texts: Sequence[str], read: Callable[[str], object]) -> float:
    """Words per CPU-second over all texts, after a first one that loads what is loaded once."""
    read(texts[0])
    start = time.process_time()
    for text in texts:
        read(text)
    return sum(len(text.split()) for text in texts) / (time.process_time() - start)


def rows() -> Iterable[Row]:
    """Attribution over news, whole readings over news, and the mixed stream."""
    rng = random.Random(SEED)
    catalogue = load_catalogue()
    reader = Reader(catalogue.topics, catalogue.indicators)
    attributor = load_attributor("en")
    pipeline = spacy.load(MODEL)
    written = [example.text for example in load_texts("en")]
    news = rng.sample(written, N_NEWS)
    stream = [news[n // 20 % N_NEWS] if n % 20 == 0 else unrelated(rng, 20) for n in range(N_STREAM)]

    def attribute(text: str) -> object:
        return attributor.find(text, tuple(find_passages(text)))

    def read(text: str) -> object:
        return reader.read(Document(id="b", text=text, lang="en"))

    parsed = rate(news, pipeline)
    peers = {"spaCy sm": parsed, "textacy": _quotations(news, pipeline)}
    yield Row("attribution over news", rate(news, attribute), "words/s", peers, "spaCy only parses")
    yield Row("call-up news, read in full", rate(news, read), "words/s", {"spaCy sm": parsed})
    yield Row(
        "stream, one text in twenty relevant",
        rate(stream, read),
        "words/s",
        {"spaCy sm": rate(stream[::16], pipeline)},
        "the peer parses every sixteenth text; the gate parses what is relevant",
    )


def _quotations(news: Sequence[str], pipeline: spacy.language.Language) -> float | None:
    """textacy's direct quotations, where it is installed."""
    if importlib.util.find_spec("textacy") is None:
        return None
    triples = importlib.import_module("textacy.extract.triples")

    def quotations(text: str) -> int:
        try:
            return sum(1 for _ in triples.direct_quotations(pipeline(text)))
        except ValueError:
            # It gives up on a text whose quotation marks do not balance, after the parse.
            return 0

    return rate(news, quotations)
