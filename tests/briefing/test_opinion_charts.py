"""Charts of opinion: rows that say what was found, at both widths, and tables that say the same."""

from datetime import date, timedelta

import pytest

from tocsin.briefing.sentiment.charts import estimates, multiples, said
from tocsin.records.opinion import Change, Event, EventKind, Scale, Tracked, TrackedSeries, WaveOfSeries
from tocsin.records.survey import Interval


def wave(at, value, shock=0.0):
    day = date(2021, 1, 10) + timedelta(days=30) * at
    return WaveOfSeries(
        starts_on=day,
        ends_on=day + timedelta(days=6),
        pollster="Nobody",
        value=value,
        sampling=Interval(low=value - 3, high=value + 3),
        total=Interval(low=value - 6, high=value + 6),
        level=value + 0.5,
        level_interval=Interval(low=value - 2, high=value + 2),
        shock=shock,
    )


EVENT = Event(
    on=date(2022, 9, 2),
    after=date(2022, 8, 3),
    bits=12.0,
    p=0.98,
    kind=EventKind.TRANSIENT,
    transient_p=0.9,
    half_life_months=2.5,
    half_life=Interval(low=1.0, high=6.0),
    changes=(Change(measure="approval", value=-8.0, interval=Interval(low=-11.0, high=-5.0)),),
)


@pytest.fixture
def tracked():
    waves = tuple(wave(at, 70.0 - (8 if at >= 20 else 0), -8.0 if at >= 20 else 0.0) for at in range(70))
    one = TrackedSeries(id="approval", title="Approval", waves=waves, falls=())
    return Tracked(
        title="Invented",
        scale=Scale.SHARE,
        source="invented",
        series=(one,),
        events=(EVENT,),
        houses=(),
        method="opinion",
    )


def test_each_survey_has_a_dot_and_a_row_and_fewer_fit_on_a_narrow_page(tracked):
    (chart,) = estimates(tracked)
    assert len(chart.wide["datasets"]["rows-approval"]) == len(chart.table.rows) == 60
    assert len(chart.narrow["datasets"]["rows-approval"]) == 24
    assert chart.wide["datasets"]["rows-approval"][-1]["y"] == 62.0


def test_a_row_says_both_intervals_and_the_field_dates(tracked):
    first = [cell.text for cell in estimates(tracked)[0].table.rows[0]]
    assert first[2:5] == ["62.0", "59.0–65.0", "56.0–68.0"]
    assert first[6] == "−8.0"
    assert "2026" in first[0]


def test_the_total_error_interval_stands_in_the_title(tracked):
    assert estimates(tracked)[0].title == "Approval: 62, in all likelihood 56–68"


def test_small_multiples_say_what_passed_in_words_and_as_a_table(tracked):
    chart = multiples(tracked)
    assert chart.title == "Sudden changes: 1 passed, 0 stayed"
    assert [cell.text for cell in chart.table.rows[0]] == [
        "2 September 2022",
        "transient shock",
        "98%",
        "2.5 (1.0–6.0)",
    ]
    assert said(EVENT, tracked) == (
        "2 September 2022: Approval −8 (−11 to −5); half had passed after 2.5 months, 1.0–6.0;"
        " probability 98%."
    )
    assert len(chart.wide["datasets"]["rows-level-approval"]) == 70
