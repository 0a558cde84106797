"""A prediction's day and rule are fixed on entry, and the same prediction is entered once."""

from datetime import date, timedelta

import msgspec
import pytest

from tocsin.assess.predictions import enter, settle
from tocsin.errors import AssessError
from tocsin.records.prediction import Fate, Resolution, fate
from tocsin.records.reading import Polarity


def horizon(make):
    return make.figure(180.0, unit="days")


def entered(make, *claims, **rest):
    return enter(claims, make.as_of, horizon(make), **rest)


def future(make, memento, *times, **rest):
    return make.claim(memento, prediction=True, times=tuple(make.timex(*time) for time in times), **rest)


EARLY_MARCH = ("early March", date(2023, 3, 1), date(2023, 3, 10))
LAST_MAY = ("last May", date(2022, 5, 1), date(2022, 5, 31))


def test_the_last_day_the_words_allow_is_the_day_it_falls_due(make):
    (prediction,) = entered(make, future(make, make.memento("a"), EARLY_MARCH))
    assert (prediction.due_on, prediction.due_basis) == (date(2023, 3, 10), "“early March”")


def test_a_day_already_past_does_not_make_a_prediction_due_before_it_was_made(make):
    both, past = make.memento("a"), make.memento("b")
    first, second = entered(
        make,
        future(make, both, LAST_MAY, EARLY_MARCH, content="first"),
        future(make, past, LAST_MAY, content="second"),
    )
    assert first.due_on == date(2023, 3, 10)
    assert second.due_on == second.made_at.date() + timedelta(days=180)
    assert second.due_basis == "no last day named: 180 days after publication"


def test_an_open_end_counts_the_horizon_from_the_first_day_it_speaks_of(make):
    (prediction,) = entered(make, future(make, make.memento("a"), ("from June", date(2023, 6, 1), None)))
    assert prediction.due_on == date(2023, 6, 1) + timedelta(days=180)


def test_the_rule_holds_number_and_day(make):
    (prediction,) = entered(make, future(make, make.memento("a"), EARLY_MARCH, low=300_000, high=500_000))
    assert (prediction.low, prediction.high) == (300_000, 500_000)
    assert "by 2023-03-10" in prediction.rule
    assert "at least 300,000 and at most 500,000 men" in prediction.rule
    (denied,) = entered(make, future(make, make.memento("a"), polarity=Polarity.DENY))
    assert "does not come about" in denied.rule


def test_the_same_prediction_in_two_texts_is_one_kept_from_the_earliest_in_any_order(make):
    early, late = make.memento("early", days_ago=5), make.memento("late", days_ago=1)
    claims = [
        future(make, late, EARLY_MARCH, low=300_000, content="he will call up 300,000 in early March"),
        future(make, early, EARLY_MARCH, low=300_000, content="the 300,000 are due in early March"),
    ]
    assert [one.capture_id for one in entered(make, *claims)] == ["capture-early"]
    assert entered(make, *claims) == entered(make, *reversed(claims))


def test_other_days_numbers_and_speakers_are_other_predictions(make):
    memento = make.memento("a")
    claims = [
        future(make, memento, EARLY_MARCH, content="one", low=300_000),
        future(make, memento, EARLY_MARCH, content="two", low=500_000),
        future(make, memento, content="three", low=300_000),
        future(make, memento, EARLY_MARCH, content="four", low=300_000, speaker="Analyst Una"),
    ]
    assert len(entered(make, *claims)) == 4


def test_what_is_not_about_the_future_or_not_captured_yet_or_off_topic_is_passed_over(make):
    now, later = make.memento("a"), make.memento("b", captured_at=make.as_of + timedelta(days=1))
    claims = [make.claim(now), future(make, later), future(make, now, topic="poll")]
    assert entered(make, *claims, topics=frozenset({"callup_size"})) == ()


def test_a_settled_prediction_has_its_fate_from_the_day_it_was_settled(make):
    (prediction,) = entered(make, future(make, make.memento("a"), EARLY_MARCH))
    resolution = Resolution(fate=Fate.FALSE, on=date(2023, 3, 11), reason="no decree was published")
    (settled,) = settle([prediction], {prediction.id: resolution, "prediction-of-later": resolution})
    assert fate(settled, date(2023, 3, 10)) is Fate.OPEN
    assert fate(prediction, date(2023, 3, 11)) is Fate.DUE
    assert fate(settled, date(2023, 3, 11)) is Fate.FALSE


@pytest.mark.parametrize(
    ("kind", "on", "message"),
    [(Fate.DUE, date(2023, 3, 11), "found due"), (Fate.TRUE, date(2022, 1, 1), "found 2022-01-01")],
)
def test_a_resolution_that_settles_nothing_is_refused(make, kind, on, message):
    (prediction,) = entered(make, future(make, make.memento("a"), EARLY_MARCH))
    with pytest.raises(AssessError, match=message):
        settle([prediction], {prediction.id: Resolution(fate=kind, on=on, reason="-")})


@pytest.mark.parametrize(
    ("words", "enters"),
    [
        ("This would come on top of the 300,000 reservists", False),
        ("Это будет в дополнение к резервистам", False),
        ("they will call up 500,000", True),
        ("reservists would be called up", True),
        ("—", False),
    ],
)
def test_words_that_only_carry_on_another_sentence_predict_nothing(make, words, enters):
    claim = make.claim(make.memento("a"), content=words, prediction=True)
    assert bool(enter([claim], make.as_of, make.figure(90.0))) is enters


def test_what_names_its_own_day_is_a_prediction(make):
    soon = make.timex("in March", date(2023, 3, 1), date(2023, 3, 31))
    claim = make.claim(
        make.memento("a"), content="this will be done in March", prediction=True, times=(soon,)
    )
    (entered,) = enter([claim], make.as_of, make.figure(90.0))
    assert entered.due_on == date(2023, 3, 31)


@pytest.mark.parametrize(
    ("words", "reported", "enters"),
    [
        ("500,000 men would be called up", True, True),
        ("500,000 men would be called up", False, False),
        ("The bill would let the government set a list of crossings", False, False),
        ("The bill would be passed, and the borders will be closed", False, True),
        ("the limits would be 21 and 30", False, False),
        ("695,000 are to be contract soldiers", False, False),
        ("reservists are to be called up", False, True),
        ("new summonses are to be sent out", False, True),
        ("для этого понадобилась бы новая волна", True, False),
        ("в армию призовут 300 тысяч человек", True, True),
    ],
)
def test_what_a_text_provides_or_would_follow_if_is_no_prediction(make, words, reported, enters):
    claim = make.claim(make.memento("a"), content=words, prediction=True)
    spans = claim.spans if reported else msgspec.structs.replace(claim.spans, source=None, cue=None, chain=())
    claim = msgspec.structs.replace(claim, spans=spans)
    assert bool(enter([claim], make.as_of, make.figure(90.0))) is enters
