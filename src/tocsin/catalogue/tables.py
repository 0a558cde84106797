"""Reads a TOML file into a record, and says exactly which key is wrong when it is not one.

Decoding is left to msgspec, which is fast and strict. Only when it refuses is the table walked again
beside the record's fields, to name the offending key by its dotted path.
"""

import difflib
import tomllib
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from tocsin.errors import CaseError, CatalogueError
from tocsin.records.record import Record

R = TypeVar("R", bound=Record)
Table = dict[str, Any]


def load_table(path: Path) -> Table:
    """The TOML table in a file.

    Raises:
        CaseError: the file cannot be read.
        CatalogueError: it is not TOML, or not UTF-8; the message has the line.
    """
    try:
        return tomllib.loads(load_bytes(path).decode())
    except UnicodeDecodeError as problem:
        raise CatalogueError(
            str(path), "UTF-8 text", f"byte {problem.start} that is not", "saving the file as UTF-8"
        ) from problem
    except tomllib.TOMLDecodeError as problem:
        raise CatalogueError(
            str(path), "TOML", str(problem), "looking there for a missing quote, bracket or ="
        ) from problem


def load_bytes(path: Path) -> bytes:
    """What is in a file.

    Raises:
        CaseError: the file cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as problem:
        raise CaseError(
            str(path),
            "a readable TOML file",
            problem.strerror or str(problem),
            "checking its path and rights",
        ) from problem


def decode_table(table: Table, kind: type[R], where: str) -> R:
    """The record of class `kind` written in `table`.

    Raises:
        CatalogueError: a key is unknown, missing or of another type; the message has its dotted path.
    """
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as problem:
        explain(table, kind, where, "")
        raise CatalogueError(
            where, f"a {kind.__name__}", str(problem), "comparing it with a shipped file"
        ) from problem


def explain(value: Any, kind: Any, where: str, path: str) -> None:
    """Raise for the first place at which `value` is not of type `kind`; return if there is none."""
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Record) and isinstance(value, dict):
        explain_record(value, kind, where, path)
    elif origin is dict and isinstance(value, dict):
        for key, item in value.items():
            explain(item, arguments[1], where, dotted(path, key))
    elif origin is tuple and isinstance(value, list):
        for n, item in enumerate(value):
            explain(item, arguments[0], where, f"{path}[{n}]")
    elif origin in (Union, types.UnionType) and value is not None:
        explain(value, next(a for a in arguments if a is not type(None)), where, path)
    else:
        explain_leaf(value, kind, where, path)


def explain_record(table: Table, kind: type[Record], where: str, path: str) -> None:
    """Raise for an unknown key, then for a missing one, then for the first wrong value."""
    hints = get_type_hints(kind)
    required = {f.name for f in msgspec.structs.fields(kind) if f.required}
    for key in table:
        if key not in hints:
            raise CatalogueError(
                f"{where}: {dotted(path, key)}",
                f"a key of {kind.__name__}",
                repr(key),
                did_you_mean(key, hints),
            )
    for key in sorted(required - set(table)):
        raise CatalogueError(f"{where}: {dotted(path, key)}", "a value", "no such key", f"adding {key} = …")
    for key, item in table.items():
        explain(item, hints[key], where, dotted(path, key))


def explain_leaf(value: Any, kind: Any, where: str, path: str) -> None:
    """Raise if a single value is not of type `kind`."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as problem:
        choices = [str(member.value) for member in kind] if hasattr(kind, "__members__") else []
        expected = "one of " + ", ".join(choices) if choices else described(kind)
        advice = did_you_mean(str(value), choices) if choices else f"writing {described(kind)}"
        raise CatalogueError(f"{where}: {path}", expected, repr(value), advice) from problem


def described(kind: Any) -> str:
    """A type as an analyst would say it."""
    if isinstance(kind, type) and issubclass(kind, Record):
        return "a table"
    names = {
        "str": "text in quotes",
        "float": "a number",
        "date": "a date like 2023-02-03",
        "bool": "true or false",
    }
    origin = get_origin(kind)
    if origin is tuple:
        return "a list"
    return "a table" if origin is dict else names.get(getattr(kind, "__name__", ""), str(kind))


def dotted(path: str, key: str) -> str:
    """The path of `key` inside `path`."""
    return f"{path}.{key}" if path else key


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Advice that names the nearest known word, or all of them when none is near."""
    choices = sorted(known)
    near = difflib.get_close_matches(word, choices, n=1)
    return repr(near[0]) if near else "one of " + ", ".join(choices)
