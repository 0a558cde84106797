"""What a wave comes to: every answer, index and sensitive question with both its intervals."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.opinion.bounds import points_interval, share_interval
from tocsin.models.opinion.cleaning import Coded
from tocsin.models.opinion.design import Weighted, estimate_mean, kish, weigh
from tocsin.models.opinion.index import person_by_person
from tocsin.models.opinion.sensitive import estimate_sensitive
from tocsin.records.survey import (
    Codebook,
    Estimate,
    Index,
    Item,
    Margins,
    SensitiveKind,
    SensitiveQuestion,
    Wave,
    WaveResult,
)
from tocsin.stats.kalman import Array


def estimate_wave(
    coded: Coded,
    book: Codebook,
    wave: Wave,
    margins: Margins | None,
    indices: Iterable[Index],
    wider: float,
    by: Item | None = None,
) -> WaveResult:
    """Everything that a wave tells.

    Args:
        wider: how many times wider the total-error interval is than the sampling interval.
        by: every answer is also estimated for each group of this item, the design of all heeded.

    Raises:
        SurveyError: weights cannot be made, or an item has no answers.
    """
    where = f"wave {wave.id}"
    weighted = weigh(coded, book, margins, where)
    found = _Found(coded, book, weighted, where, wider)
    return WaveResult(
        wave=wave.id,
        pollster=book.pollster,
        starts_on=wave.starts_on,
        ends_on=wave.ends_on,
        n_asked=coded.n,
        design=weighted.design,
        weighting=weighted.weighting,
        kish_deff=kish(weighted.survey_weight),
        estimates=tuple(_estimates(found, tuple(indices), by)),
        log=coded.log,
    )


class _Found(NamedTuple):
    """What every estimate of a wave is made from."""

    coded: Coded
    book: Codebook
    weighted: Weighted
    where: str
    wider: float


def _estimates(found: _Found, indices: tuple[Index, ...], by: Item | None) -> Iterator[Estimate]:
    """Every answer, index and sensitive question, of everybody and of each group."""
    for item in found.book.items:
        # What people were weighted to is no finding of the survey.
        if item.id not in found.book.rake_to:
            for group in _groups(by, item, found.coded):
                yield from _item(item, found, group)
    for one in indices:
        for group in _groups(by, None, found.coded):
            yield _index(one, found, group)
    for asked in found.book.sensitive:
        yield _sensitive(asked, found)


class Group(NamedTuple):
    """Some of those asked, or everybody."""

    title: str
    mine: NDArray[np.bool_]
    """(person,): who belongs to it."""


def _groups(by: Item | None, item: Item | None, coded: Coded) -> Iterator[Group]:
    """Everybody, then each group; none of the item that makes the groups."""
    yield Group("", np.ones(coded.n, dtype=bool))
    if by is None or (item is not None and by.id == item.id):
        return
    for code, label in by.answers.items():
        mine = np.array([one == code for one in coded.answers[by.id]])
        if mine.any():
            yield Group(label, mine)


def _item(item: Item, found: _Found, group: Group) -> Iterator[Estimate]:
    coded, _, weighted, where, wider = found
    codes = coded.answers[item.id]
    # Who is not of the group stays in the design, where the error is reckoned from.
    there = np.array([code is not None for code in codes]) & group.mine
    for code, label in item.answers.items():
        column = np.where(there, [float(one == code) for one in codes], np.nan)
        here = f"{where}: {item.id}" + (f", {group.title}" if group.title else "")
        mean = estimate_mean(weighted, column, here)
        share = min(max(mean.value, 0.0), 1.0)
        yield Estimate(
            id=f"{item.id}.{code}",
            group=group.title,
            title=f"{item.title}: {label}" + (f" ({group.title})" if group.title else ""),
            unit="share",
            value=share,
            se=mean.se,
            sampling=share_interval(share, mean.se, mean.n, degrees=mean.degrees),
            total=share_interval(share, mean.se, mean.n, wider, mean.degrees),
            degrees=mean.degrees,
            n=mean.n,
            missing_share=_missing(there[group.mine], weighted.survey_weight[group.mine]),
            deff=mean.deff,
        )


def _index(one: Index, found: _Found, group: Group) -> Estimate:
    coded, book, weighted, where, wider = found
    here = f"{where}: {one.id}" + (f", {group.title}" if group.title else "")
    answers = {
        item: tuple(code if mine else None for code, mine in zip(codes, group.mine, strict=True))
        for item, codes in coded.answers.items()
    }
    theirs = coded._replace(answers=answers)
    value, influence, n = person_by_person(one, theirs, book, weighted.survey_weight, here)
    mean = estimate_mean(weighted, influence, here)
    return Estimate(
        id=one.id,
        group=group.title,
        title=one.title + (f" ({group.title})" if group.title else ""),
        unit="points",
        value=value,
        se=mean.se,
        sampling=points_interval(value, mean.se, degrees=mean.degrees),
        total=points_interval(value, mean.se, wider, mean.degrees),
        degrees=mean.degrees,
        n=n,
        missing_share=1 - n / int(group.mine.sum()),
    )


def _sensitive(one: SensitiveQuestion, found: _Found) -> Estimate:
    coded, book, weighted, where, wider = found
    told = coded.numbers[one.column]
    clusters = book.design.clusters if book.design else None
    told_of = estimate_sensitive(
        one,
        told,
        coded.groups[one.arm] if one.arm else None,
        weighted.survey_weight,
        coded.groups[clusters] if clusters else None,
        f"{where}: {one.id}",
    )
    return Estimate(
        id=one.id,
        title=one.title,
        asked=one.kind,
        unit="points" if one.kind is SensitiveKind.ENDORSEMENT else "share",
        value=told_of.value,
        se=told_of.se,
        sampling=points_interval(told_of.value, told_of.se, degrees=told_of.degrees),
        total=points_interval(told_of.value, told_of.se, wider, told_of.degrees),
        degrees=told_of.degrees,
        n=told_of.n,
        missing_share=_missing(~np.isnan(told), weighted.survey_weight),
    )


def _missing(there: NDArray[np.bool_], survey_weight: Array) -> float:
    return float(1 - (survey_weight * there).sum() / survey_weight.sum())
