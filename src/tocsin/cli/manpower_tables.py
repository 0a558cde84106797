"""What the manpower commands print for a person: the few lines that matter; JSON has them all."""

from rich.console import Console
from rich.table import Table

from tocsin.cli.assessing import share
from tocsin.records.losses import LossEstimate
from tocsin.records.manpower import Scenario
from tocsin.records.shortfall import Reconciled, Shortfall, Simulated, Spread
from tocsin.stats.rounding import two_figures

SHOWN = 8
"""Lines of a list."""
MONTH_WEEKS = 4
"""Weeks between two lines of a table."""
THOUSAND = 1_000


def _people(x: float) -> str:
    return f"{x:,.0f}"


def _range(found: Spread) -> str:
    return f"{_people(found.value)} ({_people(found.low)} to {_people(found.high)})"


def _short(found: Spread) -> str:
    """The middle and its range in two digits: 11k (9.7–12k)."""
    return f"{_digits(found.value)} ({_digits(found.low)}–{_digits(found.high)})"


def _digits(x: float) -> str:
    rounded = two_figures(x)
    return f"{rounded / THOUSAND:g}k" if rounded >= THOUSAND else f"{rounded:.0f}"


def print_losses(found: LossEstimate) -> None:
    """Losses by week, the last eight and every fourth to come."""
    console = Console(highlight=False)
    console.print(f"claimed casualties for each death known by name: {found.ratio.value:.1f}", end="")
    console.print(f" ({found.ratio.low:.1f} to {found.ratio.high:.1f})")
    table = Table(
        "week of", "casualties", "deaths by name", "all deaths", box=None, header_style="bold", padding=(0, 1)
    )
    for column in (1, 2, 3):
        table.columns[column].justify = "right"
    known, ahead = found.weeks[-2 * MONTH_WEEKS :], found.ahead[MONTH_WEEKS - 1 :: MONTH_WEEKS]
    for one in known:
        table.add_row(f"{one.on}", _short(one.casualties), _short(one.named), _short(one.deaths))
    if ahead:
        table.add_section()
    for one in ahead:
        table.add_row(f"{one.on} ahead", _short(one.casualties), _short(one.named), _short(one.deaths))
    console.print(table)


def print_run(found: Simulated) -> None:
    """A run: strength every fourth week, and all losses."""
    console = Console(highlight=False)
    console.print(f"{found.title}: {found.n_draws:,} draws, seed {found.seed}")
    table = Table("week of", "strength", "80 %", box=None, header_style="bold")
    for column in (1, 2):
        table.columns[column].justify = "right"
    for one in found.strength[::MONTH_WEEKS]:
        table.add_row(f"{one.on}", _people(one.p50), f"{_people(one.p10)}–{_people(one.p90)}")
    console.print(table)
    console.print(f"deaths in the run   {_range(found.deaths)}")
    console.print(f"wounded in the run  {_range(found.wounded)}")


def print_shortfall(scenario: Scenario, found: Shortfall) -> None:
    """What is missing, what wave helps, and what the answer hangs on."""
    console = Console(highlight=False)
    said = found.answer
    posture = next(one for one in scenario.postures if one.id == said.posture)
    console.print(f"{scenario.title}: {posture.title}, by {said.deadline}", soft_wrap=True)
    console.print(f"  needed            {_range(said.need)}")
    console.print(f"  strength          {_range(said.strength)}")
    console.print(f"  missing           {_range(said.missing)}")
    console.print(f"  holds throughout  {share(said.holding[-1].p)} of the draws")
    console.print(f"  {_wave(found)}", soft_wrap=True)
    if found.measures:
        console.print("\nWithout a declared wave")
        for one in found.measures:
            console.print(
                f"  {one.title}: {_range(one.people)} taken, {_range(one.in_zone)} there at the end"
            )
    console.print("\nThe answer changes most with")
    for one_of in found.sensitivities[:SHOWN]:
        console.print(
            f"  {one_of.figure}: {one_of.low:g} to {one_of.high:g}"
            f" moves what is missing from {_people(one_of.at_low)} to {_people(one_of.at_high)}",
            soft_wrap=True,
        )


def _wave(found: Shortfall) -> str:
    said = found.answer
    chance = share(said.chance)
    if said.size == 0:
        return f"no wave is needed to meet the need with {chance}"
    if said.size is None:
        return f"no wave decreed on {said.decreed_on}, however large, meets the need with {chance}"
    late = f", at the latest on {said.latest_decree}" if said.latest_decree else ""
    told = f"a wave of {_people(said.size)}, decreed on {said.decreed_on}{late}, meets it with {chance}"
    if said.called is None:
        return told
    low, high = (_people(float(f"{end:.2g}")) for end in (said.called.low, said.called.high))
    return f"{told}; {low} to {high} must be called for that many to come, by {said.response}"


def print_reconciled(found: tuple[Reconciled, ...]) -> None:
    """Each claimed number with what the model says of it."""
    console = Console(highlight=False)
    if not found:
        console.print("No claim of the case names a number of men that the scenario can be held against.")
    for one in found:
        ends = [_people(end) for end in (one.claimed.low, one.claimed.high) if end is not None]
        console.print(f"{one.claimed.speaker or 'nobody named'}: {' to '.join(dict.fromkeys(ends))}")
        console.print(f"  {one.claimed.topic}: {one.verdict.value}. {one.reason}", soft_wrap=True)
