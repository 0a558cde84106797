"""What the register commands print: files, joining, pairs with their waterfalls, and what a call-up does."""

from rich.console import Console
from rich.table import Table

from tocsin.records.register_audited import Audited, Effect, Measured, Outcome
from tocsin.records.register_found import Built, Example, Joined

LARGE = 9.95
"""Per cent from which no decimal is printed."""
SMALL, LEAST = 0.95, 0.005
"""Per cent below which there are two, and below which there is nothing to be seen."""
SHOWN = 12
"""Rates of the sweep that are printed."""


def _percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f} %"


def _right(table: Table) -> Table:
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def print_built(found: Built) -> None:
    """The files that were made."""
    console = Console(highlight=False)
    console.print(f"{found.title}: {found.n_people:,} invented people of {found.country}, seed {found.seed}")
    console.print(f"every declared share is met within {100 * found.largest_miss:.2f} percentage points\n")
    table = Table("file", "rows", "double", "dead or abroad", "with number", box=None, header_style="bold")
    for one in found.files:
        table.add_row(
            one.title,
            f"{one.n_rows:,}",
            f"{one.n_double:,}",
            f"{one.n_gone:,}",
            _percent(one.identifier_share, 0),
        )
    table.add_row("all", f"{found.n_rows:,}", "", "", "")
    console.print(_right(table))
    console.print(f"\nsigned manifest {found.manifest[:23]}…, {found.kept_in or 'not kept'}", soft_wrap=True)


def print_joined(found: Joined) -> None:
    """How well the files were joined, what each agreement says, and a few pairs."""
    console = Console(highlight=False)
    said, seen = found.quality, found.reviewed
    console.print(f"{found.title}: {said.n_rows:,} rows of {said.n_people:,} people, seed {found.seed}")
    console.print(f"  compared          {found.n_compared:,} pairs")
    console.print(f"  entries           {said.n_entries:,}")
    console.print(f"  right             {_percent(said.precision, 2)} of the pairs that were joined")
    console.print(f"  found             {_percent(said.recall, 2)} of the pairs of one person")
    console.print(f"  F1                {said.f1:.4f}")
    console.print(f"  merged wrongly    {_percent(said.wrong_merge_share, 3)} of people")
    console.print(f"  with their kin    {_percent(said.same_household_share, 3)} of people")
    wrong = f"{seen.n_wrong:,} decided wrongly"
    console.print(f"  clerks            {seen.n_seen:,} of {seen.n_doubtful:,} doubtful pairs, {wrong}")
    console.print("\nWhat each agreement says, in bits")
    table = Table("compared", "agrees in", "bits", box=None, header_style="bold")
    table.columns[2].justify = "right"
    for one in found.weights:
        table.add_row(one.comparison, one.level, f"{one.bits:+.1f}")
    console.print(table)
    for example in found.examples:
        _print_example(console, example)


def _print_example(console: Console, example: Example) -> None:
    taken = "taken for one" if example.joined else "kept apart"
    console.print(f"\n{example.title} ({taken}; all names are invented)", style="bold")
    table = Table("", "agrees in", "one row", "other row", "bits", "sum", box=None, header_style="bold")
    for column in (4, 5):
        table.columns[column].justify = "right"
    for one in example.steps:
        table.add_row(
            one.comparison,
            one.level,
            one.left,
            one.right,
            "" if one.comparison == "answer" else f"{one.bits:+.1f}",
            f"{one.total_bits:+.1f}",
        )
    console.print(table)


def _range(found: Measured) -> str:
    """A share in per cent with its interval; the heading says the unit."""
    value, low, high = (_short(100 * x) for x in (found.value, found.low, found.high))
    return f"{value} ({low}–{high})"


def _short(x: float) -> str:
    near = min(x, 100 - x)
    if near >= LARGE or near < LEAST:
        return f"{x:.0f}"
    return f"{x:.1f}" if near >= SMALL else f"{x:.2f}"


def print_audited(found: Audited) -> None:
    """What the call-ups did."""
    console = Console(highlight=False)
    made = f"{found.n_seeds} registers of {found.n_people:,} invented people"
    console.print(f"{found.title}: {made}, rules of {found.rules_on}", soft_wrap=True)
    console.print("per cent: mean, and 5th to 95th percentile over the seeds\n")
    table = Table("", "office alone", "single register", "perfect", box=None, header_style="bold")
    for title, said in _lines(found.outcomes):
        table.add_row(title, *said)
    console.print(_right(table))
    sample = f"joined anew, {found.n_sampled:,} people a seed"
    _print_steps(console, f"With each further file ({sample})", found.by_agency)
    _print_steps(console, "Without one of them", found.without_agency)
    _print_steps(console, "By rows with the shared number", found.by_identifier)
    _print_sweep(console, found)
    console.print("\nBeside the world, in per cent", style="bold")
    for one in found.calibration:
        console.print(f"  {one.title}: {100 * one.known.value:.4g}; here {_range(one.model)}", soft_wrap=True)


def _weeks(found: Measured | None) -> str:
    return f"{found.value:.0f} ({found.low:.0f}–{found.high:.0f})" if found else "never"


def _lines(outcomes: tuple[Outcome, ...]) -> list[tuple[str, list[str]]]:
    """Title and cells of each line of the table."""

    def shown(name: str) -> list[str]:
        return [_range(getattr(one, name)) for one in outcomes]

    shares = {
        "reach": "reach",
        "wrongful": "summoned wrongly",
        "wrongly_taken": "taken wrongly",
        "sent_home": "sent home",
        "returned": "brought back",
        "wrongly_restricted": "barred wrongly",
        "wrongly_exit_barred": "exit barred wrongly",
        "stopped": "stopped at the border",
        "hiding": "hiding",
        "left": "left",
    }
    lines = [(title, shown(name)) for name, title in shares.items()]
    lines += [(f"  {cause}", [_range(one.causes[cause]) for one in outcomes]) for cause in outcomes[0].causes]
    weeks = [_weeks(one.weeks) for one in outcomes]
    return [*lines, ("weeks to what is wanted", weeks)]


def _print_steps(console: Console, title: str, effects: tuple[Effect, ...]) -> None:
    console.print(f"\n{title}", style="bold")
    table = Table("", "reach", "summoned wrongly", "taken wrongly", box=None, header_style="bold")
    for one in effects:
        table.add_row(one.title, *(_range(x) for x in (one.reach, one.wrongful, one.wrongly_taken)))
    console.print(_right(table))


def _print_sweep(console: Console, found: Audited) -> None:
    if not found.sweep:
        return
    console.print("\nWhat each rate moves, in points: at its low end, at its high end", style="bold")
    table = Table("rate", "reach", "", "summoned wrongly", "", box=None, header_style="bold")
    for one in found.sweep[:SHOWN]:
        ends = (one.reach.low, one.reach.high, one.wrongful.low, one.wrongful.high)
        table.add_row(one.title, *(f"{100 * end.value:+.2f}" for end in ends))
    console.print(_right(table))
    more = len(found.sweep) - SHOWN
    if more > 0:
        console.print(f"and {more} more that move less, with --format json or --out")
