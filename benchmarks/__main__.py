"""Run every benchmark, or those named, and print one aligned table."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Iterable

import benchmarks
from benchmarks import Row


def names() -> list[str]:
    """Every benchmark beside this file."""
    found = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name for name in found if not name.startswith("_"))


def figure(value: float) -> str:
    """A figure with three significant digits, thousands set apart."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def against(row: Row, peer: str, theirs: float | None) -> str:
    """One peer's figure and how many times better (or worse) ours is."""
    if theirs is None:
        return f"{peer}: not installed"
    rate = row.unit.endswith("/s")
    ratio = row.ours / theirs if rate else theirs / row.ours
    verdict = f"ours {figure(ratio)}× better" if ratio >= 1 else f"ours {figure(1 / ratio)}× worse"
    return f"{peer} {figure(theirs)} ({verdict})"


def render(rows: Iterable[Row]) -> str:
    """The table: name, our figure, peers, note."""
    cells = [
        (
            row.name,
            f"{figure(row.ours)} {row.unit}",
            "; ".join(against(row, peer, theirs) for peer, theirs in row.peers.items()) or "no peer",
            row.note,
        )
        for row in rows
    ]
    widths = [max((len(line[column]) for line in cells), default=0) for column in range(3)]
    return "\n".join(
        f"{name:<{widths[0]}}  {ours:>{widths[1]}}  {peers:<{widths[2]}}  {note}".rstrip()
        for name, ours, peers, note in cells
    )


def main(arguments: list[str]) -> int:
    """Run the benchmarks named, all without a name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"one of: {', '.join(names())}")
    wanted = parser.parse_args(arguments).name or names()
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        print(
            f"benchmarks: expected one of {', '.join(names())}, found {unknown[0]}; try no name for all",
            file=sys.stderr,
        )
        return 2
    for name in wanted:
        module = importlib.import_module(f"benchmarks.{name}")
        if not hasattr(module, "rows"):
            continue
        print(f"\n{name}")
        print(render(module.rows()), flush=True)
    return 0


sys.exit(main(sys.argv[1:]))
