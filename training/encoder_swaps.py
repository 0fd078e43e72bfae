"""Sentences with their names swapped for others of the same kind.

A small model learns the names it sees by heart. Copies in which a name stands for another of its
kind (Dai and Adel 2020, mention replacement) make it look at what is around a name instead.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

from training.encoder_examples import Example, Spans

SWAPPED = frozenset({"PERSON", "ORG", "PLACE", "GROUP", "UNIT", "FACILITY"})
SWAP_SHARE = 0.6
Names = dict[str, list[list[str]]]


def known_names(examples: Iterable[Example]) -> Names:
    """All names by label that are written with a capital; each once."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for example in examples:
        for start, end, label in example.names or ():
            words = example.words[start:end]
            if label in SWAPPED and words[-1][:1].isupper():
                found[label][" ".join(words)] = words
    return {label: list(names.values()) for label, names in found.items()}


def swapped_copies(examples: Iterable[Example], names: Names, rng: random.Random) -> list[Example]:
    """A copy of each sentence that has capitalised names, with most of them swapped."""
    copies = (swapped(example, names, rng) for example in examples if example.names)
    return [copy for copy in copies if copy]


def swapped(example: Example, names: Names, rng: random.Random) -> Example | None:
    """One copy, without trees and events; ``None`` where nothing was swapped."""
    words, spans, open_words = list[str](), Spans(), set[int]()
    at, changed = 0, False
    for start, end, label in sorted(example.names or ()):
        _keep(example, at, start, words, open_words)
        mention = example.words[start:end]
        if mention[-1][:1].isupper() and label in names and rng.random() < SWAP_SHARE:
            mention, changed = rng.choice(names[label]), True
        spans.append((len(words), len(words) + len(mention), label))
        words += mention
        at = end
    _keep(example, at, len(example.words), words, open_words)
    if not changed:
        return None
    return Example(
        words,
        names=spans,
        unmarked=example.unmarked,
        open_words=frozenset(open_words),
        source=example.source,
    )


def _keep(example: Example, start: int, end: int, words: list[str], open_words: set[int]) -> None:
    """Copy words that are no name, and which of them are open."""
    shift = len(words) - start
    open_words |= {i + shift for i in example.open_words if start <= i < end}
    words += example.words[start:end]
