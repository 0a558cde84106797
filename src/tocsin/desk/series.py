"""Series of opinion as an analyst's files give them: published figures, indices of them, waves to weigh."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from tocsin.briefing.opinion_report import render
from tocsin.catalogue.published import load_polls, load_shares
from tocsin.catalogue.surveys import load_index, load_opinion_rules
from tocsin.catalogue.tracking import is_codebook, load_tracking, measures
from tocsin.desk.opinion import weigh_waves
from tocsin.errors import CatalogueError
from tocsin.models.opinion.groups import group_of
from tocsin.models.opinion.index import poll_of_shares
from tocsin.models.opinion.track import track
from tocsin.records.opinion import Groups, OpinionRules, Poll, Scale, Tracked
from tocsin.records.survey import Cleaned, Estimate, WaveResult
from tocsin.records.tracking import GroupsFile, SeriesFile, Tracking


class Files(NamedTuple):
    """What a tracking file names, read."""

    tracking: Tracking
    """The file."""
    polls: tuple[Poll, ...]
    """Surveys of every series."""
    groups: dict[str, dict[str, tuple[Poll, ...]]]
    """Groups of the file → title of each → its surveys."""
    log: tuple[Cleaned, ...]
    """What was left out."""


def track_series(tracking: Path) -> Tracked:
    """Related series with their events.

    Raises:
        CatalogueError: the tracking file is wrong.
        SurveyError: a series is.
    """
    return track_files(read_files(tracking), lambda _: True)


def opinion_page(tracking: Path, code: str) -> str:
    """One page on the series with their charts, in a language: published figures, and no text of a source.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    return render(track_series(tracking), code)


def read_files(path: Path) -> Files:
    """Everything that a tracking file names.

    Raises:
        CatalogueError: the tracking file is wrong.
        SurveyError: a series is.
    """
    tracking, rules = load_tracking(path), load_opinion_rules()
    log: list[Cleaned] = []
    since = tracking.only_since or date.min

    def read(files: Iterable[SeriesFile]) -> tuple[Poll, ...]:
        found = [poll for one in files for poll in _polls(one, tracking.scale, rules, path.parent, log)]
        kept = tuple(poll for poll in found if poll.starts_on >= since)
        if left := len(found) - len(kept):
            done = f"before only_since = {since}: surveys left out"
            log.append(Cleaned(wave=path.name, item=found[0].measure, done=done, n_cells=left))
        return kept

    polls = tuple(poll for one in tracking.series for poll in read([one]))
    groups = {
        each.id: {title: read(files) for title, files in _files_of(each)}
        if not each.codebook
        else _grouped(each, tracking.scale, path.parent, since)
        for each in tracking.groups
    }
    return Files(tracking, polls, groups, tuple(log))


def track_files(files: Files, shown: Callable[[Poll], bool]) -> Tracked:
    """The series of those surveys that are to be shown.

    Raises:
        SurveyError: too few are.
    """
    tracking, rules = files.tracking, load_opinion_rules()
    named = {one.title: one.title_in for each in tracking.groups for one in each.series}
    groups = tuple(
        Groups(
            id=each.id,
            title=each.title,
            title_in=each.title_in,
            whole=each.whole,
            groups=tuple(
                group_of(title, named.get(title, {}), kept, tracking.scale, rules)
                for title, polls in files.groups[each.id].items()
                if (kept := [one for one in polls if shown(one)])
            ),
        )
        for each in tracking.groups
    )
    polls = [one for one in files.polls if shown(one)]
    title, source = tracking.title, tracking.source
    found = track(polls, measures(tracking), tracking.scale, rules, title, source)
    titles_in = {one.measure or one.id: one.title_in for one in reversed(tracking.series)}
    return replace(
        found,
        title_in=tracking.title_in,
        series=tuple(replace(one, title_in=titles_in[one.id]) for one in found.series),
        groups=tuple(each for each in groups if each.groups),
        log=files.log,
    )


def _files_of(each: GroupsFile) -> Iterator[tuple[str, list[SeriesFile]]]:
    return ((one.title, [one]) for one in each.series)


def _polls(
    one: SeriesFile, scale: Scale, rules: OpinionRules, beside: Path, log: list[Cleaned]
) -> Iterable[Poll]:
    """The surveys of one series, whatever its file is."""
    if is_codebook(one):
        return [_poll(one, scale, wave) for wave in weigh_waves(beside / one.file, None)]
    if one.index:
        index = load_index(one.index, beside)
        return [
            poll_of_shares(read.poll, read.shares, index.base, rules.deff.value, read.published, read.where)
            for read in load_shares(one, index.items, beside)
        ]
    found = load_polls(one, scale, beside)
    log.extend(found.log)
    return found.polls


def _poll(one: SeriesFile, scale: Scale, wave: WaveResult) -> Poll:
    """A wave that was weighed as a survey of a series, with the error of its own design."""
    found = next((each for each in wave.estimates if each.id == one.value and not each.group), None)
    if found is None or (found.unit == "share") is not (scale is Scale.SHARE):
        known = ", ".join(each.id for each in wave.estimates if not each.group)
        raise CatalogueError(f"series {one.id}: value", f"an estimate in {scale.value}", one.value, known)
    return _surveyed(found, wave, one.measure or one.id, one.pollster)


def _surveyed(found: Estimate, wave: WaveResult, measure: str, pollster: str) -> Poll:
    return Poll(
        measure=measure,
        pollster=pollster,
        starts_on=wave.starts_on,
        ends_on=wave.ends_on,
        value=found.value,
        n_asked=found.n,
        se=found.se,
        degrees=found.degrees,
    )


def _grouped(each: GroupsFile, scale: Scale, beside: Path, since: date) -> dict[str, tuple[Poll, ...]]:
    """Group → its surveys, from the waves of a codebook."""
    found: dict[str, list[Poll]] = {}
    for wave in weigh_waves(beside / each.codebook, None, each.by):
        there = [one for one in wave.estimates if one.id == each.value and one.group]
        if not there or (there[0].unit == "share") is not (scale is Scale.SHARE):
            known = ", ".join(dict.fromkeys(one.id for one in wave.estimates if one.group))
            raise CatalogueError(
                f"groups {each.id}: value", f"an estimate by group in {scale.value}", each.value, known
            )
        for one in there if wave.starts_on >= since else ():
            found.setdefault(one.group, []).append(_surveyed(one, wave, each.id, wave.pollster))
    return {title: tuple(polls) for title, polls in found.items()}
