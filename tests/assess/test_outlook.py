"""The answer is proper, moves the right way, and adds up."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tocsin.assess.evidence import gather
from tocsin.assess.outlook import outlook
from tocsin.assess.waterfall import waterfall
from tocsin.errors import AssessError
from tocsin.records.assessment import Missing
from tocsin.records.case import Event
from tocsin.records.moment import Interval

calm = settings(deadline=None, max_examples=25)


def by_name(assessment):
    return {one.id: one for one in assessment.hypotheses}


def p_open(assessment):
    return by_name(assessment)["open"].p


def example(make, n_law=2, **changes):
    sources = (make.source("paper"), make.source("wire", "B"), make.source("rumour", "E"))
    indicators = (
        make.indicator("decree", open=2.0),
        make.indicator("training", group="army", open=0.8, stealth=0.4),
        make.indicator("denial", group="army", none=0.5),
    )
    names = [("a", "paper"), ("b", "wire"), ("c", "rumour")]
    mementos = [make.memento(name, source=source, days_ago=3 + at) for at, (name, source) in enumerate(names)]
    indications = [make.indication(memento, "decree") for memento in mementos[:n_law]]
    indications += [make.indication(mementos[2], "training"), make.indication(mementos[0], "denial")]
    given_ = {"sources": sources, "indicators": indicators}
    return mementos, indications, given_ | changes


def test_without_evidence_the_answer_is_the_prior(make):
    assessment = make.assess()
    for answer, prior in zip(assessment.hypotheses, assessment.prior, strict=True):
        assert (answer.id, answer.p) == (prior.id, pytest.approx(prior.p))
        assert (answer.low, answer.high) == (pytest.approx(prior.low), pytest.approx(prior.high))


def test_evidence_for_an_open_wave_raises_it_and_a_weight_for_nothing_lowers_both(make):
    source, memento = make.source("paper"), make.memento("a")
    before = make.assess()
    for weights, open_rises, stealth_rises in (({"open": 1.5}, True, False), ({"none": 1.5}, False, False)):
        after = make.assess(
            [memento],
            [make.indication(memento, "sign")],
            sources=(source,),
            indicators=(make.indicator("sign", **weights),),
        )
        assert (p_open(after) > p_open(before)) is open_rises
        assert (by_name(after)["stealth"].p > by_name(before)["stealth"].p) is stealth_rises


def test_the_waterfall_adds_up_to_the_answer_in_bits_and_in_probability(make):
    mementos, indications, rest = example(make)
    rest["indicators"] += (make.indicator("unseen", open=1.0),)
    rest["sources"] += (make.source("daily", every=400.0),)
    mementos.append(make.memento("quiet", source="daily"))
    assessment = make.assess(mementos, indications, **rest)
    answers, prior = by_name(assessment), {one.id: one for one in assessment.prior}
    for hypothesis in ("open", "stealth"):
        steps = waterfall(assessment, hypothesis)
        assert steps[0].kind == "prior"
        assert steps[0].p == pytest.approx(prior[hypothesis].p)
        assert steps[-1].p == pytest.approx(answers[hypothesis].p, abs=1e-12)
        total = steps[0].bits + sum(step.bits for step in steps[1:-1])
        assert total == pytest.approx(steps[-1].total_bits, abs=1e-12)
        told = sum(one.bits for one in assessment.contributions if one.hypothesis == hypothesis)
        assert steps[0].bits + told == pytest.approx(steps[-1].total_bits, abs=1e-9)
    assert "absence" in {step.kind for step in waterfall(assessment, "open")}
    with pytest.raises(AssessError, match="expected one of open, stealth, found none"):
        waterfall(assessment, "none")


def test_the_prior_bits_of_the_waterfall_are_those_of_the_monthly_hazard(make):
    question = make.question({"open": (0.02, 0.0199, 0.0201), "stealth": (0.08, 0.0799, 0.0801)})
    at_opening = make.as_of - timedelta(days=14.5)
    steps = make.assess(question=question, as_of=at_opening).steps
    assert 2 ** steps[0].total_bits == pytest.approx(0.02 / 0.90, rel=1e-3)


@calm
@given(some.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(make, random):
    mementos, indications, rest = example(make)
    here = make.assess(mementos, indications, **rest)
    for values in (mementos, indications):
        random.shuffle(values)
    rest["indicators"] = tuple(random.sample(rest["indicators"], 3))
    assert make.assess(mementos, indications, **rest) == here


def test_a_copy_changes_nothing_but_the_number_of_reports(make):
    mementos, indications, rest = example(make)
    before = make.assess(mementos, indications, **rest)
    copy = make.memento("copied", text=mementos[0].text, source="rumour", days_ago=0.5)
    again = [
        make.indication(copy, one.spans.indicator) for one in indications if one.memento_id == "memento-a"
    ]
    after = make.assess([*mementos, copy], indications + again, **rest)
    assert after.hypotheses == before.hypotheses
    assert after.by_deadline == before.by_deadline
    assert after.steps == before.steps
    assert sum(one.reports for one in after.contributions) > sum(one.reports for one in before.contributions)


def test_nothing_captured_later_is_used(make):
    mementos, indications, rest = example(make)
    before = make.assess(mementos, indications, **rest)
    late = make.memento("late", captured_at=make.as_of + timedelta(hours=1))
    after = make.assess([*mementos, late], [*indications, make.indication(late, "decree")], **rest)
    assert after == before


wild = some.floats(-400, 400)
hazard = some.floats(1e-9, 0.49)


@calm
@given(wild, wild, wild, hazard, hazard, some.floats(0.01, 1e5), some.floats(0, 1), some.integers(0, 40))
def test_curves_are_proper_and_monotone_whatever_goes_in(
    make, open_, stealth, none, one, other, half_life, correlation, n_missing
):
    question = make.question({"open": (one, one / 3, 0.9), "stealth": (other, other / 3, 0.9)}, cap=1000.0)
    mementos = [make.memento(f"m{number}", days_ago=number) for number in range(4)]
    assessment = make.assess(
        mementos,
        [make.indication(memento, "sign") for memento in mementos],
        question=question,
        indicators=(make.indicator("sign", half_life, open=open_, stealth=stealth, none=none),),
        sources=(make.source("paper"),),
        weighing=make.weighing(correlation),
        missing=[Missing(source=f"s{number}", reason="silent") for number in range(n_missing)],
    )
    points = assessment.by_deadline
    for point in points:
        assert sum(point.p.values()) == pytest.approx(1, abs=1e-9)
        for name, p in point.p.items():
            assert 0 <= point.low[name] <= p <= point.high[name] <= 1
    for earlier, later in pairwise(points):
        for name in ("open", "stealth"):
            assert later.p[name] >= earlier.p[name] - 1e-12
        assert later.p["none"] <= earlier.p["none"] + 1e-12


def test_the_prior_follows_the_hazard_law_when_the_hazard_is_known(make):
    question = make.question({"open": (0.05, 0.04999, 0.05001)}, deadlines=(date(2023, 7, 31),))
    opened = make.as_of - timedelta(days=14.5)
    months = (date(2023, 8, 1) - make.opened).days / (365.25 / 12)
    assessment = make.assess(question=question, as_of=opened)
    assert p_open(assessment) == pytest.approx(1 - 0.95**months, abs=1e-4)


def test_waiting_without_an_event_lowers_the_hazard_the_more_the_less_it_was_known(make):
    known = make.question({"open": (0.05, 0.0499, 0.0501)}, deadlines=(date(2024, 1, 1),))
    vague = make.question({"open": (0.05, 0.01, 0.12)}, deadlines=(date(2024, 1, 1),))
    later = make.as_of + timedelta(days=180)
    hazards = [make.assess(question=one, as_of=later).prior[0].hazard_per_month for one in (known, vague)]
    assert hazards[0] == pytest.approx(0.05, rel=0.02)
    assert hazards[1] < 0.85 * hazards[0]


def test_the_bands_cover_the_truth_of_simulated_worlds_at_their_nominal_rate(make):
    # Worlds whose true weight and hazard are drawn from the elicited laws, not from our own draws.
    question = make.question({"open": (0.05, 0.02, 0.09)}, cap=100.0)
    indicator = make.indicator("sign", half_life=60.0, open=(1.5, 0.5, 2.5))
    memento = make.memento("a", days_ago=0.0)
    assessment = make.assess(
        [memento],
        [make.indication(memento, "sign")],
        question=question,
        indicators=(indicator,),
        sources=(make.source("paper"),),
        weighing=make.weighing(full=True),
        as_of=make.as_of - timedelta(days=0),
    )
    rng = np.random.default_rng(7)
    answer, covered, n = by_name(assessment)["open"], 0, 1000
    for _ in range(n):
        weight = 1.5 + rng.normal() / 1.2816
        rate = rng.gamma(3.5, 0.05 / 3.5)
        half_life = 60 * 2 ** (rng.normal() / 1.2816)
        truth = _truth(rate, weight, half_life, days=(date(2023, 7, 2) - date(2023, 2, 15)).days - 0.5)
        covered += answer.low <= truth <= answer.high
    assert 0.75 <= covered / n <= 0.85


def _truth(rate, weight, half_life, days):
    """Incidence by a fine daily product, written apart from the product's own."""
    survival = 1.0
    for day in np.arange(0.5, days, 1.0):
        odds = np.expm1(rate) * 2 ** (weight * 2 ** (-day / half_life))
        survival *= (1 / (1 + odds)) ** (12 / 365.25)
    return 1 - survival


def test_a_missing_source_widens_the_band_and_moves_nothing(make):
    mementos, indications, rest = example(make)
    heard = by_name(make.assess(mementos, indications, **rest))["open"]
    missing = [Missing(source="ministry", reason="silent")]
    unheard = by_name(make.assess(mementos, indications, missing=missing, **rest))["open"]
    assert unheard.p == heard.p
    assert unheard.high > heard.high
    assert unheard.low < heard.low


def test_silence_of_an_awaited_source_is_no_absence(make):
    indicators = (make.indicator("decree", open=2.0),)
    awaited = (make.source("ministry", every=3.0),)
    quiet = make.assess(indicators=indicators, sources=awaited)
    looked = make.assess([make.memento("a", source="ministry")], indicators=indicators, sources=awaited)
    assert quiet.contributions == ()
    # One text of a source that speaks every three days is a tenth of what a month should have given.
    assert [one.bits for one in looked.contributions] == [pytest.approx(-0.05 * 0.1)]
    assert p_open(looked) < p_open(quiet)


def test_deadlines_that_have_passed_stay_with_what_had_not_come_about(make):
    assessment = make.assess(as_of=make.as_of + timedelta(days=100))
    assert assessment.by_deadline[0].p == {"open": 0.0, "stealth": 0.0, "none": 1.0}
    assert assessment.by_deadline[1].p["none"] < 1


def test_a_hypothesis_that_came_about_settles_the_question(make):
    event = Event(id="decree", on=date(2023, 5, 5), title="decree", source="gazette", settles="open")
    before = make.assess(events=[event])
    after = make.assess(events=[event], as_of=make.as_of + timedelta(days=100))
    assert p_open(before) < 0.5
    assert p_open(after) == 1
    assert after.by_deadline[0].p["none"] == 1
    assert after.by_deadline[2].p["open"] == 1
    assert after.steps == ()


def test_evidence_of_today_speaks_mostly_about_the_near_term(make):
    memento, source = make.memento("a", days_ago=0.0), make.source("paper")

    def excess(half_life):
        after = make.assess(
            [memento],
            [make.indication(memento, "sign")],
            indicators=(make.indicator("sign", half_life, open=2.0),),
            sources=(source,),
        )
        prior = make.assess()
        return [
            now.p["open"] - then.p["open"]
            for now, then in zip(after.by_deadline, prior.by_deadline, strict=True)
        ]

    short, long = excess(10.0), excess(300.0)
    assert long[2] > 2 * long[0]
    assert short[2] < 1.2 * short[0]


def gallery(make):
    figure = make.figure
    hazards = make.question().reference_class
    return [
        (make.question(opened_on=date(2024, 6, 1)), (), "deadlines from 2024-06-01"),
        (make.question(deadlines=(date(2024, 1, 1), date(2023, 4, 1))), (), "ascending days"),
        (make.question(hypotheses=make.question().hypotheses[:2]), (), "rivals of which one is residual"),
        (make.question(hazards={"open": (0.6, 0.5, 0.7), "stealth": (0.5, 0.4, 0.6)}), (), "a sum below 1"),
        (make.question(hazards={"open": (0.0, 0.0, 0.1)}), (), "a value above 0"),
        (make.question(hazards={"open": (0.1, 0.2, 0.3)}), (), "low ≤ value ≤ high"),
        (make.question(cap=0.0), (), "cap_bits: expected a value above 0"),
        (make.question(), (make.indicator("x", wave=1.0),), "one of none, open, stealth, found wave"),
        (make.question(), (make.indicator("x", open=float("inf")),), "finite low"),
        (make.question(), (make.indicator("x", half_life=0.0, open=1.0),), "half_life_days"),
        (
            make.question(
                reference_class=type(hazards)(title="", rationale="", hazard_per_month={"open": figure(0.1)})
            ),
            (),
            "one for each of open, stealth",
        ),
    ]


@pytest.mark.parametrize("at", range(11))
def test_what_would_mislead_is_refused_by_name(make, at):
    question, indicators, message = gallery(make)[at]
    with pytest.raises(AssessError, match=message):
        make.assess(question=question, indicators=indicators)


def test_two_hypotheses_settled_on_one_day_are_refused(make):
    events = [
        Event(id=name, on=date(2023, 2, 3), title=name, source="gazette", settles=name)
        for name in ("open", "stealth")
    ]
    with pytest.raises(AssessError, match="exclude each other"):
        make.assess(events=events)


def test_a_weighing_without_a_grade_is_refused(make):
    weighing = make.weighing()
    weighing.reliability.pop("F")
    with pytest.raises(AssessError, match=r"weighing\.reliability\.F"):
        make.assess(weighing=weighing)


def test_retelling_an_old_event_does_not_refresh_it(make):
    memento = make.memento("a", days_ago=1.0)
    rest = {"sources": (make.source("paper"),), "indicators": (make.indicator("decree", open=2.0),)}
    fresh = make.assess([memento], [make.indication(memento, "decree")], **rest)
    long_ago = Interval(latest=date(2022, 9, 21))
    question = make.question(opened_on=date(2022, 9, 1))
    told = make.indication(memento, "decree", happened=long_ago)
    retold = make.assess([memento], [told], question=question, **rest)
    assert retold.contributions[0].bits < 0.1 * fresh.contributions[0].bits


def test_what_is_older_than_the_question_is_passed_over_since_the_reference_class_has_it_too(make):
    memento = make.memento("a", days_ago=30.0)
    rest = {"sources": (make.source("paper"),), "indicators": (make.indicator("decree", open=2.0),)}
    assert make.assess([memento], [make.indication(memento, "decree")], **rest).contributions == ()


def test_evidence_gathered_once_can_be_assessed_for_two_questions(make):
    weighing = make.weighing()
    evidence = gather([], [], [], sources=(), weighing=weighing, missing=(), as_of=make.as_of)
    one = outlook(make.question(), (), (), weighing, evidence)
    other = outlook(make.question(id="other"), (), (), weighing, evidence)
    assert one.id != other.id
