"""The entries of the gazetteer while it is made, and how two that are one place become one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corroborate.grounding.places.names import fold, key_of, skeleton, without_type

SAME_PLACE_KM = 7.0
LARGE_KM = 10.0
LINKED_KM = 40.0
TWIN_KM = 1.5
DISTRICT_KINDS = {"admin1", "admin2", "country"}


@dataclass(slots=True, eq=False)
class Entry:
    source: str
    number: int
    name: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    population: int = 0
    rank: int = 0
    parent: str = ""
    code: str = ""
    slug: str = ""
    iso: str = ""
    names: list[str] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)
    local_names: bool = False

    def absorb(self, other: Entry) -> None:
        """Takes over what another entry of the same place knows."""
        self.names += [other.name, *other.names]
        self.alternates += other.alternates
        self.population = self.population or other.population
        self.local_names = True
        if self.lat is None:
            self.lat, self.lon = other.lat, other.lon
        if not self.parent or "." not in self.parent[3:]:
            self.parent = other.parent or self.parent


def kilometres(one: Entry, other: Entry) -> float:
    """Distance of two entries; infinite where one has no point."""
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return math.inf
    across = (one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return 111.2 * math.hypot(one.lat - other.lat, across)


class Merger:
    """Collects entries; one that is already there only adds its names."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.by_geonames: dict[int, Entry] = {}
        self.by_code: dict[str, Entry] = {}
        self._by_name: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        self._by_cell: dict[tuple[str, tuple[int, int]], list[Entry]] = defaultdict(list)
        self._areas: dict[tuple[str, str], list[Entry]] = defaultdict(list)

    def add(self, entry: Entry) -> Entry:
        """Keeps a new entry."""
        self.entries.append(entry)
        if entry.source == "geonames":
            self.by_geonames.setdefault(entry.number, entry)
        if entry.code:
            self.by_code[entry.code] = entry
        if entry.kind in DISTRICT_KINDS:
            self._areas[entry.kind, entry.country].append(entry)
        elif entry.lat is not None:
            self._by_cell[entry.kind, next(_cells(entry))].append(entry)
        self._register(entry, [entry.name, *entry.names, *entry.alternates[:60]])
        return entry

    def merge(self, entry: Entry, geonames: int | None) -> Entry:
        """Adds the entry, or lets the one that is the same place absorb it; gives that one."""
        same = self._same(entry, geonames)
        if same is None:
            return self.add(self._numbered(entry, geonames))
        same.absorb(entry)
        if entry.code:
            self.by_code[entry.code] = same
        self._register(same, [entry.name, *entry.names])
        return same

    def renew(self, entry: Entry) -> Entry:
        """Adds an entry, or brings the one of that GeoNames number up to date."""
        same = self.by_geonames.get(entry.number)
        if same is None:
            return self.add(entry)
        same.population = entry.population or same.population
        same.lat, same.lon = entry.lat, entry.lon
        same.names.append(same.name)
        same.name = entry.name
        same.alternates += entry.alternates
        return same

    def _numbered(self, entry: Entry, geonames: int | None) -> Entry:
        """The entry under its GeoNames number, by which other data know it, if that is free."""
        if geonames and entry.kind not in DISTRICT_KINDS and geonames not in self.by_geonames:
            entry.source, entry.number = "geonames", geonames
        return entry

    def supplement(self, entry: Entry) -> Entry:
        """Adds a hand-made entry, or gives its names to a province or district that is the same."""
        if entry.kind in {"region", "admin1", "admin2"}:
            key = without_type(fold(entry.name))
            for kind in ("admin1", "admin2"):
                for same in self._by_name.get((kind, entry.country, key), ()):
                    same.names += [entry.name, *entry.names]
                    same.population = same.population or entry.population
                    return same
        return self.add(entry)

    def _register(self, entry: Entry, names: Iterable[str]) -> None:
        for key in {_key(entry, name) for name in names}:
            self._by_name[entry.kind, entry.country, key].append(entry)

    def _same(self, entry: Entry, geonames: int | None) -> Entry | None:
        """The entry that is the same place. Links of areas are often wrong: names come first."""
        linked = self.by_geonames.get(geonames or 0)
        linked = linked if linked is not None and linked.kind == entry.kind else None
        if entry.kind not in DISTRICT_KINDS:
            if linked is not None and kilometres(entry, linked) < LINKED_KM:
                return linked
            return self._namesake(entry) or self._twin(entry)
        return self._namesake(entry) or self._alike(entry) or linked

    def _namesake(self, entry: Entry) -> Entry | None:
        for name in [entry.name, *entry.names]:
            for other in self._by_name.get((entry.kind, entry.country, _key(entry, name)), ()):
                if self._fits(entry, other):
                    return other
        return None

    def _fits(self, entry: Entry, other: Entry) -> bool:
        if entry.kind == "admin2":
            return self._province(entry) is self._province(other) or other.lat is None
        return entry.kind in DISTRICT_KINDS or kilometres(entry, other) < _reach(other)

    def _twin(self, entry: Entry) -> Entry | None:
        """A place close by whose name is another spelling of this one."""
        bones = {skeleton(name) for name in [entry.name, *entry.names]} - {""}
        for cell in _cells(entry):
            for other in self._by_cell[entry.kind, cell]:
                if kilometres(entry, other) < TWIN_KM and skeleton(other.name) in bones:
                    return other
        return None

    def _alike(self, entry: Entry) -> Entry | None:
        """An area of the same province whose name has the same consonants."""
        bones = {skeleton(without_type(fold(name))) for name in [entry.name, *entry.names]} - {""}
        for other in self._areas[entry.kind, entry.country]:
            if skeleton(without_type(fold(other.name))) in bones and self._fits(entry, other):
                return other
        return None

    def _province(self, entry: Entry) -> Entry | None:
        return self.by_code.get(entry.parent)


def _reach(entry: Entry) -> float:
    """How far off a second point of a town may lie; sources put large ones miles apart."""
    return SAME_PLACE_KM + min(LARGE_KM, math.sqrt(entry.population) / 40)


def _cells(entry: Entry) -> Iterator[tuple[int, int]]:
    """The square (of some two kilometres) that a place lies in, and those around it."""
    if entry.lat is None or entry.lon is None:
        return
    down, right = math.floor(entry.lat * 50), math.floor(entry.lon * 50)
    yield down, right
    steps = (-1, 0, 1)
    yield from ((down + y, right + x) for y in steps for x in steps if x or y)


def _key(entry: Entry, name: str) -> str:
    return without_type(key_of(name)) if entry.kind in DISTRICT_KINDS else key_of(name)
