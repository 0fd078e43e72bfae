"""What is marked on predicates: arguments, places, factuality.

PropBank on EWT (CC BY-SA 4.0; University of Colorado) gives who did what to whom, for verbs and
event nouns; UDS-IH2 on EWT (decomp.io; text CC BY-SA 4.0) whether it happened, from -3 to 3;
event_location (annotation MIT, Andrew Halterman; the sentences belong to their publishers) the
place where the event of a verb happened.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from training.annotations import records
from training.encoder_examples import Example, Frame, Spans, part_of, read_jsonl, words_of

FRAME_LABELS = {
    "ARG0": "A0",
    "ARG1": "A1",
    "ARG2": "A2",
    "ARGM-LOC": "LOC",
    "ARGM-TMP": "TMP",
    "ARGM-NEG": "NEG",
    "ARGM-MOD": "MOD",
}


def marked_frames(record: dict[str, Any]) -> list[Frame]:
    """PropBank's frames of a sentence, arguments of other kinds left out."""
    return [
        Frame(
            frame["token"],
            [
                (a["token_start"], a["token_end"], FRAME_LABELS[a["role"]])
                for a in frame["args"]
                if a["role"] in FRAME_LABELS
            ],
        )
        for frame in record["frames"]
    ]


def add_frames(examples: dict[str, Example], path: Path) -> None:
    """Put PropBank's frames on the sentences that have the same words."""
    for record in read_jsonl(path):
        example = examples.get(record["id"])
        if example and example.words == record["tokens"]:
            example.frames = marked_frames(record)


def add_factuality(examples: dict[str, Example], path: Path) -> None:
    """Put factuality on sentences that are the same but for blanks, by characters."""
    known = {"".join(example.words): example for example in examples.values()}
    for record in read_jsonl(path):
        text = record["text"]
        example = known.get("".join(text.split()))
        if example is None:
            continue
        offsets = _packed_offsets(example.words)
        example.factuality = {}
        for target in record["targets"]:
            before = len("".join(text[: target["start"]].split()))
            span = (before, before + len("".join(target["text"].split())))
            if words := words_of(span, offsets):
                example.factuality[words[0]] = target["label"]


def _packed_offsets(words: list[str]) -> list[tuple[int, int]]:
    offsets, at = [], 0
    for word in words:
        offsets.append((at, at + len(word)))
        at += len(word)
    return offsets


def located_examples(corpora: Path, tokenize: Any) -> dict[str, list[Example]]:
    """Texts with verbs and the places of their events, split by text: train and dev.

    Texts of the dev part whose events the project has annotated are in neither.
    """
    annotated = {r["document"] for r in records() if r["corpus"] == "event_location"}
    by_sentence: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in read_jsonl(corpora / "event_location" / "train.jsonl"):
        by_sentence[record["text"].strip()].append(record)
    parts: dict[str, list[Example]] = {"train": [], "dev": []}
    for text, marked in by_sentence.items():
        split = "dev" if part_of(text, 10) == 0 else "train"
        if split == "train" or not annotated & {str(record["id"]) for record in marked}:
            parts[split].append(_located(marked, tokenize))
    return parts


def _located(marked: list[dict[str, Any]], tokenize: Any) -> Example:
    tokens = [token for token in tokenize(marked[0]["text"]) if not token.is_space]
    offsets = [(token.idx, token.idx + len(token)) for token in tokens]
    words = [token.text for token in tokens]
    example = Example(words, offsets=offsets, source="event_location")
    example.frames = [frame for record in marked for frame in _site_frames(record, offsets)]
    return example


def _site_frames(record: dict[str, Any], offsets: list[tuple[int, int]]) -> list[Frame]:
    found: dict[str, list[tuple[int, int]]] = {"VERB": [], "LOCATION": []}
    for span in record["spans"]:
        if words := words_of((span["start"], span["end"]), offsets):
            found[span["type"]].append(words)
    sites: Spans = [(a, b, "site") for a, b in found["LOCATION"]]
    return [Frame(start, sites=sites) for start, _ in found["VERB"][:1]]
