"""What each head is punished for."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from corroborate.language.inventory import STANCES, VERIFICATIONS, WHENS, group_slices
from training.encoder_batches import IGNORED, Batch
from training.encoder_model import Model

# Names and events are harder and rarer than trees: with equal weights they lose.
WEIGHTS = {
    "tags": 0.5,
    "feats": 0.5,
    "scripts": 0.5,
    "heads": 1.0,
    "relations": 1.0,
    "names": 4.0,
    "triggers": 4.0,
    "types": 1.0,
    "standing": 0.7,
    "roles": 1.0,
}


def cross_entropy(scores: Tensor, target: Tensor, smoothing: float = 0.0) -> Tensor:
    flat = scores.float().flatten(0, -2)
    chosen = target.flatten()
    loss = F.cross_entropy(
        flat, chosen, ignore_index=IGNORED, reduction="sum", label_smoothing=smoothing
    )
    return loss / (chosen != IGNORED).sum().clamp(min=1)


def syntax_losses(model: Model, layers: list[Tensor], batch: Batch) -> dict[str, Tensor]:
    heads = model.syntax
    words = heads.mix(layers)
    arcs = heads.arcs(words) + (1.0 - batch["words"][:, None, :].float()) * -1e4
    relations = heads.labels(words, batch["heads"].clamp(min=0))
    return {
        "tags": cross_entropy(heads.tag(words), batch["tags"]),
        "feats": cross_entropy(heads.feat(words), batch["feats"]),
        "scripts": cross_entropy(heads.script(words), batch["scripts"]),
        "heads": cross_entropy(arcs, batch["heads"]),
        "relations": cross_entropy(relations, batch["relations"]),
    }


def name_loss(model: Model, layers: list[Tensor], batch: Batch) -> Tensor:
    """Partial labels: minus the log of the summed probability of all tags left open."""
    scores = model.names(model.names.mix(layers)).float()
    open_scores = scores.masked_fill(~batch["names"], -1e4)
    loss = scores.logsumexp(-1) - open_scores.logsumexp(-1)
    counted: Tensor = (loss * batch["named"]).sum() / batch["named"].sum().clamp(min=1)
    return counted


def event_losses(model: Model, layers: list[Tensor], batch: Batch) -> dict[str, Tensor]:
    heads = model.events
    words = heads.mix(layers)
    marks, types = heads.triggers(words)
    losses = {"triggers": cross_entropy(marks, batch["triggers"])}
    if "at" in batch:
        losses["types"] = cross_entropy(types, batch["types"], smoothing=0.05)
        losses |= argument_losses(model, words, batch)
    return losses


def argument_losses(model: Model, words: Tensor, batch: Batch) -> dict[str, Tensor]:
    heads = model.events
    rows, places = batch["at"].unbind(1)
    standing = heads.standing(words)[rows, places]
    distance = torch.arange(words.shape[1])[None] - places[:, None]
    trigger = heads.role_trigger(words)[rows, places][:, None]
    scores = heads.roles(trigger, heads.role_word(words)[rows], distance)
    per_event = 4.0 * len(rows)  # about as many words of an event are arguments as not worth O
    roles = [
        F.cross_entropy(
            scores[..., cut].float().flatten(0, 1),
            batch["roles"][:, group].flatten(),
            ignore_index=IGNORED,
            reduction="sum",
        )
        for group, cut in enumerate(group_slices())
    ]
    return {
        "standing": sum_standing(standing, batch["standing"]),
        "roles": torch.stack(roles).sum() / per_event,
    }


def sum_standing(scores: Tensor, target: Tensor) -> Tensor:
    sizes = [len(STANCES), len(WHENS), len(VERIFICATIONS)]
    parts = torch.split(scores.float(), sizes, -1)
    return torch.stack([F.cross_entropy(p, target[:, i]) for i, p in enumerate(parts)]).sum()


def total_loss(model: Model, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """The weighted sum over whatever the batch marks, and its parts."""
    layers = model.words(batch)
    losses: dict[str, Tensor] = {}
    if "heads" in batch:
        losses |= syntax_losses(model, layers, batch)
    if "names" in batch:
        losses["names"] = name_loss(model, layers, batch)
    if "triggers" in batch:
        losses |= event_losses(model, layers, batch)
    total = torch.stack([WEIGHTS[key] * loss for key, loss in losses.items()]).sum()
    return total, {key: loss.item() for key, loss in losses.items()}
