"""How the opinion commands print waves, series and scenarios of response."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tocsin.briefing.locale import percent
from tocsin.cli.assessing import share
from tocsin.records.opinion import Event, EventKind, Groups, Tracked, TrackedSeries
from tocsin.records.response import Answered, Response
from tocsin.records.shortfall import Spread
from tocsin.records.survey import Estimate, Interval, SensitiveKind, WaveResult
from tocsin.stats.rounding import two_figures

SHOWN = 12
"""Surveys of a series; JSON has them all."""
MONTH_WEEKS = 4
"""Weeks between two lines of a table; JSON has every week."""
PERCENT = 100
KINDS = {
    SensitiveKind.LIST: "a list experiment",
    SensitiveKind.RANDOMISED: "a randomised response",
    SensitiveKind.ENDORSEMENT: "an endorsement experiment",
}


def print_response(found: Response) -> None:
    """A run, labelled a scenario, with a band for every fourth week."""
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
    return f"{two_figures(found.low):,.0f} – {two_figures(found.high):,.0f}"


def print_wave(one: WaveResult) -> None:
    """A wave: its design, what cleaning did, every estimate with both intervals."""
    console = Console(highlight=False, markup=False)
    console.print(
        f"{one.pollster}, wave {one.wave}, in the field {one.starts_on} to {one.ends_on}:"
        f" {one.n_asked:,} asked",
    )
    console.print(f"  {one.design}", soft_wrap=True)
    console.print(f"  Weighting: {one.weighting}; Kish design effect {one.kish_deff:.2f}.")
    for line in one.log:
        console.print(f"  cleaned {line.item}: {line.done} ({line.n_cells:,} cells)", soft_wrap=True)
    console.print(_estimates(one.estimates))
    for estimate in one.estimates:
        if estimate.asked is not None:
            _print_sensitive(console, estimate)


def _estimates(found: Sequence[Estimate]) -> Table:
    """Questions with their answers, for everybody and then group by group."""
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for heading in ("estimate", "SE", "sampling 95 %", "total error", "deff", "no answer"):
        table.add_column(heading, justify="right")
    above = ("", "")
    for one in found:
        question, _, answer = one.title.removesuffix(f" ({one.group})").rpartition(": ")
        if question and question != above[0]:
            table.add_row(question)
        if question and one.group and (question, one.group) != above:
            table.add_row(f"  {one.group}")
        above = (question, one.group)
        indent = "  " * (bool(question) + bool(one.group))
        table.add_row(f"{indent}{answer if question or not one.group else one.group}", *_figures(one))
    return table


def _figures(one: Estimate) -> tuple[str, ...]:
    by = PERCENT if one.unit == "share" else 1
    return (
        _signed(f"{one.value * by:.1f}") + (" %" if one.unit == "share" else ""),
        f"{one.se * by:.1f}",
        _range(one, one.sampling),
        _range(one, one.total),
        "" if one.deff is None else f"{one.deff:.2f}",
        share(one.missing_share) if one.missing_share else "",
    )


def _print_sensitive(console: Console, one: Estimate) -> None:
    """How a question was asked that nobody had to own up to, and what the protection costs."""
    found = f"{one.title}: by {KINDS[one.asked] if one.asked else ''}; variance {one.se**2:.2g}"
    plain = one.value * (1 - one.value) / one.n if one.unit == "share" and 0 < one.value < 1 else None
    if plain:
        found += f", {one.se**2 / plain:.0f} times that of a plain question to as many"
    console.print(f"  {found}.", soft_wrap=True)


def _range(one: Estimate, ends: Interval) -> str:
    by = PERCENT if one.unit == "share" else 1
    return _signed(f"{ends.low * by:.1f} to {ends.high * by:.1f}")


def _signed(figures: str) -> str:
    return figures.replace("-", "−")


def print_tracked(found: Tracked) -> None:
    """Series, what was left out of them, what was sudden in them."""
    console = Console(highlight=False, markup=False)
    console.print(f"{found.title} ({found.source})")
    for line in found.log:
        console.print(f"  {line.item}, {line.wave}: {line.done} ({line.n_cells:,})", soft_wrap=True)
    for series in found.series:
        _print_series(console, series)
    for each in found.groups:
        _print_groups(console, each)
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
            f" of sampling errors; the sharpest with {percent(fall.sharpest_p)}. {fall.compared}",
            soft_wrap=True,
        )


def _print_groups(console: Console, each: Groups) -> None:
    table = Table(box=None, pad_edge=False, title=f"\n{each.title}", title_justify="left")
    table.add_column("group")
    for heading in ("last in the field", "estimate", "sampling 95 %", "total error", "surveys"):
        table.add_column(heading, justify="right")
    for one in each.groups:
        last = one.waves[-1]
        ends = (f"{found.low:.1f}–{found.high:.1f}" for found in (last.sampling, last.total))
        table.add_row(one.title, f"{last.ends_on}", f"{last.value:.1f}", *ends, str(len(one.waves)))
    console.print(table)


def _print_event(console: Console, event: Event, titles: dict[str, str]) -> None:
    passing = (
        f"half has passed after {event.half_life_months:.1f} months"
        f" ({event.half_life.low:.1f} to {event.half_life.high:.1f})"
    )
    kind = (
        passing
        if event.kind is EventKind.TRANSIENT
        else f"it stayed (passes with {percent(event.transient_p)})"
    )
    console.print(
        f"  {event.after} to {event.on}: {event.kind.value}, probability {percent(event.p)},"
        f" {event.bits:.1f} bits; {kind}",
        soft_wrap=True,
    )
    for change in event.changes:
        ends = f"{change.interval.low:+.1f} to {change.interval.high:+.1f}"
        moved = _signed(f"{change.value:+.1f} ({ends})")
        console.print(f"    {titles[change.measure]}: {moved}")
