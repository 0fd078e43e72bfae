"""The encoder with its heads.

The parser is biaffine (Dozat and Manning 2017), and so is the labeller of predicates' arguments.
Each family of heads reads its own mix of its side's layers (Peters et al. 2018), so that they need
not agree on what the top layer is for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from corroborate.language.inventory import (
    FRAME_OUTPUTS,
    NAME_TAGS,
    ROLE_TAGS,
    STANCES,
    VERIFICATIONS,
    WHENS,
)
from training.encoder_body import DEPTH, HIDDEN, MEANING, NAMES, Encoder, Sides, dropped

ARC, LABEL, ROLE, STATUS, FRAME = 192, 64, 192, 192, 128
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


class FrameHeads(nn.Module):
    """Predicates: where they are, how factual, and the tags of words as their arguments."""

    def __init__(self) -> None:
        super().__init__()
        self.mix, self.fact_mix = Mix(), Mix()
        self.predicate = nn.Linear(HIDDEN, 1)
        self.fact_inner, self.fact = nn.Linear(HIDDEN, 192), nn.Linear(192, 1)
        self.frame_predicate, self.frame_word = nn.Linear(HIDDEN, FRAME), nn.Linear(HIDDEN, FRAME)
        self.frame = Biaffine(FRAME, FRAME_OUTPUTS)
        self.frame_distance = nn.Embedding(2 * MAX_DISTANCE + 1, FRAME_OUTPUTS)
        nn.init.normal_(self.frame_distance.weight, std=0.1)

    def factuality(self, words: Tensor) -> Tensor:
        """``[B, W]``, from -3 to 3."""
        inner = dropped(F.gelu(self.fact_inner(words)), 0.1, self)
        return self.fact(inner)[..., 0]

    def sides(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Words as predicates and as parts of arguments."""
        predicates = dropped(F.gelu(self.frame_predicate(words)), 0.2, self)
        return predicates, dropped(F.gelu(self.frame_word(words)), 0.2, self)

    def tags(self, predicate: Tensor, words: Tensor, distance: Tensor) -> Tensor:
        """``[E, W, tags]`` from predicates ``[E, 1, F]`` and words ``[E, W, F]``."""
        left = self.frame.left(predicate)[:, 0]
        near = self.frame_distance(distance.clamp(-MAX_DISTANCE, MAX_DISTANCE) + MAX_DISTANCE)
        return with_one(words) @ left.transpose(1, 2) + near


class Model(nn.Module):
    """Everything; the heads are called one by one, by the losses and by the export."""

    def __init__(self, labels: LabelSets) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.syntax, self.frames = SyntaxHeads(labels), FrameHeads()
        self.names, self.events = NameHead(), EventHeads(labels)
        self.names_side = MEANING

    def part_names(self) -> None:
        """Give names top layers of their own, which start as those of meaning are."""
        tops = self.encoder.tops
        tops[NAMES].load_state_dict(tops[MEANING].state_dict())
        self.names_side = NAMES

    def words(self, batch: dict[str, Any], sides: Iterable[str]) -> Sides:
        """Each side's layers at the words' first pieces: ``[B, 1 + W, hidden]``, root first."""
        found = self.encoder(batch["ids"], batch["cases"], batch.get("mask"), sides)
        index = batch["first"][..., None].expand(-1, -1, HIDDEN)
        return {
            side: [torch.gather(layer, 1, index) for layer in layers]
            for side, layers in found.items()
        }
