"""Names to places: exact, by spelling rules, and by country."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

from corroborate.datafiles import read_rows
from corroborate.grounding.places.demonyms import demonyms, short_forms
from corroborate.grounding.places.names import (
    fold,
    romanised,
    skeleton,
    without_article,
    without_type,
)
from corroborate.grounding.places.records import Place
from corroborate.grounding.places.store import KINDS, NO_PARENT, SOURCES, Store

DATA = Path(__file__).parent / "data"
LIKENESS = 0.72
MOST = 60
_NO_POINT = -(2**31)


class Gazetteer:
    """All places, by name. Opened with :meth:`open`; safe to share, never changed.

    Args:
        path: a file made by ``training.gazetteer``.

    Raises:
        DataError: the file is missing or is no gazetteer.
    """

    def __init__(self, path: Path) -> None:
        self._store = Store(path)
        self._columns = {name: self._store.column(name) for name in ("id", "lat", "lon", "kind")}
        self._parent = self._store.column("parent")
        self._population = self._store.column("population")
        self._place = lru_cache(maxsize=8192)(self._read)
        self._found = lru_cache(maxsize=8192)(self._lookup)
        self._alike = lru_cache(maxsize=2048)(self._fuzzy)

    @staticmethod
    def open(path: Path | None = None) -> Gazetteer:
        """The gazetteer in ``path``, by default the package's own; the same file opens once."""
        return _opened(path or DATA / "gazetteer.bin")

    def __len__(self) -> int:
        return len(self._store)

    def lookup(self, name: str) -> list[Place]:
        """Every place of that name, the better known first; letter case and marks do not matter."""
        return list(self._found(fold(name)))

    def fuzzy(self, name: str, countries: Collection[str]) -> list[Place]:
        """Places of those countries (ISO alpha-2) whose name may be another romanisation of this.

        Best first, each with its ``similarity``.
        """
        return list(self._alike(fold(name), frozenset(countries)))

    def country(self, name: str) -> Place | None:
        """The country with that code, name, short form or demonym."""
        key = fold(name)
        rows = self._store.head["countries"]
        code = short_forms().get(key) or demonyms().get(key)
        code = name if name in rows else code
        if code in rows:
            return self._place(rows[code], "primary", 1.0)
        return next((p for p in self.lookup(name) if p.kind == "country"), None)

    def abbreviation(self, name: str) -> Place | None:
        """The province that is written so for short: ``W.Va.``; letter case matters."""
        country, full = _abbreviations().get(name, ("", ""))
        found = (p for p in self.lookup(full) if p.kind == "admin1" and p.country == country)
        return next(found, None)

    def _lookup(self, key: str) -> tuple[Place, ...]:
        hits = self._store.rows("exact", key)
        if not hits and without_article(key) != key:
            hits = self._store.rows("exact", without_article(key))
        found = [
            self._place(row, "alternate" if lesser else "primary", 1.0) for row, lesser in hits
        ]
        found += self._short_form(key, found)
        return tuple(sorted(found, key=_standing)[:MOST])

    def _short_form(self, key: str, found: list[Place]) -> list[Place]:
        code = short_forms().get(key)
        country = self.country(code) if code else None
        known = {place.id for place in found}
        if any(p.kind == "admin1" and p.match == "primary" and p.country == code for p in found):
            return []
        return [country] if country and country.id not in known else []

    def _fuzzy(self, key: str, countries: frozenset[str]) -> tuple[Place, ...]:
        bones, wanted = skeleton(without_type(key)), romanised(without_type(key))
        if not bones:
            return ()
        found = []
        for row, _ in self._store.rows("fuzzy", bones):
            place = self._place(row, "primary", 1.0)
            if place.country in countries:
                likeness = _likeness(wanted, place.name)
                if likeness >= LIKENESS:
                    found.append(self._place(row, "fuzzy", likeness))
        return tuple(sorted(found, key=lambda p: (-p.similarity, *_standing(p)))[:MOST])

    def _read(self, row: int, match: str, similarity: float) -> Place:
        lat, lon = int(self._columns["lat"][row]), int(self._columns["lon"][row])
        packed = int(self._columns["kind"][row])
        kind, source = KINDS[packed & 15], SOURCES[packed >> 4 & 3]
        country, admin1, admin2 = self._areas(row)
        return Place(
            id=self._id(source, int(self._columns["id"][row])),
            name=self._store.name(row),
            country=country,
            admin1=admin1,
            admin2=admin2,
            lat=None if lat == _NO_POINT else lat / 10000,
            lon=None if lat == _NO_POINT else lon / 10000,
            kind=kind,
            population=int(self._population[row]) if row < len(self._population) else 0,
            rank=packed >> 6,
            match=match,
            similarity=similarity,
        )

    def _id(self, source: str, number: int) -> str:
        slugs = self._store.head["slugs"]
        return f"{source}:{slugs[number] if source == 'corroborate' else number}"

    def _areas(self, row: int) -> tuple[str | None, str | None, str | None]:
        """Country code, province and district that a row lies in, itself among them."""
        names: dict[str, str] = {}
        while row != NO_PARENT:
            kind = KINDS[int(self._columns["kind"][row]) & 15]
            if kind == "country":
                return self._codes()[row], names.get("admin1"), names.get("admin2")
            names.setdefault(kind, self._store.name(row))
            row = int(self._parent[row])
        return None, names.get("admin1"), names.get("admin2")

    @cache  # noqa: B019  (one gazetteer lives as long as the process)
    def _codes(self) -> dict[int, str]:
        return {row: code for code, row in self._store.head["countries"].items()}


@cache
def _abbreviations() -> dict[str, tuple[str, str]]:
    """Abbreviation to country and full name, from abbreviations.tsv."""
    rows = read_rows(DATA / "abbreviations.tsv")
    return {short: (row[0], row[1]) for row in rows for short in row[2].split("|")}


@cache
def _opened(path: Path) -> Gazetteer:
    return Gazetteer(path)


def _standing(place: Place) -> tuple[bool, bool, int, int]:
    """Order among places of one name: countries, then own names, seats, people."""
    return (
        place.kind not in {"country", "continent"},
        place.match != "primary",
        -place.population,
        -place.rank,
    )


def _likeness(wanted: str, name: str) -> float:
    return SequenceMatcher(None, wanted, romanised(without_type(fold(name)))).ratio()
