"""Linear decisions over hashed features: the learned part of cutting text into sentences and words.

A feature is a short string; its CRC-32, cut to the table's size, is its row. Weights are whole
numbers of 8 bits, so that a score is exact and the same on every machine. "Feature hashing for
large scale multitask learning" (Weinberger et al. 2009) is the source of the method.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
import numpy.typing as npt

from corroborate.errors import DataError

WEIGHTS = Path(__file__).parent / "data" / "segmentation.npz"
BITS = 18
SIZE = 1 << BITS  # rows of a table

Weights = npt.NDArray[np.int8]


def row(feature: str) -> int:
    """The row of a feature, ``0 <= row < SIZE``."""
    code: int = crc32(feature.encode("utf-8", "surrogatepass"))
    return code & (SIZE - 1)


class Decider:
    """Says yes or no to a list of features.

    Args:
        weights: one number a row, ``SIZE`` of them.
        bias: added to every score, in the weights' unit.
    """

    def __init__(self, weights: Weights, bias: int) -> None:
        self._weights = memoryview(weights.astype(np.int8).tobytes()).cast("b")
        self.bias = bias

    def sum(self, features: Iterable[str]) -> int:
        """Sum of the features' weights, without the bias."""
        weights, mask = self._weights, SIZE - 1
        return sum([weights[crc32(f.encode("utf-8", "surrogatepass")) & mask] for f in features])


@cache
def table(name: str) -> npt.NDArray[np.int64 | np.int8]:
    """A table of the weights' file.

    Raises:
        DataError: the file is missing or malformed.
    """
    try:
        with np.load(WEIGHTS) as tables:
            found: npt.NDArray[np.int64 | np.int8] = tables[name]
    except (OSError, KeyError, ValueError, BadZipFile) as error:
        raise DataError(f"{WEIGHTS.name} of the package cannot be read: {error}") from error
    return found


@cache
def decider(name: str) -> Decider:
    """The shipped decider ``sentences`` or ``words``.

    Raises:
        DataError: the file is missing or malformed.
    """
    weights = table(name)
    if weights.shape != (SIZE,):
        raise DataError(f"{WEIGHTS.name}: {name} has {weights.shape} rows, not {SIZE}")
    return Decider(weights.astype(np.int8), int(table(f"{name}_bias")))
