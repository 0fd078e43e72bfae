"""The texts that the speed benchmark reads: reports of one's own, the examples, or a stream."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import corroborate as cb
from corroborate.language.sentences import split_sentences
from corroborate.model import Report
from evaluation.shared import PROJECT

SEED = 7


def reports_at(path: Path | None) -> list[Report]:
    """The reports of a file or folder; without one, the example reports."""
    return list(cb.read(path or PROJECT / "examples" / "reports"))


def mixed_stream(corpora: Path, items: int) -> list[Report]:
    """A stream of news of which half tells of conflict.

    Args:
        corpora: folder with ``current_events`` and ``gum``.
        items: how many conflict-like items of Current Events to take. As many that are not
            conflict-like come in, and whole news documents of GUM with at most as many sentences
            as those have.

    Returns:
        Reports in a fixed mixed order.
    """
    lines = (corpora / "current_events" / "train.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in random.Random(SEED).sample(lines, len(lines) // 4)]
    alike = islice((r for r in records if r["conflict_like"]), items)
    other = list(islice((r for r in records if not r["conflict_like"]), items))
    room = sum(len(split_sentences(r["text"])) for r in other)
    chosen = [_item(r) for r in (*alike, *other)] + list(_fitting(_gum_news(corpora), room))
    random.Random(SEED).shuffle(chosen)
    return chosen


def _item(record: dict[str, str]) -> Report:
    day = date.fromisoformat(record["date"])
    return Report.from_text(record["text"], id=record["id"], published=day)


def _gum_news(corpora: Path) -> Iterator[Report]:
    for line in (corpora / "gum" / "train.docs.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        if document["genre"] == "news":
            yield Report.from_text(document["text"], id=document["id"])


def _fitting(reports: Iterator[Report], room: int) -> Iterator[Report]:
    """The first reports whose sentences together are no more than ``room``."""
    for report in reports:
        room -= len(split_sentences(report.readable()))
        if room < 0:
            return
        yield report
