"""Writes a trained network as two int8 graphs, with the tokenizer and the settings they must be read with.

Attention becomes one fused operator of ONNX Runtime, and weights become eight-bit whole numbers, one scale
a column; activations are quantised as they come. Together this reads about four times as fast as torch.

Source: ONNX Runtime, contrib operator `com.microsoft.MultiHeadAttention`, and dynamic quantisation.
"""

import hashlib
import tempfile
import warnings
from pathlib import Path
from typing import Any

import tomlkit
import torch
from msgspec.structs import asdict
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from tocsin.reading.encoder.network import ENCODER, ROLES, TOKENIZER
from tocsin.reading.encoder.settings import SETTINGS, Decoding, Shape
from training.model import Layer, Network

OPSET = 17
FUSED = "com.microsoft"
QUANTISED = ["MatMul", "Gemm"]


class FusedAttention(torch.autograd.Function):
    """Attention over unpadded pieces, exported as one operator; its projections stay apart.

    The operator that takes the projections in as well loses half a point of F1 when it is quantised.
    """

    @staticmethod
    def forward(
        _: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, heads: int
    ) -> torch.Tensor:
        """The same numbers in torch."""
        split = (one.unflatten(-1, (heads, -1)).transpose(1, 2) for one in (query, key, value))
        return functional.scaled_dot_product_attention(*split).transpose(1, 2).reshape(query.shape)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The operator."""
        out = graph.op(f"{FUSED}::MultiHeadAttention", query, key, value, num_heads_i=heads)
        out.setType(query.type())
        return out


class FusedLayer(nn.Module):
    """A trained layer with its attention fused."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Shape (1, piece, hidden)."""
        own = self.layer
        query, key, value = own.attend(x).chunk(3, dim=-1)
        x = own.out_norm(x + own.out(FusedAttention.apply(query, key, value, own.n_heads)))
        return own.norm(x + own.narrow(functional.gelu(own.wide(x))))


class SmallWords(nn.Module):
    """Word embeddings in eight bits with one scale a word: one scale for all would cost a point of F1."""

    def __init__(self, words: nn.Embedding) -> None:
        super().__init__()
        scale = words.weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("whole", (words.weight / scale).round().to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Shape (1, piece) → (1, piece, hidden)."""
        return self.whole[ids].float() * self.scale[ids]


class EncoderGraph(nn.Module):
    """Pieces and marks → hidden states, cue probabilities, and the words themselves."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.words = SmallWords(network.words)
        self.shared = nn.Sequential(*map(FusedLayer, network.shared))

    def forward(
        self, ids: torch.Tensor, marks: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Shapes (1, piece) and (1, piece, 3)."""
        words = self.words(ids)
        states = self.shared(self.network.embed(words, marks))
        return states, self.network.cues(states).softmax(-1), words


class RoleGraph(nn.Module):
    """Hidden states in a window and distances to its cue → role probabilities."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.layers = nn.Sequential(*map(FusedLayer, network.role_layers))

    def forward(self, states: torch.Tensor, distance: torch.Tensor) -> torch.Tensor:
        """Shapes (1, piece, hidden) and (1, piece)."""
        x = self.network.role_norm(states + self.network.distance(distance))
        return self.network.role_head(self.layers(x)).softmax(-1)


def export(
    network: Network, tokenizer: Tokenizer, name: str, shape: Shape, decoding: Decoding, folder: Path
) -> None:
    """Write the weights and what they must be read with into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    size = network.positions.shape[1]
    ids, marks = torch.ones(1, 8, dtype=torch.long), torch.zeros(1, 8, 3, dtype=torch.long)
    states, steps = torch.zeros(1, 8, size), torch.zeros(1, 8, dtype=torch.long)
    write_graph(
        EncoderGraph(network), {"ids": ids, "marks": marks}, ("states", "cues", "words"), folder / ENCODER
    )
    write_graph(RoleGraph(network), {"states": states, "distance": steps}, ("roles",), folder / ROLES)
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    settings = {
        "name": name,
        "shape": asdict(shape),
        "decoding": asdict(decoding),
        "sha256": {
            one: hashlib.sha256((folder / one).read_bytes()).hexdigest()
            for one in (ENCODER, ROLES, TOKENIZER)
        },
    }
    (folder / SETTINGS).write_text(tomlkit.dumps(settings), "utf-8")


def write_graph(
    module: nn.Module, inputs: dict[str, torch.Tensor], outputs: tuple[str, ...], path: Path, many: int = 1
) -> None:
    """Write a module as an int8 graph; `many` is the axis of pieces or statements."""
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        # The exporter that knows custom symbolics is the older of torch's two, and says so at length.
        warnings.simplefilter("ignore")
        whole = Path(scratch) / path.name
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: {many: "many"} for name in (*inputs, *outputs)},
            opset_version=OPSET,
            custom_opsets={FUSED: 1},
            dynamo=False,
        )
        quantize_dynamic(
            str(whole),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=QUANTISED,
            extra_options={"DefaultTensorType": 1},
        )
