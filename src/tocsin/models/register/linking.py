"""From pairs to people: clerks look at what is in doubt, rows become entries, and the truth says how well.

An *entry* is what the single register takes for one person: a group of rows. Two things are measured, which
are easily confused. A *missed* pair is one person in two entries; a *wrong merge* is two people in one entry.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import GuardError
from tocsin.models.register.extra import needed
from tocsin.models.register.joining import Joint, Model, Pairs
from tocsin.models.register.keys import rows as rows_of
from tocsin.models.register.people import Columns
from tocsin.records.register import Linking
from tocsin.records.register_found import Quality, Reviewed
from tocsin.stats.rng import generator

MILLION = 1_000_000


class Linked(NamedTuple):
    """A single register: which entry each row is in."""

    entry: NDArray[np.int32]
    """(row,): number of the entry, from 0 on."""
    model: Model
    """What the bits were made of."""
    n_compared: int
    """Pairs that were compared."""
    reviewed: Reviewed
    """What clerks did."""
    quality: Quality
    """How well it went, by the truth."""


def link(joint: Joint, model: Model | None = None) -> Linked:
    """The single register of all files.

    Args:
        joint: The rows.
        model: What was learnt before, to save time where many registers of one setting are joined.

    Raises:
        GuardError: the rows are not those that the generator made.
    """
    if type(joint) is not Joint:
        raise GuardError(
            "the rows that are to be joined",
            "those of a register",
            type(joint).__name__,
            "making one from a seed: the register takes in no people from outside",
        )
    rules, register = joint.register.setting.linking, joint.register
    rows = rows_of(register, joint.agencies)
    model = joint.learn() if model is None else model
    pairs = joint.compare(model, rules.review_bits.value)
    kept, reviewed = review(pairs, rules, rows, register.n_people, register.seed)
    entry = group(kept, rows["agency"], rules)
    quality = measure(entry, rows, register.people)
    return Linked(entry, model, pairs.n_compared, reviewed, quality)


def review(pairs: Pairs, rules: Linking, rows: Columns, n_people: int, seed: int) -> tuple[Pairs, Reviewed]:
    """The pairs that are linked: those above the threshold, and those that clerks found to be one person.

    Clerks take the doubtful pairs that are most likely first, as many as they have time for.
    """
    sure = pairs.bits >= rules.threshold_bits.value
    doubtful = np.flatnonzero(~sure & (pairs.bits >= rules.review_bits.value))
    capacity = int(rules.pairs_per_day.value * rules.days.value * n_people / MILLION)
    seen = doubtful[np.argsort(-pairs.bits[doubtful], kind="stable")][:capacity]
    same = rows["person"][pairs.left[seen]] == rows["person"][pairs.right[seen]]
    right = generator("register", "clerks", str(seed)).random(len(seen)) < rules.clerk_right.value
    said_same = np.where(right, same, ~same)
    taken = np.concatenate([np.flatnonzero(sure), seen[said_same]])
    found = Reviewed(
        n_doubtful=len(doubtful),
        capacity=capacity,
        n_seen=len(seen),
        n_joined=int(said_same.sum()),
        n_wrong=int((~right).sum()),
    )
    return Pairs(pairs.left[taken], pairs.right[taken], pairs.bits[taken], pairs.n_compared), found


def group(pairs: Pairs, agency: NDArray[Any], rules: Linking) -> NDArray[np.int32]:
    """The entry of each row."""
    order = np.argsort(-pairs.bits, kind="stable")
    left, right = pairs.left[order], pairs.right[order]
    strong = pairs.bits[order] >= rules.threshold_bits.value + rules.same_file_bits.value
    ends, others = np.concatenate([left, right]), np.concatenate([right, left])
    by_row = np.argsort(ends, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=len(agency)))])
    merge = needed("tocsin.models.register.merging").merge
    grouped = merge(left, right, agency, start, others[by_row], np.tile(strong, 2)[by_row])
    return np.unique(grouped, return_inverse=True)[1].astype(np.int32)


def measure(entry: NDArray[np.int32], rows: Columns, people: Columns) -> Quality:
    """How well rows were joined, by the truth."""
    person = rows["person"].astype(np.int64)
    cells, n_cell = np.unique(entry.astype(np.int64) * len(people["man"]) + person, return_counts=True)
    right, true, made = (_pairs(counts) for counts in (n_cell, np.bincount(person), np.bincount(entry)))
    of_entry, of_person = cells // len(people["man"]), cells % len(people["man"])
    mixed = np.flatnonzero(np.bincount(of_entry)[of_entry] > 1)
    merged = np.unique(of_person[mixed])
    kin = _with_kin(of_entry[mixed], people["household"][of_person[mixed]], of_person[mixed])
    n_living = len(np.unique(person))
    return Quality(
        n_rows=len(person),
        n_people=n_living,
        n_entries=int(entry.max()) + 1,
        precision=right / max(made, 1),
        recall=right / max(true, 1),
        f1=2 * right / max(made + true, 1),
        wrong_merge_share=len(merged) / n_living,
        same_household_share=len(kin) / n_living,
    )


def _with_kin(
    entry: NDArray[np.int64], household: NDArray[Any], person: NDArray[np.int64]
) -> NDArray[np.int64]:
    """People in one entry with somebody of their own household."""
    both = np.stack([entry, household.astype(np.int64)], axis=1)
    _, which, counts = np.unique(both, axis=0, return_inverse=True, return_counts=True)
    return np.unique(person[counts[which.ravel()] > 1])


def _pairs(counts: NDArray[np.int64]) -> int:
    return int((counts.astype(np.int64) * (counts - 1) // 2).sum())
