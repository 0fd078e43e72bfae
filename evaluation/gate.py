"""What the gate lets pass, and what coding loses by it.

    python -m evaluation.gate --corpora DIR [--split dev|test] [--acceptance]

Prints, for annotated sentences of one split, the share that passes: with an event, with a source or
a count, with nothing. Then codes items of Current Events of that split's days, half of them
conflict-like, with the gate and without: sentences not read, claims lost. ``--acceptance`` scores
the acceptance sets with the gate and without.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

import corroborate as cb
from corroborate.language.gate import shipped
from corroborate.language.pipeline import load
from corroborate.language.sentences import split_sentences
from corroborate.model import Claim, Report
from evaluation.acceptance import SETS, figures, line_of, reports_of
from evaluation.shared import shared_folder
from training.annotations import joined
from training.encoder_annotations import LIST_ROLES, role_spans, split_of
from training.encoder_examples import read_jsonl
from training.gate import current_events

ITEMS = 200  # conflict-like ones; as many others
EVENT, TOLD, NOTHING = "an event", "a source or count", "neither"


def spans_told(event: dict[str, Any]) -> list[int]:
    """Where an annotated event's sources, cues and counts begin."""
    return [a for a, _, role in role_spans(event) if role not in LIST_ROLES]


def passing(corpora: Path, annotation: Path, split: str) -> dict[str, list[bool]]:
    """Whether each annotated sentence of a split passes, by what it holds."""
    items = (i for i in read_jsonl(annotation / "items.jsonl") if split_of(i["published"]) == split)
    reports = (r for r in joined(corpora) if split_of(r["document"]) == split)
    found: dict[str, list[bool]] = {EVENT: [], TOLD: [], NOTHING: []}
    for record in (*items, *reports):
        triggers = [event["trigger"][0] for event in record["events"]]
        told = [start for event in record["events"] for start in spans_told(event)]
        for a, b in split_sentences(record["text"]):
            passed = shipped()(record["text"][a:b])
            kinds = {EVENT: triggers, TOLD: told}
            holds = [kind for kind, starts in kinds.items() if any(a <= s < b for s in starts)]
            for kind in holds or [NOTHING]:
                found[kind].append(passed)
    return found


def lost(reports: list[Report]) -> str:
    """Sentences not read and claims not made behind the gate, in words."""
    nlp = load(gated=True, lean=True)
    docs = [nlp(report.readable()) for report in reports]
    skipped = sum(len(doc._.skipped) for doc in docs)
    sentences = sum(len(doc._.sentences) for doc in docs)
    plain, gated = (coded(reports, gated) for gated in (False, True))
    missed = [claim for key, claim in plain.items() if key not in gated]
    sure = (
        sum(c.confidence >= 0.5 for c in missed),
        sum(c.confidence >= 0.5 for c in plain.values()),
    )
    return (
        f"{100 * skipped / sentences:.1f} % of {sentences} sentences not read; "
        f"{len(missed)} of {len(plain)} claims lost, {sure[0]} of {sure[1]} of the surer half"
    )


def coded(reports: list[Report], gated: bool) -> dict[str, Claim]:
    """The reports' claims by their identity; reports that cannot be coded have none."""
    return {c.id: c for c in cb.code(reports, on_set_aside=lambda _: None, gated=gated)}


def stream(corpora: Path, split: str, alike: bool) -> list[Report]:
    """Items of Current Events of a split's days, conflict-like or not."""
    items = (i for i in current_events(corpora, split, ITEMS) if i["conflict_like"] is alike)
    return [
        Report.from_text(i["text"], id=i["id"], published=date.fromisoformat(i["date"]))
        for i in list(items)[:ITEMS]
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--acceptance", action="store_true")
    options = parser.parse_args()
    shared = shared_folder()
    found = passing(options.corpora, shared / "annotation", options.split)
    for kind, passed in found.items():
        print(
            f"annotated, {kind:<18} {100 * sum(passed) / len(passed):6.2f} % pass of {len(passed)}"
        )
    for name, alike in (("conflict-like items", True), ("other items", False)):
        print(f"{name:<20}", lost(stream(options.corpora, options.split, alike)))
    for name in SETS if options.acceptance else ():
        reports = reports_of(name, shared)
        print(f"{name:<20}", lost(reports))
        every = list(cb.match(cb.code(reports, gated=False)))
        print("  all read ", line_of(name, figures(name, shared, incidents=every)))
        print("  the gate ", line_of(name, figures(name, shared)))


if __name__ == "__main__":
    main()
