"""What a set of weights must be read with: sizes it was trained with and thresholds it was tuned to.

They stand in `model.toml` beside the weights, so that a language is a folder and no number is in code.
"""

import tomllib
from importlib.resources.abc import Traversable

import msgspec

from tocsin.errors import ReadingError
from tocsin.records.record import Record

SETTINGS = "model.toml"


class Shape(Record):
    """How the text is laid before the encoder."""

    begin: int
    """Piece that opens a chunk."""
    end: int
    """Piece that closes a chunk."""
    chunk: int
    """Pieces encoded together at most."""
    left: int
    """Pieces before a cue among which its source and content are sought."""
    right: int
    """Pieces after it."""
    sentences: int
    """Sentences away from the cue at most, outside quotation marks."""
    abbreviations: tuple[str, ...] = ()
    """Words after whose full stop a sentence goes on."""


class Decoding(Record):
    """Probabilities from which something counts."""

    cue_p: float
    """A piece of a cue."""
    content_p: float
    """A piece of a content."""
    source_p: float
    """A piece of a source."""
    lone_source_p: float
    """The best piece for a source where none reaches `source_p`."""
    attribution_p: float
    """A whole attribution: its cue times the mean of its content."""
    overlap_share: float
    """Share of a content that a surer attribution may already hold."""
    nested_p: float
    """A whole attribution that stands within another's content: a chain of speakers."""


class Settings(Record):
    """Everything that belongs to one set of weights."""

    name: str
    """Name and version, for the record of how a reading was made."""
    shape: Shape
    decoding: Decoding
    sha256: dict[str, str]
    """Digest of each file of weights: a change of weights changes this file, and so the method's version."""
    topics: tuple[str, ...] = ()
    """Topics that the heads for statements learned, in the order of their outputs; empty without heads."""


def load_settings(folder: Traversable) -> Settings:
    """The settings beside the weights.

    Raises:
        ReadingError: the folder holds no settings, or they are not what the reader expects.
    """
    file = folder / SETTINGS
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), type=Settings)
    except (OSError, ValueError) as error:
        raise ReadingError(
            f"weights in {folder}", f"a readable {SETTINGS}", str(error), "installing tocsin again"
        ) from error
