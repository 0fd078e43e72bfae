"""What the encoder learns from: one sentence with whatever a corpus marks on it.

Trees come from UD English EWT (CC BY-SA 4.0) and GUM, open genres (annotation CC BY 4.0; texts CC
BY, CC BY-SA or public domain). Each corpus's ATTRIBUTION.txt tells more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corroborate.language.lemmas import script_of
from corroborate.language.sentences import split_sentences

Spans = list[tuple[int, int, str]]


@dataclass
class Tree:
    """UD annotation; ``heads`` count from 1, 0 is the root."""

    tags: list[str]
    feats: list[str]
    scripts: list[str]
    lemmas: list[str]
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
class Frame:
    """A predicate as a word index; arguments and sites are ``None`` where not marked."""

    predicate: int
    arguments: Spans | None = None
    sites: Spans | None = None


@dataclass
class Example:
    """A sentence; a layer that its corpus does not mark is ``None``.

    ``unmarked`` holds name labels of which the corpus says nothing: its O may be one of them.
    Of the words in ``open_words`` it is not known whether or what they name.
    """

    words: list[str]
    tree: Tree | None = None
    names: Spans | None = None
    unmarked: frozenset[str] = frozenset()
    open_words: frozenset[int] = frozenset()
    events: list[EventExample] | None = None
    frames: list[Frame] | None = None
    factuality: dict[int, float] | None = None
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
            lemmas=[row[2] for row in rows],
            heads=[int(row[6]) for row in rows],
            relations=[row[7] for row in rows],
        )
        found[name] = Example(words, tree=tree, source=path.parent.name)
    return found


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
