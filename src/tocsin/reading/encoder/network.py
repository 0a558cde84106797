"""The trained network as two ONNX graphs: one pass over the text, then a short one around each cue.

The first graph reads a chunk of pieces once and gives its hidden states and each piece's chance of
belonging to a cue. The second reads the hidden states in the window of one cue, with each piece's distance
to it, and gives each piece's chance of being its source or content. So no cue costs a second pass, and no
resolver has to link what was tagged apart.
"""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import NamedTuple

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from tocsin.errors import ReadingError
from tocsin.reading.encoder.decode import Candidate, Floats, find_cues
from tocsin.reading.encoder.pieces import Pieces, find_chunks
from tocsin.reading.encoder.settings import Settings
from tocsin.reading.encoder.statements import judgement
from tocsin.reading.encoder.window import distances, find_window
from tocsin.reading.interface import Judgement

ENCODER, ROLES, STATEMENTS, TOKENIZER = "encoder.onnx", "roles.onnx", "statements.onnx", "tokenizer.json"

_SLOWER = ["SkipLayerNormFusion"]
"""Optimisations that cost time: the fused kernel takes twice as long as the two it replaces."""


class Hidden(NamedTuple):
    """What one pass over a text gives."""

    states: Floats
    """Shape (piece, hidden size)."""
    cues_p: Floats
    """Shape (piece, cue label)."""
    words: Floats
    """What each piece means by itself, shape (piece, hidden size)."""


class Network:
    """Weights of one language, ready to run on one core."""

    def __init__(self, folder: Traversable, settings: Settings) -> None:
        self._settings = settings
        try:
            self.tokenizer = Tokenizer.from_buffer((folder / TOKENIZER).read_bytes())
            self._encoder = _session((folder / ENCODER).read_bytes())
            self._roles = _session((folder / ROLES).read_bytes())
            self._heads = _session((folder / STATEMENTS).read_bytes()) if settings.topics else None
        except OSError as error:
            raise ReadingError(
                f"weights in {folder}",
                "the files of a trained encoder",
                str(error),
                "installing tocsin again",
            ) from error
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def encode(self, pieces: Pieces) -> Hidden:
        """One pass over the pieces, a chunk at a time, unpadded."""
        shape = self._settings.shape
        states: list[Floats] = []
        cues: list[Floats] = []
        words: list[Floats] = []
        for start, end in find_chunks(pieces, shape.chunk):
            ids = np.array([[shape.begin, *pieces.ids[start:end], shape.end]], np.int64)
            marks = np.zeros((1, end - start + 2, 3), np.int64)
            marks[0, 1:-1] = pieces.marks[start:end]
            run = self._encoder.run(None, {"ids": ids, "marks": marks})
            for kept, output in zip((states, cues, words), run, strict=True):
                kept.append(output[0, 1:-1])
        return Hidden(np.concatenate(states), np.concatenate(cues), np.concatenate(words))

    def candidates(self, pieces: Pieces, hidden: Hidden) -> Iterator[Candidate]:
        """Every cue that may carry an attribution, with the roles of the pieces around it."""
        shape, decoding = self._settings.shape, self._settings.decoding
        for cue, cue_p in find_cues(hidden.cues_p, decoding.cue_p):
            if cue_p < decoding.attribution_p:
                continue  # An attribution is no surer than its cue.
            low, high = window = find_window(pieces, cue, shape)
            inputs = {"states": hidden.states[None, low:high], "distance": distances(window, cue)[None]}
            (roles_p,) = self._roles.run(None, inputs)
            yield Candidate(cue, cue_p, window, roles_p[0])

    def judge(self, pooled: Floats) -> Judgement | None:
        """What a statement is, by its mean states; `None` where these weights have no heads."""
        if self._heads is None:
            return None
        (outputs,) = self._heads.run(None, {"pooled": pooled[None]})
        return judgement(outputs[0], self._settings.topics)


def _session(weights: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        weights, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )
