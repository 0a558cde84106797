"""Every table of the briefing as CSV in one ZIP, with a data package that says what each column means.

The words in it were written by strangers. A cell that begins like a formula gets an apostrophe before it, or
opening the file would run it; the package says so.

Source: RFC 4180 (CSV), with UTF-8 and a header line; Frictionless Data Package 1.0 and Tabular Data Resource.
"""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from tocsin.briefing.exports import said
from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.exports.packing import pack
from tocsin.briefing.exports.table import Row, Table, Value
from tocsin.briefing.exports.tables import TABLES
from tocsin.records.briefing import Briefing
from tocsin.records.identity import digest

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
SOME_PLACES = range(4, 9)
"""Decimals with which a latitude or a longitude is written."""
NOTE = (
    "A text that begins like a formula of a spreadsheet has an apostrophe before it, which is not part of it."
)


def write(edition: Edition) -> bytes:
    """The ZIP: the package's description first, then a file a table."""
    briefing = edition.briefing
    files = {f"{table.name}.csv": _written(table, table.rows(briefing)) for table in TABLES}
    package = msgspec.json.format(msgspec.json.encode(_package(briefing, files)), indent=1)
    return pack({"datapackage.json": package, **files}, briefing.as_of)


def _written(table: Table, rows: Iterable[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    # Half of a surrogate pair can stand in a captured text and has no place in UTF-8.
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: Value) -> str | int | float:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _figure(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def _figure(value: float) -> str | float:
    """The same number, and nothing that two of it side by side could be taken for.

    Two figures of four to eight decimals with a comma between are a place on earth, as the gate has it.
    """
    decimals = len(repr(value).partition(".")[2])
    short = decimals in SOME_PLACES and "e" not in repr(value)
    return f"{value:.{SOME_PLACES.stop}f}" if short else value


def _package(briefing: Briefing, files: dict[str, bytes]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": f"tocsin-{briefing.as_of:%Y-%m-%d}",
        "id": briefing.id,
        "title": said.title(briefing),
        "description": f"{said.answer(briefing)} {NOTE} {briefing.tlp.label}.",
        "version": briefing.version,
        "created": f"{briefing.as_of.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "marking": briefing.tlp.label,
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in TABLES],
    }


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": column.name, "type": column.type, "description": column.says} for column in table.columns
        ],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.cites:
        there = {"resource": "citations", "fields": "citation"}
        schema["foreignKeys"] = [{"fields": table.cites, "reference": there}]
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"},
        "bytes": len(data),
        "hash": digest(data),
        "schema": schema,
    }
