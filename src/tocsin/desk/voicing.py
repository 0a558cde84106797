"""What a case says is read aloud: a briefing, or the text of a capture, once no name in it must not leave.

The words that will be spoken pass the gate before anything is spoken, since nobody can look into sound
afterwards. Sentences that were spoken before are kept in the case.
"""

from collections.abc import Sequence
from pathlib import Path

from tocsin.briefing.voice import sound
from tocsin.briefing.voice.engines import ENGINES
from tocsin.briefing.voice.interface import Engine
from tocsin.briefing.voice.kept import kept
from tocsin.briefing.voice.narration import Narration, narrate
from tocsin.briefing.voice.script import (
    LABELS,
    NORMALISED,
    Line,
    as_text,
    script_of,
    script_of_text,
)
from tocsin.briefing.writing import write
from tocsin.catalogue.pronouncing import load_pronunciations
from tocsin.desk.desk import Desk
from tocsin.desk.printing import fit
from tocsin.desk.showing import show
from tocsin.errors import BriefingError, UsageError
from tocsin.log import doing, progress
from tocsin.records.briefing import Briefing
from tocsin.records.capture import Memento
from tocsin.records.marking import Tlp

FOLDER = "voice"
"""Where in a case spoken sentences are kept."""
ENDINGS = {".opus": sound.OPUS, ".ogg": sound.OPUS, ".mp3": sound.MP3}


def silence(engine: str, language: str) -> str:
    """Why nothing can be read aloud in a language; empty where it can."""
    speaks = ENGINES[engine]
    if language not in speaks.languages or language not in NORMALISED:
        return LABELS.get(language, LABELS["en"])["language"]
    return speaks.missing()


def read_page(desk: Desk, page: Briefing, engine: str) -> Narration:
    """A briefing read aloud.

    Args:
        desk: The case as the audience of the briefing may see it.
        page: With its prose, names replaced.
        engine: Who speaks.

    Raises:
        LeakError: what would be said tells who a private person is.
        BriefingError: the engine cannot speak.
    """
    _verify_speaks(ENGINES[engine], page.language)
    return _read(desk, script_of(page, load_pronunciations(desk.case)), ENGINES[engine])


def read_capture(desk: Desk, name: str, out: Path, engine: str, audience: Tlp) -> Narration:
    """The text of a capture read aloud for an audience, and written as a file.

    Args:
        desk: The case.
        name: Id of the capture, its address, or the beginning of either.
        out: Where; its ending says how.

    Raises:
        UsageError: no such capture with a text, or more than one; an ending that is none of ours.
        LeakError: what would be said tells who a private person is.
        BriefingError: the engine cannot speak, or not this language.
    """
    codec = ENDINGS.get(out.suffix)
    if codec is None:
        raise UsageError("--out", f"a file that ends in {', '.join(ENDINGS)}", str(out), "article.mp3")
    shown = show(desk, audience)
    text = _text(shown, name)
    _verify_speaks(ENGINES[engine], text.language)
    clean = fit(shown)
    names = load_pronunciations(desk.case)
    lines = script_of_text(clean(text.title), clean(text.text), text.language, names)
    made = _read(shown, lines, ENGINES[engine])
    written = sound.render(made.samples, made.rate, codec)
    shown.gate().verify({out.name: written})
    write(out, written)
    return made


def _text(shown: Desk, name: str) -> Memento:
    """The one capture that is meant, as its audience may see it."""
    mementos = [seen for one in shown.store.mementos() if (seen := shown.curtain.memento(one))]
    found = [one for one in mementos if name in (one.capture_id, one.address)]
    found = found or [one for one in mementos if one.capture_id.startswith(name) or name in one.address]
    if len(found) != 1:
        told = "none" if not found else f"{len(found)}, {found[0].capture_id} among them"
        raise UsageError(name, "a capture with a text", told, "its id, as the briefing's sources tell it")
    return found[0]


def _verify_speaks(engine: Engine, language: str) -> None:
    if lacking := silence(engine.name, language):
        raise BriefingError(
            "voice", f"an engine that speaks {language}", lacking, "another --engine, or none"
        )


def _read(desk: Desk, lines: Sequence[Line], engine: Engine) -> Narration:
    with doing("looking for names that must not be said"):
        desk.gate().verify({"what is said.txt": as_text(lines).encode()})
    speak = kept(desk.folder / FOLDER, engine, load_pronunciations(desk.case))
    return narrate(lines, speak, engine.timing, lambda each: progress(each, "speaking", len(each)))
