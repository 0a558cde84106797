"""The memory of a process and of all it started, each shared page counted once.

Source: Linux `proc(5)`, `smaps_rollup`: the proportional set size.
"""

import subprocess
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
PAUSE_SECONDS = 0.25


class Spent(NamedTuple):
    """What running a command cost."""

    seconds: float
    cpu_seconds: float
    """Of the command and all it started."""
    peak_megabytes: float
    """Most at once over the whole tree."""
    said: str
    """What it printed."""


def run(command: Sequence[str]) -> Spent:
    """Runs the command to its end, looking at its memory again and again.

    Raises:
        SystemExit: it failed.
    """
    began, peak, cpu = time.perf_counter(), 0.0, 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            tree = _tree(running.pid)
            peak = max(peak, sum(map(_megabytes, tree)))
            cpu = max(cpu, sum(map(_cpu_seconds, tree)))
            time.sleep(PAUSE_SECONDS)
        said, trouble = running.communicate()
    if running.returncode:
        raise SystemExit(trouble)
    return Spent(time.perf_counter() - began, cpu, peak, said)


def _tree(root: int) -> list[int]:
    """The process and everything that descends from it."""
    parents = {pid: parent for pid in _processes() if (parent := _parent(pid))}
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)


def _processes() -> Iterable[int]:
    return (int(path.name) for path in PROC.iterdir() if path.name.isdigit())


def _fields(pid: int) -> list[str]:
    """The fields of `stat` from the third on; none where the process is gone."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _parent(pid: int) -> int:
    fields = _fields(pid)
    return int(fields[1]) if fields else 0


def _cpu_seconds(pid: int) -> float:
    """Its own time and that of children which have ended, in hundredths of a second as Linux counts."""
    return sum(map(int, _fields(pid)[11:15])) / 100


def _megabytes(pid: int) -> float:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Pss:")), 0.0)
