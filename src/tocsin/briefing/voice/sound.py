"""Sound as files: Opus and MP3 for listeners, FLAC for what is kept.

libsndfile writes all three (LGPL, in the wheels of `soundfile`). The files carry no name, date or place.

Source: RFC 7845 (Ogg Opus); ISO 11172-3 and 13818-3 (MPEG audio, layer III); RFC 9639 (FLAC).
"""

import importlib
import io
from typing import Any, NamedTuple

import numpy as np

from tocsin.briefing.voice.interface import Samples


class Codec(NamedTuple):
    """One way of writing sound."""

    container: str
    """As libsndfile calls it."""
    coding: str
    """As libsndfile calls it."""
    media_type: str
    """As browsers and feeds call it."""
    settings: dict[str, Any]
    """How small; the rates below are of speech at 24,000 samples a second, measured."""


OPUS = Codec("OGG", "OPUS", "audio/ogg", {"compression_level": 0.93})
"""About 23 kbit/s."""
MP3 = Codec("MP3", "MPEG_LAYER_III", "audio/mpeg", {"compression_level": 0.8, "bitrate_mode": "CONSTANT"})
"""40 kbit/s, for browsers that play no Opus in Ogg."""
FLAC = Codec("FLAC", "PCM_16", "audio/flac", {})
"""Nothing lost."""


def render(samples: Samples, rate: int, codec: Codec) -> bytes:
    """The sound as a file."""
    written = io.BytesIO()
    soundfile = importlib.import_module("soundfile")
    with soundfile.SoundFile(
        written,
        "w",
        samplerate=rate,
        channels=1,
        format=codec.container,
        subtype=codec.coding,
        **codec.settings,
    ) as file:
        file.write(samples)
    return written.getvalue()


def parse(data: bytes) -> tuple[Samples, int]:
    """The sound in a file of ours."""
    samples, rate = importlib.import_module("soundfile").read(io.BytesIO(data), dtype="float32")
    return np.asarray(samples, np.float32), int(rate)
