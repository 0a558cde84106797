"""How long speaking takes, in CPU seconds for a second of speech."""

import resource
import time
from collections.abc import Iterator

from benchmarks import Row
from tocsin.briefing.voice.engines import DEFAULT, ENGINES

SENTENCES = (
    "As of the twentieth of March it is highly unlikely, nineteen percent, that a further wave is declared.",
    "Two sources were read in twenty seven captures, and the evidence goes back to fifteen origins.",
    "It was there on the thirty first of January, and was missed on the sixth of February.",
)


def rows() -> Iterator[Row]:
    """Each engine on the same sentences, once it is ready; the sum over all cores it uses."""
    figures = {name: _cpu_a_second(name) for name in ENGINES}
    ours = figures.pop(DEFAULT)
    if ours is None:
        print("the neural voice is not installed; make voice adds it")
        return
    yield Row(
        "speaking, CPU s a second of speech",
        ours,
        "s",
        dict(figures),
        "int8 network beside a synthesiser by rules",
    )


def _cpu_a_second(name: str) -> float | None:
    engine = ENGINES[name]
    if engine.missing():
        return None
    speak = engine.load({})
    speak("Ready.")
    before, lasted = _cpu(), 0.0
    for sentence in SENTENCES:
        said = speak(sentence)
        lasted += len(said.samples) / said.rate
    return (_cpu() - before) / lasted


def _cpu() -> float:
    """CPU seconds of this process and of the programs it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
