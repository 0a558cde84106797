"""The engines that can speak: one line each. The first is what is used unless another is asked for."""

from tocsin.briefing.voice import espeak, kokoro
from tocsin.briefing.voice.interface import Engine

ENGINES: dict[str, Engine] = {one.name: one for one in (kokoro.ENGINE, espeak.ENGINE)}
DEFAULT = next(iter(ENGINES))
