"""Points on the land borders of countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from corroborate.datafiles import read_rows
from corroborate.grounding.places.geometry import Point, distance_km

TABLE = Path(__file__).parents[1] / "data" / "borders.tsv"
NEAR_KM = 250.0
LEAST_KM = 30.0
MARGIN_KM = 20.0


@cache
def _borders() -> dict[str, dict[str, tuple[Point, ...]]]:
    """Points by country and neighbour, from borders.tsv, both ways."""
    found: dict[str, dict[str, tuple[Point, ...]]] = defaultdict(dict)
    for one, other, words in read_rows(TABLE):
        pairs = (word.split(",") for word in words.split("|"))
        points = tuple((float(lat), float(lon)) for lat, lon in pairs)
        found[one][other] = found[other][one] = points
    return dict(found)


def neighbours(country: str) -> frozenset[str]:
    """Codes of the countries that share a land border with one (all ISO alpha-2)."""
    return frozenset(_borders().get(country, ()))


def border_point(
    country: str, others: Collection[str], near: Iterable[Point] = ()
) -> tuple[Point, float] | None:
    """A point on a border, and the radius in km within which "at the border" then lies.

    Args:
        country: ISO alpha-2.
        others: codes of those across the border; empty for any neighbour.
        near: points of the report's other places, the most telling first.

    Returns:
        The point of the border that is nearest to the first of ``near`` within 250 km of it, with
        half their distance and 30 km as the radius; without such a place the middle of the border
        with a radius that reaches its ends. ``None`` where the countries share no land border.
    """
    known = _borders().get(country, {})
    points = [p for code, along in known.items() if not others or code in others for p in along]
    if not points:
        return None
    for place in near:
        apart, closest = min((distance_km(place, p), p) for p in points)
        if apart <= NEAR_KM:
            return closest, round(LEAST_KM + apart / 2, 1)
    return _middle(points)


def reach_of(country: str, point: Point) -> float | None:
    """How far in km the land of a country (ISO alpha-2) reaches from a point in it, at least.

    Measured to its land borders; ``None`` where it has none.
    """
    points = [p for along in _borders().get(country, {}).values() for p in along]
    return max((distance_km(point, p) for p in points), default=None)


def _middle(points: list[Point]) -> tuple[Point, float]:
    """The point of a border that is nearest to all others, and how far its ends lie from it."""
    radius, middle = min((max(distance_km(p, other) for other in points), p) for p in points)
    return middle, round(radius + MARGIN_KM, 1)
