"""Country outlines from the package's data, and how to find them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import accumulate
from typing import Any

from corroborate.errors import DataError

Point = tuple[float, float]
Box = tuple[float, float, float, float]

TURNS = (-360, 0, 360)


@dataclass(frozen=True)
class Country:
    """One outline. ``box`` is west, south, east, north in degrees; ``code`` ISO alpha-2."""

    code: str | None
    name: str
    box: Box
    ring_arcs: tuple[tuple[int, ...], ...]
    atlas: Atlas

    @cached_property
    def rings(self) -> list[list[Point]]:
        """Closed lines of longitude and latitude; holes are rings as well."""
        return [unrolled(self.atlas.ring(arcs)) for arcs in self.ring_arcs]

    @property
    def main_box(self) -> Box:
        """The box of the part with the widest box, without islands and lands far away."""
        return max(map(_around, self.rings), key=_extent)


class Atlas:
    """All outlines; neighbours share the arcs between them."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._arcs: list[list[int]] = data["arcs"]
        self._units: int = data["units"]
        self.countries = [
            Country(code, name, _box(box, self._units), tuple(tuple(r) for r in rings), self)
            for code, name, box, rings in data["countries"]
        ]

    def _arc(self, number: int) -> list[Point]:
        steps = self._arcs[number if number >= 0 else ~number]
        xs, ys = accumulate(steps[0::2]), accumulate(steps[1::2])
        points = [(x / self._units, y / self._units) for x, y in zip(xs, ys, strict=True)]
        return points if number >= 0 else points[::-1]

    def ring(self, arcs: tuple[int, ...]) -> list[Point]:
        """The arcs joined end to end."""
        line: list[Point] = []
        for number in arcs:
            line += self._arc(number)[1 if line else 0 :]
        return line

    def by_code(self, code: str | None) -> Iterator[Country]:
        """The outlines that bear that ISO alpha-2 code; a few states have more than one."""
        return (c for c in self.countries if code is not None and c.code == code)

    def name(self, code: str | None) -> str | None:
        """The country's name, or the code itself where there is no outline for it."""
        largest = max(self.by_code(code), key=lambda c: _extent(c.box), default=None)
        return largest.name if largest else code

    def within(self, box: Box) -> Iterator[Country]:
        """The countries whose box touches ``box``, which may reach beyond 180 degrees."""
        return (country for country in self.countries if _touches(country.box, box))


def _box(box: list[int], units: int) -> Box:
    west, south, east, north = (edge / units for edge in box)
    return west, south, east, north


def _extent(box: Box) -> float:
    west, south, east, north = box
    return (east - west) * (north - south)


def _around(ring: list[Point]) -> Box:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _touches(box: Box, seen: Box) -> bool:
    """Whether the boxes touch, on any turn of the globe."""
    west, south, east, north = seen
    w, s, e, n = box
    return s <= north and n >= south and any(w + t <= east and e + t >= west for t in TURNS)


def unrolled(ring: list[Point]) -> list[Point]:
    """The ring without jumps where it crosses 180 degrees; its longitudes may exceed that.

    A ring around a pole, which then does not close, is closed along the pole's edge of the map.
    """
    line = ring[:1]
    for lon, lat in ring[1:]:
        line.append((lon + 360 * round((line[-1][0] - lon) / 360), lat))
    (first, lat), (last, _) = line[0], line[-1]
    if abs(last - first) > 180:
        pole = 90.0 if lat > 0 else -90.0
        line += [(last, pole), (first, pole), line[0]]
    return line


@cache
def atlas() -> Atlas:
    """The outlines that lie in the package, read once.

    Raises:
        DataError: the file is missing or is not what ``training/outlines.py`` makes.
    """
    try:
        file = resources.files("corroborate.export") / "data" / "outlines.json"
        return Atlas(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"country outlines cannot be read: {error}; reinstall") from error
