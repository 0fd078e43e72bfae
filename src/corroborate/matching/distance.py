"""How far apart two claims are in space and time."""

from __future__ import annotations

import math
from datetime import date, timedelta

from corroborate.model import Claim, EventDate, EventPlace

EARTH_RADIUS_KM = 6371.0

Interval = tuple[date, date]


def kilometres(a: EventPlace, b: EventPlace) -> float | None:
    """Great-circle distance by the haversine formula; ``None`` unless both have a point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


def interval(claim: Claim, unstated_days: int) -> Interval | None:
    """The days within which the event lies.

    A claim without a date is taken, for comparison only, to speak of the ``unstated_days`` up to
    its report's publication.
    """
    stated = days_of(claim.date)
    published = claim.report.published
    if stated or published is None or claim.time == "background":
        return stated
    return published - timedelta(days=unstated_days), published


def days_of(when: EventDate) -> Interval | None:
    """First and last day, or ``None`` where either is open."""
    return (when.start, when.end) if when.start and when.end else None


def gap_days(a: Interval, b: Interval) -> int:
    """Days between two intervals, 0 where they overlap."""
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)
