"""Copies of captures that may be given away: their texts with names replaced and contacts taken out.

A copy is no capture. It is a page of its own that says which capture it was made of and with which digest, so
that whoever holds the original can show what was changed. What has no text (a picture, a file nobody could
read) is not copied, and neither is a page in which the gate still finds somebody; both are told.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tocsin.archive.archive import Archive
from tocsin.archive.export import export_wacz, export_warc
from tocsin.briefing.writing import write
from tocsin.desk.desk import Desk
from tocsin.protect.contacts import without_contacts
from tocsin.protect.gate import Gate
from tocsin.protect.marking import Curtain
from tocsin.records.capture import Capture, Memento, Payload

ORIGIN = "redacted"
PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head><body>
<p>{label}. Redacted copy of {capture}, captured {at}, payload {digest}.</p>
<h1>{title}</h1>
{text}
<p>{label}</p>
</body></html>
"""


class Shared(NamedTuple):
    """What was written, and what was not."""

    n_captures: int
    left_out: tuple[str, ...]
    """A line for each capture that is not in the export, and why."""


def share(desk: Desk, chosen: Sequence[Capture], form: str, path: Path, now: datetime) -> Shared:
    """Writes redacted copies of captures, once the gate has looked through the whole file.

    Raises:
        LeakError: something in the finished file would tell who somebody is; nothing was written.
    """
    mementos = {one.capture_id: one for one in desk.store.mementos()}
    gate, rename = desk.gate(), desk.redactor()[0].text
    titles: dict[str, str] = {}
    left_out: list[str] = []
    with _scratch() as (folder, archive):
        copies = []
        for one in chosen:
            memento = mementos.get(one.id)
            copy = _copy(desk.curtain, gate, rename, one, memento) if memento else "no text of it"
            if isinstance(copy, str):
                left_out.append(f"{one.id}: left out, {copy}")
                continue
            kept = archive.append(copy)
            titles[kept.id] = copy.title or ""
            copies.append(kept)
        draft = folder / path.name
        if form == "wacz":
            export_wacz(archive, copies, draft, titles, now)
        else:
            export_warc(archive, copies, draft, now)
        data = draft.read_bytes()
    gate.verify({path.name: data})
    write(path, data)
    return Shared(len(copies), tuple(left_out))


def _copy(
    curtain: Curtain, gate: Gate, rename: Callable[[str], str], capture: Capture, memento: Memento
) -> Payload | str:
    """The copy as a page, or why there is none."""
    shown = curtain.memento(memento)
    if shown is None:
        return "marked more strictly than its audience"

    def fit(text: str) -> str:
        return without_contacts(rename(text))

    marking = curtain.markings.capture(capture.id)
    page = PAGE.format(
        language=escape(memento.language),
        title=escape(fit(shown.title)),
        label=marking.label,
        capture=capture.id,
        at=f"{capture.captured_at:%Y-%m-%d %H:%M:%S} UTC",
        digest=capture.payload_digest,
        text="\n".join(f"<p>{escape(fit(line))}</p>" for line in shown.text.split("\n") if line.strip()),
    ).encode()
    address = fit(capture.address)
    leaks = [*gate.find("page.html", page), *gate.find("address.txt", address.encode())]
    if leaks:
        return f"{leaks[0].kind} {leaks[0].hint} at {leaks[0].where}"
    return Payload(
        address=address,
        media_type="text/html",
        body=page,
        captured_at=capture.captured_at,
        title=fit(shown.title),
        origin=ORIGIN,
        provenance=f"{capture.id} {capture.payload_digest}",
    )


@contextmanager
def _scratch() -> Iterator[tuple[Path, Archive]]:
    """An archive of copies that is gone when the export is written."""
    with TemporaryDirectory(prefix="tocsin-") as place:
        folder = Path(place)
        with Archive.open(folder / "copies", create=True) as archive:
            yield folder, archive
