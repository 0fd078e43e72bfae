"""From scores to labelled stretches of words.

Plain lists instead of arrays where only a few words are looked at; probabilities only of words
that lie in a stretch, and only where they are asked for; the Viterbi search only over runs of
words that are not surely outside (see ``_sure``), which gives the path of the whole search.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import exp, fsum, log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


class Stretch(NamedTuple):
    """Words ``[start, end)`` with a label; ``score`` is the mean probability of the tags."""

    start: int
    end: int
    label: str
    score: float


def decode_bio(scores: Scores, tags: Sequence[str]) -> list[Stretch]:
    """The likeliest flat reading of a BIO code.

    Args:
        scores: ``[W, tags]``, unnormalised.
        tags: ``O``, then ``B-x``, ``I-x`` of each label in turn.

    Returns:
        Stretches in order, never overlapping.
    """
    return stretches(scores, scores.argmax(1).tolist(), tags)


def stretches(scores: Scores, best: list[int], tags: Sequence[str]) -> list[Stretch]:
    """As :func:`decode_bio`, given each word's own best tags; ``best`` may be changed."""
    path = bio_path(scores, best)
    return [
        Stretch(a, b, tags[path[a]][2:], probability(scores, path, a, b)) for a, b in runs(path)
    ]


def bio_path(scores: Scores, best: list[int]) -> list[int]:
    """The likeliest valid tags, given each word's own best ones; ``best`` may be changed."""
    if any(best) and not _is_valid(best):
        return _repaired(scores, best)
    return best


def _is_valid(path: list[int]) -> bool:
    """Whether each I follows a B or I of its own label."""
    before = 0
    for tag in path:
        if tag and not tag & 1 and before != tag and before != tag - 1:
            return False
        before = tag
    return True


def _repaired(scores: Scores, path: list[int]) -> list[int]:
    """The best valid path: searched anew in the runs between words that are surely outside."""
    edges = [-1, *np.flatnonzero(_sure(scores)).tolist(), len(path)]
    for before, after in pairwise(edges):
        if not _is_valid(path[before + 1 : after]):
            path[before + 1 : after] = _viterbi(scores[before + 1 : after])
    return path


def _sure(scores: Scores) -> NDArray[np.bool_]:
    """Words that are outside on every best path.

    So it is where O beats all other tags by more than the next word could lose by opening a
    stretch with B that would else have gone on with I.
    """
    lead = scores[:, 0] - scores[:, 1:].max(1)
    loss = np.zeros(len(scores), np.float32)
    loss[:-1] = (scores[1:, 2::2] - scores[1:, 1::2]).max(1)
    return np.asarray(lead > np.maximum(loss, 0))


def _viterbi(scores: Scores) -> list[int]:
    """Only an I is bound by the tag before: the B or I of its own label."""
    total = scores[0].copy()
    total[2::2] = -np.inf
    tops, goes_on = [], []
    for row in scores[1:]:
        opened, inside = total[1::2], total[2::2]
        tops.append(int(total.argmax()))
        goes_on.append(inside > opened)
        reached = row + total[tops[-1]]
        reached[2::2] = row[2::2] + np.maximum(opened, inside)
        total = reached
    path = [int(total.argmax())]
    for top, longer in zip(reversed(tops), reversed(goes_on), strict=True):
        tag = path[-1]
        if tag and tag % 2 == 0:
            path.append(tag if longer[tag // 2 - 1] else tag - 1)
        else:
            path.append(top)
    return path[::-1]


def runs(path: list[int]) -> list[tuple[int, int]]:
    """Where the stretches of a valid path lie, as ``[start, end)``."""
    return [(i, _run_end(path, i)) for i, tag in enumerate(path) if tag & 1]


def _run_end(path: list[int], start: int) -> int:
    end = start + 1
    while end < len(path) and path[end] == path[start] + 1:
        end += 1
    return end


def probability(scores: Scores, path: list[int], start: int, end: int) -> float:
    """The mean probability (geometric) of the path's tags over the words ``[start, end)``."""
    rows = scores[start:end].tolist()
    logs = [_log_chance(row, tag) for row, tag in zip(rows, path[start:end], strict=True)]
    return exp(fsum(logs) / len(logs))


def _log_chance(row: list[float], tag: int) -> float:
    top = max(row)
    return row[tag] - top - log(sum([exp(score - top) for score in row]))


def decode_triggers(scores: Scores, threshold: float) -> list[Stretch]:
    """Stretches that name an event.

    Args:
        scores: ``[W, 3]`` for outside, first and further word of a trigger.
        threshold: least probability that a word opens a trigger.
    """
    rows = scores.tolist()
    inside = [1 - 1 / (1 + exp(b - o) + exp(i - o)) for o, b, i in rows]
    found: list[Stretch] = []
    for word, chance in enumerate(inside):
        if chance >= threshold and not (found and word < found[-1].end):
            end = word + 1
            while end < len(rows) and rows[end][2] > max(rows[end][:2]):
                end += 1
            found.append(Stretch(word, end, "trigger", chance))
    return found
