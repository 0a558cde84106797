"""Words read per CPU-second on one core: who said what, whole readings, a stream, numbers, dates; and size.

*Attribution alone* is the encoder's work: word pieces, two networks, decoding, nothing else. A *whole
reading* adds all else a claim needs: language, gate, parse, names, numbers, times, modality, topics,
indications.

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
from tocsin.reading.pool import When, cores, read_many
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
import sys
if {hide}:
    sys.modules["torch"] = None
from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document
catalogue = load_catalogue()
reader = Reader(catalogue.topics, catalogue.indicators)
for lang, text in (("en", "The army said on Monday that 40,000 men would be called up."),
                   ("ru", "Министерство сообщило, что в марте мобилизуют 40 тысяч человек.")):
    assert reader.read(Document(id=lang, text=text, lang=lang)).claims
for line in open("/proc/self/status"):
    if line.startswith("VmHWM:"):
        print(int(line.split()[1]) * 1024 / 1e6)
"""
"""The process's own high-water mark: `getrusage` would tell that of its parent, from which it was forked."""


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
    yield from _on_all_cores(about)
    yield from _values(news)
    yield from _loaded()


def _read(news: Sequence[str], about: Sequence[str], stream: Sequence[str]) -> Iterator[Row]:
    """Attribution over news, whole readings of what is about call-ups, and the mixed stream."""
    reader = _make()
    attributor = load_attributor("en")
    pipeline = spacy.load(MODEL)

    def attribute(text: str) -> object:
        return attributor.find(text, tuple(find_passages(text)))

    def read(text: str) -> object:
        return reader.read(Document(id="b", text=text))

    peers = {"spaCy sm": rate(news, pipeline), "textacy": _quotations(news, pipeline)}
    n_words = sum(len(text.split()) for text in news)
    each = n_words / max(1, sum(len(attributor.find(text, tuple(find_passages(text)))) for text in news))
    note = f"an attribution every {each:.0f} words; spaCy only parses"
    yield Row("attribution alone, over news", rate(news, attribute), "words/s", peers, note)
    peer: dict[str, float | None] = {"spaCy sm": rate(about, pipeline)}
    yield Row("whole reading, news about call-ups", rate(about, read), "words/s", peer, "language told, too")
    yield Row(
        "whole reading, stream, one text in twenty about call-ups",
        rate(stream, read),
        "words/s",
        {"spaCy sm": rate(stream[1::40], pipeline)},
        "the peer parses ten texts of it; language told, too",
    )
    russian = [example.text for example in load_texts("ru") if Gate().admits(example.text)]
    yield Row("whole reading, Russian news about call-ups", rate(russian, read), "words/s", {})


def _make() -> Reader:
    """A reader, as each process builds its own."""
    catalogue = load_catalogue()
    return Reader(catalogue.topics, catalogue.indicators)


def _on_all_cores(about: Sequence[str]) -> Iterator[Row]:
    """Processes beside one, by the clock: the only figure here that other programs at work spoil."""
    documents = [Document(id=str(n), text=text) for n, text in enumerate(about)]
    n_words = sum(len(text.split()) for text in about)
    took = {}
    for jobs in (1, cores()):
        # Everything is read twice, and the first time is the start's: each process loads its parsers.
        readings = read_many(_make, [*documents, *documents], When(jobs, characters=0, documents=1))
        for n_read, _ in enumerate(readings, 1):
            if n_read == len(documents):
                start = time.perf_counter()
        took[jobs] = time.perf_counter() - start
    peer: dict[str, float | None] = {"one process": n_words / took[1]}
    ours = n_words / took[cores()]
    yield Row(
        f"the same news by {cores()} processes",
        ours,
        "words/s",
        peer,
        "by the clock, once started: other programs at work spoil it",
    )


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
    for name, hide in (("both languages loaded", True), ("the same where torch is installed", False)):
        command = [sys.executable, "-c", READ_BOTH.format(hide=hide)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        note = (
            "at most 700" if hide else "which only training needs, but spaCy's library loads if it is there"
        )
        yield Row(name, float(told), "MB", {}, note)
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
