"""Whether a sentence may hold anything to code, told from its bare characters in microseconds.

A linear model over hashed words, word beginnings and word pairs (Weinberger et al. 2009), with
8-bit weights. Sums are of whole numbers, so that a score is the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from math import exp
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import DataError
from corroborate.language.layers import CharSpan

DATA = Path(__file__).parent / "data" / "gate.npz"
BUCKETS = 1 << 17
BEGINNING = 5  # letters: what "bombed", "bomber" and "bombing" share
REACH = 1  # sentences around one that passes that are read as well
MOST_WORDS = 400  # of a sentence; what is longer passes anyway

_WORD = re.compile(r"[^\W_]+|[\"“”]")
_PAIR, _SPREAD = np.uint32(0x9E3779B1), np.uint32(15)

Features = NDArray[np.intp]


class Gate:
    """Lets a sentence pass or not.

    Args:
        path: the weights, as ``training.gate`` writes them.

    Raises:
        DataError: the file is missing or malformed.
    """

    def __init__(self, path: Path = DATA) -> None:
        try:
            with np.load(path) as arrays:
                self._weights: NDArray[np.int8] = arrays["weights"]
                self._bias, self._scale = int(arrays["bias"]), float(arrays["scale"])
                self._least = int(arrays["least"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataError(f"the gate {path} cannot be read: {error}") from error
        if self._weights.shape != (BUCKETS,) or self._weights.dtype != np.int8:
            raise DataError(f"the gate {path} cannot be read: wrong number or kind of weights")

    def __call__(self, sentence: str) -> bool:
        """Whether the sentence may hold something to code."""
        found = features(sentence)
        return len(found) > 3 * MOST_WORDS or self._sum(found) >= self._least

    def score(self, sentence: str) -> float:
        """The probability that the sentence holds something to code."""
        logit = self.total(sentence) * self._scale
        return 1 / (1 + exp(-max(-60.0, min(60.0, logit))))

    def total(self, sentence: str) -> int:
        """The sum of the sentence's weights, in steps of the weights' scale."""
        return self._sum(features(sentence))

    def _sum(self, found: Features) -> int:
        return self._bias + int(self._weights[found].sum(dtype=np.int64))


def kept(text: str, sentences: Sequence[CharSpan], gate: Gate, reach: int = REACH) -> list[bool]:
    """Which sentences of a report are worth reading in full.

    Names, places and speakers stand in the sentences around an event, and so do tolls; hence a
    sentence is kept where it passes or lies within ``reach`` sentences of one that does, and so is
    the report's first (headline, dateline) where any is. Nothing is kept where none passes.

    Args:
        text: of the report.
        sentences: where they lie in it, in order.
        gate: which passes them.
        reach: how many sentences on either side.
    """
    passing = [gate(text[start:end]) for start, end in sentences]
    near = [any(passing[max(0, i - reach) : i + reach + 1]) for i in range(len(passing))]
    return [near_one or (i == 0 and any(passing)) for i, near_one in enumerate(near)]


@cache
def shipped() -> Gate:
    """The gate that lies in the package.

    Raises:
        DataError: its file is missing or malformed.
    """
    return Gate()


def features(sentence: str) -> Features:
    """The buckets of a sentence's words, word beginnings and pairs of neighbouring words.

    Args:
        sentence: any string.

    Returns:
        Numbers below ``BUCKETS``; one that occurs twice is there twice.
    """
    words = [_hashes(word) for word in _WORD.findall(sentence)]
    codes = np.array(words or [(0, 0)], np.uint32).T
    whole = codes[0]
    pairs = whole[:-1] * _PAIR + whole[1:]
    joined = np.concatenate([whole, codes[1], pairs ^ (pairs >> _SPREAD)])
    return (joined & np.uint32(BUCKETS - 1)).astype(np.intp)


@lru_cache(maxsize=100_000)
def _hashes(word: str) -> tuple[int, int]:
    """Numbers for a word, case aside, and for its beginning; figures count by their length."""
    plain = word.lower()
    if plain.isdigit():
        plain = "0" * min(len(plain), 5)
    return _hash(f"w{plain}"), _hash(f"b{plain[:BEGINNING]}")


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))
