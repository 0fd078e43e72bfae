"""Quick dev figures while training: greedy, without tree repair or thresholds."""

from __future__ import annotations

from torch import Tensor

from corroborate.language.inventory import NAME_TAGS, group_slices
from training.encoder_batches import IGNORED, Batch, Collator, Item, buckets
from training.encoder_model import Model


class Tally:
    """Hits and totals by name, given back as percentages."""

    def __init__(self) -> None:
        self.hits: dict[str, float] = {}
        self.totals: dict[str, float] = {}

    def add(self, key: str, hits: float, total: float) -> None:
        self.hits[key] = self.hits.get(key, 0.0) + hits
        self.totals[key] = self.totals.get(key, 0.0) + total

    def agree(self, key: str, found: Tensor, target: Tensor) -> None:
        known = target != IGNORED
        self.add(key, ((found == target) & known).sum().item(), known.sum().item())

    def marked(self, key: str, found: Tensor, target: Tensor) -> None:
        """F1 of what is not O, word by word."""
        known = target != IGNORED
        right = ((found == target) & (target > 0) & known).sum().item()
        size = ((target > 0) & known).sum().item() + ((found > 0) & known).sum().item()
        self.add(f"{key} F1", 2 * right, size)

    def percent(self) -> dict[str, float]:
        return {k: round(100 * v / max(self.totals[k], 1), 1) for k, v in self.hits.items()}


def score(model: Model, items: list[Item], collate: Collator) -> dict[str, float]:
    tally = Tally()
    for group in buckets(items, 64):
        batch = collate(group)
        layers = model.words(batch)
        if "heads" in batch:
            _score_trees(model, layers, batch, tally)
        if "names" in batch:
            _score_names(model, layers, batch, tally)
        if "triggers" in batch:
            _score_events(model, layers, batch, tally)
    return tally.percent()


def _score_trees(model: Model, layers: list[Tensor], batch: Batch, tally: Tally) -> None:
    words = model.syntax.mix(layers)
    arcs = model.syntax.arcs(words) + (1.0 - batch["words"][:, None, :].float()) * -1e4
    heads = arcs.argmax(-1)
    relations = model.syntax.labels(words, heads).argmax(-1)
    for key, head in (("tags", "tag"), ("feats", "feat"), ("scripts", "script")):
        tally.agree(key, getattr(model.syntax, head)(words).argmax(-1), batch[key])
    tally.agree("UAS", heads, batch["heads"])
    relations[heads != batch["heads"]] = -1
    tally.agree("LAS", relations, batch["relations"])


def _score_names(model: Model, layers: list[Tensor], batch: Batch, tally: Tally) -> None:
    found = model.names(model.names.mix(layers)).argmax(-1)
    target = batch["names"].float().argmax(-1)
    target[~batch["named"]] = IGNORED
    unmarked = batch["names"].sum(-1) > 1
    found[unmarked & batch["names"].gather(-1, found[..., None])[..., 0]] = 0
    assert NAME_TAGS[0] == "O"
    tally.marked("name words", found, target)


def _score_events(model: Model, layers: list[Tensor], batch: Batch, tally: Tally) -> None:
    heads = model.events
    words = heads.mix(layers)
    marks, types = heads.triggers(words)
    tally.marked("trigger words", marks.argmax(-1), batch["triggers"])
    tally.agree("types", types.argmax(-1), batch["types"])
    if "at" not in batch:
        return
    rows, places = batch["at"].unbind(1)
    trigger = heads.role_trigger(words)[rows, places][:, None]
    distance = _distances(words, places)
    scores = heads.roles(trigger, heads.role_word(words)[rows], distance)
    for group, cut in enumerate(group_slices()):
        tally.marked(f"roles {group}", scores[..., cut].argmax(-1), batch["roles"][:, group])


def _distances(words: Tensor, places: Tensor) -> Tensor:
    import torch

    return torch.arange(words.shape[1])[None] - places[:, None]
