"""From scores to labelled stretches of words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corroborate.language.tree import NEVER, log_softmax

Scores = NDArray[np.float32]


class Stretch(NamedTuple):
    """Words ``[start, end)`` with a label; ``score`` is the mean probability of the tags."""

    start: int
    end: int
    label: str
    score: float


def decode_bio(scores: Scores, tags: tuple[str, ...]) -> list[Stretch]:
    """The likeliest flat reading of a BIO code.

    Args:
        scores: ``[W, tags]``, unnormalised.
        tags: ``O``, then ``B-x``, ``I-x`` of each label in turn.

    Returns:
        Stretches in order, never overlapping.
    """
    best = scores.argmax(1)
    if not best.any():
        return []
    logs = log_softmax(scores)
    path = best if _is_valid(best) else _viterbi(logs)
    return [
        Stretch(a, b, tags[path[a]][2:], _probability(logs, path, a, b)) for a, b in runs(path)
    ]


def _is_inside(tag: int) -> bool:
    return tag > 0 and tag % 2 == 0


def _is_valid(path: NDArray[np.int64]) -> bool:
    """Whether each I follows a B or I of its own label."""
    before = np.concatenate([[0], path[:-1]])
    inside = (path > 0) & (path % 2 == 0)
    return bool(np.all(~inside | (before == path) | (before == path - 1)))


def _viterbi(logs: Scores) -> NDArray[np.int64]:
    count = logs.shape[1]
    steps = np.zeros((count, count), np.float32)  # from row to column
    for tag in filter(_is_inside, range(count)):
        steps[:, tag] = NEVER
        steps[[tag - 1, tag], tag] = 0
    total = logs[0] + steps[0]
    back = np.zeros(logs.shape, np.int64)
    for word in range(1, len(logs)):
        reach = total[:, None] + steps
        back[word] = reach.argmax(0)
        total = reach.max(0) + logs[word]
    path = [int(total.argmax())]
    for word in range(len(logs) - 1, 0, -1):
        path.append(int(back[word, path[-1]]))
    return np.array(path[::-1])


def runs(path: NDArray[np.int64]) -> list[tuple[int, int]]:
    """``[start, end)`` of the stretches in a path of BIO tags."""
    starts = [i for i, tag in enumerate(path) if tag > 0 and not _is_inside(int(tag))]
    return [(start, _run_end(path, start)) for start in starts]


def _run_end(path: NDArray[np.int64], start: int) -> int:
    end = start + 1
    while end < len(path) and path[end] == path[start] + 1:
        end += 1
    return end


def _probability(logs: Scores, path: NDArray[np.int64], start: int, end: int) -> float:
    words = np.arange(start, end)
    return float(np.exp(logs[words, path[words]].mean()))


def decode_triggers(scores: Scores, threshold: float) -> list[Stretch]:
    """Stretches that name an event.

    Args:
        scores: ``[W, 3]`` for outside, first and further word of a trigger.
        threshold: least probability that a word opens a trigger.
    """
    chances = np.exp(log_softmax(scores))
    found: list[Stretch] = []
    word = 0
    while word < len(chances):
        outside = chances[word, 0]
        if 1 - outside >= threshold:
            end = word + 1
            while end < len(chances) and chances[end].argmax() == 2:
                end += 1
            found.append(Stretch(word, end, "trigger", float(1 - outside)))
            word = end
        else:
            word += 1
    return found
