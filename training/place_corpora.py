"""The texts that the place weights are learned from, with the places marked in them, if any are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Marks = tuple[tuple[int, int, str | None], ...]
HELD_OUT = ("05", "11")


@dataclass(frozen=True, slots=True)
class Report:
    """A text; ``marks``: (start, end, Wikipedia title) of its places; ``None``: unmarked."""

    source: str
    text: str
    marks: Marks | None = None


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file in JSON Lines."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def reports(corpora: Path, items: int = 3_500) -> Iterator[Report]:
    """All texts to learn from; of Current Events every n-th, so that they are about ``items``."""
    yield from current_events(corpora, items, held_out=False)
    for name in ("ecbplus", "meantime"):
        for record in read(corpora / name / "train.jsonl"):
            yield Report(name, record["text"])
    seen = set()
    for record in read(corpora / "event_location" / "train.jsonl"):
        if record["id"] not in seen and _share(record["id"]) < 0.35:
            seen.add(record["id"])
            yield Report("event_location", record["text"])
    yield from _marked(corpora)


def current_events(corpora: Path, items: int, *, held_out: bool) -> Iterator[Report]:
    """Items of Current Events: those of May and November are held out."""
    whole = 75_886
    for record in read(corpora / "current_events" / "train.jsonl"):
        if (record["date"][5:7] in HELD_OUT) == held_out and _share(record["id"]) < items / whole:
            yield Report("current_events", record["text"])


def _share(key: str) -> float:
    """A number between 0 and 1 that is always the same for a key."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 2**32


def _marked(corpora: Path) -> Iterator[Report]:
    for record in read(corpora / "gum" / "train.docs.jsonl"):
        marks = [(m["start"], m["end"], m["identity"]) for m in record["mentions"]
                 if m["type"] == "place"]  # fmt: skip
        yield Report("gum", record["text"], tuple(marks))
    for name, types in (("re3d", ("Location",)), ("wikigold", ("LOC",)), ("uner_ewt", ("LOC",))):
        for number, record in enumerate(read(corpora / name / "train.jsonl")):
            if number % 4 and name != "re3d":
                continue
            marks = [(m["start"], m["end"], None) for m in record.get("entities", ())
                     if m["type"] in types]  # fmt: skip
            yield Report(name, record["text"], tuple(marks))
