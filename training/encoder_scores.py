"""Quick dev figures while training: greedy, without tree repair or thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from torch import Tensor

from corroborate.language.decoding import decode_bio, runs
from corroborate.language.inventory import FRAME_TAGS, NAME_TAGS, SITE_TAGS, group_slices
from training.encoder_batches import IGNORED, Batch, Collator, Item, buckets
from training.encoder_body import GRAMMAR, MEANING
from training.encoder_examples import Example
from training.encoder_losses import frame_tags, split_tags
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
    tally, pairs = Tally(), list[tuple[float, float]]()
    for group in buckets(items, 64):
        batch = collate(group)
        sides = model.words(batch, {GRAMMAR, MEANING, model.names_side})
        if "heads" in batch:
            _score_trees(model, sides[GRAMMAR], batch, tally)
        if "framed" in batch:
            _score_frames(model, sides[GRAMMAR], batch, tally)
        if "factuality" in batch:
            _score_factuality(model, sides[GRAMMAR], batch, pairs)
        if "names" in batch:
            _score_names(model, sides[model.names_side], group, tally)
        if "triggers" in batch:
            _score_events(model, sides[MEANING], batch, tally)
    figures = tally.percent()
    if pairs:
        figures["factuality r"] = round(100 * float(np.corrcoef(np.array(pairs).T)[0, 1]), 1)
    return figures


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


def _score_names(model: Model, layers: list[Tensor], group: list[Item], tally: Tally) -> None:
    """Strict F1 of whole names among the labels that the corpus marks."""
    scores = model.names(model.names.mix(layers)).float().numpy()
    for row, example in enumerate(item.example for item in group):
        if example.names is None:
            continue
        found = decode_bio(scores[row, 1 : 1 + len(example.words)], NAME_TAGS)
        mine, theirs = _coarse(found, example), _coarse(example.names, example)
        tally.add("name F1", 2 * len(mine & theirs), len(mine) + len(theirs))


COARSE = {"FACILITY": "PLACE", "UNIT": "ORG"}  # the corpora do not tell these apart


def _coarse(spans: Iterable[Sequence[Any]], example: Example) -> set[tuple[int, int, str]]:
    marked = ((s[0], s[1], COARSE.get(s[2], s[2])) for s in spans)
    return {span for span in marked if span[2] not in example.unmarked}


def _score_frames(model: Model, layers: list[Tensor], batch: Batch, tally: Tally) -> None:
    """Strict F1 of arguments of gold predicates; share of predicates with just the right sites."""
    words = model.frames.mix(layers)
    if not batch["predicates"].isnan().all():
        found = (model.frames.predicate(words)[..., 0] > 0).long()
        target = batch["predicates"].nan_to_num(IGNORED).long()
        tally.marked("predicate", found, target)
    parts = split_tags(frame_tags(model, words, batch["framed"]))
    for group, (part, tags) in enumerate(zip(parts, (FRAME_TAGS, SITE_TAGS), strict=True)):
        for scores, target in zip(part.float(), batch["frames"][:, group], strict=True):
            known = target != IGNORED
            if known.any():
                mine = {tuple(s[:3]) for s in decode_bio(scores[known].numpy(), tags)}
                theirs = _spans_of(target[known].tolist(), tags)
                if group == 0:
                    tally.add("argument F1", 2 * len(mine & theirs), len(mine) + len(theirs))
                else:
                    tally.add("sites right", mine == theirs, 1)


def _spans_of(path: list[int], tags: tuple[str, ...]) -> set[tuple[int, int, str]]:
    return {(a, b, tags[path[a]][2:]) for a, b in runs(np.array(path))}


def _score_factuality(
    model: Model, layers: list[Tensor], batch: Batch, pairs: list[tuple[float, float]]
) -> None:
    target = batch["factuality"]
    known = ~target.isnan()
    found = model.frames.factuality(model.frames.fact_mix(layers)).float()
    pairs += zip(found[known].tolist(), target[known].tolist(), strict=True)


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
