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
from corroborate.language.inventory import STANCES, VERIFICATIONS, WHENS
from corroborate.language.lemmas import Lexicon
from corroborate.language.wordpieces import WordPieces, windows

DATA = Path(__file__).parent / "data"
MAX_PIECES = 250
MAX_DISTANCE = 20  # as in training
LABEL_RANK, FRAME_RANK = 16, 32  # products into which export takes the bilinear scorers apart
Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of the words ``[start, end)`` of a sentence.

    Arrays have a row a word; ``arcs`` and the two label projections have the root first.

    Attributes:
        grammar: ``[W, 3]``, numbers of the tag, the features and the lemma script.
        arcs: ``[1 + W, 1 + W]``, score of each dependent (row) for each head (column).
        label_dep, label_head: the words' two sides in the scorer of relations.
        marks: ``[W, 2]``, log-odds of a predicate and its factuality.
        frame_predicate, frame_word: the words' two sides in the scorer of arguments.
        names: ``[W, name tags]``.
        senses: standing, triggers and types, one after another.
        role_trigger, role_word: the words' two sides in the scorer of event roles.
    """

    start: int
    end: int
    grammar: Numbers
    arcs: Scores
    label_dep: Scores
    label_head: Scores
    marks: Scores
    frame_predicate: Scores
    frame_word: Scores
    names: Scores
    senses: Scores
    role_trigger: Scores
    role_word: Scores

    @property
    def standing(self) -> Scores:
        """``[W, …]``: stance, time and verification, one after another."""
        return self.senses[:, :TRIGGERS]

    @property
    def triggers(self) -> Scores:
        """``[W, 3]``: outside, first, further word of a trigger."""
        return self.senses[:, TRIGGERS:TYPES]

    @property
    def types(self) -> Scores:
        """``[W, event types]``."""
        return self.senses[:, TYPES:]


WITH_ROOT = ("arcs", "label_dep", "label_head")
OUTPUTS = tuple(Reading.__dataclass_fields__)[2:]
TRIGGERS = len(STANCES) + len(WHENS) + len(VERIFICATIONS)
TYPES = TRIGGERS + 3


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
        self.lexicon = Lexicon(folder / "lemmas.tsv")
        self._root = self.labels.relations.index("root")
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
        if sum(lengths) <= MAX_PIECES:  # as nearly all are
            return [self._pass(words, 0)] if words else []
        return [self._pass(words[a:b], a) for a, b in windows(lengths, MAX_PIECES)]

    def _pass(self, words: Sequence[str], start: int) -> Reading:
        found = self._session.run(OUTPUTS, graph_inputs(self.pieces, words))
        rows = (
            value if key in WITH_ROOT else value[1:]
            for key, value in zip(OUTPUTS, found, strict=True)
        )
        return Reading(start, start + len(words), *rows)

    def relations(self, reading: Reading, heads: Numbers) -> list[str]:
        """The relation of each word (row 0, the root, left out) to its head.

        Args:
            reading: of the words.
            heads: ``[1 + W]``, as :func:`decode_tree` gives them.
        """
        own = self._factor("label_dep", reading.label_dep[1:])
        own *= self._factor("label_head", reading.label_head)[heads[1:]]
        scores = own.reshape(len(own), LABEL_RANK, -1).sum(1)
        scores[:, self._root] = -np.inf
        best = scores.argmax(1)
        best[heads[1:] == 0] = self._root
        return [self.labels.relations[label] for label in best.tolist()]

    def frames(self, reading: Reading, predicates: Numbers) -> Scores:
        """``[P, W, frame and site tags]``: each word's scores as an argument of each predicate.

        Args:
            reading: of the words.
            predicates: which of them are predicates.
        """
        size = len(reading.frame_word)
        above = self._factor("frame_predicate", reading.frame_predicate[predicates])
        words = self._factor("frame_word", reading.frame_word)
        left = above.reshape(len(predicates), FRAME_RANK, -1).transpose(2, 0, 1)
        scores = left @ words.reshape(size, FRAME_RANK, -1).transpose(2, 1, 0)
        near = self._scorers["frame_distance"][_distances(size, predicates)]
        return np.asarray(scores.transpose(1, 2, 0) + near)

    def _factor(self, name: str, words: Scores) -> Scores:
        """Words as one side of a bilinear scorer; its last row stands for a constant one."""
        factor = self._scorers[name]
        return np.asarray(words @ factor[:-1] + factor[-1])

    def roles(self, reading: Reading, triggers: Numbers) -> Scores:
        """``[T, W, role tags]``: each word's scores as an argument of each trigger's first word."""
        near = self._scorers["role_distance"][_distances(len(reading.role_word), triggers)]
        own, others = reading.role_trigger[triggers][:, None, :], reading.role_word
        joined = _gelu(own + others + own * others + near)
        return np.asarray(joined @ self._scorers["role"].T + self._scorers["role_bias"])


def graph_inputs(pieces: WordPieces, words: Sequence[str]) -> dict[str, Numbers]:
    """What the graph is fed with for one sentence: pieces, their case, each word's first piece."""
    encoded = pieces.encode(words)
    return {
        "ids": np.array(encoded.ids, np.int64),
        "cases": np.array(encoded.cases, np.int64),
        "first": np.array([0, *encoded.first], np.int64),
    }


def _distances(size: int, places: Numbers) -> Numbers:
    """``[P, size]``: rows in a table of distances, of each word from each place."""
    distance = np.arange(size) - places[:, None]
    return np.asarray(np.clip(distance, -MAX_DISTANCE, MAX_DISTANCE) + MAX_DISTANCE)


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
