"""Compound actors of NGEC's tests: a sentence, one phrase of it, the actors it should come to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from corroborate.grounding.actors import actors_in
from corroborate.language import pipeline


def conjunctions(path: Path) -> Iterator[tuple[str, set[str], set[str]]]:
    """Phrase, actors expected, actors found: the phrase may be one conjunct of several."""
    read = pipeline.load()
    for case in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        doc = read(case["text"])
        start = case["text"].index(case["actor_phrase"])
        span = doc.char_span(start, start + len(case["actor_phrase"]), alignment_mode="expand")
        found = {part.reading for part in actors_in(span)} if span is not None else set()
        yield case["actor_phrase"], set(case["expected"]), found
