"""Who was not heard, what moved, and how it is put in words."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tocsin.assess.changes import find_changes
from tocsin.assess.missing import find_missing
from tocsin.assess.words import YARDSTICK, words
from tocsin.errors import AssessError
from tocsin.records.issue import Stage, issue


def test_an_awaited_source_is_missing_when_it_is_silent_too_long_or_was_never_heard(make):
    sources = (
        make.source("daily", every=2.0),
        make.source("weekly", every=10.0),
        make.source("mute", every=2.0),
        make.source("anyone"),
    )
    mementos = [
        make.memento("a", source="daily", days_ago=5.0),
        make.memento("b", source="weekly", days_ago=5.0),
    ]
    found = find_missing(sources, mementos, [], make.as_of)
    assert {one.source: one.reason for one in found} == {
        "daily": "silent since 2023-02-10, 5 days; expected every 2 days",
        "mute": "never heard",
    }


def test_what_could_not_be_retrieved_or_read_is_missing_and_what_came_later_is_not(make):
    issues = [
        issue(Stage.CAPTURE, "https://ministry.example", "timed out", make.as_of),
        issue(Stage.READING, "scan.pdf", "holds no text"),
        issue(Stage.BRIEFING, "font", "not found"),
        issue(Stage.CAPTURE, "https://later.example", "timed out", make.as_of + timedelta(days=1)),
    ]
    found = find_missing((), [], issues, make.as_of)
    assert [one.source for one in found] == ["https://ministry.example", "scan.pdf"]


def assessed(make, days, names):
    mementos = [make.memento(name) for name in names]
    return make.assess(
        mementos,
        [make.indication(memento, "sign") for memento in mementos],
        indicators=(make.indicator("sign", open=1.0),),
        sources=(make.source("paper"),),
        as_of=make.as_of + timedelta(days=days),
    )


def test_the_changes_add_up_to_the_difference_of_the_two_answers(make):
    before, after = assessed(make, 0, "ab"), assessed(make, 3, "bc")
    changes = find_changes(before, after)
    assert {change.kind for change in changes} == {"new", "gone", "aged"}
    moved = sum(change.after_bits - change.before_bits for change in changes)
    total = [sum(one.bits for one in assessment.contributions) for assessment in (before, after)]
    assert moved == pytest.approx(total[1] - total[0])
    assert find_changes(after, after) == ()


def test_a_comparison_with_the_future_is_refused(make):
    with pytest.raises(AssessError, match="an earlier instant"):
        find_changes(assessed(make, 3, "a"), assessed(make, 0, "a"))


@given(some.floats(0, 1), some.floats(0, 1))
def test_words_rise_with_the_probability(one, other):
    order = [name for _, _, name in YARDSTICK]
    low, high = sorted((one, other))
    assert order.index(words(low)) <= order.index(words(high))


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        (0.0, "remote chance"),
        (0.12, "highly unlikely"),
        (0.45, "realistic possibility"),
        (1.0, "almost certain"),
    ],
)
def test_the_yardstick_is_the_published_one(p, expected):
    assert words(p) == expected


def test_words_for_what_is_no_probability_are_refused():
    with pytest.raises(ValueError, match="from 0 to 1"):
        words(1.2)
