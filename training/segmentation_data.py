"""Raw documents with the offsets of their sentences and words, from UD EWT and GUM.

EWT keeps no blanks between sentences, so its documents are rebuilt: paragraphs on lines of their
own, the sentences of one joined by a blank. GUM's come as they were.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

Offsets = tuple[int, int]


@dataclass(frozen=True)
class Document:
    """A text and where its sentences and words lie."""

    name: str
    text: str
    sentences: frozenset[Offsets]
    words: frozenset[Offsets]

    @property
    def kind(self) -> str:
        """``GUM`` or ``EWT``."""
        return "GUM" if self.name.startswith("GUM_") else "EWT"


def ewt_documents(path: Path) -> Iterator[Document]:
    name, text, sentences, words, cursor = "", "", set[Offsets](), set[Offsets](), 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            if text:
                yield Document(name, text, frozenset(sentences), frozenset(words))
            name, text, sentences, words = line.partition("id = ")[2], "", set(), set()
        elif line.startswith("# newpar"):
            text = text.rstrip() + "\n\n" if text else ""
        elif line.startswith("# text = "):
            sentence = line.removeprefix("# text = ")
            cursor = len(text)
            sentences.add((cursor, cursor + len(sentence)))
            text += sentence + " "
        elif line and line[0] != "#" and (cells := line.split("\t"))[0].isdigit():
            start = text.find(cells[1], cursor)
            if start >= 0:
                cursor = start + len(cells[1])
                words.add((start, cursor))
    yield Document(name, text, frozenset(sentences), frozenset(words))


def gum_documents(path: Path) -> Iterator[Document]:
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        sentences = frozenset((s["start"], s["end"]) for s in item["sentences"])
        words = frozenset((start, end) for start, end in item["tokens"])
        yield Document(item["id"], item["text"], sentences, words)


def in_capitals(document: Document) -> Document | None:
    """The document as old wire copy has it; ``None`` where a capital takes more room."""
    text = document.text.upper()
    if len(text) != len(document.text):
        return None
    return replace(document, name=document.name + "+capitals", text=text)


def joined(document: Document) -> Document:
    """The document with its paragraphs run on; where its words lie is not kept."""
    text, sentences = "", set[Offsets]()
    for start, end in sorted(document.sentences):
        sentences.add((len(text), len(text) + end - start))
        text += document.text[start:end] + " "
    return Document(document.name, text, frozenset(sentences), frozenset())


def documents(corpora: Path, part: str) -> list[Document]:
    """Those of one part (``train`` or ``dev``) of both corpora."""
    ewt = ewt_documents(corpora / "ud_ewt" / f"{part}.conllu")
    return [*ewt, *gum_documents(corpora / "gum" / f"{part}.docs.jsonl")]
