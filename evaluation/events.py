"""Events of the shipped language layer against the project's annotation.

``python -m evaluation.events --annotation DIR`` runs the whole pipeline on the raw text of the
dev items and prints: triggers (an overlap is a hit, one to one), triggers with the right type,
arguments by role (overlap, one to one) over all events and over those whose trigger was found,
and the share of found events with the right stance, time and verification. ``--sweep`` prints the
trigger figures by threshold, from which the shipped one is chosen; ``--split test`` is for
figures to publish, never to choose by.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language

from corroborate.language import load
from corroborate.language.layers import ROLES, CharSpan, EventMention
from evaluation.language import Counter
from training.encoder_annotations import role_spans, split_of
from training.encoder_examples import read_jsonl

STANDING = ("stance", "when", "verification")
THRESHOLDS = tuple(round(0.2 + 0.05 * step, 2) for step in range(12))


def overlap(a: CharSpan, b: CharSpan) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def pairs(found: Sequence[CharSpan], gold: Sequence[CharSpan]) -> list[tuple[int, int]]:
    """Index pairs that overlap, one to one, the widest overlaps first."""
    options = [(overlap(a, b), i, j) for i, a in enumerate(found) for j, b in enumerate(gold)]
    chosen: list[tuple[int, int]] = []
    for size, i, j in sorted(options, key=lambda option: (-option[0], option[1:])):
        if size and all(i != a and j != b for a, b in chosen):
            chosen.append((i, j))
    return chosen


def tally(counter: Counter, hits: int, found: int, gold: int) -> None:
    counter.hits += hits
    counter.found += found
    counter.gold += gold


@dataclass
class Scores:
    """All counters of one run."""

    triggers: Counter = field(default_factory=Counter)
    types: Counter = field(default_factory=Counter)
    roles: dict[str, Counter] = field(default_factory=lambda: {r: Counter() for r in ROLES})
    given: dict[str, Counter] = field(default_factory=lambda: {r: Counter() for r in ROLES})
    standing: dict[str, Counter] = field(default_factory=lambda: {k: Counter() for k in STANDING})

    def add(self, found: Sequence[EventMention], gold: Sequence[dict[str, Any]]) -> None:
        matched = pairs([e.trigger for e in found], [tuple(e["trigger"]) for e in gold])
        right = sum(found[i].type == gold[j]["type"] for i, j in matched)
        tally(self.triggers, len(matched), len(found), len(gold))
        tally(self.types, right, len(found), len(gold))
        for i, j in matched:
            self._add_standing(found[i], gold[j])
            self._add_roles(self.given, found[i], gold[j])
            self._add_roles(self.roles, found[i], gold[j])
        self._add_unmatched(found, gold, matched)

    def _add_standing(self, found: EventMention, gold: dict[str, Any]) -> None:
        for key in STANDING:
            tally(self.standing[key], getattr(found, key) == gold[key], 1, 1)

    @staticmethod
    def _add_roles(
        counters: dict[str, Counter], found: EventMention | None, gold: dict[str, Any] | None
    ) -> None:
        wanted = role_spans(gold) if gold else []
        for role, counter in counters.items():
            mine = found.spans(role) if found else []
            theirs = [(a, b) for a, b, label in wanted if label == role]
            tally(counter, len(pairs(mine, theirs)), len(mine), len(theirs))

    def _add_unmatched(
        self,
        found: Sequence[EventMention],
        gold: Sequence[dict[str, Any]],
        matched: list[tuple[int, int]],
    ) -> None:
        ours, theirs = {i for i, _ in matched}, {j for _, j in matched}
        for i, event in enumerate(found):
            if i not in ours:
                self._add_roles(self.roles, event, None)
        for j, wanted in enumerate(gold):
            if j not in theirs:
                self._add_roles(self.roles, None, wanted)


def score(nlp: Language, items: Iterable[dict[str, Any]]) -> Scores:
    scores = Scores()
    for item in items:
        scores.add(nlp(item["text"])._.events, item["events"])
    return scores


def sweep(items: list[dict[str, Any]]) -> None:
    """Print the trigger figures by threshold."""
    for threshold in THRESHOLDS:
        scores = score(load(threshold=threshold), items)
        print(f"{threshold:.2f}  trigger {scores.triggers}   with type {scores.types}", flush=True)


def report(scores: Scores) -> None:
    print(f"{'trigger':14} {scores.triggers}")
    print(f"{'with type':14} {scores.types}")
    for role in ROLES:
        given, overall = scores.given[role], scores.roles[role]
        if overall.gold:
            print(f"{role:14} {overall}   given the trigger: {given}")
    for key, counter in scores.standing.items():
        print(f"{key:14} {100 * counter.hits / max(counter.gold, 1):5.1f} % of {counter.gold}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotation", type=Path, required=True, help="folder with items.jsonl")
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--sweep", action="store_true", help="figures by trigger threshold")
    args = parser.parse_args()
    records = read_jsonl(args.annotation / "items.jsonl")
    items = [item for item in records if split_of(item["published"]) == args.split]
    print(f"{args.split}: {len(items)} items")
    if args.sweep:
        sweep(items)
    else:
        report(score(load(), items))


if __name__ == "__main__":
    main()
