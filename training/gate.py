"""Fit the gate that tells from bare characters whether a sentence may hold anything to code.

    python -m training.gate --corpora DIR --annotation DIR [--taught FILE] [--out FILE]

A linear model (logistic regression, whole batch, no chance in it) over hashed words. It learns from
the train parts of the project's annotations; from sentences of peaceful genres of GUM (annotation
CC BY 4.0; texts by genre); and from items of Wikipedia Current Events (CC BY-SA 4.0, Wikipedia
contributors) of the train days, labelled by the shipped coder: a sentence counts where it made a
claim of it. ``--taught`` keeps those labels, which take minutes to make. What is written are
weights of hashed words, no text. The threshold is chosen on the dev parts.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corroborate.language.gate import BUCKETS, DATA, Gate, features
from corroborate.language.sentences import split_sentences
from training.annotations import joined
from training.encoder_annotations import split_of
from training.encoder_examples import read_jsonl

PEACEFUL = ("voyage", "vlog", "textbook", "academic")  # genres of GUM that report no conflict
TAUGHT = 4000  # conflict-like items; twice as many others
RECALL = 0.995  # of dev sentences with an annotated event; the threshold follows from it
MARGIN = 60  # by which the threshold is lowered still: the few dev sentences promise too much
STEPS, RATE, DECAY = 400, 0.05, 1e-4
GOLD = 3.0  # weight of an annotated sentence beside one labelled by the coder
MISSED = 2.0  # weight of a sentence with an event beside one without
Floats = NDArray[np.float64]


class Sentence(NamedTuple):
    """A sentence, whether it holds an event, and how much it weighs."""

    text: str
    holds: bool
    weight: float = 1.0


def annotated(corpora: Path, annotation: Path, split: str) -> Iterator[Sentence]:
    """Sentences of the project's annotations; an event is where its trigger begins."""
    items = (i for i in read_jsonl(annotation / "items.jsonl") if split_of(i["published"]) == split)
    reports = (r for r in joined(corpora) if split_of(r["document"]) == split)
    for record in (*items, *reports):
        triggers = [event["trigger"][0] for event in record["events"]]
        for start, end in split_sentences(record["text"]):
            holds = any(start <= trigger < end for trigger in triggers)
            yield Sentence(record["text"][start:end], holds, GOLD)


def peaceful(corpora: Path, split: str) -> Iterator[Sentence]:
    """Sentences of texts that report no conflict."""
    for document in read_jsonl(corpora / "gum" / f"{split}.docs.jsonl"):
        if document["genre"] in PEACEFUL:
            text = document["text"]
            yield from (Sentence(text[a:b], False) for a, b in split_sentences(text))


def current_events(corpora: Path, split: str, number: int) -> list[dict[str, Any]]:
    """``number`` conflict-like items of a split's days and twice as many others, shuffled."""
    items = [
        i
        for i in read_jsonl(corpora / "current_events" / "train.jsonl")
        if split_of(i["date"]) == split
    ]
    random.Random(0).shuffle(items)
    alike = islice((i for i in items if i["conflict_like"]), number)
    return [*alike, *islice((i for i in items if not i["conflict_like"]), 2 * number)]


def coded(item: dict[str, Any]) -> dict[str, Any]:
    """An item's sentences, each with the number of claims that the shipped coder makes of it."""
    import corroborate as cb
    from corroborate.model import Report

    published = date.fromisoformat(item["date"])
    report = Report.from_text(item["text"], id=item["id"], published=published)
    claims = cb.code([report], on_set_aside=lambda _: None)
    starts = [(c.evidence.span_of("trigger") or (0, 0))[0] for c in claims]
    text = report.readable()
    cut = split_sentences(text)
    sents = [[text[a:b], sum(a <= start < b for start in starts)] for a, b in cut]
    return {key: item[key] for key in ("id", "date", "conflict_like")} | {"sents": sents}


def taught(corpora: Path, split: str, number: int, kept: Path | None) -> list[dict[str, Any]]:
    """:func:`coded` of :func:`current_events`, read from ``kept`` where it is there."""
    if kept and kept.is_file():
        return list(read_jsonl(kept))
    records = [coded(item) for item in current_events(corpora, split, number)]
    if kept:
        kept.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return records


def sentences_of(records: Sequence[dict[str, Any]]) -> Iterator[Sentence]:
    """The sentences of :func:`taught` items."""
    return (Sentence(text, claims > 0) for r in records for text, claims in r["sents"])


class Rows:
    """Sentences as their features, one after another."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        found = [features(s.text) for s in sentences]
        self.buckets = np.concatenate(found)
        self.row = np.repeat(np.arange(len(found)), [len(f) for f in found])
        self.holds: Floats = np.array([s.holds for s in sentences], np.float64)
        weights = [s.weight * (MISSED if s.holds else 1.0) for s in sentences]
        self.weight: Floats = np.array(weights) / sum(weights)

    def logits(self, weights: Floats, bias: float) -> Floats:
        sums = np.bincount(self.row, weights[self.buckets], len(self.holds)).astype(np.float64)
        return np.asarray(sums + bias, np.float64)


def fitted(rows: Rows) -> tuple[Floats, float]:
    """Weights and bias after ``STEPS`` steps of Adam (Kingma and Ba 2015) over all rows."""
    theta, first, second = (np.zeros(BUCKETS + 1) for _ in range(3))
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-rows.logits(theta[:-1], theta[-1])))
        error = (chance - rows.holds) * rows.weight
        slope = np.append(np.bincount(rows.buckets, error[rows.row], BUCKETS), error.sum())
        slope[:-1] += DECAY * theta[:-1]
        first += 0.1 * (slope - first)
        second += 0.001 * (slope**2 - second)
        size = RATE * (1 - step / STEPS)
        theta -= size * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
    return theta[:-1], float(theta[-1])


def write(path: Path, weights: Floats, bias: float, least: int) -> None:
    """Weights in 8 bits with one scale; ``least`` is the least whole-number sum that passes."""
    scale = float(np.abs(weights).max()) / 127
    np.savez_compressed(
        path,
        weights=np.round(weights / scale).astype(np.int8),
        bias=np.int64(round(bias / scale)),
        scale=np.float64(scale),
        least=np.int64(least),
    )


def least_sum(gate: Gate, sentences: Sequence[Sentence], recall: float = RECALL) -> int:
    """The highest threshold by which ``recall`` of the sentences with events pass, and a margin."""
    sums = sorted(gate.total(s.text) for s in sentences if s.holds)
    return sums[int((1 - recall) * len(sums))] - MARGIN


def report(gate: Gate, name: str, sentences: Sequence[Sentence]) -> None:
    """Print the share that passes, of sentences with an event and without."""
    for holds, word in ((True, "with events"), (False, "without")):
        passed = [gate(s.text) for s in sentences if s.holds == holds]
        if passed:
            share = sum(passed) / len(passed)
            print(f"{name:<16} {word:<12} {100 * share:6.2f} % pass of {len(passed)}")


def main() -> None:
    """Fit, choose the threshold, write, and print what passes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--annotation", type=Path, required=True)
    parser.add_argument("--taught", type=Path, help="keep the coder's labels here (…train, …dev)")
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    sets: dict[str, dict[str, list[Sentence]]] = {}
    for split in ("train", "dev"):
        kept = options.taught and options.taught.with_name(f"{options.taught.name}_{split}.jsonl")
        number = TAUGHT if split == "train" else TAUGHT // 6
        sets[split] = {
            "annotated": list(annotated(options.corpora, options.annotation, split)),
            "peaceful": list(peaceful(options.corpora, split)),
            "current events": list(
                sentences_of(taught(options.corpora, split, number, kept or None))
            ),
        }
    weights, bias = fitted(Rows([s for group in sets["train"].values() for s in group]))
    write(options.out, weights, bias, 0)
    write(options.out, weights, bias, least_sum(Gate(options.out), sets["dev"]["annotated"]))
    for split, groups in sets.items():
        for name, sentences in groups.items():
            report(Gate(options.out), f"{split} {name}", sentences)


if __name__ == "__main__":
    main()
