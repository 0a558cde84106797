"""`tocsin opinion`: what surveys can carry, what moved a series, and how people answer a call-up."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tocsin.briefing.language.choose import LANGUAGES
from tocsin.briefing.writing import write
from tocsin.catalogue.surveys import shipped
from tocsin.cli.assessing import echo_json, share
from tocsin.cli.manpower import draws_option, seed_option
from tocsin.cli.options import format_option
from tocsin.desk.opinion import respond, weigh_waves
from tocsin.desk.series import opinion_page, track_series
from tocsin.records.opinion import Event, EventKind, Tracked, TrackedSeries
from tocsin.records.record import plain
from tocsin.records.response import Answered, Response
from tocsin.records.shortfall import Spread
from tocsin.records.survey import Estimate, Interval, WaveResult

SHOWN = 12
"""Surveys of a series; JSON has them all."""
MONTH_WEEKS = 4
"""Weeks between two lines of a table; JSON has every week."""


@click.group()
def opinion() -> None:
    """Estimate opinion, and follow what moves it.

    No figure stands with a bare margin of error: beside what chance in the choice of people does stands what
    surveys were seen to miss by, all causes together.
    """


@opinion.command()
@click.argument("codebook", type=click.Path(path_type=Path))
@click.option("--wave", "named", metavar="NAME", help="Only this wave of the codebook. [default: all]")
@click.option("--by", metavar="ITEM", help="Estimate every answer for each group of this item too.")
@format_option
def weight(codebook: Path, named: str | None, by: str | None, form: str) -> None:
    """Weigh the waves of a survey and estimate every answer.

    CODEBOOK is a TOML file that names the waves' files (CSV, XLSX, SPSS) and says what their columns mean.
    """
    found = tuple(weigh_waves(codebook, named, by))
    if form == "json":
        echo_json(plain(found))
        return
    for one in found:
        _print_wave(one)
    click.echo("\nNext: tocsin opinion track FILE, with the published figures of several waves")


@opinion.command()
@click.argument("tracking", metavar="FILE", type=click.Path(path_type=Path))
@format_option
def track(tracking: Path, form: str) -> None:
    """Follow related series: levels, sudden changes and what became of them.

    FILE is a TOML file that names CSV files of published figures and their columns.
    """
    found = track_series(tracking)
    if form == "json":
        echo_json(plain(found))
        return
    _print_tracked(found)
    click.echo(f"\nNext: tocsin opinion track {tracking} --format json, for every survey and interval")


@opinion.command()
@click.argument("tracking", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where to write the page. [default: FILE, as .html]"
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of the page; titles stay as FILE has them.",
)
def report(tracking: Path, out: Path | None, language: str) -> None:
    """Write one page on related series: charts with both intervals, changes, groups, tables.

    It loads nothing and needs no server. The last line printed is its path.
    """
    path = out or tracking.with_suffix(".html")
    write(path, opinion_page(tracking, language))
    click.echo(path)


@opinion.command(name="respond")
@click.option(
    "--scenario",
    "named",
    required=True,
    metavar="FILE",
    help=f"A scenario in TOML, or the name of one that ships: {', '.join(shipped('responses'))}.",
)
@draws_option
@seed_option
@format_option
def respond_(named: str, n_draws: int, seed: int, form: str) -> None:
    """Run a scenario of how people answer: leaving, hiding, coming back, obeying.

    It is a scenario and no forecast: figures on borders and on who hides are not public.
    """
    found = respond(named, n_draws, seed)
    if form == "json":
        echo_json(plain(found))
        return
    _print_response(found)
    click.echo(f"\nNext: tocsin opinion respond --scenario {named} --format json, for every week")


def _print_response(found: Response) -> None:
    console = Console(highlight=False, markup=False)
    console.print(f"{found.title}: {found.n_draws:,} draws")
    console.print(found.label, style="bold")
    if found.note:
        console.print(found.note)
    for way in found.ways:
        _print_way(console, way)
    table = Table(box=None, pad_edge=False, title="\nOf those summoned come", title_justify="left")
    table.add_column("week of")
    table.add_column("80 % band", justify="right")
    for one in found.obeying[::MONTH_WEEKS]:
        table.add_row(f"{one.on}", f"{share(one.share.low)} – {share(one.share.high)}")
    console.print(table)


def _print_way(console: Console, way: Answered) -> None:
    table = Table(box=None, pad_edge=False, title=f"\n{way.title}", title_justify="left")
    table.add_column("week of")
    for heading in ("gone so far, 80 % band", "out of reach now", "of those exposed"):
        table.add_column(heading, justify="right")
    for one in way.weeks[::MONTH_WEEKS]:
        shares = f"{one.share.low:.1%} – {one.share.high:.1%}"
        table.add_row(f"{one.on}", _people(one.left), _people(one.away), shares)
    console.print(table)


def _people(found: Spread) -> str:
    return f"{float(f'{found.low:.2g}'):,.0f} – {float(f'{found.high:.2g}'):,.0f}"


def _print_wave(one: WaveResult) -> None:
    console = Console(highlight=False, markup=False)
    console.print(
        f"{one.pollster}, wave {one.wave}, in the field {one.starts_on} to {one.ends_on}:"
        f" {one.n_asked:,} asked",
    )
    console.print(f"  {one.design}", soft_wrap=True)
    console.print(f"  Weighting: {one.weighting}; Kish design effect {one.kish_deff:.2f}.")
    for line in one.log:
        console.print(f"  cleaned {line.item}: {line.done} ({line.n_cells:,} cells)")
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for heading in ("estimate", "sampling 95 %", "total error", "deff", "no answer"):
        table.add_column(heading, justify="right")
    asked = ""
    for estimate in one.estimates:
        question, _, answer = estimate.title.rpartition(": ")
        if question and question != asked:
            table.add_row(question)
        asked = question
        deff = "" if estimate.deff is None else f"{estimate.deff:.2f}"
        table.add_row(
            f"  {answer}" if question else answer,
            _figure(estimate),
            _range(estimate, estimate.sampling),
            _range(estimate, estimate.total),
            deff,
            share(estimate.missing_share) if estimate.missing_share else "",
        )
    console.print(table)


def _figure(one: Estimate) -> str:
    return f"{one.value * 100:.1f} %" if one.unit == "share" else f"{one.value:.1f}"


def _range(one: Estimate, ends: Interval) -> str:
    by = 100 if one.unit == "share" else 1
    return f"{ends.low * by:.1f} to {ends.high * by:.1f}"


def _print_tracked(found: Tracked) -> None:
    console = Console(highlight=False, markup=False)
    console.print(f"{found.title} ({found.source})")
    for series in found.series:
        _print_series(console, series)
    console.print("\nSudden changes, in all series together" if found.events else "\nNo sudden change.")
    titles = {one.id: one.title for one in found.series}
    for event in found.events:
        _print_event(console, event, titles)
    for house in found.houses:
        ends = f"{house.interval.low:+.2f} to {house.interval.high:+.2f}"
        console.print(f"  {house.pollster} differs on {house.measure} by {house.value:+.2f} ({ends})")


def _print_series(console: Console, series: TrackedSeries) -> None:
    table = Table(box=None, pad_edge=False, title_justify="left")
    table.title = f"\n{series.title}"
    for heading in ("in the field", "by"):
        table.add_column(heading)
    for heading in ("published", "sampling 95 %", "total error", "level", "95 %"):
        table.add_column(heading, justify="right")
    for wave in series.waves[-SHOWN:]:
        days = f"{wave.starts_on}" + (f" to {wave.ends_on}" if wave.ends_on != wave.starts_on else "")
        by_chance, in_all, of_level = (
            f"{one.low:.1f}–{one.high:.1f}" for one in (wave.sampling, wave.total, wave.level_interval)
        )
        level = f"{wave.level:.1f}"
        table.add_row(days, wave.pollster, f"{wave.value:.1f}", by_chance, in_all, level, of_level)
    console.print(table)
    if len(series.waves) > SHOWN:
        console.print(f"  the last {SHOWN} of {len(series.waves)} surveys", style="dim")
    for fall in series.falls:
        ends = f"{fall.rank_interval.low:.0f} to {fall.rank_interval.high:.0f}"
        console.print(
            f"  fall of {-fall.value:.1f} on {fall.on}: place {fall.rank} as published, {ends} by a bootstrap"
            f" of sampling errors; the sharpest with {share(fall.sharpest_p)}. {fall.compared}",
            soft_wrap=True,
        )


def _print_event(console: Console, event: Event, titles: dict[str, str]) -> None:
    passing = (
        f"half has passed after {event.half_life_months:.1f} months"
        f" ({event.half_life.low:.1f} to {event.half_life.high:.1f})"
    )
    kind = (
        passing
        if event.kind is EventKind.TRANSIENT
        else f"it stayed (passes with {share(event.transient_p)})"
    )
    console.print(
        f"  {event.after} to {event.on}: {event.kind.value}, probability {share(event.p)},"
        f" {event.bits:.1f} bits; {kind}",
        soft_wrap=True,
    )
    for change in event.changes:
        ends = f"{change.interval.low:+.1f} to {change.interval.high:+.1f}"
        console.print(f"    {titles[change.measure]}: {change.value:+.1f} ({ends})")
