"""The places of one file of the gazetteer."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import numpy as np

from corroborate.grounding.places.gazetteer.store import (
    KINDS,
    NO_PARENT,
    NO_POINT,
    NUMBERED,
    SOURCES,
    Store,
    id_key,
)
from corroborate.grounding.places.records import Place


class Layer:
    """Reads places from a store.

    Args:
        store: of the file.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._columns = {name: store.column(name) for name in ("id", "lat", "lon", "kind")}
        self._parent = store.column("parent")
        self._population = store.column("population")
        self.place = lru_cache(maxsize=8192)(self._read)

    def found(self, table: str, key: str) -> list[Place]:
        """The places under a key of the table ``exact`` or ``fuzzy``."""
        return [
            self.place(row, "alternate" if lesser else "primary", 1.0)
            for row, lesser in self.store.rows(table, key)
        ]

    def countries(self) -> dict[str, int]:
        """Row of each country by its ISO alpha-2 code."""
        rows: dict[str, int] = self.store.head["countries"]
        return rows

    def get(self, identifier: str) -> Place | None:
        """The place with that id."""
        row = self._row_of(identifier)
        return None if row is None else self.place(row, "primary", 1.0)

    def named(self, kinds: Collection[str]) -> dict[str, str]:
        """Names of all places of some kinds, by id."""
        wanted = [KINDS.index(kind) for kind in kinds]
        rows = np.flatnonzero(np.isin(self._columns["kind"] & 15, wanted))
        return {self._id(int(row)): self.store.name(int(row)) for row in rows}

    def _row_of(self, identifier: str) -> int | None:
        source, _, number = identifier.partition(":")
        numbered = source in NUMBERED and number.isdecimal()
        if numbered and not self.store.head.get("find_ids"):
            same = np.flatnonzero(self._columns["id"] == min(int(number), 2**32 - 1))
            hits = [int(row) for row in same]
        else:
            hits = [row for row, _ in self.store.rows("exact", id_key(identifier))]
        return next((row for row in hits if self._id(row) == identifier), None)

    def _id(self, row: int) -> str:
        source = SOURCES[int(self._columns["kind"][row]) >> 4 & 3]
        number = int(self._columns["id"][row])
        if source in NUMBERED:
            return f"{source}:{number}"
        slug = self.store.slug(number)
        return slug if source == "user" else f"{source}:{slug}"

    def _read(self, row: int, match: str, similarity: float) -> Place:
        lat, lon = int(self._columns["lat"][row]), int(self._columns["lon"][row])
        packed = int(self._columns["kind"][row])
        country, admin1, admin2 = self._areas(row)
        return Place(
            id=self._id(row),
            name=self.store.name(row),
            country=country,
            admin1=admin1,
            admin2=admin2,
            lat=None if lat == NO_POINT else lat / 10000,
            lon=None if lat == NO_POINT else lon / 10000,
            kind=KINDS[packed & 15],
            population=int(self._population[row]) if row < len(self._population) else 0,
            rank=packed >> 6,
            match=match,
            similarity=similarity,
            iso=self._iso(row, KINDS[packed & 15]),
        )

    def _iso(self, row: int, kind: str) -> str | None:
        code = self.store.code(row)
        return (code[3:] if kind == "country" else code) or None

    def _areas(self, row: int) -> tuple[str | None, str | None, str | None]:
        """Country code, province and district that a row lies in, itself among them."""
        names: dict[str, str] = {}
        while row != NO_PARENT:
            kind = KINDS[int(self._columns["kind"][row]) & 15]
            if kind == "country":
                return self.store.code(row)[:2] or None, names.get("admin1"), names.get("admin2")
            names.setdefault(kind, self.store.name(row))
            row = int(self._parent[row])
        return None, names.get("admin1"), names.get("admin2")
