"""The table of the place weights as a reader sees it."""

from __future__ import annotations

from pathlib import Path

from corroborate.datafiles import read_rows
from corroborate.errors import DataError
from corroborate.grounding.places.resolving.features import NAMES, NULL
from corroborate.grounding.places.resolving.weights import Weights

BY_HAND = "by hand"


def remarks(path: Path) -> dict[str, tuple[str, str]]:
    """For each feature of a table how its weight came about and what it is.

    Raises:
        DataError: the file is missing, or a line has not five cells.
    """
    found = {}
    for row in read_rows(path):
        if len(row) != 5:
            raise DataError(f"{path}: {row[0]!r} has {len(row)} cells, not 5")
        found[row[0]] = row[3], row[4]
    return found


def by_hand(path: Path) -> frozenset[str]:
    """The features whose weight is set by hand."""
    return frozenset(name for name, (how, _) in remarks(path).items() if how == BY_HAND)


def rewritten(path: Path, model: Weights) -> str:
    """The table with other weights; its head, order and remarks stay."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, *rest = line.split("\t")
        if rest and not line.startswith("#") and name in NAMES + NULL and rest[2] != BY_HAND:
            rest[:2] = [f"{model.first[name]:.3f}", f"{model.full[name]:.3f}"]
        lines.append("\t".join((name, *rest)))
    return "\n".join(lines) + "\n"
