"""Distances and points on the sphere (radius 6,371 km)."""

from __future__ import annotations

import math

EARTH_KM = 6371.0
MILE_KM = 1.609344
COMPASS = (
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW",
    "NNW",
)  # fmt: skip
Point = tuple[float, float]


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance of two (lat, lon) points in degrees (haversine)."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (*one, *other))
    square = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(square)))


def moved(start: Point, bearing: float, distance: float) -> Point:
    """The point ``distance`` km from ``start`` along ``bearing`` (degrees from north)."""
    lat, lon, angle = math.radians(start[0]), math.radians(start[1]), math.radians(bearing)
    arc = distance / EARTH_KM
    lat2 = math.asin(
        math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(angle)
    )
    lon2 = lon + math.atan2(
        math.sin(angle) * math.sin(arc) * math.cos(lat),
        math.cos(arc) - math.sin(lat) * math.sin(lat2),
    )
    return math.degrees(lat2), (math.degrees(lon2) + 540) % 360 - 180


def midpoint(one: Point, other: Point) -> Point:
    """The point half way between two that are no more than a country apart."""
    east = (other[1] - one[1] + 540) % 360 - 180
    return (one[0] + other[0]) / 2, (one[1] + east / 2 + 540) % 360 - 180


def bearing_of(direction: str) -> float:
    """Degrees from north of a compass point, ``N`` to ``NNW``."""
    return COMPASS.index(direction) * 22.5
