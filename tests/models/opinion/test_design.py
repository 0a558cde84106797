"""Weights meet the population, and errors are what the textbook says."""

from datetime import date

import numpy as np
import pytest

from tocsin.errors import SurveyError
from tocsin.models.opinion.design import estimate_mean, estimate_total, kish, weigh
from tocsin.models.opinion.wave import estimate_wave
from tocsin.records.survey import Index, SurveyDesign, Trimming
from tocsin.records.units import Figure

RAKE = {"rake_to": {"gender": "gender", "town": "town"}, "margins": "here"}
MOST = Figure(value=3, low=3, high=3, unit="ratio", source="invented", date=date(2022, 1, 1))


def yes(coded):
    return np.array([float(code == "1") for code in coded.answers["leader_approval"]])


def test_a_simple_random_sample_has_the_textbook_error(coded, book, people):
    found = coded(people(200))
    mean = estimate_mean(weigh(found, book(), None, "here"), yes(found), "here")
    share = yes(found).mean()
    assert mean.value == pytest.approx(share)
    assert mean.se == pytest.approx(np.sqrt(share * (1 - share) / 199))


def test_a_stratified_sample_has_the_textbook_error(coded, book):
    counts = {"a": (30, 12, 600.0), "b": (20, 15, 100.0)}
    columns = {"sex": [], "town": [], "q1": [], "s": [], "w": [], "N": []}
    for name, (n, n_yes, size) in counts.items():
        columns["q1"] += ["1"] * n_yes + ["2"] * (n - n_yes)
        columns["s"] += [name] * n
        columns["w"] += [str(size / n)] * n
        columns["N"] += [str(size)] * n
    columns["sex"], columns["town"] = ["1"] * 50, ["city"] * 50
    design = SurveyDesign(strata="s", survey_weight="w", population="N")
    found = coded(columns, design=design)
    weighted = weigh(found, book(design=design), None, "here")
    total = sum(size for _, _, size in counts.values())
    value = sum(size * n_yes / n for n, n_yes, size in counts.values())
    variance = sum(
        size**2 * (1 - n / size) * (n_yes / n) * (1 - n_yes / n) / (n - 1)
        for n, n_yes, size in counts.values()
    )
    mean = estimate_mean(weighted, yes(found), "here")
    people = estimate_total(weighted, yes(found), "here")
    assert mean.value == pytest.approx(value / total)
    assert mean.se == pytest.approx(np.sqrt(variance) / total)
    assert (people.value, people.se) == pytest.approx((value, np.sqrt(variance)))


def test_raked_weights_meet_every_margin(coded, book, people, margins, design):
    found = coded(people(400), design=design)
    table = margins(gender={"1": 460, "2": 540}, town={"city": 750, "village": 250})
    weighted = weigh(found, book(design=design, **RAKE), table, "here")
    for item, cell, persons in (("gender", "1", 460), ("town", "village", 250)):
        mine = np.array([code == cell for code in found.answers[item]])
        assert weighted.survey_weight[mine].sum() == pytest.approx(persons)
    assert "raked to gender, town" in weighted.weighting


def test_one_margin_is_post_stratified_and_the_estimate_is_the_mean_of_its_cells(
    coded, book, people, margins
):
    found = coded(people(300))
    table = margins(gender={"1": 460, "2": 540})
    weighted = weigh(found, book(margins="here", rake_to={"gender": "gender"}), table, "here")
    man = np.array([code == "1" for code in found.answers["gender"]])
    told = yes(found)
    assert "post-stratified" in weighted.weighting
    assert estimate_mean(weighted, told, "here").value == pytest.approx(
        0.46 * told[man].mean() + 0.54 * told[~man].mean()
    )


def test_trimming_holds_every_weight_and_every_margin(coded, book, people, margins):
    found = coded(people(400))
    table = margins(gender={"1": 460, "2": 540}, town={"city": 500, "village": 500})
    weighted = weigh(found, book(trimming=Trimming(most=MOST), **RAKE), table, "here")
    assert weighted.survey_weight.max() <= 3 * 1000 / 400 + 1e-6
    village = np.array([code == "village" for code in found.answers["town"]])
    assert weighted.survey_weight[village].sum() == pytest.approx(500, rel=1e-3)


def test_replicates_agree_with_linearisation(coded, book, people, design):
    found = coded(people(400), design=design)
    line = estimate_mean(weigh(found, book(design=design), None, "here"), yes(found), "here")
    again = estimate_mean(weigh(found, book(design=design, replicates=200), None, "here"), yes(found), "here")
    assert again.value == pytest.approx(line.value)
    assert again.se == pytest.approx(line.se, rel=0.25)


def test_unequal_weights_cost_what_kish_says():
    assert kish(np.array([1.0, 1.0, 1.0])) == pytest.approx(1)
    assert kish(np.array([1.0, 3.0])) == pytest.approx(2 * 10 / 16)


FLAWS = {
    "a cell with nobody in it": (
        {"town": ["city"] * 40},
        {"gender": {"1": 4, "2": 6}, "town": {"city": 7, "village": 3}},
        "here: town, cell village: expected somebody in it, found nobody",
    ),
    "somebody in no cell": (
        {},
        {"gender": {"1": 4, "2": 6}, "town": {"city": 10}},
        "here: town, cell village: expected its size in the margins, found none",
    ),
    "somebody of whom it is not known": (
        {"sex": ["1"] * 39 + [None]},
        {"gender": {"1": 4, "2": 6}, "town": {"city": 7, "village": 3}},
        "here: gender: expected the cell of everybody, found 1 without",
    ),
    "margins that cannot both be met": (
        {"sex": ["1"] * 20 + ["2"] * 20, "town": ["city"] * 20 + ["village"] * 20},
        {"gender": {"1": 9, "2": 1}, "town": {"city": 1, "village": 9}},
        r"here: (gender|town), cell \w+: expected weights that stand for [19] people and meet",
    ),
    "margins of different people": (
        {},
        {"gender": {"1": 4, "2": 6}, "town": {"city": 70, "village": 30}},
        r"here.*[Mm]argins disagree",
    ),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_weights_that_cannot_be_made_are_refused_by_variable_and_cell(coded, book, people, margins, flaw):
    changed, table, message = FLAWS[flaw]
    found = coded(people(40) | changed)
    with pytest.raises(SurveyError, match=message):
        weigh(found, book(**RAKE), margins(**table), "here")


def test_a_wave_says_what_its_design_is_and_gives_both_intervals(coded, book, people, rules):
    whole = book()
    index = Index(id="one", title="One", items=("leader_approval",), source="invented")
    found = coded(people(300))
    told = estimate_wave(found, whole, whole.waves[0], None, [index], rules.total_error.value)
    assert "No design is declared" in told.design
    by_id = {one.id: one for one in told.estimates}
    approve, reject = by_id["leader_approval.1"], by_id["leader_approval.2"]
    assert (
        approve.total.low < approve.sampling.low < approve.value < approve.sampling.high < approve.total.high
    )
    assert by_id["one"].value == pytest.approx(100 + 100 * (approve.value - reject.value))
    yes_, no = approve.value, reject.value
    assert by_id["one"].se == pytest.approx(100 * np.sqrt((yes_ + no - (yes_ - no) ** 2) / 299))


def test_an_index_takes_the_errors_of_items_together(coded, book, people, rules):
    """Two items that everybody answers alike tell no more than one."""
    whole = book()
    other = whole.items[2].__class__(
        **{**{k: getattr(whole.items[2], k) for k in whole.items[2].__struct_fields__}, "id": "same"}
    )
    twice = whole.__class__(
        **{**{k: getattr(whole, k) for k in whole.__struct_fields__}, "items": (*whole.items, other)}
    )
    found = coded(people(300))
    found = found._replace(answers={**found.answers, "same": found.answers["leader_approval"]})
    indices = [
        Index(id="one", title="", items=("leader_approval",), source="invented"),
        Index(id="both", title="", items=("leader_approval", "same"), source="invented"),
    ]
    told = estimate_wave(found, twice, twice.waves[0], None, indices, 2.0)
    one, both = (next(x for x in told.estimates if x.id == name) for name in ("one", "both"))
    assert (one.value, one.se) == pytest.approx((both.value, both.se))


def test_groups_are_estimated_with_the_design_of_all(coded, book, people, design, rules):
    """By linearisation over all clusters, those without a member among them."""
    whole = book(design=design)
    columns = people(400)
    found = coded(columns, design=design)
    told = estimate_wave(found, whole, whole.waves[0], None, [], 2.0, whole.items[0])
    by = {one.group: one for one in told.estimates if one.id == "leader_approval.1"}
    assert set(by) == {"", "man", "woman"}
    assert by["man"].n + by["woman"].n == by[""].n == 400
    weights = np.array([float(one) for one in columns["w"]])
    men = np.array(columns["sex"]) == "1"
    share = (weights * men * yes(found)).sum() / (weights * men).sum()
    assert by["man"].value == pytest.approx(share)
    influence = weights * men * (yes(found) - share) / (weights * men).sum()
    _, cluster = np.unique(columns["psu"], return_inverse=True)
    sums = np.bincount(cluster, weights=influence)
    assert by["man"].se == pytest.approx(np.sqrt(len(sums) / (len(sums) - 1) * (sums**2).sum()))


def test_few_clusters_make_both_intervals_wider_than_the_normal_law_would(coded, book, people, rules):
    """With six clusters 2.57 standard errors are needed, not 1.96; replicates know no more than the units."""
    columns = people(180) | {"psu": [str(at % 6) for at in range(180)]}
    design = SurveyDesign(clusters="psu", survey_weight="w")
    index = Index(id="mood", title="", items=("leader_approval",), source="invented")
    for replicates in (0, 60):
        whole = book(design=design, replicates=replicates)
        found = coded(columns, design=design)
        told = estimate_wave(found, whole, whole.waves[0], None, [index], 2.0)
        mood = next(one for one in told.estimates if one.id == "mood")
        assert {one.degrees for one in told.estimates} == {5}
        assert mood.sampling.high - mood.value == pytest.approx(2.5706 * mood.se, rel=1e-4)
        assert mood.total.high - mood.value == pytest.approx(2 * 2.5706 * mood.se, rel=1e-4)


def test_strata_take_degrees_of_freedom_away(coded, book, people):
    columns = people(40) | {"s": ["a"] * 10 + ["b"] * 30, "psu": [str(at // 5) for at in range(40)]}
    design = SurveyDesign(strata="s", clusters="psu")
    found = coded(columns, design=design)
    assert estimate_mean(weigh(found, book(design=design), None, "here"), yes(found), "here").degrees == 6


def test_one_cluster_in_each_stratum_is_refused_by_name(coded, book, people):
    columns = people(40) | {"s": ["a"] * 10 + ["b"] * 30, "psu": ["1"] * 10 + ["2"] * 30}
    design = SurveyDesign(strata="s", clusters="psu")
    found = coded(columns, design=design)
    with pytest.raises(SurveyError, match=r"here: s: expected a stratum with two clusters or more"):
        weigh(found, book(design=design), None, "here")
