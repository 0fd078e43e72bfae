"""The coder's claims against the project's hand-coded news items, on items not trained on.

    python -m evaluation.coder [--split dev|test|all] [--errors N]

An event is found when its trigger overlaps; fields are scored over found events. Reported are
precision, recall and F1 where something can be missed or made up, else the share that agrees.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import corroborate as cb
from corroborate.model import Claim, Report
from evaluation.shared import shared_folder
from training.encoder_annotations import split_of

Span = tuple[int, int]
ROLES = {"agent": ("perpetrator", "side"), "patient": ("target", "side")}


@dataclass
class Tally:
    """Right, made and wanted, to precision, recall and F1."""

    right: int = 0
    made: int = 0
    wanted: int = 0

    def add(self, right: int, made: int, wanted: int) -> None:
        self.right, self.made, self.wanted = (
            self.right + right,
            self.made + made,
            self.wanted + wanted,
        )

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.made), self.right / max(1, self.wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   ({self.wanted} in the gold)"


@dataclass
class Scores:
    """All tallies by name, and errors to look at."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    agreed: Counter[tuple[str, bool]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, name: str, right: int, made: int, wanted: int) -> None:
        self.tallies.setdefault(name, Tally()).add(right, made, wanted)


def items(path: Path, split: str) -> Iterator[dict[str, Any]]:
    """The coded items of one split; ``all`` takes every one."""
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        if split in ("all", split_of(item["published"])):
            yield item


def overlap(a: Iterable[int], b: Iterable[int]) -> bool:
    (a0, a1), (b0, b1) = a, b
    return a0 < b1 and b0 < a1


def trigger(claim: Claim) -> Span:
    return claim.evidence.span_of("trigger") or (0, 0)


def align(claims: list[Claim], events: list[dict[str, Any]]) -> list[tuple[Claim, dict[str, Any]]]:
    """One-to-one by overlap of triggers, same types first."""
    pairs = [
        (claim.type != event["type"], i, j)
        for i, claim in enumerate(claims)
        for j, event in enumerate(events)
        if overlap(trigger(claim), event["trigger"])
    ]
    used_claims: set[int] = set()
    used_events: set[int] = set()
    found = []
    for _, i, j in sorted(pairs):
        if i not in used_claims and j not in used_events:
            used_claims.add(i)
            used_events.add(j)
            found.append((claims[i], events[j]))
    return found


def score_item(claims: list[Claim], item: dict[str, Any], scores: Scores) -> None:
    pairs = align(claims, item["events"])
    made, wanted = len(claims), len(item["events"])
    scores.add("event", len(pairs), made, wanted)
    typed = sum(c.type == e["type"] for c, e in pairs)
    scores.add("event and type", typed, made, wanted)
    for claim, event in pairs:
        _score_fields(claim, event, scores)
        if claim.type != event["type"]:
            scores.errors.append(f"{event['type']} coded {claim.type}: {claim.evidence.text}")


def _score_fields(claim: Claim, event: dict[str, Any], scores: Scores) -> None:
    gold = {(c["kind"], c["low"], c["best"], c["high"]) for c in event["counts"] if not c["part"]}
    mine = {(k, c.low, c.best, c.high) for k, c in claim.counts.items()}
    scores.add("counts, all values", len(gold & mine), len(mine), len(gold))
    for role, names in ROLES.items():
        spans = [p.span for p in claim.participants if p.role in names]
        _score_spans(role, spans, event[role], scores)
    for name in ("place", "date"):
        span = getattr(claim, name).span
        if span == trigger(claim):  # a date told by the tense alone has no words in the gold
            span = None
        _score_spans(
            name, [span] if span else [], event["time" if name == "date" else name], scores
        )
    source = [claim.source.span] if claim.source else []
    _score_spans("source", source, [event["source"]] if event["source"] else [], scores)
    for name, value in (("stance", claim.stance), ("when", claim.time)):
        scores.agreed[name, value == event[name]] += 1
    scores.agreed["verification", claim.verification == event["verification"]] += 1
    if claim.source and event["source"]:
        scores.agreed["source kind", claim.source.kind == event["source_kind"]] += 1


def _score_spans(name: str, mine: list[Span], gold: list[Any], scores: Scores) -> None:
    """Overlap of spans. Of place and time a claim keeps one, so one found finds all."""
    right_mine = sum(any(overlap(m, g) for g in gold) for m in mine)
    right_gold = sum(any(overlap(m, g) for m in mine) for g in gold)
    if name in ("place", "date"):
        mine, gold = mine[:1], gold[:1]
        right_mine = right_gold = min(1, right_mine)
    scores.add(name, min(right_mine, right_gold), len(mine), len(gold))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--split", choices=("train", "dev", "test", "all"), default="dev")
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong types")
    options = parser.parse_args()
    scores = Scores()
    for item in items(shared_folder() / "annotation" / "items.jsonl", options.split):
        published = date.fromisoformat(item["published"])
        report = Report.from_text(item["text"], id=item["id"], published=published)
        score_item(list(cb.code([report])), item, scores)
    for name, tally in scores.tallies.items():
        print(f"{name:<20} {tally}")
    for name in ("stance", "when", "verification", "source kind"):
        right, wrong = scores.agreed[name, True], scores.agreed[name, False]
        print(f"{name:<20} {right / max(1, right + wrong):.3f} agree ({right + wrong})")
    print("\n".join(scores.errors[: options.errors]))


if __name__ == "__main__":
    main()
