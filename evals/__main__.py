"""Score everything, or what is named, and print one aligned table; say plainly what could not be scored."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Iterable
from pathlib import Path

import evals
from evals import Absent, Row

TOOLS = ("bootstrap", "catalogue")
"""Siblings that score nothing themselves."""


def names() -> list[str]:
    """Every eval beside this file."""
    found = (module.name for module in pkgutil.iter_modules(evals.__path__))
    return sorted(name for name in found if not name.startswith("_") and name not in TOOLS)


def figure(value: float) -> str:
    """A share with three decimals, a count as it is."""
    return f"{value:.0f}" if value == int(value) and value != 1 else f"{value:.3f}"


def verdict(row: Row) -> str:
    """Whether the target is met, in words."""
    if row.target is None:
        return ""
    met = row.value <= row.target if row.at_most else row.value >= row.target
    bound = "at most" if row.at_most else "at least"
    return f"{'meets' if met else 'MISSES'} {bound} {figure(row.target)}"


def render(rows: Iterable[Row]) -> str:
    """The table: name, figure, interval, verdict, note."""
    cells = [
        (
            row.name,
            figure(row.value),
            "" if row.low is None or row.high is None else f"[{figure(row.low)}–{figure(row.high)}]",
            verdict(row),
            row.note,
        )
        for row in rows
    ]
    widths = [max((len(line[column]) for line in cells), default=0) for column in range(4)]
    return "\n".join(_line(cell, widths) for cell in cells)


def _line(cell: tuple[str, str, str, str, str], widths: list[int]) -> str:
    name, value, interval, said, note = cell
    aligned = (
        name.ljust(widths[0]),
        value.rjust(widths[1]),
        interval.ljust(widths[2]),
        said.ljust(widths[3]),
    )
    return "  ".join((*aligned, note)).rstrip()


def main(arguments: list[str]) -> int:
    """Run the evals named, all without a name."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=evals.__doc__)
    parser.add_argument("name", nargs="*", help=f"one of: {', '.join(names())}")
    parser.add_argument("--data", type=Path, required=True, help="folder of the evaluation data")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.name) - set(names()))
    if unknown:
        print(
            f"evals: expected one of {', '.join(names())}, found {unknown[0]}; try no name for all",
            file=sys.stderr,
        )
        return 2
    if not options.data.is_dir():
        print(f"evals: nothing was scored, since the evaluation data is not at {options.data}")
        return 0
    for name in options.name or names():
        print(f"\n{name}")
        try:
            print(render(importlib.import_module(f"evals.{name}").rows(options.data)), flush=True)
        except Absent as absent:
            print(f"not scored: {absent}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
