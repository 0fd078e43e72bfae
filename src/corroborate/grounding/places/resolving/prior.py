"""What speaks for an entry before the report is read: itself, and what its name says."""

from __future__ import annotations

import math

from corroborate.grounding.places.gazetteer.store import KINDS
from corroborate.grounding.places.names import fold, without_type
from corroborate.grounding.places.records import Place
from corroborate.grounding.places.resolving.readings import Group

PRIOR = (
    *(f"kind:{kind}" for kind in KINDS),
    "population",
    "population_area",
    "unpeopled",
    "foremost",
    "rank_capital",
    "rank_seat",
    "rank_district",
    "alternate",
    "untyped",
    "fuzzy",
    "fuzzy_unlike",
    "kind_said",
    "kind_like",
    "kind_unlike",
    "origin",
    "origin_unlike",
    "speaks",
)
ALIKE = {
    "region": ("admin1", "admin2", "water", "continent"),
    "neighbourhood": ("settlement", "admin3"),
    "admin2": ("admin3", "neighbourhood", "settlement"),
    "admin1": ("region",),
    "facility": ("settlement",),
}


def prior_of(place: Place, group: Group) -> list[float]:
    """The block ``PRIOR`` of one reading, without ``foremost``."""
    people = math.log10(place.population + 1) / 7
    area = place.kind in ("country", "admin1", "admin2", "region", "continent")
    fuzzy = place.match == "fuzzy"
    key = fold(place.name)
    values = {
        f"kind:{place.kind}": 1.0,
        "population": 0.0 if area else people,
        "population_area": people if area else 0.0,
        "unpeopled": float(place.population == 0 and not area),
        "rank_capital": float(place.rank == 3),
        "rank_seat": float(place.rank == 2),
        "rank_district": float(place.rank == 1),
        "alternate": float(place.match == "alternate"),
        "untyped": float(key != group.name and without_type(key) == group.name),
        "fuzzy": float(fuzzy),
        "fuzzy_unlike": 1 - place.similarity if fuzzy else 0.0,
    }
    if group.kind is not None:
        values[_fit(place, group.kind)] = 1.0
    if group.origin is not None:
        values["origin" if place.country == group.origin else "origin_unlike"] = 1.0
    values["speaks"] = float(group.speaks and (place.rank == 3 or place.kind == "country"))
    return [values.get(name, 0.0) for name in PRIOR]


def _fit(place: Place, kind: str) -> str:
    if place.kind == kind:
        return "kind_said"
    return "kind_like" if place.kind in ALIKE.get(kind, ()) else "kind_unlike"
