"""Writes what an analyst decided about claims into `case.toml`; comments stay where they are."""

from collections.abc import Mapping
from pathlib import Path

import tomlkit

from tocsin.catalogue.settling import replace_text
from tocsin.errors import CaseError
from tocsin.records.review import Review


def write_reviews(path: Path, reviews: Mapping[str, Review]) -> None:
    """Put decisions, by claim id, into the case file, in place of earlier ones about the same claims.

    Raises:
        CaseError: the file cannot be read or written.
    """
    try:
        written = tomlkit.parse(path.read_text(encoding="utf-8"))
        table = written.setdefault("reviews", tomlkit.table(is_super_table=True))
        for name, review in reviews.items():
            entry = tomlkit.table()
            entry["verdict"] = review.verdict.value
            entry["on"] = review.on
            table[name] = entry
        replace_text(path, tomlkit.dumps(written))
    except OSError as problem:
        raise CaseError(
            str(path), "a file that can be written", problem.strerror or str(problem), "checking its rights"
        ) from problem
