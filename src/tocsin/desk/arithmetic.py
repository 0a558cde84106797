"""The report on an army as one page, with the claims of a case or without any."""

from datetime import date, datetime
from pathlib import Path

from tocsin import __version__
from tocsin.briefing.reckoning.page import render
from tocsin.briefing.writing import write
from tocsin.desk.desk import Clock, opened
from tocsin.desk.numbers import reconcile_at
from tocsin.desk.readings import read
from tocsin.log import doing
from tocsin.models.manpower.answers import Question
from tocsin.models.manpower.run import run, shortfall
from tocsin.models.manpower.variants import find_figures, find_names
from tocsin.models.manpower.whatif import what_if
from tocsin.records.identity import digest
from tocsin.records.manpower import Scenario
from tocsin.records.reckoning import Reckoning
from tocsin.records.record import encode
from tocsin.records.shortfall import Reconciled
from tocsin.records.units import Figure

DIGITS = 16
"""Of the scenario's digest, as printed."""


def write_report(
    scenario: Scenario,
    asked: Question,
    out: Path,
    folder: Path | None,
    as_of: datetime,
    clock: Clock,
    language: str = "en",
) -> None:
    """Writes the page; with a case, what its sources claim stands on it, once no private name does.

    Raises:
        LeakError: the page would tell who a private person is; nothing is written.
    """
    if folder is None:
        write(out, _page(scenario, asked, (), language))
        return
    with opened(folder) as desk:
        read(desk)
        found = reconcile_at(desk, scenario, asked, as_of, clock)
        page = _page(scenario, asked, found, language).encode()
        desk.gate().verify({out.name: page})
        write(out, page)


def _page(scenario: Scenario, asked: Question, reconciled: tuple[Reconciled, ...], language: str) -> str:
    with doing("running the scenario"):
        found = Reckoning(
            title=scenario.title,
            army=scenario.army,
            posture=asked.posture.title,
            deadline=asked.deadline,
            run=run(scenario, asked.n_draws, asked.seed, asked.threads),
            shortfall=shortfall(scenario, asked),
            reconciled=reconciled,
            what_if=what_if(scenario, asked),
            figures=tuple(_row(path, figure) for path, figure in find_figures(scenario)),
            names=find_names(scenario),
            note=scenario.note,
            version=__version__,
            digest=digest(encode(scenario)).removeprefix("sha256:")[:DIGITS],
        )
    with doing("drawing the page"):
        return render(found, language)


def _row(path: str, figure: Figure) -> tuple[str, str, str, str, str]:
    value = f"{figure.value:g} ({figure.low:g}–{figure.high:g})"
    source = f"{figure.source}. {figure.note}" if figure.note else figure.source
    return path, value, figure.unit, source, _day(figure.date)


def _day(day: date) -> str:
    return day.isoformat()
