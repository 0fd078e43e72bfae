"""Everyday words that are names too: "Amnesty" at the start of a sentence may be an amnesty."""

from __future__ import annotations

import re

from corroborate.grounding.actors.lexicon import small_words
from corroborate.grounding.actors.names import fold

_BEGINS = re.compile(r"(?:^|[.!?:;\n]|[\"“‘(])\s*$")
BEFORE = 8
"""Characters before a word that tell whether a sentence begins there."""


def is_everyday(text: str, word: str, at: int) -> bool:
    """Whether a word at an offset of a text is one that only a sentence's start gives its capital.

    It is a name nevertheless where the text has it with a capital inside a sentence as well.
    """
    word = word.strip()
    if fold(word) not in small_words().everyday or not _begins(text, at):
        return False
    return all(_begins(text, found.start()) for found in re.finditer(rf"\b{word}\b", text))


def _begins(text: str, at: int) -> bool:
    return _BEGINS.search(text[max(0, at - BEFORE) : at]) is not None or not text[:at].strip()
