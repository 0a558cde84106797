"""What goes into one publication of a case besides its briefing, and what the file is called."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from tocsin.briefing.exports.forms import EVERY
from tocsin.briefing.exports.interface import Edition, Enclosure, Setting
from tocsin.briefing.exports.podcast import COVERS
from tocsin.briefing.voice import lasting
from tocsin.briefing.voice.narration import Narration
from tocsin.desk.desk import Desk
from tocsin.desk.voicing import read_page, silence
from tocsin.log import stderr
from tocsin.records.briefing import Briefing
from tocsin.records.marking import Tlp

FOLDER = "briefings"
PUBLISHED = re.compile(
    r"(?P<on>\d{4}-\d{2}-\d{2})(?P<label>-tlp-[a-z-]+)?(?:\.(?P<language>[a-z]{2}))?\.(?P<ending>[a-z0-9.]+)"
)
HEARD = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "opus": "audio/ogg", "ogg": "audio/ogg"}
MEDIA_TYPES = {form.ending: form.media_type for form in EVERY.values() if not form.is_series} | HEARD


def place(folder: Path, as_of: datetime, audience: Tlp, form: str, language: str = "en") -> Path:
    """Where in a case a publication is written.

    There is a file for each audience: that for a few must never lie where that for all is looked for. One in
    another language than English says so in its name.
    """
    told = "" if language == "en" else f".{language}"
    stem = FOLDER if EVERY[form].is_series else f"{as_of:%Y-%m-%d}"
    return folder / FOLDER / f"{stem}{_label(audience)}{told}.{EVERY[form].ending}"


def edition(desk: Desk, page: Briefing, path: Path, setting: Setting) -> Edition:
    """The edition of a briefing that is to be written at a path.

    Args:
        desk: The case as the audience of the briefing may see it.
    """
    gate = desk.gate()
    return Edition(
        briefing=page,
        public=frozenset(desk.case.people.public),
        archive=desk.archive,
        leaks=lambda name, data: next(gate.find(name, data), None) is not None,
        past=lambda: (one for one in desk.store.briefings(page.as_of) if one.language == page.language),
        beside=lambda: tuple(_beside(path, page.tlp, page.language)),
        name=path.name,
        setting=setting,
        aloud=lambda: _aloud(desk, page, setting.engine),
    )


def _aloud(desk: Desk, page: Briefing, engine: str) -> Narration | str:
    """The briefing read aloud, or why it is not."""
    reason = silence(engine, page.language) if engine else ""
    if reason:
        stderr().print(f"Not voiced: {reason}.", markup=False)
    return read_page(desk, page, engine) if engine and not reason else reason


def _beside(path: Path, audience: Tlp, told_in: str) -> Iterator[Enclosure]:
    """The published files of an audience in a language that lie where a feed will lie."""
    for one in sorted(path.parent.iterdir()) if path.parent.is_dir() else ():
        found = PUBLISHED.fullmatch(one.name)
        if one.name in COVERS and one.is_file():
            kind = "image/png" if one.suffix == ".png" else "image/jpeg"
            yield Enclosure(name=one.name, on=date.min, media_type=kind, n_bytes=one.stat().st_size)
        elif found and _fits(found, audience, told_in):
            yield Enclosure(
                name=one.name,
                on=date.fromisoformat(found["on"]),
                media_type=MEDIA_TYPES[found["ending"]],
                n_bytes=one.stat().st_size,
                lasts_s=lasting.seconds(one.read_bytes()) if found["ending"] in HEARD else None,
            )


def _fits(found: re.Match[str], audience: Tlp, told_in: str) -> bool:
    """Whether a published file is a form of ours for this audience, in this language."""
    other = (found["language"] or "en") != told_in
    return (found["label"] or "") == _label(audience) and not other and found["ending"] in MEDIA_TYPES


def _label(audience: Tlp) -> str:
    return "" if audience is Tlp.CLEAR else f"-tlp-{audience.value.lower().replace('+', '-')}"
