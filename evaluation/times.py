"""Score the times of ``corroborate.grounding.times`` on TempEval-3's TimeBank and AQUAINT.

Spans are scored strict (equal) and relaxed (any overlap, each gold time matched once). Value F1 is
as in TempEval-3: relaxed F1 times the share of matched times with the gold value. The set measures
only; no rule is made from it. Source: UzZaman et al., SemEval-2013 task 1.

    python -m evaluation.times --corpora DIR
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from corroborate.grounding.times import TimeMention, find_times

FILES = ("timebank.jsonl", "aquaint.jsonl")


@dataclass
class Score:
    """Counts over documents, and the errors by kind where asked for."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    typed: int = 0
    valued: int = 0
    errors: list[str] = field(default_factory=list)

    def f1(self, matched: int) -> float:
        return 200 * matched / (self.gold + self.found) if self.gold + self.found else 0.0

    @property
    def precision(self) -> float:
        return 100 * self.relaxed / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.relaxed / self.gold if self.gold else 0.0

    def add(self, other: Score) -> None:
        for name in ("gold", "found", "strict", "relaxed", "typed", "valued"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.errors += other.errors


def score_document(document: dict[str, Any]) -> Score:
    """Match the times found in one document with its gold ones."""
    published = date.fromisoformat(document["dct"][:10])
    found = find_times(document["text"], published)
    gold = [t for t in document["timex"] if t.get("text")]
    score = Score(gold=len(gold), found=len(found))
    free = list(found)
    for timex in gold:
        match = next((m for m in free if _overlap(m, timex)), None)
        if match is None:
            score.errors.append(_line("missed", timex, None, document))
            continue
        free.remove(match)
        _count(score, match, timex, document)
    score.errors += [_line("extra", None, m, document) for m in free]
    return score


def _count(score: Score, match: TimeMention, timex: dict[str, Any], document: Any) -> None:
    score.relaxed += 1
    score.typed += match.type == timex["type"]
    if match.span == (timex["start"], timex["end"]):
        score.strict += 1
    else:
        score.errors.append(_line("span", timex, match, document))
    if match.value == timex["value"]:
        score.valued += 1
    else:
        score.errors.append(_line("value", timex, match, document))


def _overlap(mention: TimeMention, timex: dict[str, Any]) -> bool:
    return bool(mention.span[0] < timex["end"] and timex["start"] < mention.span[1])


def _line(kind: str, timex: dict[str, Any] | None, found: TimeMention | None, doc: Any) -> str:
    gold = f"{timex['text']!r} {timex['type']} {timex['value']}" if timex else "-"
    ours = f"{found.text!r} {found.type} {found.value}" if found else "-"
    a = timex["start"] if timex else found.span[0] if found else 0
    around = doc["text"][max(0, a - 50) : a + 60].replace("\n", " ")
    return f"{kind}\t{gold}\t{ours}\t{doc['dct'][:10]}\t{around}"


def documents(corpora: Path, name: str) -> Iterator[dict[str, Any]]:
    """The documents of one file of the unpacked corpus."""
    with (corpora / "tempeval3" / name).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def report(name: str, score: Score) -> str:
    """One line of a table of figures."""
    relaxed = score.f1(score.relaxed)
    accuracy = score.valued / score.relaxed if score.relaxed else 0.0
    types = 100 * score.typed / score.relaxed if score.relaxed else 0.0
    return (
        f"{name:16} gold {score.gold:5} found {score.found:5} | strict F1 "
        f"{score.f1(score.strict):5.1f} | relaxed P {score.precision:5.1f} R {score.recall:5.1f} "
        f"F1 {relaxed:5.1f} | type {types:5.1f}% | value {100 * accuracy:5.1f}% F1 "
        f"{relaxed * accuracy:5.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    shared = os.environ.get("CORROBORATE_SHARED", "../shared")
    parser.add_argument("--corpora", type=Path, default=Path(shared) / "corpora" / "dev")
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args()
    if not (options.corpora / "tempeval3").is_dir():
        parser.error(f"no folder tempeval3 in {options.corpora}: give the unpacked corpora")
    total = Score()
    for name in FILES:
        score = Score()
        for document in documents(options.corpora, name):
            score.add(score_document(document))
        print(report(name.removesuffix(".jsonl"), score))
        total.add(score)
    print(report("all", total))
    if options.errors:
        print("\n".join(sorted(total.errors)))


if __name__ == "__main__":
    main()
