"""What each head is punished for."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from corroborate.language.inventory import FRAME_TAGS, STANCES, VERIFICATIONS, WHENS, group_slices
from training.encoder_batches import IGNORED, Batch
from training.encoder_body import GRAMMAR, MEANING
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
    "predicates": 0.5,
    "frames": 1.0,
    "sites": 1.0,
    "factuality": 0.5,
}
READERS = {
    "heads": GRAMMAR,
    "predicates": GRAMMAR,
    "factuality": GRAMMAR,
    "triggers": MEANING,
}
"""Which side of the encoder learns what a batch marks; names change sides."""


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
    """Partial labels: minus the log of the summed probability of all tags, by their shares."""
    scores = model.names(model.names.mix(layers)).float()
    shared = scores + batch["names"].clamp(min=1e-30).log()
    loss = scores.logsumexp(-1) - shared.logsumexp(-1)
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


def frame_losses(model: Model, layers: list[Tensor], batch: Batch) -> dict[str, Tensor]:
    """Where predicates are, and the tags of their arguments, per predicate."""
    heads = model.frames
    words = heads.mix(layers)
    marks = batch["predicates"]
    known = ~marks.isnan()
    scores = heads.predicate(words)[..., 0].float()
    found = F.binary_cross_entropy_with_logits(
        scores, marks.nan_to_num(), known.float(), reduction="sum"
    )
    losses = {"predicates": found / known.sum().clamp(min=1)}
    if "framed" in batch:
        tags = frame_tags(model, words, batch["framed"])
        for group, (key, part) in enumerate(
            zip(("frames", "sites"), split_tags(tags), strict=True)
        ):
            target = batch["frames"][:, group]
            marked = (target != IGNORED).any(1).sum()
            loss = F.cross_entropy(
                part.float().flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="sum"
            )
            losses[key] = loss / (4.0 * marked).clamp(min=1)
    return losses


def frame_tags(model: Model, words: Tensor, framed: Tensor) -> Tensor:
    """Scores ``[E, W, tags]`` of the predicates at ``(row, word)``."""
    rows, places = framed.unbind(1)
    predicates, others = model.frames.sides(words)
    distance = torch.arange(words.shape[1])[None] - places[:, None]
    return model.frames.tags(predicates[rows, places][:, None], others[rows], distance)


def split_tags(scores: Tensor) -> tuple[Tensor, Tensor]:
    return scores[..., : len(FRAME_TAGS)], scores[..., len(FRAME_TAGS) :]


def factuality_loss(model: Model, layers: list[Tensor], batch: Batch) -> Tensor:
    target = batch["factuality"]
    known = ~target.isnan()
    found = model.frames.factuality(model.frames.fact_mix(layers)).float()
    return F.smooth_l1_loss(found[known], target[known])


def sides_of(model: Model, batch: Batch) -> set[str]:
    """Which sides of the encoder a batch teaches."""
    readers = {**READERS, "names": model.names_side}
    return {readers[key] for key in batch if key in readers}


def total_loss(model: Model, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """The weighted sum over whatever the batch marks, and its parts."""
    sides = model.words(batch, sides_of(model, batch))
    losses: dict[str, Tensor] = {}
    if "heads" in batch:
        losses |= syntax_losses(model, sides[GRAMMAR], batch)
    if "predicates" in batch:
        losses |= frame_losses(model, sides[GRAMMAR], batch)
    if "factuality" in batch:
        losses["factuality"] = factuality_loss(model, sides[GRAMMAR], batch)
    if "names" in batch:
        losses["names"] = name_loss(model, sides[model.names_side], batch)
    if "triggers" in batch:
        losses |= event_losses(model, sides[MEANING], batch)
    total = torch.stack([WEIGHTS[key] * loss for key, loss in losses.items()]).sum()
    return total, {key: loss.item() for key, loss in losses.items()}
