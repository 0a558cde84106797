"""A small catalogue and a reader for the tests of reading."""

from datetime import date

import pytest

from tocsin.reading.reader import Reader
from tocsin.records.indication import Direction, Indicator, Patterns, Topic
from tocsin.records.units import Figure


def topic(name: str, *patterns: str) -> Topic:
    return Topic(id=name, title=name, definition=name, patterns={"en": Patterns(any=patterns)})


TOPICS = (
    topic("callup_size", r"\bcall(?:ing|ed)? up\b", r"\bmobili[sz]e[sd]?\b"),
    topic("losses", r"\bcasualties\b", r"\bkilled\b", r"\blosses\b"),
    topic("wave_timing", r"\bmobili[sz]ation\b", r"\bsecond wave\b"),
    topic("need", r"\bshort of men\b", r"\bneeds? \w+ more men\b"),
)


def indicator(name: str, *patterns: str) -> Indicator:
    half_life = Figure(
        value=30, low=10, high=90, unit="days", source="elicited: tests", date=date(2023, 1, 1)
    )
    return Indicator(
        id=name,
        group="tests",
        title=name,
        definition=name,
        direction=Direction.RAISES_OPEN,
        half_life_days=half_life,
        weights={},
        patterns={"en": Patterns(any=patterns)},
    )


INDICATORS = (indicator("rumours", r"rumou?rs of a (?:second|new) wave"),)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(TOPICS, INDICATORS)
