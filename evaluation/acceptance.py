"""Incidents of real reports against incident gold: the figures that decide.

    python -m evaluation.acceptance [--detail NAME] [--log FILE] [--note TEXT]

Sets: ``articles_1`` and ``articles_2`` (whole reports), ``items`` (short items, with pairs that
tell one incident), ``seed`` (three reports of June 2014), ``examples`` (the project's own). The
first four lie in the shared folder, with their scorer; the last in ``examples/``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import corroborate as cb
from corroborate.model import Incident, Report
from evaluation.shared import PROJECT, scorer, shared_folder

SETS = ("articles_1", "articles_2", "items", "seed", "examples")
COLUMNS = ("found_must", "gold_must", "predicted", "matched", "surplus", "split", "must_not_hits")
RATIOS = ("recall", "precision", "record")


def reports_of(name: str, shared: Path) -> list[Report]:
    """The reports of one set."""
    if name == "items":
        return list(cb.read(shared / "acceptance" / "items.jsonl"))
    if name == "examples":
        return list(cb.read(PROJECT / "examples" / "reports"))
    if name == "seed":
        return [_dated(path) for path in sorted((shared / "corpora" / "seed").glob("*.txt"))]
    files = [r["file"] for r in gold_of(name, shared)["reports"]]
    return list(cb.read(*(shared / "acceptance" / "articles" / f for f in files)))


def _dated(path: Path) -> Report:
    """A report whose day of publication stands in its file name."""
    return next(iter(cb.read(path, published=date.fromisoformat(path.name[:10]))))


def gold_of(name: str, shared: Path) -> dict[str, Any]:
    """The gold of one set, with its quotes."""
    if name == "seed":
        gold = json.loads((PROJECT / "evaluation" / "data" / "seed.json").read_text("utf-8"))
        for report in gold["reports"]:
            text = (shared / "corpora" / "seed" / report["file"]).read_text("utf-8")
            for entry in report["incidents"] + report["must_not"]:
                entry["quotes"] = [text[a:b] for a, b in entry["spans"]]
        return dict(gold)
    path = shared / "acceptance" / f"{name}.json"
    if name == "examples":
        path = PROJECT / "examples" / "expected.json"
    return dict(json.loads(path.read_text("utf-8")))


def figures(
    name: str, shared: Path, *, detail: bool = False, incidents: list[Incident] | None = None
) -> dict[str, Any]:
    """Score one set, as the acceptance scorer does; ``incidents`` are made unless given."""
    score = scorer(shared)
    if incidents is None:
        incidents = list(cb.match(cb.code(reports_of(name, shared))))
    predicted = [i.model_dump(mode="json") for i in incidents]
    return _score(score, predicted, gold_of(name, shared), detail)


def _score(
    score: Any, predicted: list[dict[str, Any]], gold: dict[str, Any], detail: bool
) -> dict[str, Any]:
    """As the scorer's own ``main`` does for a gold of several reports."""
    total: dict[str, Any] = {}
    for report in gold["reports"]:
        mine = list(_of_report(score, predicted, report))
        must_not = report.get("must_not", ())
        score.add(total, score.score(mine, report["incidents"], must_not, detail))
    parts = [(r, n) for r, n in total.pop("_record") if r is not None]
    total["recall"] = total["found_must"] / max(1, total["gold_must"])
    total["precision"] = total["matched"] / max(1, total["predicted"])
    total["record"] = sum(r * n for r, n in parts) / max(1, sum(n for _, n in parts))
    if gold.get("same"):
        total |= _pairs(score, predicted, gold)
    return total


def _of_report(
    score: Any, predicted: list[dict[str, Any]], report: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    key = str(report.get("file") or report.get("id"))
    stem = key.rsplit(".", 1)[0] if report.get("file") else key
    for incident in predicted:
        claims = [c for c in incident["claims"] if {key, stem} & score.report_of(c)]
        if claims:
            yield {**incident, "claims": claims}


def _pairs(score: Any, predicted: list[dict[str, Any]], gold: dict[str, Any]) -> dict[str, Any]:
    """Reports that tell one incident and were joined, and those joined wrongly."""
    where: dict[str, set[str]] = {}
    for incident in predicted:
        for claim in incident["claims"]:
            for name in score.report_of(claim):
                where.setdefault(name, set()).add(incident["id"])

    def joined(a: str, b: str) -> bool:
        return bool(where.get(a, set()) & where.get(b, set()))

    same = list(_group_pairs(gold["same"]))
    allowed = {frozenset(p) for p in same}
    allowed |= {frozenset(p) for p in _group_pairs(gold.get("same_possible", []))}
    keys = [str(r.get("id") or r["file"]) for r in gold["reports"]]
    wrong = [
        (a, b)
        for i, a in enumerate(keys)
        for b in keys[i + 1 :]
        if frozenset((a, b)) not in allowed and joined(a, b)
    ]
    return {
        "same_pairs_joined": [sum(joined(a, b) for a, b in same), len(same)],
        "wrongly_joined_pairs": len(wrong),
        "wrong_pairs": wrong,
    }


def _group_pairs(groups: list[list[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        for i, a in enumerate(group):
            yield from ((str(a), str(b)) for b in group[i + 1 :])


def line_of(name: str, found: dict[str, Any]) -> str:
    """One row of the table: counts, then ratios."""
    counts = " ".join(f"{found[c]:>5}" for c in COLUMNS)
    ratios = " ".join(f"{found[r]:>9.3f}" for r in RATIOS)
    pairs = found.get("same_pairs_joined")
    tail = (
        f"  joined {pairs[0]}/{pairs[1]}, wrongly {found['wrongly_joined_pairs']}" if pairs else ""
    )
    return f"{name:<11} {counts} {ratios}{tail}"


def _append(log: Path, results: dict[str, dict[str, Any]], note: str) -> None:
    """Keep a row a set in the log, so that progress can be read off."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    day = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    with log.open("a", encoding="utf-8") as stream:
        for name, found in results.items():
            ratios = "\t".join(f"{found[r]:.3f}" for r in RATIOS)
            cells = "\t".join(str(found[c]) for c in COLUMNS)
            stream.write(f"{day}\t{commit.stdout.strip()}\t{name}\t{cells}\t{ratios}\t{note}\n")


def main() -> None:
    """Print the table, and what went wrong in one set if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--set", action="append", choices=SETS, help="only these sets")
    parser.add_argument("--detail", choices=SETS, help="print what was missed and wrong in one set")
    parser.add_argument("--log", type=Path, help="append the figures to this table")
    parser.add_argument("--note", default="", help="what changed, for the log")
    options = parser.parse_args()
    shared = shared_folder()
    names = options.set or ([options.detail] if options.detail else list(SETS))
    heads = " ".join(f"{c[:5]:>5}" for c in COLUMNS) + " " + " ".join(f"{r:>9}" for r in RATIOS)
    print(f"{'set':<11} {heads}")
    results = {}
    for name in names:
        results[name] = figures(name, shared, detail=name == options.detail)
        print(line_of(name, results[name]), flush=True)
        print(" " * 11, json.dumps(results[name]["fields"]))
    if options.detail:
        print(json.dumps(results[options.detail], indent=1, ensure_ascii=False))
    if options.log:
        _append(options.log, results, options.note)


if __name__ == "__main__":
    main()
