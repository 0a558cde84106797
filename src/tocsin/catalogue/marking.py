"""The markings of a case: what `case.toml` marks, joined with the marks of the catalogue's own sources."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import tomlkit

from tocsin.catalogue.settling import replace_text
from tocsin.catalogue.tables import did_you_mean
from tocsin.errors import CaseError, CatalogueError
from tocsin.protect.marking import CAPTURE, CLAIM, is_address
from tocsin.records.marking import Tlp, strictest
from tocsin.records.source import Source


def resolved_markings(written: Mapping[str, Tlp], sources: Iterable[Source], where: str) -> dict[str, Tlp]:
    """Every mark of a case, by what it stands on; a source's mark stands on its hosts too.

    Sources that the case did not choose are marked as well: what they published may have come in unasked.

    Raises:
        CatalogueError: a mark stands on nothing that could be marked.
    """
    known = {source.id: source for source in sources}
    marks = dict(written)
    for name in written:
        if name not in known and not name.startswith((CAPTURE, CLAIM)) and not is_address(name):
            raise CatalogueError(
                where, "the id of a source, capture or claim, or an address", name, did_you_mean(name, known)
            )
    for source in known.values():
        own = strictest([source.tlp, written.get(source.id, Tlp.CLEAR)])
        if own is not Tlp.CLEAR:
            for name in (source.id, *source.hosts):
                marks[name] = strictest([own, marks.get(name, own)])
    return marks


def write_markings(path: Path, marks: Mapping[str, Tlp]) -> None:
    """Put marks into the case file, in place of earlier ones on the same things; comments stay.

    Raises:
        CaseError: the file cannot be read or written.
    """
    try:
        written = tomlkit.parse(path.read_text(encoding="utf-8"))
        table = written.setdefault("markings", tomlkit.table())
        for name, mark in marks.items():
            table[name] = mark.value
        replace_text(path, tomlkit.dumps(written))
    except OSError as problem:
        raise CaseError(
            str(path), "a file that can be written", problem.strerror or str(problem), "checking its rights"
        ) from problem
