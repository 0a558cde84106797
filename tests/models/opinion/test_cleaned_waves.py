"""Cleaning tells what it does, and guesses nothing."""

import pytest

from tocsin.errors import SurveyError

GOOD = {"sex": ["1", "2", "1"], "town": ["city", "city", "village"], "q1": ["1", "2", "3"]}


def test_everything_that_is_done_to_a_cell_stands_in_the_log_with_its_count(coded):
    found = coded(
        {
            "sex": ["1", "2.0", "1", "2", "1", "1"],
            "town": ["city"] * 6,
            "q1": ["1", None, "99", " approve ", "Hard to say", "  "],
        }
    )
    assert found.answers["leader_approval"] == ("1", None, None, "1", "3", None)
    said = {(one.item, one.done): one.n_cells for one in found.log}
    assert said == {
        ("gender", "a whole number with a point taken as its code"): 1,
        ("leader_approval", "empty: no answer"): 2,
        ("leader_approval", "'99' is no answer by the codebook"): 1,
        ("leader_approval", "spaces cut"): 1,
        ("leader_approval", "words taken as their code"): 2,
    }


def test_nobody_is_dropped(coded, people):
    assert coded(people(50)).n == 50


FLAWS = {
    "an unknown code": (
        {**GOOD, "q1": ["1", "7", "3"]},
        {},
        r"wave 2022-09: leader_approval, row 3: expected a code of 1, 2, 3, 99, found '7'",
    ),
    "one respondent": (
        {name: cells[:1] for name, cells in GOOD.items()},
        {},
        "wave 2022-09: expected two respondents or more",
    ),
    "a column that is not there": (
        {name: cells for name, cells in GOOD.items() if name != "q1"},
        {},
        "wave 2022-09: leader_approval: expected a column 'q1'",
    ),
    "a label that changed its meaning": (
        GOOD,
        {"q1": {"1": "Approve", "2": "Hard to say"}},
        "leader_approval: expected code 2 to mean 'Disapprove', found 'Hard to say' in the file",
    ),
    "a label that the codebook does not know": (
        GOOD,
        {"q1": {"4": "Do not care"}},
        "leader_approval: expected no code 4, found 'Do not care' in the file",
    ),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_flaw_is_named_with_its_wave_variable_and_cell(coded, flaw):
    columns, labels, message = FLAWS[flaw]
    with pytest.raises(SurveyError, match=message):
        coded(columns, labels)


@pytest.mark.parametrize(
    ("weight", "message"),
    [
        (["1", "0", "1"], "wave 2022-09: w, row 3: expected more than 0, found 0"),
        (["1", "", "1"], "wave 2022-09: w, row 3: expected a number"),
        (["1", "nan", "1"], "wave 2022-09: w, row 3: expected a finite number"),
    ],
)
def test_a_weight_that_is_none_is_refused(coded, design, weight, message):
    with pytest.raises(SurveyError, match=message):
        coded({**GOOD, "psu": ["a", "a", "b"], "w": weight}, design=design)


def test_a_missing_cluster_is_refused(coded, design):
    with pytest.raises(SurveyError, match="wave 2022-09: psu, row 4: expected a cluster"):
        coded({**GOOD, "psu": ["a", "a", " "], "w": ["1", "1", "1"]}, design=design)
