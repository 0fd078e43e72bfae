"""The project's own annotations, which lie in ``annotations/`` without the texts they are of.

Each record names a corpus, a document, and where in it the sentence begins; this module finds the
text again and checks it by its hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from corroborate.errors import DataError

FOLDER = Path(__file__).resolve().parent.parent / "annotations"
CORPORA = ("event_location", "re3d", "ecbplus")


def records() -> Iterator[dict[str, Any]]:
    """The records of ``sentences.jsonl``, without text."""
    for line in (FOLDER / "sentences.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def joined(corpora: Path) -> Iterator[dict[str, Any]]:
    """The records with their ``text``.

    Raises:
        DataError: a corpus lacks the text, or has another one there.
    """
    for record in records():
        whole = _texts(corpora, record["corpus"]).get(record["document"], "")
        text = whole[record["start"] : record["end"]]
        if digest(text) != record["sha256"]:
            raise DataError(f"{record['id']}: not the text that was annotated")
        yield {**record, "text": text}


def digest(text: str) -> str:
    """The first 16 hex digits of the SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _texts(corpora: Path, name: str) -> dict[str, str]:
    """The documents of a corpus by id."""
    lines = (corpora / name / "train.jsonl").read_text("utf-8").splitlines()
    return {str(d["id"]): d["text"] for d in map(json.loads, lines)}
