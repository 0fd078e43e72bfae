"""Which entry a name means: each reading scored on features, the report as context."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from corroborate.datafiles import read_rows
from corroborate.errors import DataError
from corroborate.grounding.places.context import Evidence
from corroborate.grounding.places.geometry import Point, bearing_of, distance_km, moved
from corroborate.grounding.places.names import fold
from corroborate.grounding.places.records import Place
from corroborate.grounding.places.relations import Relation
from corroborate.grounding.places.spot import Spot

TABLE = Path(__file__).parent / "data" / "weights.tsv"
ROUNDS = 3
NEAR_KM = 150.0
DOUBT = 0.5
WIDE = frozenset(("country", "admin1", "region", "continent"))
ANCHOR_SCORE = 0.7
ASIDE_KM = 300.0
GREAT = 500_000


@cache
def weights() -> Mapping[str, float]:
    """Weight by feature, from weights.tsv.

    Raises:
        DataError: a line has no number.
    """
    found = {}
    for name, value, *_ in read_rows(TABLE):
        try:
            found[name] = float(value)
        except ValueError as error:
            raise DataError(f"{TABLE}: {name} has the weight {value!r}") from error
    return found


@dataclass(frozen=True, slots=True)
class Vote:
    """What one name, however often it stands there, says of where the report plays."""

    country: str | None
    admin1: str | None
    weight: float


@dataclass(slots=True)
class Report:
    """What is known of the report while its names are resolved.

    ``words`` are the countries that adjectives speak for, with their weight; ``names`` the votes
    of the names by folded name; ``anchors`` the points of the surest.
    """

    words: Mapping[str, float]
    names: dict[str, Vote] = field(default_factory=dict)
    anchors: dict[str, tuple[float, float]] = field(default_factory=dict)

    def countries(self) -> dict[str, float]:
        """Weight of each country."""
        total: dict[str, float] = defaultdict(float, self.words)
        for vote in self.names.values():
            if vote.country:
                total[vote.country] += vote.weight
        return total

    def share(self, country: str | None, but: str = "") -> float:
        """Share of a country in the report, 0 to 1, without the vote of the name ``but``."""
        mine = self.words.get(country or "", 0.0)
        total = sum(self.words.values()) + DOUBT
        for name, vote in self.names.items():
            if name != but and vote.country:
                total += vote.weight
                mine += vote.weight if vote.country == country else 0.0
        return mine / total if country else 0.0

    def province_share(self, place: Place, but: str = "") -> float:
        """Share of the place's province, without the vote of the name ``but``."""
        votes = [v for n, v in self.names.items() if n != but and v.admin1]
        mine = sum(v.weight for v in votes if _province(v) == _province(place))
        return mine / (sum(v.weight for v in votes) + DOUBT) if place.admin1 else 0.0


def _province(thing: Place | Vote) -> tuple[str | None, str | None]:
    return thing.country, thing.admin1


class Resolver:
    """Resolves the spots of one report.

    Args:
        spots, evidence: of equal length.
        votes: countries that demonyms and the like speak for, with their weight.
    """

    def __init__(
        self, spots: Sequence[Spot], evidence: Sequence[Evidence], votes: Mapping[str, float]
    ) -> None:
        self.spots, self.evidence, self.votes = spots, evidence, votes
        self.chosen: list[Place | None] = [None] * len(spots)
        self.scores: list[float] = [0.0] * len(spots)
        self.report = Report(votes)
        self._groups: dict[str, list[int]] = defaultdict(list)
        for i, spot in enumerate(spots):
            self._groups[f"{fold(spot.text)}|{evidence[i].kind or ''}"].append(i)

    def run(self) -> None:
        """Fills ``chosen`` and ``scores``."""
        for turn in range(ROUNDS):
            for group in self._groups.values():
                self._choose(group, first=turn == 0)
            self._look_around()

    def _choose(self, group: Sequence[int], first: bool) -> None:
        places = self.spots[group[0]].places
        scored = [(sum(self._score(i, p, first) for i in group) / len(group), p) for p in places]
        if not scored:
            return
        scored.sort(key=lambda pair: -pair[0])
        best, top = scored[0]
        place = top if best >= self._least(group) else None
        margin = best - scored[1][0] if len(scored) > 1 else 2.0
        for i in group:
            self.chosen[i], self.scores[i] = place, 1 / (1 + math.exp(-margin)) if place else 0.0

    def _least(self, group: Sequence[int]) -> float:
        if any(self.spots[i].sure for i in group):
            return weights()["least_sure"] if self.report.countries() else -math.inf
        return weights()["least_shaky" if self.spots[group[0]].shaky else "least"]

    def _score(self, i: int, place: Place, first: bool) -> float:
        score = _prior(place) + _kind_score(place, self.evidence[i].kind)
        score += self._contained(i, place) + self._contains(i, place)
        name = fold(self.spots[i].text)
        if not first:
            score += self._located(i, place) + self._near(i, place)
            score += weights()["focus_province"] * self.report.province_share(place, name)
            score += self._foreign(place, name)
        return score + weights()["focus_country"] * self.report.share(place.country, name)

    def _foreign(self, place: Place, name: str) -> float:
        """What speaks against a lesser place of a country that the report does not speak of."""
        lesser = place.kind not in WIDE and place.rank < 3 and place.population < GREAT
        if not lesser or self.report.share(place.country, name) > 0:
            return 0.0
        focus = max((self.report.share(c, name) for c in self.report.countries()), default=0.0)
        return weights()["foreign"] * focus

    def _contained(self, i: int, place: Place) -> float:
        at = self.evidence[i].container
        if at is None:
            return 0.0
        hosts = [self.chosen[at]] if self.chosen[at] else self.spots[at].places[:8]
        hosts = [h for h in hosts if h is not None and h.id != place.id]
        if not hosts:
            return 0.0
        return weights()[
            "container" if any(inside(place, h) for h in hosts) else "container_unlike"
        ]

    def _contains(self, i: int, place: Place) -> float:
        """Whether the sure places that the text puts into this one lie there."""
        score = 0.0
        for at in self.evidence[i].contents:
            guest = self.chosen[at]
            if guest is not None and guest.id != place.id:
                fits = inside(guest, place)
                score += weights()["container" if fits else "container_unlike"]
        relation = self.evidence[i].relation
        if relation is not None and relation.kind == "part" and place.kind in WIDE:
            score += weights()["part_of_area"]
        return score

    def _located(self, i: int, place: Place) -> float:
        at = self.evidence[i].located
        host = self.chosen[at] if at is not None else None
        relation = self.evidence[at].relation if at is not None else None
        if host is None or relation is None or (point := _point(host)) is None:
            return 0.0
        mine = _point(place)
        fits = mine is not None and _lies(mine, point, relation)
        return weights()["located" if fits else "located_unlike"]

    def _near(self, i: int, place: Place) -> float:
        point, mine = _point(place), fold(self.spots[i].text)
        others = [p for key, p in self.report.anchors.items() if key != mine]
        if point is None or not others or place.kind in {"country", "continent"}:
            return 0.0
        closest = min(distance_km(point, other) for other in others)
        return weights()["near"] * math.exp(-closest / NEAR_KM)

    def _look_around(self) -> None:
        """Counts countries, provinces and sure places anew."""
        self.report = Report(self.votes)
        times = Counter(fold(spot.text) for spot in self.spots)
        for i, place in enumerate(self.chosen):
            if place is None or place.country is None:
                continue
            name, sure = fold(self.spots[i].text), self.scores[i]
            weight = sure * math.log2(1 + times[name]) * (1.0 if place.kind == "country" else 0.8)
            self.report.names[name] = Vote(place.country, place.admin1, weight)
            if place.kind == "settlement" and sure > ANCHOR_SCORE and (point := _point(place)):
                self.report.anchors[name] = point


@cache
def _prior(place: Place) -> float:
    """What speaks for a place before anything is read."""
    w = weights()
    score = w["population"] * math.log10(place.population + 1) / 7 + w[f"kind:{place.kind}"]
    score += {3: w["rank_capital"], 2: w["rank_seat"]}.get(place.rank, 0.0)
    if place.match == "alternate":
        score += w["alternate"]
    if place.match == "fuzzy":
        score += w["fuzzy"] + w["fuzzy_unlike"] * (1 - place.similarity)
    return score


def _kind_score(place: Place, kind: str | None) -> float:
    if kind is None:
        return 0.0
    if place.kind == kind:
        return weights()["kind_said"]
    return weights()["kind_like" if place.kind in _ALIKE.get(kind, ()) else "kind_unlike"]


_ALIKE = {
    "region": ("admin1", "admin2", "water", "continent"),
    "neighbourhood": ("settlement", "admin3"),
    "admin2": ("admin3", "neighbourhood", "settlement"),
    "admin1": ("region",),
    "facility": ("settlement",),
}


def _lies(mine: Point, host: Point, relation: Relation) -> bool:
    """Whether a point lies where the relation to the host says."""
    if relation.kind == "far" and relation.direction:
        spot = moved(host, bearing_of(relation.direction), relation.distance)
        return distance_km(mine, spot) < max(25.0, 0.4 * relation.distance)
    if relation.kind == "aside" and relation.direction:
        aim = moved(host, bearing_of(relation.direction), apart := distance_km(mine, host))
        return apart < ASIDE_KM and distance_km(mine, aim) < 1.2 * apart
    return distance_km(mine, host) < max(60.0, 1.3 * relation.distance)


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
    one, other = _point(place), _point(host)
    reach = 25.0 if host.kind == "settlement" else 400.0
    return bool(one and other) and distance_km(one, other) < reach  # type: ignore[arg-type]


def _point(place: Place) -> tuple[float, float] | None:
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)
