"""From a resolved name to the spot that the text speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.grounding.places.context import Evidence
from corroborate.grounding.places.geometry import bearing_of, distance_km, midpoint, moved
from corroborate.grounding.places.records import Place, PlaceMention
from corroborate.grounding.places.relations import Relation
from corroborate.grounding.places.spot import Spot
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
NEIGHBOURS = 200


def mention_of(
    text: str,
    at: int,
    spots: Sequence[Spot],
    evidence: Sequence[Evidence],
    chosen: Sequence[Place | None],
    score: float,
) -> PlaceMention:
    """The mention for spot number ``at``."""
    spot, clue, place = spots[at], evidence[at], chosen[at]
    hosted = place is None and spot.facility
    if hosted:
        place, score = _host(text, at, spots, evidence, chosen), 0.5
    lat, lon = (place.lat, place.lon) if place else (None, None)
    plain = PlaceMention(
        span=spot.span,
        text=spot.text,
        place=place,
        precision=_precision(place, hosted),
        lat=lat,
        lon=lon,
        radius_km=5.0 if hosted and place else None,
        score=round(score, 3),
        locates=clue.locates,
    )
    if place is None or clue.relation is None or clue.locates:
        return plain
    return _related(plain, place, clue.relation, _partner(text, at, spots, chosen))


def _precision(place: Place | None, hosted: bool) -> PlacePrecision:
    if place is None:
        return "unknown"
    return "site" if hosted else PRECISION[place.kind]


def _host(
    text: str,
    at: int,
    spots: Sequence[Spot],
    evidence: Sequence[Evidence],
    chosen: Sequence[Place | None],
) -> Place | None:
    """The settlement that a building without an entry stands in: named in it, or close before."""
    container = evidence[at].container
    if container is not None and chosen[container] is not None:
        return chosen[container]
    start, end = spots[at].span
    for other, place in zip(spots, chosen, strict=True):
        if place is not None and other.context and start == other.start and other.end < end:
            return place
    near = [
        (min(abs(s.start - end), abs(start - s.end)), p)
        for s, p in zip(spots, chosen, strict=True)
        if p is not None and p.kind == "settlement" and _close(text, s, spots[at])
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _close(text: str, one: Spot, other: Spot) -> bool:
    first, last = sorted((one, other), key=lambda s: s.start)
    between = text[first.end : last.start]
    return len(between) < NEIGHBOURS and ". " not in between and "\n\n" not in between


def _partner(
    text: str, at: int, spots: Sequence[Spot], chosen: Sequence[Place | None]
) -> Place | None:
    """B in "between A and B", "the road from A to B"."""
    if at + 1 >= len(spots):
        return None
    between = text[spots[at].end : spots[at + 1].start]
    words = between.split()
    return (
        chosen[at + 1] if words and len(words) < 6 and words[0] in {"and", "to", "with"} else None
    )


def _related(
    plain: PlaceMention, place: Place, relation: Relation, partner: Place | None
) -> PlaceMention:
    """The mention moved by its relation."""
    precision, lat, lon = plain.precision, plain.lat, plain.lon
    words, radius = relation.words, relation.radius
    area = place.kind in {"country", "admin1", "region", "continent"}
    if relation.kind == "far" and relation.direction and lat is not None and lon is not None:
        lat, lon = moved((lat, lon), bearing_of(relation.direction), relation.distance)
        precision = "near"
    elif relation.kind == "between":
        return _halfway(plain, place, relation, partner)
    elif relation.kind == "part":
        if not area:
            return plain
        radius = 300.0 if place.kind == "country" else 100.0
    elif relation.kind == "border":
        precision = "country" if place.kind == "country" else "near"
    elif not area or relation.kind == "far":
        precision = "near"
    return _with(plain, precision, words, lat, lon, radius, relation.length)


def _halfway(
    plain: PlaceMention, place: Place, relation: Relation, partner: Place | None
) -> PlaceMention:
    ends = (place.lat, place.lon, *((partner.lat, partner.lon) if partner else ()))
    if partner is None or len(ends) != 4 or None in ends:
        return plain
    one, other = (ends[0], ends[1]), (ends[2], ends[3])
    lat, lon = midpoint(one, other)
    radius = round(distance_km(one, other) / 2 + 3, 1)
    words = f"{relation.words} {plain.text} and {partner.name}"
    return _with(plain, "near", words, lat, lon, radius, relation.length)


def _with(
    plain: PlaceMention,
    precision: PlacePrecision,
    relation: str,
    lat: float | None,
    lon: float | None,
    radius: float | None,
    length: int,
) -> PlaceMention:
    return PlaceMention(
        span=plain.span,
        text=plain.text,
        place=plain.place,
        precision=precision,
        relation=relation,
        lat=None if lat is None else round(lat, 4),
        lon=None if lon is None else round(lon, 4),
        radius_km=radius,
        score=plain.score,
        relation_span=(plain.span[0] - length, plain.span[1]),
    )
