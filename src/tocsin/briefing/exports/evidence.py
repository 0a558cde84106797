"""The captures that the briefing cites, as one WACZ that replays elsewhere.

A capture shows what was there, names and all. One that would tell who a private person is stays at home: a
list in the bundle says which, with its digest, so that nobody takes the bundle for the whole evidence.

Source: Web Archive Collection Zipped (WACZ) 1.1.1.
"""

import io

import msgspec

from tocsin.archive.archive import Archive
from tocsin.archive.export import write_wacz
from tocsin.briefing.exports import said
from tocsin.briefing.exports.interface import Edition
from tocsin.briefing.language.choose import language
from tocsin.briefing.language.interface import Language
from tocsin.errors import BriefingError, LeakError
from tocsin.records.briefing import Citation

WITHHELD = "withheld/withheld.jsonl"


def write(edition: Edition) -> bytes:
    """The bundle.

    Raises:
        BriefingError: the edition comes without an archive, or cites nothing.
        LeakError: every capture that it cites would tell who somebody is.
    """
    archive = edition.archive
    cited = {one.capture_id: one for one in reversed(edition.briefing.citations)}
    shown = [cited[name] for name in dict.fromkeys(one.capture_id for one in edition.briefing.citations)]
    if archive is None or not shown:
        raise BriefingError(
            "--to wacz", "a briefing that cites captures", "nothing cited", "adding sources, or --to json"
        )
    kept = [one for one in shown if not _leaks(edition, archive, one)]
    if not kept:
        raise LeakError(
            "--to wacz",
            "a capture that tells nobody's name",
            f"{len(shown)} cited, and each names a private person or tells how to reach one",
            "`tocsin export --unsafe-with-names` for those who may know; nothing was written",
        )
    speak = language(edition.briefing.language)
    withheld = b"".join(_withheld(speak, one) + b"\n" for one in shown if one not in kept)
    out = io.BytesIO()
    captures = [archive.entry(one.capture_id).capture for one in kept]
    titles = {one.capture_id: one.title for one in kept}
    beside = {WITHHELD: withheld} if withheld else {}
    write_wacz(archive, captures, out, titles, edition.briefing.as_of, beside)
    return out.getvalue()


def _leaks(edition: Edition, archive: Archive, one: Citation) -> bool:
    """Whether the capture alone, packed as the whole will be, would tell who somebody is."""
    alone = io.BytesIO()
    capture = archive.entry(one.capture_id).capture
    titles = {one.capture_id: one.title}
    write_wacz(archive, [capture], alone, titles, edition.briefing.as_of, {})
    return edition.leaks("alone.wacz", alone.getvalue())


def _withheld(speak: Language, one: Citation) -> bytes:
    told = {
        "capture": one.capture_id,
        "title": one.title,
        "publisher": one.publisher,
        "captured_at": one.captured_at,
        "digest": one.payload_digest,
        "custody": said.kept(speak, one),
        "reason": "it names a private person, or tells how to reach one",
    }
    return msgspec.json.encode(told)
