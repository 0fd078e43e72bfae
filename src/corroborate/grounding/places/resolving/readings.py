"""The readings of all names of one report as columns: one row for each entry a name may mean."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corroborate.grounding.places.clues.context import Evidence
from corroborate.grounding.places.gazetteer.store import KINDS
from corroborate.grounding.places.geometry import EARTH_KM
from corroborate.grounding.places.names import fold
from corroborate.grounding.places.records import Place
from corroborate.grounding.places.spotting.spot import Spot

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
COUNTRY, ADMIN1, ADMIN2, ADMIN3, SETTLEMENT, NEIGHBOURHOOD, FACILITY, REGION, CONTINENT, WATER = (
    range(len(KINDS))
)
AREAS = (COUNTRY, ADMIN1, ADMIN2, REGION, CONTINENT)
IS_AREA = np.isin(np.arange(len(KINDS)), AREAS)
IS_LEVEL = np.isin(np.arange(len(KINDS)), (COUNTRY, ADMIN1, ADMIN2))
TOWN_REACH_KM = 25.0
REGION_REACH_KM = 400.0


@dataclass(slots=True)
class Group:
    """Spots of one report that mean the same place: one name, one kind said, one container.

    Attributes:
        name: folded.
        kind: what the text calls it.
        members: numbers of the spots.
        places: the entries that the name may mean.
        origin: country code of the demonym before it ("the Iraqi city of X").
        speaks: one of them says or decides something.
    """

    name: str
    kind: str | None
    origin: str | None
    members: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    speaks: bool = False


def groups_of(spots: Sequence[Spot], evidence: Sequence[Evidence]) -> list[Group]:
    """The groups of a report, in the order in which they first stand there."""
    found: dict[Hashable, Group] = {}
    for i, (spot, clue) in enumerate(zip(spots, evidence, strict=True)):
        name, at = fold(spot.text), clue.container
        container = "" if at is None else fold(spots[at].text)
        key = name, clue.kind, container, clue.origin
        group = found.setdefault(key, Group(name, clue.kind, clue.origin))
        group.members.append(i)
        group.speaks |= clue.speaks
        group.places = group.places or list(spot.places)
    return list(found.values())


class Table:
    """Columns over the readings of groups that have any.

    Attributes:
        groups: those with at least one reading, G of them; places: the N readings in their order.
        group: for each reading the number of its group; starts: first reading of each group.
        country, admin1, admin2, kind, entry: small numbers for equal values; -1 where unknown.
        vectors: unit vectors (N × 3), NaN without a point.
    """

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = [g for g in groups if g.places]
        self.places = [p for g in self.groups for p in g.places]
        sizes = [len(g.places) for g in self.groups]
        self.group: Ints = np.repeat(np.arange(len(sizes)), sizes)
        self.starts: Ints = np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, dtype=np.int64)
        self.country, self.countries = _coded(p.country for p in self.places)
        self.admin1, _ = _coded(_province(p) for p in self.places)
        self.admin2, _ = _coded(_district(p) for p in self.places)
        self.entry, _ = _coded(p.id for p in self.places)
        self.name, _ = _coded(g.name for g in self.groups)
        self.kind: Ints = np.array([_KIND[p.kind] for p in self.places], dtype=np.int64)
        self.vectors = _vectors(self.places)

    def rows(self, group: int) -> slice:
        """The readings of a group."""
        start = int(self.starts[group])
        return slice(start, start + len(self.groups[group].places))

    def distances(self, ones: slice | Ints, others: slice | Ints) -> Floats:
        """Great-circle distances in km; infinite where a point is missing."""
        cosine = self.vectors[ones] @ self.vectors[others].T
        apart: Floats = EARTH_KM * np.arccos(np.clip(cosine, -1.0, 1.0))
        return np.where(np.isnan(apart), np.inf, apart)

    def inside(self, ones: slice, hosts: slice) -> Floats:
        """1 where a reading lies in a host's, as far as the gazetteer knows, else 0."""
        kinds = self.kind[hosts]
        fits = np.zeros((ones.stop - ones.start, hosts.stop - hosts.start), dtype=bool)
        for kind, column in (
            (COUNTRY, self.country),
            (ADMIN1, self.admin1),
            (ADMIN2, self.admin2),
        ):
            same = (column[ones][:, None] == column[hosts][None, :]) & (column[hosts] >= 0)
            fits |= same & (kinds == kind)
        other = ~IS_LEVEL[kinds]
        if other.any():
            reach = np.where(IS_AREA[kinds] | (kinds == WATER), REGION_REACH_KM, TOWN_REACH_KM)
            fits |= (self.distances(ones, hosts) < reach) & other
        same_entry = self.entry[ones][:, None] == self.entry[hosts][None, :]
        return np.asarray(fits & ~same_entry, dtype=np.float64)

    def softmax(self, scores: Floats, nulls: Floats) -> tuple[Floats, Floats]:
        """Probability of each reading, and of none, given scores of both."""
        if not len(self.groups):
            return scores, nulls
        top = np.maximum(np.maximum.reduceat(scores, self.starts), nulls)
        raised, none = np.exp(scores - top[self.group]), np.exp(nulls - top)
        total = np.add.reduceat(raised, self.starts) + none
        return raised / total[self.group], none / total

    def mass(self, shares: Floats, column: Ints, most: int = 0) -> Floats:
        """Sum of shares by group and value of a column (G × values)."""
        width = max(most, int(column.max(initial=-1)) + 1)
        known = column >= 0
        key = self.group[known] * width + column[known]
        size = len(self.groups) * width
        sums: Floats = np.bincount(key, shares[known], minlength=size).astype(np.float64)
        return sums.reshape(len(self.groups), width)


_KIND = {kind: number for number, kind in enumerate(KINDS)}


def _coded(values: Iterable[Hashable]) -> tuple[Ints, dict[Hashable, int]]:
    numbers: dict[Hashable, int] = {}
    coded = [-1 if v is None else numbers.setdefault(v, len(numbers)) for v in values]
    return np.array(coded, dtype=np.int64), numbers


def _province(place: Place) -> tuple[str | None, str] | None:
    return (place.country, place.admin1) if place.admin1 else None


def _district(place: Place) -> tuple[str | None, str | None, str] | None:
    return (place.country, place.admin1, place.admin2) if place.admin2 else None


def _vectors(places: Sequence[Place]) -> Floats:
    nothing = float("nan")
    points = [(nothing, nothing) if p.lat is None or p.lon is None else (p.lat, p.lon)
              for p in places]  # fmt: skip
    lat, lon = np.radians(np.array(points, dtype=np.float64).reshape(-1, 2)).T
    found: Floats = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)
    return found
