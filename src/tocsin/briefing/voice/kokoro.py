"""The neural voice: Kokoro-82M in int8, on the processor, with nothing fetched.

Its network decides how many frames each phoneme lasts and then speaks in exactly those frames, so that the
times of words are read off and not guessed. The published graph keeps those frames to itself; one more output
is declared at the end of the file, which joins its messages by the rules of the format.

Source: Li et al. 2023, "StyleTTS 2", arXiv:2306.07691, section 3.2.3 (durations); Protocol Buffers encoding,
"Last One Wins" (messages joined are merged); ONNX IR, GraphProto.output.
"""

import hashlib
import importlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.briefing.voice.interface import Engine, Samples, Speak, Timed, Utterance
from tocsin.briefing.voice.phonemes import PACKAGE, Pronounced, Pronouncer
from tocsin.briefing.voice.spelling import LETTERS
from tocsin.errors import BriefingError

HERE = Path(__file__).parent
MODEL: Mapping[str, Any] = tomllib.loads((HERE / "kokoro.toml").read_text(encoding="utf-8"))
VOICE = HERE.parent / "assets" / "vendor" / "voices" / f"{MODEL['voice']}.bin"
ADVICE = "pip install 'tocsin[voice]'"
GRAPH, OUTPUT, NAME, TYPE, TENSOR, ELEMENT, FLOAT = 7, 12, 1, 2, 1, 1, 1
"""Numbers of fields in an ONNX file, and of the type of a real number."""
PAUSES = frozenset(";:,.!?…—")
STRONG = frozenset(".!?…;:")
SILENT = frozenset(" ˈˌ")


def missing() -> str:
    """What is not installed, and what would install it."""
    wanted = [*MODEL["packages"], PACKAGE, "soundfile"]
    lacking = [name for name in wanted if find_spec(name) is None]
    if lacking:
        return f"a neural voice is not installed; {ADVICE} adds one"
    return (
        "" if VOICE.is_file() else f"the vectors of {MODEL['voice']} are not there; make voice fetches them"
    )


def version() -> str:
    """Model, voice and dictionary."""
    dictionary = importlib.import_module(PACKAGE).__version__
    return f"kokoro {MODEL['sha256'][:12]} {MODEL['voice']} {PACKAGE} {dictionary}"


def load(names: Mapping[str, str]) -> Speak:
    """The voice, ready to speak.

    Raises:
        BriefingError: a part of it is missing or damaged.
    """
    if lacking := missing():
        raise BriefingError("voice", "a neural voice", lacking, "--no-voice, or installing it")
    session, styles, pronounce = _session(), _styles(), Pronouncer(names, LETTERS)

    def speak(words: str) -> Utterance:
        samples: list[Samples] = []
        timed: list[Timed] = []
        at = 0.0
        for piece in _pieces(pronounce(words)):
            sound, frames = _run(session, styles, [each.phonemes for each in piece])
            timed += _times(words, piece, frames, at)
            samples.append(sound)
            at += len(sound) / MODEL["rate"]
        return Utterance(
            samples=np.concatenate(samples) if samples else np.zeros(0, np.float32),
            rate=MODEL["rate"],
            words=tuple(timed),
        )

    return speak


def _pieces(said: Sequence[Pronounced]) -> Iterable[list[Pronounced]]:
    """Stretches short enough for one breath of the network, cut at the strongest pause there is."""
    rest = list(said)
    while rest:
        n_fit = _n_fitting(rest)
        if n_fit < len(rest):
            stops = [n for n in range(1, n_fit) if set(rest[n].phonemes) & STRONG]
            stops = stops or [n for n in range(1, n_fit) if set(rest[n].phonemes) & PAUSES]
            n_fit = stops[-1] + 1 if stops else n_fit
        yield rest[:n_fit]
        rest = rest[n_fit:]


def _n_fitting(said: Sequence[Pronounced]) -> int:
    total = 0
    for n, each in enumerate(said):
        total += len(each.phonemes) + 1
        if total > MODEL["most_phonemes"] and n:
            return n
    return len(said)


def _run(session: Any, styles: Samples, phonemes: Sequence[str]) -> tuple[Samples, list[float]]:
    """The sound of one stretch, and where in it each of its words and stops ends, in frames.

    The first number is where the first one begins.
    """
    symbols: Mapping[str, int] = MODEL["symbols"]
    line, counts = _line(phonemes)
    ids = [symbols[each] for each in line if each in symbols]
    style = styles[min(len(ids), len(styles)) - 1][None]
    feed = {
        "tokens": np.array([[0, *ids, 0]], np.int64),
        "style": style,
        "speed": np.ones(1, np.float32),
    }
    sound, frames = session.run(["audio", MODEL["durations"]], feed)
    ends = np.concatenate([[0.0], np.cumsum(np.ravel(frames))])
    return np.ravel(sound).astype(np.float32), [float(ends[1 + count]) for count in (0, *counts)]


def _line(phonemes: Sequence[str]) -> tuple[str, list[int]]:
    """The phonemes in one line, a blank before each word, and how many known ones stand before each end."""
    line, counts, n_known = "", [], 0
    for each in phonemes:
        blank = " " if line and each and not set(each) <= PAUSES else ""
        n_known += sum(symbol in MODEL["symbols"] for symbol in blank + each)
        line += blank + each
        counts.append(n_known)
    return line, counts


def _times(words: str, piece: Sequence[Pronounced], frames: Sequence[float], at: float) -> Iterable[Timed]:
    second = MODEL["rate"] / MODEL["frame"]
    for each, begin, end in zip(piece, frames, frames[1:], strict=False):
        if any(letter.isalnum() for letter in words[each.start : each.end]):
            yield Timed(each.start, each.end, at + begin / second, at + end / second)


@cache
def _session() -> Any:
    parts = [
        Path(importlib.import_module(name).__path__[0], MODEL["part"]).read_bytes()
        for name in MODEL["packages"]
    ]
    whole = b"".join(parts)
    found = hashlib.sha256(whole).hexdigest()
    if found != MODEL["sha256"]:
        raise BriefingError("voice", f"a model with SHA-256 {MODEL['sha256']}", found, f"{ADVICE} again")
    # Commands that only ask who could speak need not wait for it.
    runtime = importlib.import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.log_severity_level = 3
    # Threads that wait give way instead of spinning: a sixth less work for the same samples, bit for bit
    # (measured; other arenas, memory patterns and flushed denormals change nothing).
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return runtime.InferenceSession(whole + _one_more_output(), options, providers=["CPUExecutionProvider"])


def _styles() -> Samples:
    return np.fromfile(VOICE, dtype="<f4").reshape(-1, MODEL["style_width"])


def _one_more_output() -> bytes:
    """A message that declares the durations as an output, to be merged into the graph."""
    element = bytes([ELEMENT << 3, FLOAT])
    kind = _field(TYPE, _field(TENSOR, element))
    return _field(GRAPH, _field(OUTPUT, _field(NAME, MODEL["durations"].encode()) + kind))


def _field(number: int, payload: bytes) -> bytes:
    """One field of bytes; all of ours are shorter than 128 of them."""
    return bytes([number << 3 | 2, len(payload)]) + payload


ENGINE = Engine(
    name="kokoro",
    languages=frozenset({"en"}),
    timing="model",
    version=version,
    missing=missing,
    load=load,
)
