"""Opinion at a desk: waves and series from an analyst's files, and what they say of the question."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tocsin.briefing.sentiment.page import render
from tocsin.catalogue.responses import load_response
from tocsin.catalogue.survey_files import load_wave
from tocsin.catalogue.surveys import (
    item_of,
    load_codebook,
    load_index,
    load_margins,
    load_opinion_rules,
    wave_of,
)
from tocsin.catalogue.tracking import is_codebook, load_polls, load_tracking, measures
from tocsin.errors import CatalogueError
from tocsin.models.opinion.cleaning import clean
from tocsin.models.opinion.track import track
from tocsin.models.opinion.wave import estimate_wave
from tocsin.models.response.flows import shares_by_week, simulate, summarise
from tocsin.records.opinion import Poll, Scale, SeriesFile, Tracked
from tocsin.records.response import Response, SharesByWeek
from tocsin.records.survey import WaveResult


def weigh_waves(codebook: Path, named: str | None, by: str | None = None) -> Iterator[WaveResult]:
    """Each wave of a codebook with its estimates, or the one of that name, also by the groups of an item.

    Raises:
        CatalogueError: the codebook is wrong.
        SurveyError: a file is, or weights cannot be made.
    """
    book = load_codebook(codebook)
    beside = codebook.parent
    rules = load_opinion_rules()
    margins = load_margins(book.margins, beside) if book.margins else None
    indices = tuple(load_index(name, beside) for name in book.indices)
    groups = item_of(book, by, "--by")
    for wave in wave_of(book, named, "--wave"):
        raw = load_wave(beside / wave.file, wave.encoding, wave.id)
        coded = clean(raw.columns, raw.labels, book, wave, raw.first_row)
        yield estimate_wave(coded, book, wave, margins, indices, rules.total_error.value, groups)


def track_series(tracking: Path) -> Tracked:
    """Related series with their events.

    Raises:
        CatalogueError: the tracking file is wrong.
        SurveyError: a series is.
    """
    found = load_tracking(tracking)
    beside = tracking.parent
    waves = [poll for one in found.series if is_codebook(one) for poll in _weighed(one, found.scale, beside)]
    since = found.only_since or date.min
    polls = [*load_polls(found, beside), *(one for one in waves if one.starts_on >= since)]
    rules = load_opinion_rules()
    return track(polls, measures(found), found.scale, rules, found.title, found.source)


def _weighed(one: SeriesFile, scale: Scale, beside: Path) -> Iterator[Poll]:
    """The waves of a codebook as surveys of a series, each with the error of its own design."""
    for wave in weigh_waves(beside / one.file, None):
        found = next((each for each in wave.estimates if each.id == one.value), None)
        if found is None or (found.unit == "share") is not (scale is Scale.SHARE):
            known = ", ".join(each.id for each in wave.estimates)
            raise CatalogueError(f"series {one.id}: value", f"an estimate in {scale.value}", one.value, known)
        yield Poll(
            measure=one.measure or one.id,
            pollster=one.pollster,
            starts_on=wave.starts_on,
            ends_on=wave.ends_on,
            value=found.value,
            n_asked=found.n,
            se=found.se,
            degrees=found.degrees,
        )


def opinion_page(tracking: Path) -> str:
    """One page on the series with their charts: published figures, and no text of a source.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    return render(track_series(tracking))


def respond(named: str, n_draws: int, seed: int) -> Response:
    """How people answer a call-up, by a scenario that ships or in a file.

    Raises:
        CatalogueError: the scenario is wrong.
    """
    scenario = load_response(named)
    return summarise(scenario, simulate(scenario, n_draws, seed))


def out_of_reach(named: str, n_draws: int, seed: int) -> SharesByWeek:
    """Shares by week that a register audit or an arithmetic of manpower may be driven by.

    Raises:
        CatalogueError: the scenario is wrong.
    """
    scenario = load_response(named)
    return shares_by_week(scenario, simulate(scenario, n_draws, seed))
