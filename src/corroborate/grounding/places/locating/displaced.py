"""A mention whose words lead away from the place they name: where the spot lies, how exactly."""

from __future__ import annotations

from dataclasses import replace

from corroborate.grounding.places.clues.relations import Relation
from corroborate.grounding.places.geometry import Point, distance_km, midpoint
from corroborate.grounding.places.locating.borders import reach_of
from corroborate.grounding.places.records import Place, PlaceMention
from corroborate.model.vocabulary import PlacePrecision

PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "continent": "unknown",
    "water": "unknown",
    "region": "province",
    "admin1": "province",
    "admin2": "district",
    "admin3": "district",
    "settlement": "settlement",
    "neighbourhood": "site",
    "facility": "site",
}
AREAS = frozenset(("country", "admin1", "admin2", "region", "continent"))
PART_KM = {"country": 300.0, "continent": 1500.0, "admin1": 100.0, "region": 100.0, "admin2": 40.0}
TOWN_PART_KM = 8.0
COAST_KM = 200.0


def sure_point(point: tuple[float | None, float | None]) -> Point:
    """A point that is known to be there."""
    assert point[0] is not None
    assert point[1] is not None
    return point[0], point[1]


def precision_of(place: Place | None, hosted: bool) -> PlacePrecision:
    """How exactly a place gives the spot; ``hosted``: it is the one that a building stands in."""
    if place is None:
        return "unknown"
    return "site" if hosted else PRECISION[place.kind]


def in_part(plain: PlaceMention, place: Place, relation: Relation) -> PlaceMention:
    """A side or the middle of a town is the town; one of an area lies somewhere in it."""
    radius = PART_KM.get(place.kind)
    if radius is None:
        town = relation.radius or TOWN_PART_KM
        return with_relation(
            plain, relation, plain.precision, town if place.kind == "settlement" else None
        )
    if relation.kind == "heart":
        return plain
    return with_relation(plain, relation, plain.precision, radius)


def off_coast(plain: PlaceMention, place: Place, relation: Relation) -> PlaceMention:
    """Off a town it is near it; off a country somewhere about it, for its point lies far inland."""
    if place.kind not in AREAS:
        return with_relation(plain, relation, "near", relation.radius)
    if place.kind != "country" or place.country is None or plain.lat is None or plain.lon is None:
        return with_relation(plain, relation, plain.precision, COAST_KM)
    reach = reach_of(place.country, (plain.lat, plain.lon))
    return with_relation(plain, relation, "country", None if reach is None else reach + COAST_KM)


def halfway(
    plain: PlaceMention, place: Place, relation: Relation, partner: Place | None
) -> PlaceMention:
    """The middle between two places; not of countries, for war and talks are between those."""
    ends = (place.lat, place.lon, *((partner.lat, partner.lon) if partner else ()))
    if partner is None or len(ends) != 4 or None in ends or "country" in (place.kind, partner.kind):
        return plain
    one, other = sure_point((ends[0], ends[1])), sure_point((ends[2], ends[3]))
    lat, lon = midpoint(one, other)
    apart = distance_km(one, other)
    radius = round(apart / (6 if relation.words.startswith("halfway") else 2) + 3, 1)
    words = f"{relation.words} {plain.text} and {partner.name}"
    return with_relation(
        replace(plain, lat=lat, lon=lon), replace(relation, words=words), "near", radius
    )


def with_relation(
    plain: PlaceMention, relation: Relation, precision: PlacePrecision, radius: float | None
) -> PlaceMention:
    """The mention with the words of its relation, a precision and a radius in km."""
    lead = relation.lead or relation.length
    return replace(
        plain,
        precision=precision,
        relation=relation.words,
        lat=None if plain.lat is None else round(plain.lat, 4),
        lon=None if plain.lon is None else round(plain.lon, 4),
        radius_km=None if radius is None else round(radius, 1),
        relation_span=(plain.span[0] - lead, plain.span[1]),
    )
