"""Examples to tensors: encoding, length buckets, targets."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from torch import Tensor

from corroborate.language.inventory import (
    FRAME_TAGS,
    NAME_TAGS,
    ROLE_GROUPS,
    ROLE_TAGS,
    SITE_TAGS,
    STANCES,
    VERIFICATIONS,
    WHENS,
)
from corroborate.language.wordpieces import CASELESS, Encoded, WordPieces
from training.encoder_examples import Example, Spans
from training.encoder_model import LabelSets

IGNORED = -100
MAX_PIECES = 200
CASELESS_SHARE = 0.1
OPEN_SHARE = 0.2
Batch = dict[str, Tensor]


@dataclass
class Item:
    """An example with its encoding."""

    example: Example
    encoded: Encoded


def label_sets(examples: Iterable[Example], types: Iterable[str], rare: int = 3) -> LabelSets:
    """Labels seen in the training data; scripts and features seen fewer times are left out."""
    seen: dict[str, Counter[str]] = {key: Counter() for key in ("tags", "feats", "scripts", "rel")}
    for tree in (e.tree for e in examples if e.tree):
        seen["tags"].update(tree.tags)
        seen["feats"].update(tree.feats)
        seen["scripts"].update(tree.scripts)
        seen["rel"].update(tree.relations)
    often = {k: sorted(x for x, n in c.items() if n >= rare) for k, c in seen.items()}
    return LabelSets(
        tuple(sorted(seen["tags"])),
        tuple(often["feats"]),
        tuple(often["scripts"]),
        tuple(sorted(seen["rel"])),
        tuple(sorted(types)),
    )


def encode_all(examples: Iterable[Example], pieces: WordPieces) -> list[Item]:
    """Encode, leaving out what is empty or too long to train on."""
    items = (Item(e, pieces.encode(e.words)) for e in examples if e.words)
    return [item for item in items if len(item.encoded.ids) <= MAX_PIECES]


def buckets(items: list[Item], size: int, rng: random.Random | None = None) -> Iterator[list[Item]]:
    """Batches of about one length; in random order where ``rng`` is given."""

    def length(item: Item) -> float:
        jitter = 0.9 + 0.2 * rng.random() if rng else 1.0
        return len(item.encoded.ids) * jitter

    ordered = sorted(items, key=length)
    batches = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    if rng:
        rng.shuffle(batches)
    yield from batches


def bio_indices(spans: Spans, length: int, tags: tuple[str, ...]) -> np.ndarray:
    """Tag numbers of a flat BIO code; spans with labels not in ``tags`` are left out."""
    row = np.zeros(length, np.int64)
    for start, end, label in spans:
        if f"B-{label}" in tags:
            row[start:end] = tags.index(f"I-{label}")
            row[start] = tags.index(f"B-{label}")
    return row


def rounded(length: int, step: int = 8) -> int:
    """Up to a multiple: each new shape costs the matrix library the making of its kernels."""
    return -(-length // step) * step


@cache
def shares_when_outside(unmarked: frozenset[str]) -> np.ndarray:
    """How far each tag answers for an O of a corpus: O wholly, a label it does not mark a little.

    Were these as good as O, the chance of O would be spread over all of them, and a name that a
    corpus does mark would win by not being spread.
    """
    shares = [float(tag == "O") or OPEN_SHARE * (tag[2:] in unmarked) for tag in NAME_TAGS]
    return np.array(shares, np.float32)


class Collator:
    """Makes padded tensors of a batch; root is word 0."""

    def __init__(self, labels: LabelSets, rng: random.Random | None = None) -> None:
        self.index = {
            key: {label: i for i, label in enumerate(values)}
            for key, values in labels.as_dict().items()
        }
        self.rng = rng

    def __call__(self, items: list[Item]) -> Batch:
        batch = self._inputs(items)
        words = batch["first"].shape[1]
        examples = [item.example for item in items]
        if any(e.tree for e in examples):
            batch |= self._trees(examples, words)
        if any(e.names is not None for e in examples):
            batch |= self._names(examples, words)
        if any(e.events is not None for e in examples):
            batch |= self._triggers(examples, words) | self._arguments(examples, words)
        if any(e.frames is not None for e in examples):
            batch |= self._predicates(examples, words) | self._frames(examples, words)
        if any(e.factuality for e in examples):
            batch |= self._factuality(examples, words)
        return batch

    def _inputs(self, items: list[Item]) -> Batch:
        rows, length = len(items), rounded(max(len(i.encoded.ids) for i in items))
        words = rounded(1 + max(len(i.encoded.first) for i in items))
        ids, cases, mask = (np.zeros((rows, length), np.int64) for _ in range(3))
        first, word_mask = (np.zeros((rows, words), np.int64) for _ in range(2))
        for row, item in enumerate(items):
            encoded, n, w = item.encoded, len(item.encoded.ids), len(item.encoded.first)
            hide = self.rng is not None and self.rng.random() < CASELESS_SHARE
            ids[row, :n], mask[row, :n] = encoded.ids, 1
            cases[row, :n] = CASELESS if hide else encoded.cases
            first[row, 1 : 1 + w], word_mask[row, : 1 + w] = encoded.first, 1
        arrays = {"ids": ids, "cases": cases, "mask": mask, "first": first, "words": word_mask}
        return {key: torch.from_numpy(value) for key, value in arrays.items()}

    def _trees(self, examples: list[Example], words: int) -> Batch:
        keys = ("tags", "feats", "scripts", "relations")
        targets = {key: np.full((len(examples), words), IGNORED) for key in (*keys, "heads")}
        for row, example in enumerate(examples):
            if (tree := example.tree) is None:
                continue
            here = slice(1, 1 + len(example.words))
            targets["heads"][row, here] = tree.heads
            for key in keys:
                known = self.index[key]
                targets[key][row, here] = [known.get(x, IGNORED) for x in getattr(tree, key)]
        return {key: torch.from_numpy(value) for key, value in targets.items()}

    def _names(self, examples: list[Example], words: int) -> Batch:
        shares = np.zeros((len(examples), words, len(NAME_TAGS)), np.float32)
        counted = np.zeros((len(examples), words), bool)
        for row, example in enumerate(examples):
            if example.names is None:
                continue
            here = slice(1, 1 + len(example.words))
            tags = bio_indices(example.names, len(example.words), NAME_TAGS)
            shares[row, here] = np.eye(len(NAME_TAGS), dtype=np.float32)[tags]
            outside = np.flatnonzero(tags == 0)
            shares[row, 1 + outside] = shares_when_outside(example.unmarked)
            counted[row, here] = True
            counted[row, [1 + word for word in example.open_words]] = False
        return {"names": torch.from_numpy(shares), "named": torch.from_numpy(counted)}

    def _triggers(self, examples: list[Example], words: int) -> Batch:
        marks, types = (np.full((len(examples), words), IGNORED) for _ in range(2))
        for row, example in enumerate(examples):
            if example.events is None:
                continue
            marks[row, 1 : 1 + len(example.words)] = 0
            for event in reversed(example.events):
                start, end = event.trigger
                marks[row, 1 + start : 1 + end] = 2
                marks[row, 1 + start] = 1
                types[row, 1 + start] = self.index["types"][event.type]
        return {"triggers": torch.from_numpy(marks), "types": torch.from_numpy(types)}

    def _arguments(self, examples: list[Example], words: int) -> Batch:
        where, standing = [], []
        roles = []
        for row, example in enumerate(examples):
            for event in example.events or ():
                where.append((row, 1 + event.trigger[0]))
                standing.append(
                    (
                        STANCES.index(event.stance),
                        WHENS.index(event.when),
                        VERIFICATIONS.index(event.verification),
                    )
                )
                target = np.full((len(ROLE_GROUPS), words), IGNORED)
                for group, tags in enumerate(ROLE_TAGS):
                    marked = bio_indices(event.arguments, len(example.words), tags)
                    target[group, 1 : 1 + len(example.words)] = marked
                roles.append(target)
        if not where:
            return {}
        return {
            "at": torch.tensor(where),
            "standing": torch.tensor(standing),
            "roles": torch.from_numpy(np.stack(roles)),
        }

    def _predicates(self, examples: list[Example], words: int) -> Batch:
        marks = np.full((len(examples), words), np.nan, np.float32)
        for row, example in enumerate(examples):
            if example.frames is None or any(f.arguments is None for f in example.frames):
                continue  # a corpus that marks some predicates only
            marks[row, 1 : 1 + len(example.words)] = 0
            marks[row, [1 + frame.predicate for frame in example.frames]] = 1
        return {"predicates": torch.from_numpy(marks)}

    def _frames(self, examples: list[Example], words: int) -> Batch:
        where, targets = [], []
        for row, example in enumerate(examples):
            for frame in example.frames or ():
                target = np.full((2, words), IGNORED)
                for group, spans, tags in (
                    (0, frame.arguments, FRAME_TAGS),
                    (1, frame.sites, SITE_TAGS),
                ):
                    if spans is not None:
                        marked = bio_indices(spans, len(example.words), tags)
                        target[group, 1 : 1 + len(example.words)] = marked
                where.append((row, 1 + frame.predicate))
                targets.append(target)
        if not where:
            return {}
        return {"framed": torch.tensor(where), "frames": torch.from_numpy(np.stack(targets))}

    def _factuality(self, examples: list[Example], words: int) -> Batch:
        values = np.full((len(examples), words), np.nan, np.float32)
        for row, example in enumerate(examples):
            for word, value in (example.factuality or {}).items():
                values[row, 1 + word] = value
        return {"factuality": torch.from_numpy(values)}
