"""Opinion: R's survey results, how often intervals held, sudden changes found, and shocks recovered.

Polls before elections show what surveys miss by in all. A candidate's share among those who named one of the
two first is held against the same share of the votes, so that the undecided are shared out as everybody does
who reads a poll.
"""

import csv
import gzip
import importlib
import io
import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from evals import Absent, Row
from evals._shocks import coverage
from evals._thresholds import quiet, sensitivity
from tocsin.catalogue.surveys import load_opinion_rules
from tocsin.models.opinion.bounds import points_interval, share_interval
from tocsin.models.opinion.cleaning import Cells, Coded
from tocsin.models.opinion.design import Mean, estimate_mean, estimate_total, weigh
from tocsin.models.opinion.index import index_of_shares
from tocsin.models.opinion.track import track
from tocsin.records.opinion import OpinionRules, Poll, Scale
from tocsin.records.survey import Codebook, Item, Margin, Margins, SurveyDesign, Wave
from tocsin.records.units import Figure

N_LEVADA = 1600
"""People asked in each of Levada Center's monthly surveys."""
WANTED = {
    "March 2014": (date(2014, 3, 1), date(2014, 3, 31)),
    "mid-2018": (date(2018, 6, 1), date(2018, 8, 31)),
    "March 2022": (date(2022, 3, 1), date(2022, 3, 31)),
    "September 2022": (date(2022, 9, 1), date(2022, 9, 30)),
}
"""Sudden changes that must be found, and when."""
ALLOWED_YEARS = 5
"""One other may be found in so many years."""
AGREES = 1e-4
"""How close to R, relative to the figure."""


def rows(data: Path) -> Iterable[Row]:
    """Every figure."""
    folder = data / "opinion"
    if not folder.is_dir():
        raise Absent(f"{folder} is not there")
    rules = load_opinion_rules()
    yield from _against_r(folder)
    yield from _polls(folder / "election_polls_1998_2014.csv.gz", rules)
    yield from _levada(folder, rules)
    yield from _index(folder)
    yield from coverage(rules)
    yield from quiet(rules)


class Reference(NamedTuple):
    """What R's survey package printed."""

    name: str
    value: float
    se: float


def _against_r(folder: Path) -> Iterator[Row]:
    """Means, totals and raked means with their errors, beside R's."""
    strata = _table(folder / "apistrat.csv")
    plain = _book(SurveyDesign(strata="stype", survey_weight="pw", population="fpc"))
    weighted = weigh(_coded(strata, plain), plain, None, "apistrat")
    yield _agreement(
        Reference("stratified mean", 662.28736, 9.40894), estimate_mean, weighted, strata, "api00"
    )
    yield _confidence(estimate_mean(weighted, np.array([float(one) for one in strata["api00"]]), "api00"))
    total = Reference("stratified total", 3687177.5, 114641.72)
    yield _agreement(total, estimate_total, weighted, strata, "enroll")
    cluster = _table(folder / "apiclus1.csv")
    plain = _book(SurveyDesign(clusters="dnum", survey_weight="pw", population="fpc"))
    weighted = weigh(_coded(cluster, plain), plain, None, "apiclus1")
    yield _agreement(
        Reference("clustered mean", 644.169399, 23.542241), estimate_mean, weighted, cluster, "api00"
    )
    raked = _book(plain.design, {"stype": "stype", "sch": "sch"})
    weighted = weigh(_coded(cluster, raked), raked, _margins(), "apiclus1")
    yield _agreement(Reference("raked mean", 641.23025, 23.70364), estimate_mean, weighted, cluster, "api00")


def _agreement(said: Reference, estimate: Any, weighted: Any, table: dict[str, list[str]], of: str) -> Row:
    found = estimate(weighted, np.array([float(one) for one in table[of]]), of)
    off = max(abs(found.value / said.value - 1), abs(found.se / said.se - 1))
    note = f"ours {found.value:,.4f} SE {found.se:,.4f}; R {said.value:,.4f} SE {said.se:,.4f}"
    return Row(
        f"opinion {said.name}: relative difference from R", off, target=AGREES, at_most=True, note=note
    )


def _confidence(found: Mean) -> Row:
    """R's `confint`, which takes the normal law unless it is told the degrees of freedom."""
    ours = points_interval(found.value, found.se)
    low, high = 643.8461781, 680.7285483
    off = max(abs(ours.low / low - 1), abs(ours.high / high - 1))
    by_t = points_interval(found.value, found.se, degrees=found.degrees)
    note = f"with its {found.degrees} degrees of freedom {by_t.low:.4f} to {by_t.high:.4f}, as printed by us"
    name = "opinion stratified interval: relative difference from R"
    return Row(name, off, target=AGREES, at_most=True, note=note)


def _table(path: Path) -> dict[str, list[str]]:
    with path.open(encoding="utf-8") as lines:
        found = list(csv.DictReader(lines))
    return {name: [line[name] for line in found] for name in found[0]}


def _coded(table: dict[str, list[str]], book: Codebook) -> Coded:
    design = book.design or SurveyDesign()
    numbers = {
        name: np.array([float(one) for one in table[name]])
        for name in (design.survey_weight, design.population)
        if name
    }
    groups: dict[str, Cells] = {name: tuple(table[name]) for name in (design.strata, design.clusters) if name}
    answers: dict[str, Cells] = {item.id: tuple(table[item.column]) for item in book.items}
    return Coded(answers, numbers, groups, len(table["cds"]), ())


def _book(design: SurveyDesign | None, rake_to: dict[str, str] | None = None) -> Codebook:
    wave = Wave(id="api", file="", starts_on=date(2000, 1, 1), ends_on=date(2000, 1, 1))
    items = (
        Item(id="stype", title="type", column="stype", answers={one: one for one in "EHM"}),
        Item(id="sch", title="target met", column="sch.wide", answers={"No": "No", "Yes": "Yes"}),
    )
    return Codebook(
        title="",
        pollster="",
        source="",
        waves=(wave,),
        items=items,
        design=design,
        margins="api" if rake_to else None,
        rake_to=rake_to or {},
    )


def _margins() -> Margins:
    def cells(**persons: int) -> Margin:
        day = date(2000, 1, 1)
        return Margin(
            title="",
            persons={
                name: Figure(value=n, low=n, high=n, unit="persons", source="R, survey", date=day)
                for name, n in persons.items()
            },
        )

    return Margins(title="", margins={"stype": cells(E=4421, H=755, M=1018), "sch": cells(No=1072, Yes=5122)})


def _polls(path: Path, rules: OpinionRules) -> Iterator[Row]:
    """How often each interval held the outcome."""
    text = io.StringIO(gzip.decompress(path.read_bytes()).decode("utf-8"))
    held: list[tuple[bool, bool]] = []
    for line in csv.DictReader(text):
        first, second, n = (float(line[key] or 0) for key in ("cand1_pct", "cand2_pct", "samplesize"))
        won, lost = float(line["cand1_actual"] or 0), float(line["cand2_actual"] or 0)
        if min(first, second, n, won, lost) <= 0:
            continue
        share, true = first / (first + second), won / (won + lost)
        people = n * (first + second) / 100
        se = float(np.sqrt(share * (1 - share) / people))
        ends = [share_interval(share, se, people, wider) for wider in (1.0, rules.total_error.value)]
        by_chance, in_all = (one.low <= true <= one.high for one in ends)
        held.append((by_chance, in_all))
    plain, total = np.mean(held, axis=0).tolist()
    note = f"{len(held):,} polls of 1998–2014"
    yield Row("opinion sampling interval holds the outcome", plain, note=f"{note}; said to be .95")
    yield Row(
        "opinion total-error interval holds the outcome", total, target=0.92, note=f"{note}; aim .92 to .97"
    )


def _levada(folder: Path, rules: OpinionRules) -> Iterator[Row]:
    """Sudden changes in approval and direction, together."""
    approval = _monthly(folder / "levada_putin_approval_monthly.csv", "Approve", "approval")
    direction = _monthly(
        folder / "levada_country_direction_monthly.csv", "In the right direction", "direction"
    )
    found = track([*approval, *direction], {}, Scale.SHARE, rules, "Levada", "Levada Center")
    others = [
        one.on for one in found.events if not any(low <= one.on <= high for low, high in WANTED.values())
    ]
    for name, (low, high) in WANTED.items():
        here = [one for one in found.events if low <= one.on <= high]
        note = "; ".join(
            f"{one.on:%B %Y}, {one.kind.value}, {one.bits:.1f} bits, p {one.p:.2f}, half-life"
            f" {one.half_life_months:.1f} ({one.half_life.low:.1f} to {one.half_life.high:.1f}) months"
            for one in here
        )
        yield Row(f"opinion {name} is found", float(bool(here)), target=1.0, note=note)
    years = (direction[-1].starts_on - direction[0].starts_on).days / 365.25
    shown = ", ".join(f"{one:%B %Y}" for one in others) or "none"
    yield Row(
        "opinion other changes found, in five years",
        len(others) * ALLOWED_YEARS / years,
        target=1.0,
        at_most=True,
        note=f"{years:.0f} years: {shown}",
    )
    yield from sensitivity([*approval, *direction], rules, WANTED)
    yield from _breaks(approval, direction)


def _monthly(path: Path, column: str, measure: str) -> list[Poll]:
    with path.open(encoding="utf-8") as lines:
        return [
            Poll(
                measure=measure,
                pollster="Levada Center",
                starts_on=date.fromisoformat(line["Date"]),
                ends_on=date.fromisoformat(line["Date"]),
                value=float(line[column]) / 100,
                n_asked=N_LEVADA,
            )
            for line in csv.DictReader(lines)
        ]


def _breaks(approval: list[Poll], direction: list[Poll]) -> Iterator[Row]:
    """The same series searched for lasting breaks by PELT, where `ruptures` is installed."""
    try:
        ruptures = importlib.import_module("ruptures")
    except ImportError:
        return
    days = [one.starts_on for one in approval]
    by_day = {one.starts_on: one.value for one in direction}
    both = np.array([(one.value, by_day[one.starts_on]) for one in approval]) * 100
    low, high = WANTED["September 2022"]
    hits = settings = 0
    tried = itertools.product((both, both[:, :1]), ("l1", "l2", "rbf"), (2, 5, 10, 20, 50, 100))
    for values, model, penalty in tried:
        found = ruptures.Pelt(model=model, min_size=2, jump=1).fit(values).predict(pen=penalty)
        settings += 1
        # A setting that breaks the series more often than it may raise false alarms has found nothing.
        few = len(found) <= len(days) / 60 + len(WANTED)
        hits += few and any(low <= days[at] <= high for at in found[:-1])
    yield Row("opinion September 2022 found by PELT", hits / settings, note=f"{settings} settings")


def _index(folder: Path) -> Iterator[Row]:
    """Published balances of one item, reckoned from its shares; both are rounded."""
    for name, file, positive, negative, balance in (
        ("approval", "levada_putin_approval_monthly.csv", "Approve", "Disapprove", "Putin_Index"),
        (
            "direction",
            "levada_country_direction_monthly.csv",
            "In the right direction",
            "On the wrong track",
            "Net",
        ),
    ):
        table = _table(folder / file) if (folder / file).is_file() else {}
        ours = [
            index_of_shares([(float(yes) / 100, float(no) / 100)], base=0.0)
            for yes, no in zip(table[positive], table[negative], strict=True)
        ]
        off = np.abs(np.array(ours) - np.array([float(one) for one in table[balance]]))
        note = f"{len(ours)} months; within one point, as shares are rounded"
        yield Row(
            f"opinion published balance of {name} reproduced", float((off <= 1).mean()), target=1.0, note=note
        )
