"""A place, and a mention of one in a text."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model.vocabulary import PlacePrecision


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer.

    Attributes:
        id: ``geonames:N``, ``wof:N`` (Who's On First), ``corroborate:slug``, or what the user gave.
        name: its usual name in Latin script.
        country: ISO 3166-1 alpha-2; ``None`` for a continent, a sea, a region of many countries.
        admin1, admin2: names of the province and district it lies in (its own, where it is one).
        lat, lon: WGS84 degrees; ``None`` where the sources give no point.
        kind: country, admin1, admin2, admin3, settlement, neighbourhood, facility, region,
            continent or water.
        population: inhabitants; 0 where unknown.
        rank: 3 a national capital, 2 the seat of a province, 1 of a district, 0 none of these.
        match: how the name met this entry: primary, alternate or fuzzy.
        similarity: of the name looked up to the entry's, 0 to 1; 1 unless fuzzy.
        iso: ISO 3166-1 alpha-3 of a country ("IRQ"), ISO 3166-2 of a province ("IQ-DI") where it
            is known; ``None`` for all else.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    kind: str
    population: int = 0
    rank: int = 0
    match: str = "primary"
    similarity: float = 1.0
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A stretch of text that names a place.

    Attributes:
        span: character offsets of the name in the document's text.
        text: the name as it stands there.
        place: the entry it was resolved to; ``None`` where none fits.
        precision: how exactly ``lat`` and ``lon`` give the spot that the text speaks of.
        relation: the words between the place and the spot, as "95 mi N of"; ``None``: the place.
        lat, lon: the spot, moved from the place's point where the text gives direction and
            distance.
        radius_km: honest radius around it; ``None`` where the precision says enough.
        score: of the resolution, 0 to 1.
        metonym: the name stands for a government or an institution, not for ground.
        locates: the name only tells where another place lies ("Samarra, north of *Baghdad*").
        relation_span: offsets of the words of the relation with the name.
    """

    span: tuple[int, int]
    text: str
    place: Place | None
    precision: PlacePrecision
    relation: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    score: float = 0.0
    metonym: bool = False
    locates: bool = False
    relation_span: tuple[int, int] | None = None
