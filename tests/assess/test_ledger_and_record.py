"""Entries stand, outcomes are not taken back unnoticed, and our own answers are scored only when due."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from tocsin.assess.entering import find_new, find_outcomes, latest
from tocsin.assess.own_record import came_about, own_record
from tocsin.assess.tracks import find_tracks, score_number
from tocsin.errors import AssessError
from tocsin.records.case import Case, Event, Foreign
from tocsin.records.prediction import Fate, Prediction, Resolution

MADE = datetime(2023, 1, 2, 12, tzinfo=UTC)
NOW = datetime(2023, 3, 1, tzinfo=UTC)


def prediction(name="p", speaker="General Ivo", **changes):
    given = {
        "id": f"prediction-{name}",
        "claim_id": f"claim-{name}",
        "capture_id": "capture-1",
        "speaker": speaker,
        "statement": f"a wave will begin in early January, {name}",
        "topic": "wave_timing",
        "made_at": MADE,
        "due_on": date(2023, 1, 10),
        "due_basis": "“early January”",
        "rule": "-",
    }
    return Prediction(**given | changes)


def resolution(fate="false", **changes):
    given = {"fate": Fate(fate), "on": date(2023, 1, 11), "reason": "None came.", "source": "gazette"}
    return Resolution(**given | changes)


def test_a_later_reading_with_another_day_is_no_new_prediction():
    entered = [prediction()]
    reread = prediction(id="prediction-other", due_on=date(2023, 2, 1))
    longer = prediction(
        id="x", claim_id="y", statement="he said a wave will begin in early January, p, he said"
    )
    other = prediction("q", statement="the border will close")
    assert find_new(entered, [reread, longer, other]) == [other]


def test_outcomes_are_recorded_once():
    first = find_outcomes([prediction()], {"prediction-p": resolution()}, [], "case.toml", NOW)
    assert [one.resolution.fate for one in first] == [Fate.FALSE]
    assert find_outcomes([prediction()], {"prediction-p": resolution()}, first, "case.toml", NOW) == []


def test_a_contradicting_resolution_is_refused_with_file_key_and_advice():
    first = find_outcomes([prediction()], {"prediction-p": resolution()}, [], "case.toml", NOW)
    with pytest.raises(
        AssessError, match=r"case\.toml: resolutions\.prediction-p\.fate: expected false.*found true; try"
    ):
        find_outcomes([prediction()], {"prediction-p": resolution("true")}, first, "case.toml", NOW)


def test_a_correction_says_what_it_corrects_and_both_stay():
    first = find_outcomes([prediction()], {"prediction-p": resolution()}, [], "case.toml", NOW)
    mended = resolution("true", corrects=Fate.FALSE, reason="It had begun on the 9th.")
    second = find_outcomes([prediction()], {"prediction-p": mended}, first, "case.toml", NOW)
    assert len(second) == 1
    assert latest([*first, *second])["prediction-p"].fate is Fate.TRUE


@pytest.mark.parametrize(
    ("bad", "message"),
    [(resolution(source=""), "captures that show it"), (resolution(reason=" "), "what was observed")],
)
def test_a_resolution_that_stands_on_nothing_is_refused(bad, message):
    with pytest.raises(AssessError, match=message):
        find_outcomes([prediction()], {"prediction-p": bad}, [], "case.toml", NOW)


def test_a_number_is_scored_with_its_sign_and_its_interval():
    called = prediction(low=300_000.0, high=500_000.0)
    score = score_number(msgspec.structs.replace(called, resolution=resolution(actual=300_000.0)))
    assert (score.signed_error, score.interval_score, score.inside) == (100_000.0, 200_000.0, True)
    missed = score_number(msgspec.structs.replace(called, resolution=resolution(actual=200_000.0)))
    assert missed.interval_score == pytest.approx(200_000 + 2 / 0.2 * 100_000)
    one_sided = prediction(low=None, high=500_000.0, resolution=resolution(actual=0.0))
    assert score_number(one_sided).interval_score is None
    assert score_number(one_sided).signed_error == 500_000.0


def test_tracks_say_how_few_there_are_and_how_many_are_void(make):
    weighing = msgspec.structs.replace(
        make.weighing(), ranking_needs=make.figure(155.0), void_ceiling=make.figure(0.3)
    )
    told = [
        prediction("a", resolution=resolution("true")),
        prediction("b", resolution=resolution("void")),
        prediction("c", speaker="Paper", resolution=resolution("partly")),
        prediction("d"),
    ]
    found = find_tracks(told, (make.source("paper"),), weighing, date(2023, 3, 1))
    by_name = {one.speaker: one for one in found.tracks}
    assert (by_name["General Ivo"].n_settled, by_name["General Ivo"].n_void) == (1, 1)
    assert (by_name["Paper"].type, by_name["Paper"].hits) == ("press", 0.5)
    assert found.void_share == pytest.approx(1 / 3)
    assert "About 155 settled predictions" in found.note
    assert "33% are void" in found.note


@pytest.fixture
def case(make):
    return Case(
        title="?",
        opened_on=make.opened,
        question=make.question(),
        indicators=(),
        topics=(),
        sources=(),
        weighing=make.weighing(),
    )


def test_nothing_is_scored_before_it_is_due_and_looked_into(make, case):
    answers = [make.assess()]
    assert own_record(case, answers, date(2023, 6, 1)).scored == ()
    looked = msgspec.structs.replace(case, looked_until={"open": date(2023, 5, 1)})
    record = own_record(looked, answers, date(2023, 6, 1))
    assert [(one.hypothesis, one.deadline, one.came_about) for one in record.scored] == [
        ("open", date(2023, 4, 1), False)
    ]
    assert record.n_pending == 8
    assert record.brier == pytest.approx(record.scored[0].p ** 2)


def test_an_event_decides_for_all_hypotheses_from_its_day(make, case):
    event = Event(id="decree", on=date(2023, 5, 5), title="decree", source="gazette", settles="open")
    settled = msgspec.structs.replace(case, events=(event,), looked_until={"open": date(2023, 5, 1)})
    after = date(2023, 6, 1)
    assert came_about(settled, "open", date(2023, 7, 1), after) is True
    assert came_about(settled, "none", date(2023, 7, 1), after) is False
    assert came_about(settled, "open", date(2023, 4, 1), after) is False
    assert came_about(settled, "stealth", date(2023, 4, 1), after) is None


def test_our_answers_stand_beside_climatology_and_the_crowd_as_it_was_by_then(make, case):
    crowd = [
        Foreign(by="crowd", on=on, hypothesis="open", deadline=date(2023, 4, 1), p=p, source="-")
        for on, p in ((date(2023, 2, 1), 0.2), (make.as_of.date() + timedelta(days=1), 0.9))
    ]
    looked = msgspec.structs.replace(case, looked_until={"open": date(2023, 4, 2)}, forecasts=tuple(crowd))
    record = own_record(looked, [make.assess()], date(2023, 6, 1))
    assert record.scored[0].others == {"crowd": 0.2}
    beside = {one.by: one for one in record.against}
    assert beside["crowd"].theirs == pytest.approx(0.04)
    # Without evidence our answer is climatology.
    assert beside["climatology"].theirs == pytest.approx(beside["climatology"].ours)
