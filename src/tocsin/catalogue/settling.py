"""Writes how a prediction was settled into `case.toml`, leaving the analyst's comments where they are."""

from pathlib import Path

import tomlkit
from tomlkit.items import Table

from tocsin.errors import CaseError
from tocsin.records.prediction import Resolution


def write_resolution(path: Path, name: str, resolution: Resolution) -> None:
    """Put the resolution of the prediction `name` into the case file, in place of an earlier one.

    Raises:
        CaseError: the file cannot be read or written.
    """
    try:
        written = tomlkit.parse(path.read_text(encoding="utf-8"))
        resolutions = written.setdefault("resolutions", tomlkit.table(is_super_table=True))
        resolutions[name] = _table(resolution)
        replace_text(path, tomlkit.dumps(written))
    except OSError as problem:
        raise CaseError(
            str(path), "a file that can be written", problem.strerror or str(problem), "checking its rights"
        ) from problem


def replace_text(path: Path, text: str) -> None:
    """Write a file whole or not at all: a killed run leaves the old one."""
    beside = path.with_suffix(f"{path.suffix}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def _table(resolution: Resolution) -> Table:
    """Only the keys that say something."""
    table = tomlkit.table()
    table["fate"] = resolution.fate.value
    table["on"] = resolution.on
    table["reason"] = resolution.reason
    if resolution.cites:
        table["cites"] = list(resolution.cites)
    if resolution.source:
        table["source"] = resolution.source
    if resolution.actual is not None:
        table["actual"] = resolution.actual
    if resolution.corrects is not None:
        table["corrects"] = resolution.corrects.value
    return table
