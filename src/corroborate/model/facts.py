"""The parts that claims and incidents are made of: codes, dates, places, people, numbers."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from pydantic import model_validator

from corroborate.model.base import Record, Span
from corroborate.model.vocabulary import (
    ActorKind,
    CountedGroup,
    CountKind,
    DatePrecision,
    PlacePrecision,
    Role,
)


class AcledCode(Record):
    disorder_type: str
    event_type: str
    sub_event_type: str


class PloverCode(Record):
    event: str
    mode: str | None = None


class UcdpCode(Record):
    """UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided, ``None`` outside it."""

    type_of_violence: int | None = None


class Codes(Record):
    """One event in the coding schemes of others. ``None``: that scheme has no place for it."""

    acled: AcledCode | None = None
    plover: PloverCode | None = None
    ucdp: UcdpCode = UcdpCode()
    cameo: str | None = None


class EventDate(Record):
    """When: the closed interval of days ``start`` to ``end`` within which the event lies.

    ``acled_precision`` is ACLED's time_precision (1 day, 2 week, 3 month), ``ucdp_precision``
    UCDP's date_prec (1 day, 2 two to six days, 3 week, 4 month, 5 year); both ``None`` when the
    date is unknown or the scheme does not code it.
    """

    start: date | None = None
    end: date | None = None
    precision: DatePrecision = "unknown"
    acled_precision: int | None = None
    ucdp_precision: int | None = None

    @model_validator(mode="after")
    def _runs_forward(self) -> EventDate:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"a date runs forward: {self.start} is after {self.end}")
        return self


class ClaimDate(EventDate):
    """A date with the words that give it; ``None`` where they are another sentence's context."""

    text: str | None = None
    span: Span | None = None


class EventPlace(Record):
    """Where: a gazetteer entry, or a point made from one by a relation.

    Attributes:
        name: the name to show; the words of the text where nothing was resolved.
        country: ISO 3166-1 alpha-2.
        lat, lon: WGS84 degrees.
        id: ``geonames:N`` or ``wof:N``.
        precision: how exact the point is.
        relation: the words between the place and the event's spot, as "95 mi N of".
        radius_km: honest radius of a relative place.
        acled_precision: ACLED geo_precision 1 to 3; ucdp_precision: UCDP where_prec 1 to 7.
    """

    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    id: str | None = None
    precision: PlacePrecision = "unknown"
    relation: str | None = None
    radius_km: float | None = None
    acled_precision: int | None = None
    ucdp_precision: int | None = None


class ClaimPlace(EventPlace):
    """A place with the words that give it."""

    text: str | None = None
    span: Span | None = None


class Participant(Record):
    """Who took part, and how. ``actor`` is the registry's id, ``kind`` what sort of actor."""

    role: Role
    name: str
    actor: str | None = None
    kind: ActorKind = "unknown"
    country: str | None = None
    text: str


class ClaimParticipant(Participant):
    span: Span


class Count(Record):
    """How many: lowest, best and highest number given; ``None`` where the words set no bound.

    ``by_side`` splits the number by who was counted, where the text says so.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    by_side: dict[CountedGroup, int] | None = None


class ClaimCount(Count):
    text: str
    span: Span


C = TypeVar("C", bound=Count)


class Counts(Record, Generic[C]):
    """Counts by kind; a kind that the text does not number is ``None``."""

    killed: C | None = None
    wounded: C | None = None
    abducted: C | None = None
    detained: C | None = None
    released: C | None = None
    displaced: C | None = None
    participants: C | None = None

    def items(self) -> list[tuple[CountKind, C]]:
        """The kinds that have a number, with it."""
        found = ((kind, getattr(self, kind)) for kind in type(self).model_fields)
        return [(kind, count) for kind, count in found if count is not None]  # type: ignore[misc]
