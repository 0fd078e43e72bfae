"""Logistic regression over hashed features, by AdaGrad, with whole-number weights at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corroborate.language.segment_model import SIZE, Weights, row

PAD = SIZE  # the row of a slot without a feature; its weight stays nought

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Settings:
    """How a table is fitted."""

    passes: int = 6
    rate: float = 0.1
    decay: float = 1e-4  # pull towards nought, per example
    batch: int = 64
    seed: int = 7


@dataclass(frozen=True)
class Decision:
    """One place where a cut may be: its features' rows, whether there is one, its weight."""

    rows: Sequence[int]
    cut: bool
    weight: float = 1.0


def rows_of(features: Iterable[str]) -> list[int]:
    return [row(feature) for feature in features]


def padded(decisions: Sequence[Decision]) -> Rows:
    width = max(len(d.rows) for d in decisions)
    table = np.full((len(decisions), width), PAD, np.int32)
    for index, decision in enumerate(decisions):
        table[index, : len(decision.rows)] = decision.rows
    return table


class _AdaGrad:
    """Weights in the making (Duchi et al. 2011); the last row is for slots without a feature."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.weights = np.zeros(SIZE + 1, np.float32)
        self.squares = np.full(SIZE + 1, 1e-6, np.float32)
        self.bias, self.bias_square = 0.0, 1e-6

    def learn(self, rows: Rows, labels: Floats, shares: Floats) -> None:
        """One step on a batch: rows (batch, slots), labels and weights (batch)."""
        score = self.weights[rows].sum(axis=1) + self.bias
        error = (1 / (1 + np.exp(-score)) - labels) * shares
        touched, slots = np.unique(rows, return_inverse=True)
        errors = np.bincount(slots.ravel(), np.repeat(error, rows.shape[1]), len(touched))
        slope = errors + self.settings.decay * len(rows) * self.weights[touched]
        self.squares[touched] += slope**2
        self.weights[touched] -= self.settings.rate * slope / np.sqrt(self.squares[touched])
        self.weights[PAD] = 0
        self._learn_bias(float(error.sum()))

    def _learn_bias(self, slope: float) -> None:
        self.bias_square += slope**2
        self.bias -= self.settings.rate * slope / self.bias_square**0.5


def fit(decisions: Sequence[Decision], settings: Settings) -> tuple[Floats, float]:
    """Weights (one a row) and bias, averaged over the ends of the passes after the first."""
    table = padded(decisions)
    labels = np.array([d.cut for d in decisions], np.float32)
    shares = np.array([d.weight for d in decisions], np.float32)
    state, rng = _AdaGrad(settings), np.random.default_rng(settings.seed)
    total, bias = np.zeros(SIZE + 1, np.float32), 0.0
    for epoch in range(settings.passes):
        order = rng.permutation(len(decisions))
        for start in range(0, len(order), settings.batch):
            chosen = order[start : start + settings.batch]
            state.learn(table[chosen], labels[chosen], shares[chosen])
        if epoch:
            total += state.weights
            bias += state.bias
    kept = settings.passes - 1
    return (total / kept)[:SIZE].astype(np.float32), bias / kept


def whole(weights: Floats, bias: float) -> tuple[Weights, int]:
    """The same decisions in 8-bit whole numbers; the largest few weights are clipped."""
    unit = float(np.quantile(np.abs(weights[weights != 0]), 0.9995)) / 127
    table = np.clip(np.rint(weights / unit), -127, 127).astype(np.int8)
    return table, round(bias / unit)
