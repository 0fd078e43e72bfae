"""The encoder at run time: words in, scores out, one forward pass a sentence.

Sentences go through one by one: 8-bit scales are taken over the whole input, so a sentence's
numbers would otherwise hang on its neighbours in the batch; on one thread it costs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import DataError
from corroborate.language.wordpieces import WordPieces, windows

DATA = Path(__file__).parent / "data"
MAX_PIECES = 250
MAX_DISTANCE = 20  # as in training
Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of the words ``[start, end)`` of a sentence.

    Arrays have a row a word; ``arcs`` and the two label projections have the root first.
    """

    start: int
    end: int
    tags: Numbers
    feats: Numbers
    scripts: Numbers
    arcs: Scores
    label_dep: Scores
    label_head: Scores
    names: Scores
    triggers: Scores
    types: Scores
    standing: Scores
    role_trigger: Scores
    role_word: Scores


WITH_ROOT = ("arcs", "label_dep", "label_head")
OUTPUTS = tuple(Reading.__dataclass_fields__)[2:]


@dataclass(frozen=True)
class Labels:
    """Label sets in the order of the outputs, from ``encoder.json``."""

    tags: tuple[str, ...]
    feats: tuple[str, ...]
    scripts: tuple[str, ...]
    relations: tuple[str, ...]
    types: tuple[str, ...]


class Encoder:
    """The graph, its vocabulary and the small scorers outside the graph.

    Args:
        folder: where ``encoder.onnx``, ``.npz``, ``.json`` and ``wordpieces.json`` lie.
        threads: processor threads for one forward pass.

    Raises:
        DataError: a file is missing or malformed.
    """

    def __init__(self, folder: Path = DATA, threads: int = 1) -> None:
        try:
            settings = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
            self.labels = Labels(**{k: tuple(v) for k, v in settings["labels"].items()})
            self.threshold = float(settings["threshold"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataError(f"language model in {folder} cannot be read: {error}") from error
        self.pieces = WordPieces(folder / "wordpieces.json")
        self._session = _open_session(folder / "encoder.onnx", threads)
        with np.load(folder / "encoder.npz") as arrays:
            self._scorers = {key: arrays[key].astype(np.float32) for key in arrays.files}

    def read(self, words: Sequence[str]) -> list[Reading]:
        """Score one sentence; a very long one is read in windows that leave nothing out.

        Args:
            words: the words; none may be blank.

        Returns:
            One reading, or several for a sentence of more than ``MAX_PIECES`` pieces.
        """
        lengths = [len(self.pieces.pieces(word)) for word in words]
        return [self._pass(words[a:b], a) for a, b in windows(lengths, MAX_PIECES)]

    def _pass(self, words: Sequence[str], start: int) -> Reading:
        encoded = self.pieces.encode(words)
        inputs = {
            "ids": np.array([encoded.ids], np.int64),
            "cases": np.array([encoded.cases], np.int64),
            "first": np.array([[0, *encoded.first]], np.int64),
        }
        found = dict(zip(OUTPUTS, self._session.run(list(OUTPUTS), inputs), strict=True))
        rows = {key: value if key in WITH_ROOT else value[1:] for key, value in found.items()}
        return Reading(start, start + len(words), **rows)

    def relations(self, reading: Reading, heads: Numbers) -> list[str]:
        """The relation of each word (row 0, the root, left out) to its head.

        Args:
            reading: of the words.
            heads: ``[1 + W]``, as :func:`decode_tree` gives them.
        """
        dependents = reading.label_dep[1:] @ self._scorers["label"]
        shaped = dependents.reshape(len(dependents), len(self.labels.relations), -1)
        scores = np.einsum("wlk,wk->wl", shaped, reading.label_head[heads[1:]])
        root = self.labels.relations.index("root")
        is_root = heads[1:] == 0
        scores[~is_root, root] = -np.inf
        best = scores.argmax(1)
        best[is_root] = root
        return [self.labels.relations[label] for label in best]

    def roles(self, reading: Reading, trigger: int) -> Scores:
        """``[W, role tags]``: each word's scores as an argument of the trigger's first word."""
        distance = np.arange(len(reading.role_word)) - trigger
        near = self._scorers["role_distance"][
            np.clip(distance, -MAX_DISTANCE, MAX_DISTANCE) + MAX_DISTANCE
        ]
        own, others = reading.role_trigger[trigger], reading.role_word
        joined = _gelu(own + others + own * others + near)
        return np.asarray(joined @ self._scorers["role"].T + self._scorers["role_bias"])


def _gelu(x: Scores) -> Scores:
    """The tanh form, as in training (Hendrycks and Gimpel 2016)."""
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (1 + np.tanh(inner)))


def _open_session(path: Path, threads: int) -> Any:
    from onnxruntime import InferenceSession, SessionOptions

    if not path.is_file():
        raise DataError(f"language model {path} is missing; reinstall the package")
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
