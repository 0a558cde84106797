"""Opinion at a desk: waves of a survey from an analyst's files, and how people answer a call-up."""

from collections.abc import Iterator
from pathlib import Path

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
from tocsin.models.opinion.cleaning import clean
from tocsin.models.opinion.wave import estimate_wave
from tocsin.models.response.flows import shares_by_week, simulate, summarise
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
        coded = clean(raw.columns, raw.labels, book, wave, raw.rows, raw.n_blank)
        yield estimate_wave(coded, book, wave, margins, indices, rules.total_error.value, groups)


def respond(named: str, n_draws: int, seed: int, asked_by: str = "--scenario") -> Response:
    """How people answer a call-up, by a scenario that ships or in a file, asked for by an option.

    Raises:
        CatalogueError: the scenario is wrong.
    """
    scenario = load_response(named, asked_by)
    return summarise(scenario, simulate(scenario, n_draws, seed))


def out_of_reach(named: str, n_draws: int, seed: int) -> SharesByWeek:
    """Shares by week that a register audit or an arithmetic of manpower may be driven by.

    Raises:
        CatalogueError: the scenario is wrong.
    """
    scenario = load_response(named, "--response")
    return shares_by_week(scenario, simulate(scenario, n_draws, seed))
