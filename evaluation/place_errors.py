"""Why a name in a text was not given the place that it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corroborate.grounding.places import Place, PlaceMention
from corroborate.grounding.places.geometry import distance_km

RIGHT_KM = 161.0
LARGE = frozenset(("country", "admin1", "region", "continent", "water"))


def is_near(place: Place | None, gold: dict[str, Any]) -> bool:
    """Whether an entry's point lies within 161 km (100 miles) of ``gold``'s ``lat``, ``lon``."""
    if place is None or place.lat is None or place.lon is None:
        return False
    return distance_km((place.lat, place.lon), (gold["lat"], gold["lon"])) <= RIGHT_KM


def kind_of_error(
    mention: PlaceMention | None, gold: dict[str, Any], readings: Sequence[Place]
) -> str:
    """What went wrong with a mention that is not right.

    Args:
        mention: as resolved.
        gold: with ``lat`` and ``lon``.
        readings: the entries that the name may mean.
    """
    place = mention.place if mention else None
    right = [p for p in readings if is_near(p, gold)]
    if not readings:
        return "no entry of that name"
    if not right:
        large = place is not None and place.kind in LARGE
        return "point of a large area off" if large else "entries of that name, none there"
    if place is None:
        return "right one among them, left unresolved"
    if (place.kind in LARGE | {"admin2"}) != (right[0].kind in LARGE | {"admin2"}):
        return "area against town of one name"
    if place.country == right[0].country:
        return "right country, wrong place"
    return "wrong country"
