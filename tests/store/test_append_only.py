"""What is entered once stays: predictions, outcomes and published assessments."""

import sqlite3
from datetime import UTC, date, datetime

import pytest

from tocsin.records.capture import Capture
from tocsin.records.prediction import Fate, Outcome, Prediction, Resolution
from tocsin.store.store import Store

AT = datetime(2023, 1, 2, 12, tzinfo=UTC)


def prediction(**changes):
    given = {
        "id": "prediction-1",
        "claim_id": "claim-1",
        "capture_id": "capture-1",
        "speaker": "A minister",
        "statement": "a wave will begin in early January",
        "topic": "wave_timing",
        "made_at": AT,
        "due_on": date(2023, 1, 10),
        "due_basis": "“early January”",
        "rule": "True if it comes about by 2023-01-10.",
    }
    return Prediction(**given | changes)


@pytest.fixture
def filled(tmp_path):
    path = tmp_path / "tocsin.db"
    capture = Capture(
        id="capture-1",
        address="https://news.example/1",
        captured_at=AT,
        status=200,
        media_type="text/html",
        payload_digest="sha256:0",
        n_bytes=1,
        warc_file="a.warc.gz",
        warc_offset=0,
        ledger_index=0,
    )
    resolution = Resolution(fate=Fate.FALSE, on=date(2023, 1, 11), reason="None came.", source="gazette")
    outcome = Outcome(id="outcome-1", prediction_id="prediction-1", entered_at=AT, resolution=resolution)
    with Store.open(f"sqlite:///{path}") as store:
        store.put([capture, prediction(), outcome])
    return path


@pytest.mark.parametrize("table", ["prediction", "outcome"])
@pytest.mark.parametrize("change", ["UPDATE {} SET body = '{{}}'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_or_delete_an_entry(filled, table, change):
    with (
        sqlite3.connect(filled) as connection,
        pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"),
    ):
        connection.execute(change.format(table))


def test_an_entry_made_again_with_another_day_leaves_the_first_as_it_is(filled):
    with Store.open(f"sqlite:///{filled}") as store:
        store.put([prediction(due_on=date(2024, 1, 1))])
        assert [one.due_on for one in store.predictions()] == [date(2023, 1, 10)]
        assert [one.resolution.fate for one in store.outcomes()] == [Fate.FALSE]
