"""Words of names and sentences, folded for comparison."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from corroborate.datafiles import read_lines
from corroborate.letters import without_accents

_WORD = re.compile(r"[a-z0-9]{3,}")


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and leading article."""
    plain = re.sub(r"['’‘`]", "", without_accents(text).casefold())
    return re.sub(r"^(?:the|an?|al)[ -]", "", re.sub(r"\s+", " ", plain).strip())


@cache
def _stopwords() -> frozenset[str]:
    lines = read_lines(Path(__file__).parent / "data" / "stopwords.txt")
    return frozenset(" ".join(lines).split())


@cache
def content_words(text: str) -> frozenset[str]:
    """The words of a sentence that tell one event from another."""
    return frozenset(_WORD.findall(fold(text))) - _stopwords()


def overlap(a: str, b: str) -> float:
    """Share of content words two sentences have in common, 0 to 1, of the shorter one's."""
    first, second = content_words(a), content_words(b)
    if not first or not second:
        return 0.0
    return len(first & second) / max(4, min(len(first), len(second)))
