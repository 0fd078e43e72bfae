"""The project's own annotation of conflict events, as sentences.

Current Events items (text CC BY-SA 4.0, Wikipedia contributors), coded by the project.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corroborate.language.layers import COUNT_ROLES
from training.annotations import joined
from training.encoder_examples import (
    EventExample,
    Example,
    part_of,
    read_jsonl,
    sentence_words,
    words_of,
)

LIST_ROLES = ("agent", "patient", "place", "time", "instrument")
SINGLE_ROLES = ("source", "cue", "via")


def split_of(key: str) -> str:
    """``train``, ``dev`` or ``test`` by the day of an item or the document of a sentence.

    So no day and no document is in two. Of ten parts by SHA-256 of the key, part 0 is dev, part 1
    test, the rest train.
    """
    return {0: "dev", 1: "test"}.get(part_of(key, 10), "train")


def role_spans(event: dict[str, Any]) -> list[tuple[int, int, str]]:
    """All arguments of an annotated event, as characters with their role."""
    spans = [(a, b, role) for role in LIST_ROLES for a, b in event[role]]
    spans += [(*event[role], role) for role in SINGLE_ROLES if event[role]]
    spans += [(*c["span"], c["kind"]) for c in event["counts"] if c["kind"] in COUNT_ROLES]
    return spans


def _example_of(event: dict[str, Any], sentence: Example) -> EventExample | None:
    trigger = words_of(tuple(event["trigger"]), sentence.offsets)
    if trigger is None:
        return None
    arguments = [
        (*words, role)
        for a, b, role in role_spans(event)
        if (words := words_of((a, b), sentence.offsets))
    ]
    return EventExample(
        trigger,
        event["type"],
        event["stance"],
        event["when"],
        event["verification"],
        arguments,
    )


def report_sentences(corpora: Path, split: str, tokenize: Any) -> list[Example]:
    """Sentences of news reports that the project annotated one by one, split by document."""
    found = []
    for record in joined(corpora):
        if split_of(record["document"]) != split:
            continue
        sentences = list(sentence_words(record["text"], tokenize))
        for sentence in sentences:
            events = (_example_of(event, sentence) for event in record["events"])
            sentence.events = [event for event in events if event]
            sentence.source = "reports"
        found += sentences
    return found


def annotated_sentences(annotation: Path, split: str, tokenize: Any) -> list[Example]:
    """Sentences of one split with their events; arguments outside the sentence are dropped."""
    found = []
    for item in read_jsonl(annotation / "items.jsonl"):
        if split_of(item["published"]) != split:
            continue
        for sentence in sentence_words(item["text"], tokenize):
            events = (_example_of(event, sentence) for event in item["events"])
            sentence.events = [event for event in events if event]
            sentence.source = "annotation"
            found.append(sentence)
    return found
