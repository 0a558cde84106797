"""The explanation adds up to the answer it explains."""

from datetime import timedelta

import msgspec
import pytest

from tocsin.assess.evidence import gather
from tocsin.assess.explain.effects import find_effects
from tocsin.assess.explain.explain import explain
from tocsin.assess.explain.ground import ground
from tocsin.assess.explain.tornado import reach
from tocsin.assess.outlook import outlook
from tocsin.records.case import Case


@pytest.fixture
def told(make):
    indicators = (
        make.indicator("decree", open=(1.0, 0.2, 2.0)),
        make.indicator("training", group="army", open=0.6, stealth=0.6),
        make.indicator("denial", group="words", open=-0.3, stealth=0.1),
        make.indicator("border", group="law", open=1.5),
    )

    def build(n, as_of=make.as_of):
        sources = (make.source("paper", every=2.0),)
        mementos = [make.memento(f"m{at}", days_ago=1.0 + at) for at in range(n)]
        seen = [make.indication(one, indicators[at % 3].id) for at, one in enumerate(mementos)]
        weighing = make.weighing()
        evidence = gather(mementos, [], seen, sources=sources, weighing=weighing, missing=(), as_of=as_of)
        case = Case(
            title="?",
            opened_on=make.opened,
            question=make.question(),
            indicators=indicators,
            topics=(),
            sources=sources,
            weighing=weighing,
        )
        return case, evidence, outlook(case.question, indicators, sources, weighing, evidence)

    return build


@pytest.mark.parametrize("n", [1, 4, 20])
def test_the_shapley_shares_add_up_from_the_prior_to_the_answer(told, n):
    case, evidence, assessment = told(n)
    found = explain(case, evidence, assessment)
    assert found.exact is (n <= 4)
    for name, p in found.p.items():
        way = sum(one.share[name] for one in found.effects)
        assert found.prior[name] + way == pytest.approx(p, abs=1e-9)


def test_sampled_shares_come_near_the_exact_ones(told):
    case, evidence, _ = told(6)
    asked = ground(case.question, case.indicators, case.sources, case.weighing, evidence)
    exact, is_exact = find_effects(asked)
    assert is_exact
    from_sample = find_effects(asked, exact_players=0)
    assert not from_sample[1]
    sampled = {one.origin: one for one in from_sample[0]}
    for one in exact:
        assert sampled[one.origin].share["open"] == pytest.approx(one.share["open"], abs=0.004)


def test_leaving_an_origin_out_gives_the_answer_without_it(make, told):
    case, evidence, assessment = told(4)
    found = explain(case, evidence, assessment)
    one = next(effect for effect in found.effects if effect.origin not in ("absent", "others"))
    kept = tuple(seen for seen in evidence.indications if seen.capture_id not in one.cites)
    without = outlook(
        case.question,
        case.indicators,
        case.sources,
        case.weighing,
        msgspec.structs.replace(evidence, indications=kept),
    )
    for hypothesis in without.hypotheses:
        assert found.p[hypothesis.id] + one.left_out[hypothesis.id] == pytest.approx(hypothesis.p, abs=1e-9)


def test_a_row_that_fits_every_hypothesis_alike_is_not_diagnostic(told):
    case, evidence, assessment = told(3)
    rows = {row.indicator: row for row in explain(case, evidence, assessment).matrix if row.seen}
    assert rows["decree"].diagnosticity_bits > rows["denial"].diagnosticity_bits
    assert rows["decree"].marks["open"] in ("C", "CC")
    assert rows["decree"].marks["none"] in ("I", "II")
    assert rows["decree"].bits["none"] == 0.0


def test_the_tornado_names_the_widest_figure_first_and_every_bar_holds_the_answer(told):
    case, evidence, assessment = told(6)
    found = explain(case, evidence, assessment)
    assert [reach(one) for one in found.tornado] == sorted(map(reach, found.tornado), reverse=True)
    assert "hazard_per_month" in found.tornado[0].figure
    hazard = next(one for one in found.tornado if one.figure.endswith("hazard_per_month.open"))
    assert hazard.p_low["open"] < found.p["open"] < hazard.p_high["open"]


def test_what_would_change_our_mind_is_what_is_not_seen_strongest_first(told):
    case, evidence, assessment = told(3)
    found = explain(case, evidence, assessment)
    assert found.would_change[0].indicator == "border"
    assert found.would_change[0].p["open"] > found.p["open"]
    assert "decree" not in {one.indicator for one in found.would_change}


def test_the_comparison_with_yesterday_names_the_new_passage(told, make):
    case, evidence, assessment = told(4)
    _, _, previous = told(4, as_of=make.as_of - timedelta(days=1, hours=1))
    found = explain(case, evidence, assessment, previous)
    new = [one for one in found.changes if one.kind == "new" and one.text]
    assert [(one.memento, one.text) for one in new] == [("memento-m0", "x")]
    assert found.since == previous.as_of
    assert {"aged"} <= {one.kind for one in found.changes}
