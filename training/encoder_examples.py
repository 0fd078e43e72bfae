"""What the encoder learns from: one sentence with whatever a corpus marks on it.

Data and licences (each corpus's ATTRIBUTION.txt tells more): UD English EWT (CC BY-SA 4.0), GUM,
open genres (annotation CC BY 4.0; texts CC BY, CC BY-SA or public domain), Universal NER on EWT
(CC BY-SA 4.0), re3d (public domain, OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0), wikigold (CC BY 4.0).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from corroborate.language.inventory import NAME_LABELS
from corroborate.language.lemmas import script_of
from corroborate.language.sentences import split_sentences

Spans = list[tuple[int, int, str]]


@dataclass
class Tree:
    """UD annotation; ``heads`` count from 1, 0 is the root."""

    tags: list[str]
    feats: list[str]
    scripts: list[str]
    heads: list[int]
    relations: list[str]


@dataclass
class EventExample:
    """An event: trigger as word indices ``[start, end)``; arguments likewise, with their role."""

    trigger: tuple[int, int]
    type: str
    stance: str
    when: str
    verification: str
    arguments: Spans


@dataclass
class Example:
    """A sentence; a layer that its corpus does not mark is ``None``.

    ``unmarked`` holds name labels of which the corpus says nothing: its O may be one of them.
    """

    words: list[str]
    tree: Tree | None = None
    names: Spans | None = None
    unmarked: frozenset[str] = frozenset()
    events: list[EventExample] | None = None
    source: str = ""
    offsets: list[tuple[int, int]] = field(default_factory=list)


def part_of(key: str, parts: int) -> int:
    """A fixed number below ``parts`` for a key: SHA-256, first 8 hex digits, modulo."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % parts


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_conllu(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Sentence id and its word rows (ten columns), ranges and empty nodes left out."""
    name, rows = "", list[list[str]]()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            name = line.removeprefix("# sent_id = ")
        elif line and line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            yield name, rows
            rows = []


def ud_examples(path: Path) -> dict[str, Example]:
    """Trees by sentence id."""
    found = {}
    for name, rows in read_conllu(path):
        words = [row[1] for row in rows]
        tree = Tree(
            tags=[row[3] for row in rows],
            feats=["" if row[5] == "_" else row[5] for row in rows],
            scripts=[script_of(row[1], row[2]) for row in rows],
            heads=[int(row[6]) for row in rows],
            relations=[row[7] for row in rows],
        )
        found[name] = Example(words, tree=tree, source=path.parent.name)
    return found


# Labels of the corpora in ours. What a corpus never marks stays open in its O.
UNER = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
WIKIGOLD = {**UNER, "MISC": "?"}  # nationalities, works, events: anything or nothing of ours
RE3D = {
    "Person": "PERSON",
    "Organisation": "ORG",
    "Location": "PLACE",
    "Nationality": "GROUP",
    "Weapon": "WEAPON",
    "MilitaryPlatform": "VEHICLE",
    "Vehicle": "VEHICLE",
    "Money": "MONEY",
    "Quantity": "QUANTITY",
    "Temporal": "TIME",
    "Coordinate": "PLACE",
}


@cache
def _name_heads() -> dict[str, str]:
    path = Path(__file__).parent / "encoder_name_heads.tsv"
    rows = (line.split("\t") for line in path.read_text().splitlines() if line[:1] not in "#")
    return {row[0]: row[1] for row in rows}


def refine(label: str, words: list[str]) -> str:
    """FACILITY or UNIT for a place or organisation whose name says so ("… air base")."""
    if label not in ("PLACE", "ORG"):
        return label
    for word in (words[-1], words[0]):
        finer = _name_heads().get(word.lower())
        if finer and not (finer == "UNIT" and label == "PLACE"):
            return finer
    return label


def marked_names(record: dict[str, Any], table: dict[str, str]) -> Spans:
    found = []
    for entity in record["entities"]:
        start, end = entity["token_start"], entity["token_end"]
        label = refine(table[entity["type"]], record["tokens"][start:end])
        found.append((start, end, label))
    return found


def token_examples(path: Path, table: dict[str, str]) -> dict[str, Example]:
    """Corpora that give tokens and names."""
    unmarked = frozenset(NAME_LABELS) - set(table.values()) - {"FACILITY", "UNIT"}
    return {
        record["id"]: Example(
            record["tokens"],
            names=marked_names(record, table),
            unmarked=unmarked,
            source=path.parent.name,
        )
        for record in read_jsonl(path)
    }


def ewt_examples(corpora: Path, split: str) -> list[Example]:
    """EWT's trees joined with its names, by sentence id."""
    names = token_examples(corpora / "uner_ewt" / f"{split}.jsonl", UNER)
    joined = []
    for key, example in ud_examples(corpora / "ud_ewt" / f"{split}.conllu").items():
        other = names.get(key)
        if other and other.words == example.words:
            example = replace(example, names=other.names, unmarked=other.unmarked)
        joined.append(example)
    return joined


def outermost(spans: Spans) -> Spans:
    """Drop what lies in or across a longer span; ties go to the first label by name."""
    kept: Spans = []
    for start, end, label in sorted(spans, key=lambda s: (s[0] - s[1], s[0], s[2])):
        if all(end <= a or b <= start for a, b, _ in kept):
            kept.append((start, end, label))
    return sorted(kept)


def sentence_words(text: str, tokenize: Any) -> Iterator[Example]:
    """The text's sentences as the run time cuts them, in bare examples with offsets."""
    for start, end in split_sentences(text):
        tokens = [t for t in tokenize(text[start:end]) if not t.is_space]
        offsets = [(start + t.idx, start + t.idx + len(t)) for t in tokens]
        yield Example([t.text for t in tokens], offsets=offsets)


def words_of(span: tuple[int, int], offsets: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Indices ``[start, end)`` of the words that overlap the characters, if any do."""
    inside = [i for i, (a, b) in enumerate(offsets) if a < span[1] and span[0] < b]
    return (inside[0], inside[-1] + 1) if inside else None


def _re3d_names(record: dict[str, Any], example: Example) -> Spans:
    starts = {a: i for i, (a, _) in enumerate(example.offsets)}
    ends = {b: i + 1 for i, (_, b) in enumerate(example.offsets)}
    spans: Spans = []
    for entity in record["entities"]:
        label = RE3D.get(entity["type"])
        start, end = starts.get(entity["start"]), ends.get(entity["end"])
        if label and start is not None and end is not None and start < end:
            spans.append((start, end, refine(label, example.words[start:end])))
    return outermost(spans)


def re3d_examples(corpora: Path, tokenize: Any) -> tuple[list[Example], list[Example]]:
    """Training and held-out sentences: one document in five is held out, by a fixed hash."""
    parts: tuple[list[Example], list[Example]] = ([], [])
    for record in read_jsonl(corpora / "re3d" / "train.jsonl"):
        part = parts[part_of(record["id"], 5) == 0]
        for example in sentence_words(record["text"], tokenize):
            example.names = _re3d_names(record, example)
            example.source = "re3d"
            part.append(example)
    return parts


def wikigold_examples(corpora: Path) -> list[Example]:
    return list(token_examples(corpora / "wikigold" / "train.jsonl", WIKIGOLD).values())
