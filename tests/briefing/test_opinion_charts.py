"""Charts of opinion: rows that say what was found, at both widths, and tables that say the same."""

from datetime import date, timedelta

import pytest

from tocsin.briefing.language.choose import language
from tocsin.briefing.opinion_report import render
from tocsin.briefing.sentiment.estimates import estimates
from tocsin.briefing.sentiment.groups import by_group
from tocsin.briefing.sentiment.sheet import field_days
from tocsin.briefing.sentiment.shocks import said, shocks
from tocsin.briefing.sentiment.worded import worded
from tocsin.records.opinion import (
    Change,
    Event,
    EventKind,
    Group,
    Groups,
    GroupWave,
    House,
    Scale,
    Sharpest,
    Tracked,
    TrackedSeries,
    WaveOfSeries,
)
from tocsin.records.survey import Cleaned, Interval

EN, RU = language("en"), language("ru")


def days(at):
    day = date(2021, 1, 10) + timedelta(days=30) * at
    return day, day + timedelta(days=6)


def wave(at, value, shock=0.0):
    first, last = days(at)
    return WaveOfSeries(
        starts_on=first,
        ends_on=last,
        pollster="Nobody",
        value=value,
        sampling=Interval(low=value - 3, high=value + 3),
        total=Interval(low=value - 6, high=value + 6),
        level=value + 0.5,
        level_interval=Interval(low=value - 2, high=value + 2),
        shock=shock,
    )


def group(title, value):
    waves = [
        GroupWave(
            starts_on=days(at)[0],
            ends_on=days(at)[1],
            value=value - at,
            se=3.0,
            sampling=Interval(low=value - at - 6, high=value - at + 6),
            total=Interval(low=value - at - 12, high=value - at + 12),
        )
        for at in range(12)
    ]
    return Group(title=title, waves=tuple(waves))


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
FALL = Sharpest(
    measure="approval",
    after=date(2022, 8, 3),
    on=date(2022, 9, 2),
    value=-8.0,
    rank=1,
    rank_interval=Interval(low=1, high=3),
    sharpest_p=0.7,
    compared="",
    n_compared=69,
    first_on=date(2021, 1, 10),
    last_on=date(2026, 9, 11),
)


@pytest.fixture
def tracked():
    waves = tuple(wave(at, 70.0 - (8 if at >= 20 else 0), -8.0 if at >= 20 else 0.0) for at in range(70))
    one = TrackedSeries(
        id="approval", title="Approval", title_in={"ru": "Одобрение"}, waves=waves, falls=(FALL,)
    )
    groups = tuple(group(name, value) for name, value in (("18–24", 50.0), ("25–39", 60.0), ("40+", 70.0)))
    return Tracked(
        title="Invented",
        title_in={"ru": "Выдумано"},
        scale=Scale.SHARE,
        source="invented",
        series=(one,),
        events=(EVENT,),
        houses=(
            House(measure="approval", pollster="Other", value=-0.12, interval=Interval(low=-0.2, high=0.1)),
        ),
        method="opinion",
        groups=(Groups(id="age", title="By age", whole="approval", groups=groups),),
        log=(Cleaned(wave="a.csv", item="approval", done="no figure in yes: survey left out", n_cells=2),),
    )


def test_each_survey_has_a_dot_and_a_row_and_fewer_fit_on_a_narrow_page(tracked):
    (chart,) = estimates(EN, tracked)
    assert len(chart.wide["datasets"]["rows-approval"]) == len(chart.table.rows) == 60
    assert len(chart.narrow["datasets"]["rows-approval"]) == 24
    assert chart.wide["datasets"]["rows-approval"][-1]["y"] == 62.0


def test_a_row_says_both_intervals_and_the_field_dates(tracked):
    first = [cell.text for cell in estimates(EN, tracked)[0].table.rows[0]]
    assert first[2:5] == ["62.0", "59.0–65.0", "56.0–68.0"]
    assert first[6] == "−8.0"
    assert "2026" in first[0]


def test_the_total_error_interval_stands_in_the_title_in_each_language(tracked):
    assert estimates(EN, tracked)[0].title == "Approval: 62, in all likelihood 56–68"
    assert estimates(RU, worded(tracked, "ru"))[0].title == "Одобрение: 62, вероятнее всего 56–68"


def test_what_is_passing_is_said_in_words_and_as_a_table(tracked):
    chart = shocks(EN, tracked)
    assert chart.title == "Sudden changes: 1 passing, 0 lasting"
    assert [cell.text for cell in chart.table.rows[0]] == [
        "2 Sep 2022",
        "transient shock",
        "98\u202f%",
        "2.5 (1.0–6.0)",
        "−8 (−11 … −5)",
    ]
    assert said(EN, EVENT, tracked) == (
        "2 September 2022: Approval −8 (−11 to −5); half of it passed in 2.5 months (95 %: 1.0 to 6.0);"
        " probability 98\u202f%."
    )
    assert len(chart.wide["datasets"]["rows-level-approval"]) == 70


def test_every_group_has_a_panel_with_its_surveys_on_the_same_scale(tracked):
    (chart,) = by_group(EN, tracked)
    assert chart.title == "By age: from 39 (18–24) to 59 (40+)"
    assert "dashed, the level of everybody" in chart.subtitle
    for at, value in enumerate((39.0, 49.0, 59.0)):
        assert chart.wide["datasets"][f"rows-age-{at}"][-1]["value"] == value
        assert len(chart.wide["datasets"][f"rows-age-{at}"]) == 12
        assert len(chart.narrow["datasets"][f"rows-age-{at}"]) == 10
    heights = [chart.wide["datasets"][f"rows-age-{at}"][-1]["y"] for at in range(3)]
    assert heights[1] - heights[0] == pytest.approx(heights[2] - heights[1])


def test_a_group_row_says_both_intervals_and_how_far_the_last_change_is_chance(tracked):
    row = [cell.text for cell in by_group(EN, tracked)[0].table.rows[0]]
    assert row == ["18–24", "6–12 Dec 2021", "39.0", "33.0–45.0", "27.0–51.0", "−1.0 (−9.3 … +7.3)"]


@pytest.mark.parametrize(
    ("first", "last", "en", "ru"),
    [
        ((2022, 9, 22), (2022, 9, 28), "22–28 Sep 2022", "22–28\u00a0сент.\u00a02022"),
        ((2022, 9, 28), (2022, 10, 4), "28 Sep – 4 Oct 2022", "28 сен – 4\u00a0окт.\u00a02022"),
        ((2022, 12, 28), (2023, 1, 4), "28 Dec 2022 – 4 Jan 2023", "28\xa0дек.\xa02022 – 4\xa0янв.\xa02023"),
        ((2022, 9, 1), (2022, 9, 1), "1 Sep 2022", "1\u00a0сент.\u00a02022"),
    ],
)  # fmt: skip
def test_field_dates_are_said_once(first, last, en, ru):
    asked = wave(0, 50.0).__class__(**{
        **{name: getattr(wave(0, 50.0), name) for name in wave(0, 50.0).__struct_fields__},
        "starts_on": date(*first), "ends_on": date(*last),
    })  # fmt: skip
    assert (field_days(EN, asked), field_days(RU, asked)) == (en, ru)


@pytest.mark.parametrize("code", ["en", "ru"])
def test_the_page_has_every_chart_with_its_table_and_leaves_nothing_out(tracked, code):
    page = render(tracked, code)
    assert f'<html lang="{code}">' in page
    assert page.count("<figure id=") == page.count('<details class="twin">') == 3
    for text in ("no figure in yes: survey left out (2)", "Other", "−0,12" if code == "ru" else "−0.12"):
        assert text in page
    assert ("Одобрение" in page, "What is passing" in page) == (
        (True, False) if code == "ru" else (False, True)
    )
    assert "<script" not in page
