"""Checks of where a source puts a place against the settlements that GeoNames has around it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from training.gazetteer_entries import Entry, kilometres

CELL = 0.5
FOREIGN_KM = 30.0
NEIGHBOURS = 4
PROVINCE_KM = 30.0
OWN_KM = 55.0


class Ground:
    """Settlements of GeoNames by where they lie.

    Args:
        entries: those of GeoNames, with country and province.
    """

    def __init__(self, entries: list[Entry]) -> None:
        self._cells: dict[tuple[int, int], list[Entry]] = defaultdict(list)
        self._provinces: set[str] = set()
        for entry in entries:
            if entry.kind == "settlement" and (cell := _cell(entry)):
                self._cells[cell].append(entry)
                self._provinces.add(_province(entry))

    def is_abroad(self, entry: Entry) -> bool:
        """Whether only places of other countries lie around the point."""
        near = [(kilometres(entry, other), other.country) for other in self._around(entry)]
        if any(country == entry.country for away, country in near if away < OWN_KM):
            return False
        return sum(away < FOREIGN_KM for away, _ in near) >= NEIGHBOURS

    def is_elsewhere(self, entry: Entry, province: str) -> bool:
        """Whether all places around the point lie in one other province of the country."""
        if province not in self._provinces:
            return False
        mine = [other for other in self._around(entry) if other.country == entry.country]
        if any(_province(o) == province for o in mine if kilometres(entry, o) < OWN_KM):
            return False
        near = Counter(_province(o) for o in mine if kilometres(entry, o) < PROVINCE_KM)
        return len(near) == 1 and near.total() >= NEIGHBOURS

    def _around(self, entry: Entry) -> Iterator[Entry]:
        cell = _cell(entry)
        for down in (-1, 0, 1) if cell else ():
            for right in (-1, 0, 1):
                yield from self._cells.get((cell[0] + down, cell[1] + right), ()) if cell else ()


def _cell(entry: Entry) -> tuple[int, int] | None:
    if entry.lat is None or entry.lon is None:
        return None
    return math.floor(entry.lat / CELL), math.floor(entry.lon / CELL)


def _province(entry: Entry) -> str:
    return ".".join(entry.parent.split(".")[:2])
