"""Weights and design-based errors of a wave, by the library `svy`.

Order: the weights people come with, then replicates if asked for, then raking to the population, then
trimming and raking again within the bound. Errors after raking take the raking into account, by linearisation
or by replicates that went through the same steps.

Source: J.-C. Deville, C.-E. Särndal, Calibration estimators in survey sampling, JASA 87 (1992); J. N. K. Rao,
C. F. J. Wu, Resampling inference with complex survey data, JASA 83 (1988); T. Lumley, *Complex Surveys*
(2010).
"""

import importlib
from collections.abc import Iterator
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from tocsin.errors import SurveyError
from tocsin.models.opinion.cleaning import Coded
from tocsin.models.opinion.farthest import never_met, out_of_bounds
from tocsin.records.survey import Codebook, Item, Margins, SurveyDesign
from tocsin.stats.kalman import Array

CELL = "cell_{}"
"""Column of the margin cell that an item falls in."""
FINAL = "survey_weight_final"
"""Column of the final weights."""
ASKED = "asked"
"""Column of what is estimated."""
Raked = tuple[Item, list[str], dict[str, float]]
"""An item, the cell of each person, and cell → people."""
SEED = 1
TOLERANCE = 1e-8
"""Raking stops when every margin is met so closely, relative to it."""
ROUNDS = 500
NO_CONVERGENCE, BOUNDED = "CONVERGENCE_FAILED", "TRIM_INFEASIBLE"
"""How svy calls it where weights do not settle, and where the trimming forbids what a margin asks for."""


class Weighted(NamedTuple):
    """A wave with its final weights."""

    sample: Any
    """svy's sample."""
    library: ModuleType
    """svy."""
    frames: ModuleType
    """polars."""
    survey_weight: Array
    """(person,): final weights."""
    design: str
    """How people were chosen and errors reckoned."""
    weighting: str
    """What was done to the weights."""
    replicated: bool
    """Whether errors are by replicates."""
    degrees: int
    """Degrees of freedom of an error: sampling units less strata."""


class Mean(NamedTuple):
    """A weighted mean."""

    value: float
    se: float
    n: int
    deff: float | None
    degrees: int
    """Degrees of freedom of the error."""


def weigh(coded: Coded, book: Codebook, margins: Margins | None, where: str) -> Weighted:
    """The wave with its design declared and its weights made.

    Raises:
        SurveyError: svy is missing, a margin cell is empty, weights cannot converge, or a stratum has
            one cluster.
    """
    svy, polars = _libraries(where)
    design = book.design
    table: dict[str, Any] = {"row": list(range(coded.n)), **coded.groups}
    table |= {name: cells.tolist() for name, cells in coded.numbers.items()}
    name = design.survey_weight if design else None
    if name is None:
        name = "survey_weight_of_one"
        table[name] = [1.0] * coded.n
    used = list(_cells_of(coded, book, margins, where))
    table |= {CELL.format(item.id): cells for item, cells, _ in used}
    declared = svy.Design(
        wgt=name,
        stratum=design.strata if design else None,
        psu=design.clusters if design else None,
        pop_size=design.population if design else None,
    )
    try:
        sample = svy.Sample(polars.DataFrame(table), declared)
        if book.replicates:
            sample = sample.weighting.create_bs_wgts(n_reps=book.replicates, rstate=SEED)
        sample, said = _adjusted(svy, sample, book, used)
    except svy.SvyError as error:
        margins_of = {item.id: (cells, persons) for item, cells, persons in used}
        if error.code == NO_CONVERGENCE:
            raise never_met(np.array(table[name]), margins_of, ROUNDS, where) from error
        if error.code == BOUNDED and book.trimming is not None:
            raise out_of_bounds(margins_of, book.trimming.most.value, where) from error
        raise _refused(error, where) from error
    weights = np.asarray(sample.data[sample.design.wgt].to_numpy(), dtype=np.float64)
    degrees = degrees_of(coded, book, where)
    return Weighted(sample, svy, polars, weights, _told(book), said, bool(book.replicates), degrees)


def estimate_mean(weighted: Weighted, values: Array, where: str) -> Mean:
    """The weighted mean of a column, (person,), NaN where there is no answer, with its error by the design.

    Raises:
        SurveyError: fewer than two people answered, or the error cannot be reckoned.
    """
    return _estimate(weighted, values, where, "mean")


def estimate_total(weighted: Weighted, values: Array, where: str) -> Mean:
    """The weighted sum of a column, such as how many people, where weights count the population.

    Raises:
        SurveyError: fewer than two people answered, or the error cannot be reckoned.
    """
    return _estimate(weighted, values, where, "total")


def _estimate(weighted: Weighted, values: Array, where: str, what: str) -> Mean:
    there = ~np.isnan(values)
    if there.sum() < 2:
        raise SurveyError(
            where, "two answers or more", str(there.sum()), "leaving the item out of the codebook"
        )
    column = [float(one) if ok else None for one, ok in zip(values, there, strict=True)]
    sample, svy = weighted.sample.clone(), weighted.library
    try:
        asked = sample.update_data(sample.data.with_columns(weighted.frames.Series(ASKED, column)))
        found = getattr(asked.estimation, what)(
            ASKED,
            method="replication" if weighted.replicated else "taylor",
            deff=None if weighted.replicated else "wr",
            drop_nulls=True,
        )
    except svy.SvyError as error:
        raise _refused(error, where) from error
    row = next(found.to_polars().iter_rows(named=True))
    deff = row.get("deff")
    finite = deff is not None and np.isfinite(deff)
    # Replicates are many, and yet know no more than the units that were drawn again.
    degrees = max(1, min(int(row["df"]), weighted.degrees))
    told = float(deff) if finite else None
    return Mean(float(row["est"]), float(row["se"]), int(there.sum()), told, degrees)


def degrees_of(coded: Coded, book: Codebook, where: str) -> int:
    """Sampling units less strata: how many numbers an error is estimated from.

    Raises:
        SurveyError: there is none, since every stratum has one cluster.
    """
    design = book.design or SurveyDesign()
    strata = coded.groups[design.strata] if design.strata else ("",) * coded.n
    units = coded.groups[design.clusters] if design.clusters else tuple(map(str, range(coded.n)))
    found = len(set(zip(strata, units, strict=True))) - len(set(strata))
    if found < 1:
        raise SurveyError(
            f"{where}: {design.strata or design.clusters}",
            "a stratum with two clusters or more",
            "one cluster in each",
            "joining strata, or leaving `strata` out of the design",
        )
    return found


def kish(survey_weight: Array) -> float:
    """What unequal weights alone cost, as a ratio of variances.

    Source: L. Kish, *Survey Sampling* (1965) §11.7.
    """
    return float(len(survey_weight) * (survey_weight**2).sum() / survey_weight.sum() ** 2)


def _libraries(where: str) -> tuple[ModuleType, ModuleType]:
    try:
        return importlib.import_module("svy"), importlib.import_module("polars")
    except ImportError as error:
        raise SurveyError(
            where, "svy", "that it is not installed", "pip install 'tocsin[opinion]'"
        ) from error


def _cells_of(
    coded: Coded, book: Codebook, margins: Margins | None, where: str
) -> Iterator[tuple[Item, list[str], dict[str, float]]]:
    """Each item that is raked, the cell of each person, and how many people each cell stands for."""
    by_id = {item.id: item for item in book.items}
    for name, margin in book.rake_to.items():
        item, here = by_id[name], f"{where}: {name}"
        if margins is None or margin not in margins.margins:
            known = ", ".join(margins.margins) if margins else "no table"
            raise SurveyError(here, "a margin of the table", repr(margin), known)
        persons = {cell: one.value for cell, one in margins.margins[margin].persons.items()}
        codes = coded.answers[name]
        if None in codes:
            n = codes.count(None)
            raise SurveyError(here, "the cell of everybody", f"{n} without", "leaving it out of rake_to")
        cells = [item.cells.get(str(code), str(code)) for code in codes]
        for cell in persons:
            if cell not in cells:
                advice = "merging the cell with another in the margins"
                raise SurveyError(f"{here}, cell {cell}", "somebody in it", "nobody", advice)
        for cell in cells:
            if cell not in persons:
                advice = f"`cells` in the codebook: one of {', '.join(persons)}"
                raise SurveyError(f"{here}, cell {cell}", "its size in the margins", "none", advice)
        yield item, cells, persons


def _adjusted(svy: ModuleType, sample: Any, book: Codebook, used: list[Raked]) -> tuple[Any, str]:
    """The sample with its final weights, and what was done to them."""
    if not used:
        own = book.design is not None and book.design.survey_weight is not None
        return sample, "weights as they came with the file" if own else "everybody counts the same"
    controls = {CELL.format(item.id): persons for item, _, persons in used}
    total = sum(used[0][2].values())
    trimming = None
    if book.trimming is not None:
        trimming = svy.TrimConfig(upper=book.trimming.most.value * total / sample.n_records)
    names = ", ".join(item.id for item, _, _ in used)
    if len(used) == 1:
        name, persons = next(iter(controls.items()))
        adjusted = sample.weighting.poststratify(
            controls=persons, cells=name, wgt_name=FINAL, trimming=trimming
        )
        said = f"post-stratified to {names}"
    else:
        adjusted = sample.weighting.rake(
            controls=controls, wgt_name=FINAL, tol=TOLERANCE, max_iter=ROUNDS, trimming=trimming
        )
        said = f"raked to {names}"
    if book.trimming is not None:
        said += f", no weight above {book.trimming.most.value:g} times the mean"
    return adjusted, said


def _told(book: Codebook) -> str:
    """How people were chosen, in a sentence that says when nobody has told."""
    design = book.design
    if design is None:
        return (
            "No design is declared: errors are those of people chosen singly, "
            "and are too small if they were not."
        )
    parts = [
        f"{title} by {name}"
        for title, name in (
            ("strata", design.strata),
            ("clusters", design.clusters),
            ("weights", design.survey_weight),
            ("population", design.population),
        )
        if name is not None
    ]
    how = f"{book.replicates} bootstrap replicates" if book.replicates else "Taylor linearisation"
    return f"Declared: {', '.join(parts) or 'a simple random sample'}; errors by {how}."


def _refused(error: Any, where: str) -> SurveyError:
    """What svy says, as one line of ours."""
    named = f" ({error.param})" if error.param else ""
    found = " ".join(str(error.detail).replace("The sample has NOT been modified.", "").split()).rstrip(".")
    return SurveyError(
        f"{where}{named}",
        f"weights and errors by the design: {error.title}",
        found,
        str(error.hint or "another design"),
    )
