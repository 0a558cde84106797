"""How reading time grows with the text, up to ten megabytes: it must grow as the text does and no faster.

Each row is one bad text at a size, beside the same text at a quarter of it: words a second should stay level.
"""

import time
from collections.abc import Iterable

from benchmarks import Row
from tocsin.catalogue.entries import load_catalogue
from tocsin.reading.reader import Reader
from tocsin.records.reading import Document

SIZES = (625_000, 2_500_000, 10_000_000)
PARSED = (20_000, 80_000)
"""Sizes of texts of which every word is parsed, at some ten thousand characters a second."""
RAIN = "Rain fell on the roofs of the town all day. "
SAID = "The army said that 400 men were called up. "
SHAPES = {
    "one line without a word of the subject": (RAIN, SIZES),
    "one line, two relevant sentences in every megabyte": (RAIN * 11_000 + SAID, SIZES),
    "a table": ("region\t120\t340\t560\t|\n", SIZES),
    "a table of call-ups": ("region\t120\t340\tmobilised\t|\n", PARSED),
    "quotation marks never closed": ("“We were mobilised, “ he “ said. ", PARSED),
    "markup": ("<p class='a'>Troops &amp; wind</p><br/>\n", PARSED),
    "one word": ("mobilisation", PARSED),
}


def rows() -> Iterable[Row]:
    """Characters a second for each shape and size."""
    catalogue = load_catalogue()
    reader = Reader(catalogue.topics, catalogue.indicators)
    reader.read(Document(id="warm", text="The army said that 400 men were called up.", lang="en"))
    for name, (piece, sizes) in SHAPES.items():
        before: float | None = None
        for size in sizes:
            text = (piece * (size // len(piece) + 1))[:size]
            start = time.process_time()
            reader.read(Document(id="h", text=text, lang="en"))
            rate = size / max(1e-6, time.process_time() - start)
            peers: dict[str, float | None] = {} if before is None else {"a quarter of it": before}
            yield Row(f"{name}, {size / 1e6:g} MB", rate, "characters/s", peers)
            before = rate
