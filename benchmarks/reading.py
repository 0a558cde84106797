"""Words read per CPU-second on one core: who said what, whole readings, a stream, numbers, dates; and size.

The texts about call-ups are the project's own annotated ones, which are written like news; what is about
something else is made from templates. Peers run on the same texts in the same process: spaCy's small pipeline
alone, which finds no attribution; textacy, which finds direct quotations on top of it; quantulum3 and
dateparser, which find numbers and dates. A peer that is not installed is said to be missing.
"""

import importlib
import importlib.util
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import spacy
from training.corpus import load_texts

from benchmarks import Row
from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.encoder.shipped import load_attributor
from tocsin.reading.english.parse import MODEL
from tocsin.reading.english.quantity import find_quantities
from tocsin.reading.english.timex import find_times
from tocsin.reading.gate import Gate
from tocsin.reading.passages import find_passages
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document

SEED = 7
N_NEWS = 40
N_STREAM = 400
"""Texts of the stream; one in twenty passes the gate and is about call-ups."""
N_SLOW = 3
"""Texts for peers of a few hundred words a second."""
TIMES = 2
"""Runs of which the quickest counts: the others say what else the machine was doing."""
OTHER = (
    "The bakery on the corner sold {n} loaves before noon, and the queue went on to the square.",
    "The orchestra played for {n} minutes, and the hall asked for more.",
    "Rain is expected in the north, with {n} millimetres by the evening.",
    "The museum bought {n} paintings from a collector who wished to stay unknown.",
    "Shares of the brewer rose by {n} percent after it said that its new plant would open in June.",
)
READ_BOTH = """
import resource
from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document
catalogue = load_catalogue()
reader = Reader(catalogue.topics, catalogue.indicators)
for lang, text in (("en", "The army said on Monday that 40,000 men would be called up."),
                   ("ru", "Министерство сообщило, что в марте мобилизуют 40 тысяч человек.")):
    assert reader.read(Document(id=lang, text=text, lang=lang)).claims
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def unrelated(rng: random.Random, sentences: int) -> str:
    """A news text about something else."""
    return " ".join(rng.choice(OTHER).format(n=rng.randint(2, 60)) for _ in range(sentences))


def rate(texts: Sequence[str], read: Callable[[str], object]) -> float:
    """Words per CPU-second over all texts, after a first one that loads what is loaded once."""
    read(texts[0])
    took = []
    for _ in range(TIMES):
        start = time.process_time()
        for text in texts:
            read(text)
        took.append(time.process_time() - start)
    return sum(len(text.split()) for text in texts) / min(took)


def rows() -> Iterator[Row]:
    """Every measurement."""
    rng = random.Random(SEED)
    written = [example.text for example in load_texts("en")]
    news = rng.sample(written, N_NEWS)
    about = [text for text in written if Gate().admits(text)]
    stream = [about[n // 20 % len(about)] if n % 20 == 0 else unrelated(rng, 25) for n in range(N_STREAM)]
    yield from _read(news, about[:N_NEWS], stream)
    yield from _values(news)
    yield from _loaded()


def _read(news: Sequence[str], about: Sequence[str], stream: Sequence[str]) -> Iterator[Row]:
    """Attribution over news, whole readings of what is about call-ups, and the mixed stream."""
    catalogue = load_catalogue()
    reader = Reader(catalogue.topics, catalogue.indicators)
    attributor = load_attributor("en")
    pipeline = spacy.load(MODEL)

    def attribute(text: str) -> object:
        return attributor.find(text, tuple(find_passages(text)))

    def read(text: str) -> object:
        return reader.read(Document(id="b", text=text))

    peers = {"spaCy sm": rate(news, pipeline), "textacy": _quotations(news, pipeline)}
    yield Row("attribution over news", rate(news, attribute), "words/s", peers, "spaCy only parses")
    peer: dict[str, float | None] = {"spaCy sm": rate(about, pipeline)}
    yield Row("news about call-ups, read in full", rate(about, read), "words/s", peer, "language told, too")
    yield Row(
        "stream, one text in twenty about call-ups",
        rate(stream, read),
        "words/s",
        {"spaCy sm": rate(stream[1::40], pipeline)},
        "the peer parses ten texts of it; language told, too",
    )
    russian = [example.text for example in load_texts("ru") if Gate().admits(example.text)]
    yield Row("Russian news about call-ups, read in full", rate(russian, read), "words/s", {})


def _values(news: Sequence[str]) -> Iterator[Row]:
    """Numbers and dates, beside the libraries for them."""
    few = news[:N_SLOW]
    peers: dict[str, float | None] = {"quantulum3": None, "dateparser": None}
    if importlib.util.find_spec("quantulum3") is not None:
        peers["quantulum3"] = rate(few, importlib.import_module("quantulum3.parser").parse)
    if importlib.util.find_spec("dateparser") is not None:
        search = importlib.import_module("dateparser.search").search_dates
        peers["dateparser"] = rate(few, lambda text: search(text, languages=["en"]))
    note = f"peers on {N_SLOW} texts"
    yield Row("numbers", rate(news, find_quantities), "words/s", {"quantulum3": peers["quantulum3"]}, note)
    times = rate(news, lambda text: find_times(text, None))
    yield Row("time expressions", times, "words/s", {"dateparser": peers["dateparser"]}, note)


def _loaded() -> Iterator[Row]:
    """Memory with both languages, and the start of the command for a text that the gate keeps out."""
    told = subprocess.run(
        [sys.executable, "-c", READ_BOTH], capture_output=True, text=True, check=True
    ).stdout
    yield Row("both languages loaded", float(told), "MB", {}, "at most 700")
    line = '{"id": "a", "text": "The bakery sold forty loaves before noon, and the queue went on."}'
    took = []
    for _ in range(TIMES):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "tocsin", "read"], input=line, capture_output=True, text=True, check=True
        )
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(end.ru_utime - start.ru_utime + end.ru_stime - start.ru_stime)
    note = "CPU, from the shell, the command's imports included; at most 2"
    yield Row("tocsin read, a text kept out by the gate", min(took), "s", {}, note)


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
