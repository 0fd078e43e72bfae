"""From a resolved name to the spot that the text speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corroborate.grounding.places.clues.context import Evidence
from corroborate.grounding.places.clues.relations import Relation
from corroborate.grounding.places.geometry import (
    Point,
    bearing_of,
    moved,
)
from corroborate.grounding.places.locating.borders import border_point, neighbours
from corroborate.grounding.places.locating.displaced import (
    AREAS,
    PART_KM,
    halfway,
    in_part,
    off_coast,
    precision_of,
    sure_point,
    with_relation,
)
from corroborate.grounding.places.records import Place, PlaceMention
from corroborate.grounding.places.resolving.resolve import inside
from corroborate.grounding.places.spotting.spot import Spot
from corroborate.grounding.places.words import is_a
from corroborate.model.vocabulary import PlacePrecision

NEIGHBOURS = 200
HOST_KM = 5.0
QUARTER_KM = 10.0
NEAR_BORDER_KM = 75.0
_WITH = re.compile(r"\b(?:border|frontier) with(?: the)?\s*$", re.IGNORECASE)
QUARTER_OF = re.compile(
    r"\s+(?:district|quarter|neighbou?rhood|suburb|area)s?\s+(?:of|in)\s+"
    r"(?:(?:the\s+)?(?:\w+\s+)?(?:city|town|capital)\s+(?:of\s+)?)?"
)
JOINS = frozenset(("and", "to", "with", "-", "–", "—", "/"))


@dataclass(frozen=True, slots=True)
class Spots:
    """All spots of a text with what was found out about them, by number.

    Attributes:
        text: of the report.
        spots, evidence, chosen: of equal length; ``chosen`` are the entries they were resolved to.
        countries: how much the report speaks of each (by ISO alpha-2).
    """

    text: str
    spots: Sequence[Spot]
    evidence: Sequence[Evidence]
    chosen: Sequence[Place | None]
    countries: Mapping[str, float]

    def mention(self, at: int, score: float) -> PlaceMention:
        """The mention for spot number ``at``, whose resolution has that score."""
        if (town := self._town(at)) is not None:
            return self._quarter(at, town)
        spot, place = self.spots[at], self.chosen[at]
        hosted = place is None and spot.facility
        if hosted:
            place, score = self._host(at), 0.5
        plain = PlaceMention(
            span=spot.span,
            text=spot.text,
            place=place,
            precision=precision_of(place, hosted and place is not None and place.kind not in AREAS),
            lat=place.lat if place else None,
            lon=place.lon if place else None,
            radius_km=HOST_KM if hosted and place and place.kind not in AREAS else None,
            score=round(score, 3),
            locates=self._locates(at),
        )
        relation = self.evidence[at].relation
        if place is None or relation is None or plain.locates:
            return plain
        return self._related(plain, at, place, relation)

    def _locates(self, at: int) -> bool:
        """Whether the name only tells where the one before it lies, or ends a way from there."""
        clue = self.evidence[at]
        if clue.locates or not at:
            return clue.locates
        before = self.evidence[at - 1].relation
        ways = before is not None and before.kind in ("between", "border")
        if before is not None and ways and self._partner(at - 1, before) is not None:
            return True
        relation, host = clue.relation, self.chosen[at - 1]
        if relation is None or not relation.length or host is None or host.kind in AREAS:
            return False
        gap = self._gap(at - 1)
        return not gap[: len(gap) - relation.length].strip() and len(gap) >= relation.length

    def _gap(self, at: int) -> str:
        """The words between a spot and the next."""
        return self.text[self.spots[at].end : self.spots[at + 1].start]

    def _joined(self, at: int) -> bool:
        """Whether a spot and the next are the ends of a way: "from A to B", "the A-B highway"."""
        words = self._gap(at).split()
        anew = any(is_a(word, "locative") for word in words[1:])
        return bool(words) and len(words) < 6 and words[0] in JOINS and not anew

    def _partner(self, at: int, relation: Relation) -> Place | None:
        """The other end of a way or a border; that of a country's border is a country."""
        partner = self.chosen[at + 1] if at + 1 < len(self.spots) and self._joined(at) else None
        mine = self.chosen[at]
        if relation.kind != "border" or partner is None or mine is None:
            return partner
        return partner if (mine.kind == "country") == (partner.kind == "country") else None

    # ------------------------------------------------------------------------------- hosts

    def _town(self, at: int) -> Place | None:
        """The town that the text puts a quarter into which is not known there."""
        place, container = self.chosen[at], self.evidence[at].container
        if at + 1 < len(self.spots) and QUARTER_OF.fullmatch(self._gap(at)):
            container = at + 1
        elif self.evidence[at].kind not in ("neighbourhood", "admin2"):
            return None
        town = self.chosen[container] if container is not None else None
        if town is None or town.kind != "settlement" or (place and inside(place, town)):
            return None
        return town

    def _quarter(self, at: int, town: Place) -> PlaceMention:
        """A part of a town that is not known, put where the town is."""
        spot = self.spots[at]
        return PlaceMention(
            span=spot.span,
            text=spot.text,
            place=town,
            precision="settlement",
            relation=f"{spot.text} in",
            lat=town.lat,
            lon=town.lon,
            radius_km=QUARTER_KM,
            score=0.5,
            relation_span=spot.span,
        )

    def _host(self, at: int) -> Place | None:
        """The settlement that a building without an entry stands in: named in it, or close by."""
        start, end = self.spots[at].span
        for other, place in zip(self.spots, self.chosen, strict=True):
            inside = other.context and start == other.start and other.end < end
            if inside and place is not None and self._is_of_the_report(place):
                return place
        container = self.evidence[at].container
        around = self.chosen[container] if container is not None else None
        if around is not None and around.kind not in AREAS:
            return around
        near = [
            (min(abs(s.start - end), abs(start - s.end)), i)
            for i, s in enumerate(self.spots)
            if (p := self.chosen[i]) is not None and p.kind == "settlement" and self._close(i, at)
        ]
        return self.chosen[min(near)[1]] if near else around

    def _is_of_the_report(self, place: Place) -> bool:
        """Whether other names lie in its country, or none lies in any other."""
        names = {s.text: p.country for s, p in zip(self.spots, self.chosen, strict=True) if p}
        counted = Counter(code for code in names.values() if code)
        return counted[place.country or ""] > 1 or len(counted) < 2

    def _close(self, one: int, other: int) -> bool:
        first, last = sorted((self.spots[one], self.spots[other]), key=lambda s: s.start)
        between = self.text[first.end : last.start]
        return len(between) < NEIGHBOURS and ". " not in between and "\n\n" not in between

    # --------------------------------------------------------------------------- relations

    def _related(
        self, plain: PlaceMention, at: int, place: Place, relation: Relation
    ) -> PlaceMention:
        """The mention moved by its relation."""
        partner = self._partner(at, relation)
        match relation.kind:
            case "border":
                return self._at_border(plain, at, place, relation, partner)
            case "between":
                return halfway(plain, place, relation, partner)
            case "part" | "heart":
                return in_part(plain, place, relation)
            case "sea":
                return off_coast(plain, place, relation)
        if place.kind in AREAS and not (relation.kind == "far" and relation.direction):
            return with_relation(plain, relation, plain.precision, relation.radius)
        point = (plain.lat, plain.lon)
        if relation.kind == "far" and relation.direction and None not in point:
            lat, lon = moved(sure_point(point), bearing_of(relation.direction), relation.distance)
            plain = replace(plain, lat=lat, lon=lon)
        return with_relation(plain, relation, "near", relation.radius)

    def _at_border(
        self,
        plain: PlaceMention,
        at: int,
        place: Place,
        relation: Relation,
        partner: Place | None,
    ) -> PlaceMention:
        """The point of the border that is nearest to the places named around it."""
        if place.kind != "country" or place.country is None:
            return with_relation(
                plain, relation, "near" if place.kind not in AREAS else plain.precision, 50.0
            )
        across = self._across(at, place.country, partner)
        found = border_point(place.country, across, self._around(at))
        if found is None:
            return with_relation(plain, relation, plain.precision, PART_KM["country"])
        (lat, lon), radius = found
        words = relation.words
        if partner is not None:
            words = f"{words} {plain.text} and {partner.name}"
        spot = replace(plain, lat=lat, lon=lon)
        precision: PlacePrecision = "near" if radius < NEAR_BORDER_KM else "country"
        return with_relation(
            spot, replace(relation, words=words), precision, radius + relation.distance
        )

    def _across(self, at: int, country: str, partner: Place | None) -> tuple[str, ...]:
        """The countries on the other side: named with the border, else the report's own."""
        if across := self.spots[at].across:
            return across
        ends = [partner] if partner else []
        if at and _WITH.search(self._gap(at - 1)) and (before := self.chosen[at - 1]):
            ends.append(before)
        if codes := tuple(p.country for p in ends if p.country and p.country != country):
            return codes
        there = [code for code in self.countries if code in neighbours(country)]
        return tuple(sorted(there, key=lambda code: -self.countries[code])[:1])

    def _around(self, at: int) -> Iterator[Point]:
        """Points of the report's lesser places, nearest in the text first."""
        start = self.spots[at].start
        order = sorted(range(len(self.spots)), key=lambda i: abs(self.spots[i].start - start))
        for i in order:
            place = self.chosen[i]
            if i != at and place is not None and place.kind not in ("country", "continent"):
                point = (place.lat, place.lon)
                if None not in point:
                    yield sure_point(point)
