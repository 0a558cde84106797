"""The second reader of a run: its endpoint, its answers on disk, and what it took, told when it is done.

Reading knows no network and capture no claims; here the way to the model is handed to who asks.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tocsin.capture.completing import Endpoint
from tocsin.log import stderr
from tocsin.reading.confidence import calibration
from tocsin.reading.second.answers import Answers
from tocsin.reading.second.reader import SecondReader, Tally
from tocsin.reading.workers import ReadsOne
from tocsin.records.indication import Topic
from tocsin.records.reading import Document, Reading
from tocsin.records.second_reader import SecondReaderRules

FOLDER = "second-reader"
"""Where a case keeps the answers."""
MILLION = 1_000_000


class ReadsAgain(Protocol):
    """Who looks at a text once the rules have read it."""

    @property
    def method(self) -> str:
        """Name and version; empty when nobody does."""

    def read_again(self, document: Document, reading: Reading) -> tuple[Reading, bool]:
        """The reading with what is added, and whether every question was answered."""


class Nobody:
    """No second reader: readings stay as they are."""

    method = ""

    def read_again(self, document: Document, reading: Reading) -> tuple[Reading, bool]:
        """The reading, as it is."""
        return reading, True


@contextmanager
def second_reader(
    rules: SecondReaderRules | None, topics: Sequence[Topic], first: ReadsOne, folder: Path
) -> Iterator[ReadsAgain]:
    """The second reader that the rules ask for, or nobody; says at the end what it took."""
    if rules is None:
        yield Nobody()
        return
    with Endpoint(rules, os.environ.get(rules.key_env)) as endpoint:
        reader = SecondReader(
            endpoint.ask, rules.model, topics, first, Answers(folder), calibration().proposal.value
        )
        try:
            yield reader
        finally:
            stderr().print(render(reader.tally, rules), markup=False)


def render(tally: Tally, rules: SecondReaderRules) -> str:
    """What a run asked and what it cost, in one line."""
    cost = tally.n_tokens_in * rules.price_per_million_in + tally.n_tokens_out * rules.price_per_million_out
    priced = f", at a cost of {cost / MILLION:.4f}" if cost else ""
    return (
        f"Second reader {rules.model}: {tally.asked} asked, {tally.kept} answers at hand; "
        f"{tally.added} claims added, {tally.refused} refused; "
        f"{tally.n_tokens_in} tokens in, {tally.n_tokens_out} out{priced}."
    )
