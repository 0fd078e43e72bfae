"""From arc scores to a tree: every word one head, one root, no circles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]
NEVER = np.float32(-1e9)


def log_softmax(scores: Scores) -> Scores:
    """Over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)


def decode_tree(arcs: Scores) -> Heads:
    """The best tree with a single root.

    Args:
        arcs: ``[1 + W, 1 + W]``, score of each dependent (row) for each head (column); 0 is the
            root above the sentence.

    Returns:
        ``[1 + W]`` heads, entry 0 being 0. The words' own best heads where these are a tree;
        else the best root is fixed and the rest found by Chu-Liu/Edmonds (Edmonds 1967).
    """
    if len(arcs) < 2:
        return np.zeros(len(arcs), np.int64)
    scores = log_softmax(arcs)
    np.fill_diagonal(scores, NEVER)
    heads = np.asarray(scores.argmax(1), np.int64)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and _find_circle(heads) is None:
        return heads
    root = 1 + int((scores[1:, 0] - scores[1:, 1:].max(1)).argmax())
    scores[1:, 0] = NEVER
    scores[root, :] = NEVER
    scores[root, 0] = 0
    return _maximum_tree(scores)


def _find_circle(heads: Heads) -> list[int] | None:
    """The words of one circle, if there is any; node 0 ends every path."""
    state = np.zeros(len(heads), np.int8)  # 0 new, 1 on this path, 2 done
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        state[path] = 2
    return None


def _maximum_tree(scores: Scores) -> Heads:
    """Chu-Liu/Edmonds on a dense matrix; circles are contracted one at a time."""
    heads = np.asarray(scores.argmax(1), np.int64)
    heads[0] = 0
    circle = _find_circle(heads)
    if circle is None:
        return heads
    return _expand(scores, heads, circle)


def _expand(scores: Scores, heads: Heads, circle: list[int]) -> Heads:
    inside = np.zeros(len(heads), bool)
    inside[circle] = True
    outer = np.flatnonzero(~inside)
    ring = np.asarray(circle)
    own = scores[ring, heads[ring]]
    entering = scores[np.ix_(ring, outer)] - own[:, None]
    leaving = scores[np.ix_(outer, ring)]
    size = len(outer) + 1
    smaller = np.full((size, size), NEVER, np.float32)
    smaller[:-1, :-1] = scores[np.ix_(outer, outer)]
    smaller[:-1, -1] = leaving.max(1)
    smaller[-1, :-1] = entering.max(0)
    np.fill_diagonal(smaller, NEVER * 2)
    found = _maximum_tree(smaller)
    result = heads.copy()
    for row, node in enumerate(outer):
        head = found[row]
        result[node] = ring[leaving[row].argmax()] if head == size - 1 else outer[head]
    result[0] = 0
    result[ring[entering[:, found[-1]].argmax()]] = outer[found[-1]]
    return result
