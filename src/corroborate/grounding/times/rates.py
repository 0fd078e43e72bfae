"""Lengths that only say how often: "40 flights a week", "3 percent a year"."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.grounding.times.grammar import Reading
from corroborate.grounding.times.lexicon import lexicon
from corroborate.grounding.times.tokens import Token

_REACH = 3
_COUNTS = frozenset({"NUM", "VAGUE", "CARDINAL"})
_MARKS = frozenset("%$€£")


def is_rate(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether a length of one unit is the measure of a number right before it."""
    words, start = lexicon().rates, reading.start
    one = reading.make == "duration" and reading.end - start == 2  # the article and the unit
    if not one or not start or tokens[start].text not in words["articles"]:
        return False
    following = tokens[reading.end].text if reading.end < len(tokens) else ""
    if tokens[start - 1].text in words["not_after"] or following in words["not_before"]:
        return False
    near = tokens[max(0, start - _REACH) : start]
    return any(t.text in _MARKS or not _COUNTS.isdisjoint(t.classes) for t in near)
