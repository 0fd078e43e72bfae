"""Spellings of a person's name that come from other scripts, brought to one key."""

from __future__ import annotations

import re
from functools import cache

from corroborate.datafiles import read_rows
from corroborate.grounding.actors.lexicon import DATA
from corroborate.grounding.actors.names import key_of


@cache
def rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Letters and what they are read as, in order, from ``sounds.tsv``."""
    table = read_rows(DATA / "sounds.tsv")[1:]
    return tuple((re.compile(cells[0]), cells[1] if len(cells) > 1 else "") for cells in table)


def sound_of(name: str) -> str | None:
    """The key of a full name by its sound: "Mohammed Hussein" as "Muhammad Husayn".

    ``None`` for names of one word, which would meet too many others.
    """
    words = [_sound(word) for word in key_of(name).split()]
    kept = [word for word in words if word]
    return " ".join(kept) if len(kept) > 1 else None


def _sound(word: str) -> str:
    for pattern, letters in rules():
        word = pattern.sub(letters, word)
    return word
