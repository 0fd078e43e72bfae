"""The place of an event: the finest mention in its words, with the codes of ACLED and UCDP."""

from __future__ import annotations

from collections.abc import Iterable

from corroborate.grounding.places.records import PlaceMention
from corroborate.model.facts import EventPlace
from corroborate.model.vocabulary import PlacePrecision

FINEST: tuple[PlacePrecision, ...] = (
    "site",
    "settlement",
    "near",
    "district",
    "province",
    "country",
    "unknown",
)
# ACLED geo_precision and UCDP where_prec for each of ours.
CODES: dict[PlacePrecision, tuple[int | None, int | None]] = {
    "site": (1, 1),
    "settlement": (1, 1),
    "near": (2, 2),
    "district": (2, 3),
    "province": (3, 4),
    "country": (None, 6),
    "unknown": (None, None),
}
UCDP_NEAR_KM = 25.0


def ground(
    text: str, mentions: Iterable[PlaceMention], span: tuple[int, int]
) -> PlaceMention | None:
    """The mention that best says where, within the characters of an event's place argument.

    Args:
        text: the words of the argument, as "the northern entrance to Samarra".
        mentions: of the document.
        span: offsets of the argument in the document.

    Returns:
        The finest mention in it: resolved before unresolved, ground before governments, the
        place itself before one that only locates it. ``None`` where it has none.
    """
    found = [m for m in mentions if m.span[0] < span[1] and span[0] < m.span[1]]
    return min(found, key=_rank, default=None) if text.strip() else None


def _rank(mention: PlaceMention) -> tuple[bool, bool, bool, int, int]:
    return (
        mention.place is None,
        mention.metonym,
        mention.locates,
        FINEST.index(mention.precision),
        mention.span[0],
    )


def event_place(mention: PlaceMention) -> EventPlace:
    """The record of a mention, with ACLED's geo_precision and UCDP's where_prec.

    An unresolved mention gives its words as the name, and no point.
    """
    place = mention.place
    if place is None:
        return EventPlace(name=mention.text, precision="unknown")
    acled, ucdp = _codes(mention)
    return EventPlace(
        name=mention.text if _is_building_in(mention) else place.name,
        country=place.country,
        admin1=place.admin1,
        admin2=place.admin2,
        lat=mention.lat,
        lon=mention.lon,
        id=place.id,
        precision=mention.precision,
        relation=mention.relation,
        radius_km=mention.radius_km,
        acled_precision=acled,
        ucdp_precision=ucdp,
    )


def _is_building_in(mention: PlaceMention) -> bool:
    """A building without an entry of its own, put where its town is."""
    return (
        mention.precision == "site"
        and mention.place is not None
        and mention.place.kind not in {"facility", "neighbourhood"}
    )


def _codes(mention: PlaceMention) -> tuple[int | None, int | None]:
    """ACLED's code and UCDP's: 5 there is what has no exact edge, a way or a border."""
    assert mention.place is not None
    relation, wide = mention.relation or "", (mention.radius_km or 0) > UCDP_NEAR_KM
    if mention.place.kind == "water" or relation.startswith("off"):
        return 3, 7
    if "border" in relation or mention.place.kind == "continent":
        return (3, 5) if relation else (None, None)
    if "between" in relation or relation.startswith(("road", "on the way")):
        return (3 if wide else 2), 5
    if mention.precision == "near" and wide:
        return 2, 5
    if relation.endswith("part of") and mention.precision == "country":
        return 3, 5
    if mention.precision == "province" and mention.place.kind == "region":
        return 3, 5
    return CODES[mention.precision]
