"""A lexicon of trigger words, joined with the language layer's own view of an event.

``data/triggers.tsv`` counts, over the train part of the project's annotations, how often a word
stands there at all, how often it is a trigger, and of which type. ``data/triggers.toml`` holds
words that a coder adds by hand. The model sees the sentence, the lexicon knows the word; their
log-odds are added, with weights chosen on the dev part.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from corroborate.coding.tables import table
from corroborate.language.layers import EventMention

_ENDINGS = ("ings", "ing", "ed", "es", "s", "e")
_VOWELS = frozenset("aeiouy")
BY_HAND = 4.0
"""How many annotated occurrences a word added by hand is worth."""


def stem(word: str) -> str:
    """A word without its inflection, roughly: "bombings", "bombed" and "bomb" are one."""
    word = word.lower()
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWELS & set(rest):
            word = rest
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word


def key_of(words: Iterable[str]) -> str:
    """The key of a trigger in the lexicon."""
    return " ".join(stem(w) for w in words)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one key: how often seen, and as a trigger of which types."""

    seen: float
    types: dict[str, float]

    @property
    def share(self) -> float:
        """Smoothed share of its occurrences that are triggers."""
        return (sum(self.types.values()) + 0.5) / (self.seen + 1.0)


@cache
def lexicon() -> dict[str, Entry]:
    """Both tables as one."""
    entries: dict[str, Entry] = {}
    path = Path(__file__).parent / "data/triggers.tsv"
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, seen, types = line.split("\t")
            pairs = (pair.split(":") for pair in types.split(" "))
            entries[key] = Entry(float(seen), {t: float(n) for t, n in pairs})
    for name, phrases in table("triggers").items():
        for phrase in phrases:
            _add(entries, key_of(phrase.split()), name)
    return entries


def _add(entries: dict[str, Entry], key: str, name: str) -> None:
    known = entries.get(key, Entry(0.0, {}))
    types = {**known.types, name: known.types.get(name, 0.0) + BY_HAND}
    entries[key] = Entry(known.seen + BY_HAND, types)


def entry_of(words: list[str], following: list[str] | None = None) -> Entry | None:
    """The entry of the longest run of words that has one; of equally long ones the last.

    Args:
        words: of the trigger.
        following: words after it; a phrase that goes on into them ("entered the town") comes first.
    """
    onward = [*words, *(following or ())]
    for size in range(len(onward), len(words), -1):
        if (entry := lexicon().get(key_of(onward[:size]))) is not None:
            return entry
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size, -1, -1):
            entry = lexicon().get(key_of(words[start : start + size]))
            if entry is not None:
                return entry
    return None


def rescored(
    mention: EventMention, words: list[str], following: list[str] | None = None
) -> EventMention:
    """The mention with type and score as model and lexicon together give them.

    ``words`` and ``following`` as for :func:`entry_of`.
    """
    weights = table("coder")["lexicon"]
    entry = entry_of(words, following)
    model = mention.type_scores or {mention.type: 1.0}
    trigger = mention.score / model.get(mention.type, 1.0)
    share = weights["unknown_share"] if entry is None else entry.share
    odds = _logit(trigger) + weights["trigger"] * _logit(share)
    types = _types(model, entry, weights["type"])
    best = max(types, key=lambda t: (types[t], t))
    score = types[best] / (1 + math.exp(-odds))
    return replace(mention, type=best, score=score, type_scores=types)


def _types(model: dict[str, float], entry: Entry | None, weight: float) -> dict[str, float]:
    """Type probabilities: the product of both views, the lexicon's raised to ``weight``."""
    if entry is None:
        return model
    total = sum(entry.types.values())
    names = set(model) | set(entry.types)
    scores = {
        t: model.get(t, 0.003) * ((entry.types.get(t, 0.0) + 0.1) / (total + 5.0)) ** weight
        for t in names
    }
    whole = sum(scores.values())
    return {t: s / whole for t, s in sorted(scores.items(), key=lambda pair: -pair[1])}


def _logit(chance: float) -> float:
    chance = min(0.999, max(0.001, chance))
    return math.log(chance / (1 - chance))
