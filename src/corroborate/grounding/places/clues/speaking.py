"""Names of places that say, want or decide something: those of a government, by its capital."""

from __future__ import annotations

import re

from corroborate.grounding.places.words import is_a

_NEXT = re.compile(r"\s+(\w+)(?:\s+(\w+))?(?:\s+(\w+))?")
_LOCATED = re.compile(r"\b(?:in|at|near|from|to|of|outside)$")


def speaks(text: str, start: int, end: int) -> bool:
    """Whether the name at ``[start, end)`` says, wants or decides: "Paris condemned it"."""
    match = _NEXT.match(text, end)
    if match is None or _LOCATED.search(text[:start].rstrip()[-8:].lower()):
        return False
    words = [w for w in match.groups() if w]
    while words and is_a(words[0], "auxiliary"):
        words = words[1:]
    return bool(words) and (is_a(words[0], "metonym") or is_a(" ".join(words[:2]), "metonym"))
