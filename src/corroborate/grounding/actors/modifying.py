"""What a modifier makes of the noun behind it: "Shia militiamen", "state news agency"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corroborate.grounding.actors.lexicon import Change, Noun, branches, kinds, modifiers
from corroborate.grounding.actors.names import Word, key_between

LONGEST = 3


def changed(noun: Noun, before: Sequence[Word]) -> Noun:
    """The noun with what ``modifiers.tsv`` says of the words before it, the nearest first."""
    for end in range(len(before), 0, -1):
        for start in range(max(0, end - LONGEST), end):
            listed = modifiers().get(key_between(before, start, end), ())
            fit = next((change for change in listed if noun.kind in change.kinds), None)
            if fit:
                return _with(noun, fit)
    return noun


def _with(noun: Noun, change: Change) -> Noun:
    branch = branches().get(noun.branch)
    own = noun.sectors or ((branch.sector,) if branch else kinds()[noun.kind].sectors)
    more = (*own[:1], *change.sectors) if change.adds else change.sectors
    sectors = tuple(dict.fromkeys(more)) or own
    return replace(noun, kind=change.kind or noun.kind, sectors=sectors)
