"""Records are values: frozen, keyword-only, deaf to unknown keys, named by their content."""

import importlib
import pkgutil
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tocsin.records
from tocsin.records.hypothesis import Hypothesis
from tocsin.records.identity import content_id, digest
from tocsin.records.issue import Issue, Stage, issue
from tocsin.records.prediction import Fate, Prediction, Resolution, fate
from tocsin.records.record import Record, decode, encode
from tocsin.records.span import cut


def every_record() -> list[type[Record]]:
    names = [module.name for module in pkgutil.iter_modules(tocsin.records.__path__)]
    found: dict[str, type[Record]] = {}
    for name in names:
        module = importlib.import_module(f"tocsin.records.{name}")
        found |= {
            f"{name}.{key}": value
            for key, value in vars(module).items()
            if isinstance(value, type) and issubclass(value, Record) and value.__module__ == module.__name__
        }
    return list(found.values())


@pytest.mark.parametrize("kind", every_record(), ids=lambda kind: kind.__name__)
def test_every_noun_is_frozen_keyword_only_and_refuses_unknown_keys(kind: type[Record]) -> None:
    config = kind.__struct_config__
    assert config.frozen
    assert config.forbid_unknown_fields
    assert kind.__match_args__ == ()
    assert kind.__doc__


def test_an_unknown_key_is_refused_by_name() -> None:
    good = encode(Hypothesis(id="open", title="t", statement="s", resolution="r"))
    spoilt = good[:-1] + b',"unheard_of":"x"}'
    with pytest.raises(msgspec.ValidationError, match="unheard_of"):
        decode(spoilt, Hypothesis)


def test_a_field_cannot_be_changed() -> None:
    span = cut("call-up", 0, 4)
    with pytest.raises(AttributeError):
        span.start = 1  # type: ignore[misc]


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_ids_differ_exactly_when_parts_differ(a: list[str], b: list[str]) -> None:
    assert (content_id("x", *a) == content_id("x", *b)) == (a == b)


def test_an_id_says_its_kind_and_hides_nothing_else() -> None:
    assert content_id("claim", "m", 1, 2).startswith("claim-")
    assert len(content_id("claim", "m", 1, 2)) == len("claim-") + 20


@given(st.binary(max_size=200), st.integers(min_value=0))
def test_one_changed_byte_changes_the_digest(data: bytes, at: int) -> None:
    if not data:
        return
    spoilt = bytearray(data)
    spoilt[at % len(data)] ^= 1
    assert digest(bytes(spoilt)) != digest(data)


@given(st.text(), st.text(min_size=1))
def test_a_record_survives_writing_and_reading(subject: str, reason: str) -> None:
    one = issue(Stage.CAPTURE, subject, reason, datetime(2023, 2, 6, tzinfo=UTC))
    assert decode(encode(one), Issue) == one


def prediction(**changed: object) -> Prediction:
    plain: dict[str, object] = {
        "id": "prediction-1",
        "claim_id": "claim-1",
        "capture_id": "capture-1",
        "speaker": "a ministry",
        "statement": "the campaign ends in two weeks",
        "topic": "wave_timing",
        "made_at": datetime(2022, 10, 14, tzinfo=UTC),
        "due_on": date(2022, 10, 31),
        "due_basis": "in two weeks",
        "rule": "an announcement of the end",
    }
    return Prediction(**(plain | changed))  # type: ignore[arg-type]


def test_a_prediction_is_open_until_its_day_and_due_after_it() -> None:
    assert fate(prediction(), date(2022, 10, 31)) is Fate.OPEN
    assert fate(prediction(), date(2022, 11, 1)) is Fate.DUE


def test_a_resolution_counts_from_its_day_on() -> None:
    settled = prediction(
        resolution=Resolution(fate=Fate.TRUE, on=date(2022, 10, 28), reason="declared complete")
    )
    assert fate(settled, date(2022, 10, 27)) is Fate.OPEN
    assert fate(settled, date(2022, 10, 28)) is Fate.TRUE
