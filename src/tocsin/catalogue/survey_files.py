"""Reads the file of a survey wave, CSV, XLSX or SPSS, into columns of words as they stand there.

Nothing is cleaned here: what is done to a cell is done, and told, by the model of opinion. SPSS and XLSX need
two small libraries that an ordinary install leaves out.
"""

import csv
import importlib
import io
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from zipfile import BadZipFile

from tocsin.errors import SurveyError

Cell = str | None


class RawWave(NamedTuple):
    """A wave's file as it is."""

    columns: dict[str, tuple[Cell, ...]]
    """Column → its cells, in words; `None` where empty."""
    labels: dict[str, dict[str, str]]
    """Column → code → what the file itself says that it means; only SPSS files say."""
    rows: tuple[int, ...]
    """Row of the file that each person stands in, as a spreadsheet counts."""
    n_blank: int = 0
    """Rows with nothing in them, left out."""


def load_wave(path: Path, encoding: str, wave: str) -> RawWave:
    """The wave in a file, by its ending.

    Raises:
        SurveyError: it is not there, of another kind, or written otherwise than the codebook says.
    """
    readers = {".csv": _csv, ".xlsx": _xlsx, ".sav": _sav, ".zsav": _sav}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise SurveyError(
            f"wave {wave}: {path.name}", "a file in " + ", ".join(readers), repr(path.suffix), "exporting it"
        )
    if not path.is_file():
        raise SurveyError(f"wave {wave}", "its file", f"no {path}", "checking `file` in the codebook")
    return reader(path, encoding, wave)


def lines_of(path: Path, encoding: str, where: str) -> list[list[str]]:
    """The lines of a CSV file with commas, semicolons or tabs.

    Raises:
        SurveyError: the file is written in another encoding; the message names the byte and a likely one.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SurveyError(
            f"{where}: {path.name} line {line}",
            f"text in {encoding}",
            f"byte 0x{data[error.start]:02x}{_likely(data)}",
            f'encoding = "{_guess(data)}" in the codebook, or saving it as UTF-8',
        ) from error
    except LookupError as error:
        raise SurveyError(where, "a known encoding", repr(encoding), 'encoding = "utf-8"') from error
    except OSError as error:
        raise SurveyError(where, "a readable file", f"{error.strerror} of {path}", "its path") from error
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    return list(csv.reader(io.StringIO(text), delimiter=mark))


def _guess(data: bytes) -> str:
    """cp1251 where most bytes beyond ASCII are its Cyrillic letters."""
    high = [one for one in data if one >= 0x80]
    letters = sum(one >= 0xC0 or one in (0xA8, 0xB8) for one in high)
    return "cp1251" if high and letters > 0.8 * len(high) else "cp866" if high else "utf-8"


def _likely(data: bytes) -> str:
    return f" as in {_guess(data)}"


def _csv(path: Path, encoding: str, wave: str) -> RawWave:
    return _wave(lines_of(path, encoding, f"wave {wave}"), f"wave {wave}: {path.name}")


def _wave(lines: list[list[str]], where: str) -> RawWave:
    """A line of names, then a line a person; a line with nothing in it is nobody."""
    if not lines:
        raise SurveyError(where, "a line of column names", "an empty file", "exporting it again")
    names = [name.strip() for name in lines[0]]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SurveyError(where, "each column once", f"{twice[0]!r} twice", "renaming one")
    people = {at: line for at, line in enumerate(lines[1:], 2) if any(cell.strip() for cell in line)}
    for at, line in people.items():
        if len(line) != len(names):
            raise SurveyError(
                f"{where} row {at}", f"{len(names)} cells", str(len(line)), "looking for a stray comma"
            )
    cells = people.values()
    columns = {name: tuple(line[at] or None for line in cells) for at, name in enumerate(names)}
    return RawWave(columns, {}, tuple(people), len(lines) - 1 - len(people))


def _xlsx(path: Path, _encoding: str, wave: str) -> RawWave:
    library = extra("openpyxl", f"wave {wave}")
    try:
        with path.open("rb") as file:
            sheet = library.load_workbook(file, read_only=True, data_only=True).worksheets[0]
            lines = [["" if cell is None else _word(cell) for cell in row] for row in sheet.values]
    except (OSError, KeyError, ValueError, BadZipFile) as error:
        raise SurveyError(
            f"wave {wave}: {path.name}", "an XLSX file", str(error), "saving it again"
        ) from error
    return _wave(lines, f"wave {wave}: {path.name}")


def _sav(path: Path, _encoding: str, wave: str) -> RawWave:
    library = extra("pyreadstat", f"wave {wave}")
    try:
        columns, said = library.read_sav(str(path), output_format="dict", disable_datetime_conversion=True)
    except library.ReadstatError as error:
        raise SurveyError(
            f"wave {wave}: {path.name}", "an SPSS file", str(error), "exporting it again"
        ) from error
    labels = {
        name: {_word(code): str(label) for code, label in codes.items()}
        for name, codes in said.variable_value_labels.items()
    }
    cells = {name: _cells(column) for name, column in columns.items()}
    n_people = len(next(iter(cells.values()), ()))
    return RawWave(cells, labels, tuple(range(1, n_people + 1)))


def _cells(cells: Iterable[Any]) -> tuple[Cell, ...]:
    # A missing number is NaN, the only value that differs from itself; a missing word is empty.
    return tuple(None if one is None or one != one or one == "" else _word(one) for one in cells)


def _word(cell: object) -> str:
    """A cell as a word: whole numbers without the point that spreadsheets and SPSS give them."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def extra(name: str, where: str) -> ModuleType:
    """A library of the extra `opinion`.

    Raises:
        SurveyError: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise SurveyError(where, name, "that it is not installed", "pip install 'tocsin[opinion]'") from error
