"""Whether an entry lies where the words say, and whether one lies in another."""

from __future__ import annotations

from corroborate.grounding.places.clues.relations import Relation
from corroborate.grounding.places.geometry import Point, bearing_of, distance_km, moved
from corroborate.grounding.places.records import Place

ASIDE_KM = 300.0


def lies(place: Place, host: Place, relation: Relation) -> bool:
    """Whether a place lies where the relation to the host says; not where a point is missing."""
    mine, point = point_of(place), point_of(host)
    if mine is None or point is None:
        return False
    if relation.kind == "far" and relation.direction:
        spot = moved(point, bearing_of(relation.direction), relation.distance)
        return distance_km(mine, spot) < max(25.0, 0.4 * relation.distance)
    if relation.kind == "aside" and relation.direction:
        aim = moved(point, bearing_of(relation.direction), apart := distance_km(mine, point))
        return apart < ASIDE_KM and distance_km(mine, aim) < 1.2 * apart
    return distance_km(mine, point) < max(60.0, 1.3 * relation.distance)


def point_of(place: Place) -> Point | None:
    """(lat, lon) in degrees, where the entry has them."""
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)


def inside(place: Place, host: Place) -> bool:
    """Whether a place lies in another, as far as the gazetteer knows."""
    if host.kind == "country":
        return place.country == host.country
    if host.kind == "admin1":
        return (place.country, place.admin1) == (host.country, host.admin1)
    if host.kind == "admin2":
        return (place.country, place.admin1, place.admin2) == (
            host.country,
            host.admin1,
            host.admin2,
        )
    one, other = point_of(place), point_of(host)
    reach = 25.0 if host.kind == "settlement" else 400.0
    return bool(one and other) and distance_km(one, other) < reach  # type: ignore[arg-type]
