"""A second voice: the program espeak-ng, where it is installed and asked for by name.

It makes speech by rules: quick, small and plain. It is a program of its own under the GPL, started like
any other; nothing of it is a part of Tocsin, and nothing chooses it unasked. Its command line tells no times
of words; they are estimated from how long words are, and the page says so.
"""

import io
import re
import shutil
import subprocess
import tomllib
import wave
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.briefing.voice.interface import Engine, Speak, Timed, Utterance
from tocsin.errors import BriefingError

PROGRAM = "espeak-ng"
TABLE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("espeak.toml").read_text(encoding="utf-8"))
WORD = re.compile(r"[^\W\d_](?:[\w'-]*\w)?'?")
STOP = re.compile(r"[,;:.?!]")


def missing() -> str:
    """Whether the program is there."""
    return (
        ""
        if shutil.which(PROGRAM)
        else f"the program {PROGRAM} is not installed; the system's packages have it"
    )


def version() -> str:
    """What the program calls itself, with the voice."""
    told = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    return f"{' '.join(told.stdout.split()[:4])} {TABLE['voice']} {TABLE['words_a_minute']}"


def load(names: Mapping[str, str]) -> Speak:
    """The voice, ready to speak.

    Raises:
        BriefingError: the program is missing, or fails.
    """
    if lacking := missing():
        raise BriefingError("voice", PROGRAM, lacking, "installing it, or the neural voice")
    written = {name: f"[[{mnemonics(phonemes)}]]" for name, phonemes in names.items()}

    def speak(words: str) -> Utterance:
        text = WORD.sub(lambda found: written.get(found[0], found[0]), words)
        command = [PROGRAM, "-v", TABLE["voice"], "-s", str(TABLE["words_a_minute"]), "--stdout", "--stdin"]
        made = subprocess.run(command, input=text.encode(), capture_output=True, check=False)  # noqa: S603
        if made.returncode:
            said = made.stderr.decode("utf-8", "replace").strip()
            raise BriefingError(PROGRAM, "speech", said or f"exit code {made.returncode}", "another --engine")
        samples, rate = _sound(made.stdout)
        return Utterance(samples=samples, rate=rate, words=_spread(words, len(samples) / rate))

    return speak


def mnemonics(phonemes: str) -> str:
    """Phonemes of the neural voice in the program's own letters."""
    return "".join(TABLE["mnemonics"].get(each, each) for each in phonemes)


def _sound(written: bytes) -> tuple[np.ndarray[Any, np.dtype[np.float32]], int]:
    """The sound at the rate the files are made in."""
    with wave.open(io.BytesIO(written)) as told:
        rate = told.getframerate()
        # To a pipe the program writes a length that it does not know: what is there counts.
        data = told.readframes(len(written) // told.getsampwidth())
    heard = np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / 2**15
    wanted = int(TABLE["rate"])
    n_wanted = int(len(heard) * wanted / rate)
    places = np.arange(n_wanted) * (rate / wanted)
    return np.interp(places, np.arange(len(heard)), heard).astype(np.float32), wanted


def _spread(words: str, lasts_s: float) -> tuple[Timed, ...]:
    """Times in the proportion of letters; a stop is as long as some letters."""
    found = list(WORD.finditer(words))
    lengths = [len(each[0]) + 1.0 for each in found]
    for n, each in enumerate(found):
        until = found[n + 1].start() if n + 1 < len(found) else len(words)
        lengths[n] += TABLE["letters_a_stop"] * len(STOP.findall(words[each.end() : until]))
    ends = np.cumsum([0.0, *lengths]) * (lasts_s / max(sum(lengths), 1.0))
    return tuple(
        Timed(each.start(), each.end(), float(begin), float(end))
        for each, begin, end in zip(found, ends, ends[1:], strict=False)
    )


ENGINE = Engine(
    name="espeak-ng",
    languages=frozenset({"en"}),
    timing="estimate",
    version=version,
    missing=missing,
    load=load,
)
