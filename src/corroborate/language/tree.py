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
    size = len(arcs)
    if size < 2:
        return np.zeros(size, np.int64)
    scores = np.array(arcs, np.float32)
    scores.flat[:: size + 1] = NEVER
    heads = np.asarray(scores.argmax(1), np.int64)
    heads[0] = 0
    if np.count_nonzero(heads) == size - 2 and _find_circle(heads) is None:
        return heads
    return _single_root(np.array(arcs, np.float32))


def _single_root(arcs: Scores) -> Heads:
    scores = log_softmax(arcs)
    np.fill_diagonal(scores, NEVER)
    root = 1 + int((scores[1:, 0] - scores[1:, 1:].max(1)).argmax())
    scores[1:, 0] = NEVER
    scores[root, :] = NEVER
    scores[root, 0] = 0
    return _maximum_tree(scores)


def _find_circle(heads: Heads) -> list[int] | None:
    """The words of one circle, if there is any; node 0 ends every path."""
    above = heads.tolist()  # plain numbers: indexing an array costs ten times as much
    seen = [0] * len(above)  # the word at whose path a node was first met
    seen[0] = -1
    for start in range(1, len(above)):
        node = start
        while not seen[node]:
            seen[node] = start
            node = above[node]
        if seen[node] == start:
            return _around(above, node)
    return None


def _around(above: list[int], node: int) -> list[int]:
    circle = [node]
    while above[circle[-1]] != node:
        circle.append(above[circle[-1]])
    return circle


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
