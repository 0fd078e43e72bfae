"""The encoder as a graph of one sentence, laid out for speed on one processor core.

The same numbers as the model gives, but without a batch axis, so that reshapes have fixed sizes and
no shape is computed at run time; with one matrix wherever several read the same input; and with
constants folded into weights. What is left to the run time is told by the outputs' names in
``corroborate.language.encoder``.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.encoder_body import GRAMMAR, HEADS, HIDDEN, MEANING, Layer
from training.encoder_model import Mix, Model


class Merged(nn.Module):
    """Several linear maps of one input as one."""

    def __init__(self, linears: Sequence[nn.Linear]) -> None:
        super().__init__()
        self.sizes = [linear.out_features for linear in linears]
        self.linear = nn.Linear(linears[0].in_features, sum(self.sizes))
        self.linear.weight.data = torch.cat([linear.weight.data for linear in linears])
        self.linear.bias.data = torch.cat([linear.bias.data for linear in linears])

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        parts: tuple[Tensor, ...] = self.linear(x).split(self.sizes, -1)
        return parts


class SentenceLayer(nn.Module):
    """A layer over one sentence ``[P, hidden]``; queries are scaled in their weights."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer, size = layer, HIDDEN // HEADS
        query = nn.Linear(HIDDEN, HIDDEN)
        query.weight.data = layer.q.weight.data * size**-0.5
        query.bias.data = layer.q.bias.data * size**-0.5
        self.sides = Merged([query, layer.k, layer.v])

    def forward(self, x: Tensor) -> Tensor:
        layer, size = self.layer, HIDDEN // HEADS
        q, k, v = (side.view(-1, HEADS, size).transpose(0, 1) for side in self.sides(x))
        seen = torch.softmax(q @ k.transpose(1, 2), -1) @ v
        x = layer.ln1(x + layer.o(seen.transpose(0, 1).reshape(-1, HIDDEN)))
        after: Tensor = layer.ln2(x + layer.f2(F.gelu(layer.f1(x))))
        return after


class Graph(nn.Module):
    """All that the run time needs of a sentence; each output is ``[1 + W, …]``."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.encoder, self.names_side = model.encoder, model.names_side
        self.shared = nn.ModuleList(SentenceLayer(layer) for layer in model.encoder.layers)
        self.tops = nn.ModuleDict(
            {
                side: nn.ModuleList(SentenceLayer(layer) for layer in model.encoder.tops[side])
                for side in dict.fromkeys((GRAMMAR, MEANING, model.names_side))
            }
        )
        self.grammar, self.meaning = Grammar(model), Meaning(model)
        self.name_head = model.names

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        encoder = self.encoder
        positions = encoder.positions.weight[: ids.shape[0]]
        x = encoder.ln(encoder.words(ids) + encoder.cases(cases) + positions)
        shared = passed(self.shared, x)
        sides = {key: shared + passed(top, shared[-1]) for key, top in self.tops.items()}
        names = self.names(sides[self.names_side], first)
        return (
            *self.grammar(sides[GRAMMAR], first),
            names,
            *self.meaning(sides[MEANING], first),
        )

    def names(self, layers: list[Tensor], first: Tensor) -> Tensor:
        (words,) = mixed(layers, [self.name_head.mix], first)
        scores: Tensor = self.name_head(words)
        return scores


def passed(layers: nn.Module, x: Tensor) -> list[Tensor]:
    outputs = []
    for layer in layers:  # type: ignore[attr-defined]
        x = layer(x)
        outputs.append(x)
    return outputs


def mixed(layers: list[Tensor], mixes: list[Mix], first: Tensor) -> list[Tensor]:
    """Each mix of a side's layers at the words' first pieces, ``[1 + W, hidden]``."""
    taken = torch.stack([layer.index_select(0, first) for layer in layers])
    shares = torch.stack([torch.softmax(mix.weights, 0) for mix in mixes])
    joined = shares @ taken.reshape(len(layers), -1)
    return list(joined.reshape(len(mixes), -1, HIDDEN).unbind(0))


class Grammar(nn.Module):
    def __init__(self, model: Model) -> None:
        super().__init__()
        syntax, frames = self.syntax, self.frames = model.syntax, model.frames
        sides = [syntax.arc_dep, syntax.arc_head, syntax.label_dep, syntax.label_head]
        self.projected = Merged([syntax.tag, syntax.feat, syntax.script, Merged(sides).linear])
        self.sides = [side.out_features for side in sides]
        self.left = with_one_folded(syntax.arc.weight.data)
        self.predicates = Merged(
            [frames.predicate, Merged([frames.frame_predicate, frames.frame_word]).linear]
        )

    def forward(self, layers: list[Tensor], first: Tensor) -> tuple[Tensor, ...]:
        syntax, frames = self.syntax, self.frames
        words, framed, factual = mixed(layers, [syntax.mix, frames.mix, frames.fact_mix], first)
        tag, feat, script, sides = self.projected(words)
        best = torch.stack([scores.argmax(-1) for scores in (tag, feat, script)], -1)
        arc_dep, arc_head, label_dep, label_head = F.gelu(sides).split(self.sides, -1)
        left = self.left(arc_dep)
        arcs = left[:, :-1] @ arc_head.transpose(0, 1) + left[:, -1:]
        chance, pair = self.predicates(framed)
        predicate, word = F.gelu(pair).chunk(2, -1)
        marks = torch.cat([chance, frames.factuality(factual)[:, None]], -1)
        return best, arcs, label_dep, label_head, marks, predicate, word


def with_one_folded(weight: Tensor) -> nn.Linear:
    """The map ``x -> [x, 1] @ weight`` of a bilinear form ``[in + 1, in + 1]``."""
    linear = nn.Linear(len(weight) - 1, weight.shape[1])
    linear.weight.data, linear.bias.data = weight[:-1].T.contiguous(), weight[-1].clone()
    return linear


class Meaning(nn.Module):
    def __init__(self, model: Model) -> None:
        super().__init__()
        events = self.events = model.events
        own, self.whole = halves(events.status_inner)
        self.projected = Merged([events.trigger_inner, events.role_trigger, events.role_word, own])
        self.senses = Merged([events.trigger, events.kind])

    def forward(self, layers: list[Tensor], first: Tensor) -> tuple[Tensor, ...]:
        events = self.events
        (words,) = mixed(layers, [events.mix], first)
        inner, role_trigger, role_word, status = self.projected(words)
        standing = events.status(F.gelu(status + self.whole(words[:1])))
        triggers = self.senses.linear(F.gelu(inner))
        senses = torch.cat([standing, triggers], -1)
        return senses, role_trigger, role_word


def halves(linear: nn.Linear) -> tuple[nn.Linear, nn.Linear]:
    """A map of a word and its sentence as the sum of a map of each; the second has the bias."""
    own, whole = (nn.Linear(HIDDEN, linear.out_features) for _ in range(2))
    own.weight.data, whole.weight.data = linear.weight.data.split(HIDDEN, 1)
    own.bias.data, whole.bias.data = torch.zeros_like(linear.bias.data), linear.bias.data
    return own, whole
