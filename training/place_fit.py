"""Fits a log-linear model of choices, some of whose right ones are known only as a set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST = 60
LEAST = 1e-3  # shortest part of a step that is tried
GAIN = 1e-7


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices to learn from, one below another.

    Attributes:
        rows: features of the alternatives (R × D).
        starts: first row of each choice.
        right: which alternatives may be the right one; at least one a choice.
        weight: of each choice.
    """

    rows: Floats
    starts: NDArray[np.int64]
    right: NDArray[np.bool_]
    weight: Floats


def fit(
    data: Choices,
    start: Floats,
    free: NDArray[np.bool_],
    decay: float,
    begin: Floats | None = None,
) -> Floats:
    """Weights that make the right alternatives most probable (Newton's method, damped).

    Minimises the mean negative log-likelihood of the sets plus ``decay`` / 2 · |w - start|² over
    the free weights; the second derivatives are those of fully known choices, which is
    Fisher's scoring.

    Args:
        data: the choices.
        start: weights (D) to shrink towards; those of the others stay.
        free: which of them may change.
        decay: strength of the shrinking.
        begin: weights to begin with, by default ``start``.
    """
    weights = start.copy() if begin is None else np.where(free, begin, start)
    loss, way = _step(data, weights, start, free, decay)
    for _ in range(MOST):
        size = 1.0
        while size > LEAST:
            tried = weights + size * way
            now, onward = _step(data, tried, start, free, decay)
            if now < loss:
                break
            size /= 2
        if size <= LEAST or loss - now < GAIN:
            break
        weights, loss, way = tried, now, onward
    return weights


def _step(
    data: Choices, weights: Floats, start: Floats, free: NDArray[np.bool_], decay: float
) -> tuple[float, Floats]:
    """The loss at some weights, and Newton's step from there."""
    loss, gradient, curvature = _derivatives(data, weights)
    apart = weights - start
    curve = curvature[np.ix_(free, free)] + (decay + 1e-9) * np.eye(int(free.sum()))
    way = np.zeros_like(weights)
    way[free] = -np.linalg.solve(curve, (gradient + decay * apart)[free])
    return loss + decay / 2 * float(apart @ apart), way


def _derivatives(data: Choices, weights: Floats) -> tuple[float, Floats, Floats]:
    """Mean loss, its gradient and expected second derivatives."""
    share, total = shares(data, weights)
    inside, right = shares(data, weights, only=data.right)
    per_row = np.repeat(data.weight, np.diff(np.r_[data.starts, len(data.rows)]))
    whole = data.weight.sum()
    loss = float((data.weight * (total - right)).sum() / whole)
    gradient = data.rows.T @ (per_row * (share - inside)) / whole
    means = np.add.reduceat(data.rows * share[:, None], data.starts, axis=0)
    curvature = data.rows.T @ (data.rows * (per_row * share)[:, None])
    curvature = (curvature - means.T @ (means * data.weight[:, None])) / whole
    return loss, gradient, curvature


def shares(
    data: Choices, weights: Floats, only: NDArray[np.bool_] | None = None
) -> tuple[Floats, Floats]:
    """Probability of each alternative, and the log of the sum by choice."""
    scores = data.rows @ weights
    if only is not None:
        scores = np.where(only, scores, -np.inf)
    top = np.maximum.reduceat(scores, data.starts)
    size = np.diff(np.r_[data.starts, len(data.rows)])
    raised = np.exp(scores - np.repeat(top, size))
    total = np.add.reduceat(raised, data.starts)
    return raised / np.repeat(total, size), np.log(total) + top
