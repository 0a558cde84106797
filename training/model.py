"""The network: shared layers over the text, a head that tags cues, a branch that reads around each cue.

The branch starts as a copy of the pretrained layer above the shared ones, cut to its strongest parts. What
the pretrained encoder never saw, case, quotation marks and paragraphs, is added with weights of zero, so that
training starts from what it knows.

Source: Vaswani et al., "Attention is all you need" (2017), for the layers.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional

from tocsin.reading.encoder.decode import CUE_LABELS, ROLE_LABELS
from tocsin.reading.encoder.marks import CASES, PARAGRAPHS, QUOTES
from tocsin.reading.encoder.window import DISTANCES
from training.pretrained import Arrays, Pretrained

EPSILON = 1e-12
MASKED = -1e4
"""Added to attention scores of padding; small enough for bf16."""


class Depth(NamedTuple):
    """How much each part has."""

    shared: int = 4
    """Layers over the text, on the last of which cues are tagged."""
    role: int = 1
    """Layers around each cue."""
    role_width: int = 512
    """Inner numbers of the latter, those that weigh most in the pretrained layer: a text has many cues."""


class Layer(nn.Module):
    """One layer of the encoder, normalised after each half as in BERT."""

    def __init__(self, arrays: Arrays, n_heads: int, dropout_p: float) -> None:
        super().__init__()
        self.n_heads = n_heads
        joined = {
            k: torch.cat([arrays[f"{p}.{k}"] for p in ("query", "key", "value")]) for k in ("weight", "bias")
        }
        self.attend = _linear(joined["weight"], joined["bias"])
        self.out, self.wide, self.narrow = (
            _linear(arrays[f"{part}.weight"], arrays[f"{part}.bias"]) for part in ("out", "wide", "narrow")
        )
        self.out_norm, self.norm = (
            _norm(arrays[f"{part}.weight"], arrays[f"{part}.bias"]) for part in ("out_norm", "norm")
        )
        self.dropout = nn.Dropout(dropout_p)

    def keep_widest(self, n: int) -> None:
        """Keep the inner numbers with the largest weights into and out of them."""
        into, out_of = self.wide.weight.detach(), self.narrow.weight.detach()
        kept = (into.norm(dim=1) * out_of.norm(dim=0)).topk(n).indices.sort().values
        self.wide = _linear(into[kept], self.wide.bias.detach()[kept])
        self.narrow = _linear(out_of[:, kept], self.narrow.bias.detach())

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Shapes: x (batch, piece, hidden), mask (batch, 1, 1, piece)."""
        n_batch, n_pieces, size = x.shape
        split = self.attend(x).view(n_batch, n_pieces, 3, self.n_heads, size // self.n_heads)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: on a CPU the fused kernel's backward pass takes three times as long.
        scores = query @ key.transpose(-2, -1) * (size // self.n_heads) ** -0.5 + mask
        seen = scores.softmax(-1).to(value.dtype) @ value
        x = self.out_norm(x + self.dropout(self.out(seen.transpose(1, 2).reshape(x.shape))))
        return self.norm(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))


class Network(nn.Module):
    """Shared layers, a head for cues, a branch for roles."""

    def __init__(self, start: Pretrained, depth: Depth, dropout_p: float = 0.1) -> None:
        super().__init__()
        size = start.words.shape[1]
        # Frozen: a small corpus would move the words it has away from those it has not.
        self.words = nn.Embedding.from_pretrained(start.words, freeze=True)
        self.positions = nn.Parameter(start.positions.clone())
        self.marks = nn.ModuleList(nn.Embedding(n, size) for n in (CASES, QUOTES, PARAGRAPHS))
        for embedding in self.marks:
            nn.init.zeros_(embedding.weight)
        self.norm = _norm(*start.norm)

        def layers(first: int, number: int) -> nn.ModuleList:
            chosen = start.layers[first : first + number]
            return nn.ModuleList(Layer(arrays, start.n_heads, dropout_p) for arrays in chosen)

        self.shared = layers(0, depth.shared)
        self.role_layers = layers(depth.shared, depth.role)
        for layer in self.role_layers:
            layer.keep_widest(depth.role_width)
        self.distance = nn.Embedding(DISTANCES, size)
        nn.init.normal_(self.distance.weight, std=0.02)
        nn.init.normal_(self.distance.weight[0], std=0.3)
        last = start.layers[depth.shared - 1]
        self.role_norm = _norm(last["norm.weight"], last["norm.bias"])
        self.cue_head = nn.Linear(size, len(CUE_LABELS))
        self.role_head = nn.Linear(size, len(ROLE_LABELS))
        self.dropout = nn.Dropout(dropout_p)

    def embed(self, words: torch.Tensor, marks: torch.Tensor) -> torch.Tensor:
        """Shapes: words (batch, piece, hidden), marks (batch, piece, 3) → (batch, piece, hidden)."""
        x = words + self.positions[: words.shape[1]]
        for place, embedding in enumerate(self.marks):
            x = x + embedding(marks[..., place])
        return self.dropout(self.norm(x))

    def encode(self, ids: torch.Tensor, marks: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Hidden states of the shared layers."""
        return _through(self.shared, self.embed(self.words(ids), marks), mask)

    def cues(self, states: torch.Tensor) -> torch.Tensor:
        """Scores of each cue label for each piece."""
        return self.cue_head(states)

    def roles(self, states: torch.Tensor, distance: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores of each role for each piece in the window of a cue."""
        x = self.role_norm(states + self.distance(distance))
        return self.role_head(_through(self.role_layers, x, mask))

    def groups(self) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
        """Parameters that were pretrained, and those that start from nothing and must learn faster."""
        new = ("marks", "distance", "cue_head", "role_head")
        named = [(name, p) for name, p in self.named_parameters() if p.requires_grad]
        return (
            [p for name, p in named if name.split(".")[0] not in new],
            [p for name, p in named if name.split(".")[0] in new],
        )


def padding(lengths: Sequence[int], longest: int) -> torch.Tensor:
    """What attention adds to hide padding: shape (batch, 1, 1, piece)."""
    beyond = torch.arange(longest)[None] >= torch.tensor(lengths)[:, None]
    return (beyond * MASKED)[:, None, None]


def _through(layers: nn.ModuleList, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    mask = mask.to(x.dtype)
    for layer in layers:
        x = layer(x, mask)
    return x


def _linear(weight: torch.Tensor, bias: torch.Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight = nn.Parameter(weight.clone())
    made.bias = nn.Parameter(bias.clone())
    return made


def _norm(weight: torch.Tensor, bias: torch.Tensor) -> nn.LayerNorm:
    made = nn.LayerNorm(weight.shape[0], EPSILON)
    made.weight = nn.Parameter(weight.clone())
    made.bias = nn.Parameter(bias.clone())
    return made
