"""An encoder packed as the package that carries one packs it is read back, number by number."""

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.packed import BLOCK, MAGIC, Packed, unpacked

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁призыв", "ов", "."]
HIDDEN = 64


def packed_row(wholes: np.ndarray, scale: float) -> bytes:
    """A block: its scale, then each number and the one sixteen behind it in a byte."""
    raised = (wholes + 8).astype(np.uint8)
    return np.float16(scale).tobytes() + (raised[:16] | raised[16:] << 4).tobytes()


def packed_file(words: bytes, norm: np.ndarray) -> bytes:
    blob = "".join(PIECES).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype("<u4")
    head = MAGIC + struct.pack("<I6iifi", 1, HIDDEN, 2, 4, 128, len(PIECES), 8, 2, 1e-12, BLOCK)
    head += struct.pack("<i4iQ", len(PIECES), 0, 2, 1, 3, len(blob))
    head += offsets.tobytes() + np.arange(len(PIECES), dtype="<f4").tobytes() + blob
    # One character is told to stand for two others: read past, since the tokenizer has its own table.
    head += struct.pack("<iI", 1, 13) + struct.pack("<IBII", 0xAB, 2, 60, 60)
    names = (("emb.word", 1, len(PIECES) * HIDDEN, words), ("emb.ln.w", 0, HIDDEN, norm.tobytes()))
    at = len(head) + 4 + sum(2 + len(name) + 21 for name, *_ in names)
    listed, bodies = struct.pack("<i", len(names)), b""
    for name, kind, n_numbers, body in names:
        listed += struct.pack("<H", len(name)) + name.encode()
        listed += struct.pack("<BIQQ", kind, n_numbers, at + len(bodies), len(body))
        bodies += body
    return head + listed + bodies


@settings(max_examples=30)
@given(st.lists(st.integers(-8, 7), min_size=BLOCK, max_size=BLOCK), st.sampled_from([0.5, 0.125, 2.0]))
def test_a_block_gives_its_numbers_times_its_scale(wholes, scale):
    found = unpacked(np.frombuffer(packed_row(np.array(wholes), scale), np.uint8))
    assert found.tolist() == [one * scale for one in wholes]


def test_pieces_scores_and_tensors_are_found_again():
    rng = np.random.default_rng(1)
    wholes = rng.integers(-8, 8, (len(PIECES) * HIDDEN // BLOCK, BLOCK))
    norm = rng.normal(size=HIDDEN).astype("<f4")
    found = Packed.decode(packed_file(b"".join(packed_row(row, 0.25) for row in wholes), norm))
    assert (found.header.hidden, found.header.layers, found.pieces) == (HIDDEN, 2, PIECES)
    assert found.scores.tolist() == list(range(len(PIECES)))
    assert found.tensor("emb.ln.w").tolist() == norm.tolist()
    every = (wholes * 0.25).reshape(len(PIECES), HIDDEN)
    assert found.tensor("emb.word").reshape(every.shape).tolist() == every.tolist()
    assert found.words([4, 0]).tolist() == every[[4, 0]].tolist()


def test_another_file_is_refused():
    with pytest.raises(ValueError, match="expected a file that begins with"):
        Packed.decode(b"GGUF and more")
