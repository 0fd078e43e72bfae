"""The weights of the resolution, from weights.tsv."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corroborate.datafiles import read_rows
from corroborate.errors import DataError

TABLE = Path(__file__).parents[1] / "data" / "weights.tsv"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight by feature: ``first`` with the name's own words only, ``full`` in the report."""

    first: Mapping[str, float]
    full: Mapping[str, float]

    def columns(self, names: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Both columns for these features, in their order.

        Raises:
            DataError: weights.tsv lacks one of them.
        """
        try:
            return (
                np.array([self.first[name] for name in names]),
                np.array([self.full[name] for name in names]),
            )
        except KeyError as error:
            raise DataError(f"{TABLE}: there is no weight for {error}") from error


def read_weights(path: Path) -> Weights:
    """Reads a table of weights: feature, first, full, what it is.

    Raises:
        DataError: the file is missing, or a line has no numbers.
    """
    first, full = {}, {}
    for row in read_rows(path):
        try:
            first[row[0]], full[row[0]] = float(row[1]), float(row[2])
        except (ValueError, IndexError) as error:
            raise DataError(f"{path}: no weights in the line of {row[0]!r}") from error
    return Weights(first, full)


@cache
def shipped() -> Weights:
    """The package's own weights."""
    return read_weights(TABLE)


def weights() -> Mapping[str, float]:
    """The package's weights in the whole report, by feature."""
    return shipped().full
