"""Predicates with their arguments from one sentence's scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corroborate.language.decoding import bio_path, runs
from corroborate.language.encoder import Encoder, Numbers, Reading, Scores
from corroborate.language.inventory import FRAME_TAGS, SITE_TAGS
from corroborate.language.layers import Argument, CharSpan, Predicate

MOST_FACTUAL = 3.0


def find_predicates(reading: Reading) -> Numbers:
    """Which words are more likely a predicate than not."""
    return np.flatnonzero(reading.marks[:, 0] > 0)


def decode_predicates(
    encoder: Encoder, reading: Reading, offsets: Sequence[CharSpan], predicates: Numbers
) -> list[Predicate]:
    """The given words as predicates.

    Args:
        encoder: whose reading it is.
        reading: of one sentence, or one window of it.
        offsets: characters of the reading's words.
        predicates: indices of words, as :func:`find_predicates` gives them.
    """
    if not len(predicates):
        return []
    scores = encoder.frames(reading, predicates)
    roles = _spans(scores[..., : len(FRAME_TAGS)], FRAME_TAGS, offsets)
    sites = _spans(scores[..., len(FRAME_TAGS) :], SITE_TAGS, offsets)
    chances = np.clip(reading.marks[predicates, 1], -MOST_FACTUAL, MOST_FACTUAL).tolist()
    return [
        Predicate(offsets[word], tuple(own), tuple(site.span for site in at), round(chance, 3))
        for word, own, at, chance in zip(predicates.tolist(), roles, sites, chances, strict=True)
    ]


def _spans(
    scores: Scores, tags: Sequence[str], offsets: Sequence[CharSpan]
) -> list[list[Argument]]:
    """The labelled stretches of each predicate, from ``[P, W, tags]``.

    Their score is the probability of their first word's likeliest tag.
    """
    best = scores.argmax(2)
    if not best.any():
        return [[] for _ in best]
    odds = np.exp(scores - scores.max(2, keepdims=True))
    chances = (1 / odds.sum(2)).tolist()
    found: list[list[Argument]] = []
    for row, own in enumerate(best.tolist()):
        path = bio_path(scores[row], own)
        found.append(
            [
                Argument(tags[path[a]][2:], (offsets[a][0], offsets[b - 1][1]), chances[row][a])
                for a, b in runs(path)
            ]
        )
    return found
