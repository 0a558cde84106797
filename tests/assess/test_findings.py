"""What a model found is evidence with its own weight, and counts once."""

from datetime import timedelta

import msgspec
import pytest

from tocsin.assess.evidence import gather
from tocsin.assess.explain.explain import explain
from tocsin.assess.outlook import outlook
from tocsin.errors import AssessError
from tocsin.records.case import Case
from tocsin.records.finding import Finding, finding_id
from tocsin.records.indication import Observer


def finding(make, shown_p=1.0, days_ago=0, indicator="arithmetic", cites=("capture-a",), known_at=None):
    fields = {
        "indicator": indicator,
        "model": "manpower",
        "method": "manpower 1, invented scenario",
        "statement": f"Strength falls below need before May in {shown_p:.0%} of draws.",
        "shown_p": shown_p,
        "data_until": (make.as_of - timedelta(days=days_ago)).date(),
        "known_at": known_at or make.as_of - timedelta(days=days_ago),
        "cites": cites,
    }
    return Finding(id=finding_id(**fields), **fields)


@pytest.fixture
def indicators(make):
    arithmetic = msgspec.structs.replace(
        make.indicator("arithmetic", half_life=10.0, group="manpower", open=1.0),
        observed_by=Observer.MODEL,
        covers=("losses",),
    )
    return arithmetic, make.indicator("losses", group="front", open=0.5)


@pytest.fixture
def assess(make, indicators):
    def assess(*findings, mementos=(), seen=(), as_of=make.as_of):
        weighing = make.weighing(full=True)
        sources = (make.source("paper"),)
        evidence = gather(
            mementos,
            (),
            seen,
            sources=sources,
            weighing=weighing,
            missing=(),
            as_of=as_of,
            findings=findings,
        )
        question = make.question()
        found = outlook(question, indicators, sources, weighing, evidence)
        case = Case(
            title="",
            opened_on=make.opened,
            question=question,
            indicators=indicators,
            topics=(),
            sources=sources,
            weighing=weighing,
        )
        return found, explain(case, evidence, found)

    return assess


def by_indicator(assessment):
    return {one.indicator: one.bits for one in assessment.contributions if one.origin != "absent"}


def test_a_finding_weighs_what_the_catalogue_gives_times_how_firmly_it_is_shown(make, assess):
    assert by_indicator(assess(finding(make))[0])["arithmetic"] == pytest.approx(1.0)
    assert by_indicator(assess(finding(make, shown_p=0.25))[0])["arithmetic"] == pytest.approx(0.25)


def test_a_finding_ages_from_the_last_day_its_data_speak_of(make, assess):
    found = by_indicator(assess(finding(make, days_ago=10))[0])["arithmetic"]
    assert found == pytest.approx(0.5, abs=0.03)


def test_a_model_that_runs_every_day_counts_once_by_its_latest_run(make, assess):
    runs = [finding(make, shown_p=0.5 + at / 20, days_ago=5 - at) for at in range(6)]
    once, often = assess(runs[-1])[0], assess(*runs)[0]
    assert often == once
    assert len(often.findings) == 1


def test_a_finding_is_taken_back_by_one_that_shows_nothing(make, assess):
    assert not by_indicator(assess(finding(make, days_ago=2), finding(make, shown_p=0.0))[0])


def test_a_finding_that_was_not_known_yet_changes_nothing(make, assess):
    later = finding(make, known_at=make.as_of + timedelta(hours=1))
    assert assess(later)[0] == assess()[0]


def test_a_text_the_finding_rests_on_does_not_count_beside_it(make, assess):
    used, other = make.memento("a", days_ago=0.0), make.memento("b", days_ago=0.0)
    copy = make.memento("copy", text=used.text, days_ago=0.0)
    told = {"mementos": (used, copy), "seen": (make.indication(copy, "losses"),)}
    assert set(by_indicator(assess(finding(make), **told)[0])) == {"arithmetic"}
    told = {"mementos": (used, other), "seen": (make.indication(other, "losses"),)}
    assert set(by_indicator(assess(finding(make), **told)[0])) == {"arithmetic", "losses"}


def test_the_explanation_names_the_finding_everywhere(make, assess):
    assessment, why = assess(finding(make))
    (step,) = [
        one
        for one in assessment.steps
        if (one.hypothesis, one.indicator) == ("open", "arithmetic") and one.kind == "indicator"
    ]
    assert step.bits == pytest.approx(1.0)
    assert step.n_origins == 1
    (effect,) = [one for one in why.effects if one.indicators == ("arithmetic",)]
    assert effect.reports == 1
    assert effect.cites == ("capture-a",)
    assert effect.share["open"] > 0
    assert any(row.indicator == "arithmetic" and row.seen for row in why.matrix)
    assert any(swing.figure == "indicators.arithmetic.weights.open" for swing in why.tornado)


def test_a_finding_nobody_made_is_no_absence(assess):
    assert all(one.indicator != "arithmetic" for one in assess()[0].contributions)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"indicator": "losses"}, r'indicator: expected an indicator with observed_by = "model"'),
        ({"shown_p": 1.5}, r"shown_p: expected a share from 0 to 1, found 1\.5"),
        ({"cites": ()}, "cites: expected the captures it rests on, found none"),
    ],
)
def test_a_finding_that_cannot_be_weighed_is_refused(make, assess, changes, said):
    with pytest.raises(AssessError, match=said):
        assess(finding(make, **changes))


def test_an_older_finding_about_an_indicator_that_left_the_catalogue_is_passed_over(make, assess):
    assert assess(finding(make, indicator="long-gone"))[0].contributions == assess()[0].contributions
