"""Sentences that were said before: kept in the case, so that a new briefing says only what is new.

A sentence is found again by its exact words, the engine with its model and voice, and the pronunciations of
names in it. The folder may be emptied at any time.
"""

import contextlib
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from tocsin.briefing.voice import sound
from tocsin.briefing.voice.interface import Engine, Speak, Timed, Utterance
from tocsin.briefing.writing import write

WORDS = re.compile(r"[\w'-]+")


class Times(msgspec.Struct, forbid_unknown_fields=True):
    """What is kept beside a sound."""

    words: list[Timed]


def kept(folder: Path, engine: Engine, names: Mapping[str, str]) -> Speak:
    """The engine's voice, with what it said before taken from a folder; it is made ready when first needed.

    Args:
        folder: Where sentences are kept.
        engine: Who speaks.
        names: Pronunciations.
    """
    ready: list[Speak] = []
    version = engine.version()

    def speak(words: str) -> Utterance:
        place = folder / _key(version, names, words)
        found = _load(place)
        if found is None:
            if not ready:
                ready.append(engine.load(names))
            found = ready[0](words)
            _keep(place, found)
        return found

    return speak


def _key(version: str, names: Mapping[str, str], words: str) -> str:
    said = {word: names[word] for word in WORDS.findall(words) if word in names}
    of = msgspec.json.encode([version, sorted(said.items()), words])
    return hashlib.sha256(of).hexdigest()


def _load(place: Path) -> Utterance | None:
    """What was kept; nothing where it is not whole, so that a killed run costs one sentence."""
    times, heard = place.with_suffix(".json"), place.with_suffix(".flac")
    if not (times.is_file() and heard.is_file()):
        return None
    with contextlib.suppress(msgspec.MsgspecError, RuntimeError):
        words = tuple(msgspec.json.decode(times.read_bytes(), type=Times).words)
        samples, rate = sound.parse(heard.read_bytes())
        return Utterance(samples=samples, rate=rate, words=words)
    return None


def _keep(place: Path, said: Utterance) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    write(place.with_suffix(".flac"), sound.render(said.samples, said.rate, sound.FLAC))
    write(place.with_suffix(".json"), msgspec.json.encode(Times(words=list(said.words))))
