"""What is found: an expression of time with its interval, and the codes of its precision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corroborate.model.facts import EventDate
from corroborate.model.vocabulary import DatePrecision

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Direction = Literal["past", "future"]

_DAYS_OF_RANGE = 6
_DAYS_OF_WEEK = 10
_DAYS_OF_MONTH = 31
_DAYS_OF_YEAR = 366


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative time is told from.

    Attributes:
        kind: ``publication``, another ``time`` that the text names, or an ``event`` in it.
        offset: how far from it, a signed ISO 8601 length such as ``-P1D``; ``None`` where the words
            do not say it in one length ("on Monday").
        span: the characters that name the event, ``[a, b)``; ``None`` for the other kinds.
    """

    kind: Literal["publication", "time", "event"]
    offset: str | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An expression of time in a text.

    Attributes:
        span: ``[a, b)``, character offsets.
        text: the characters of the span.
        type: type of TIMEX3.
        value: the TIMEX3 value, with ``X`` for what nothing tells (``XXXX-WXX-1``, some Monday);
            ``None`` where not even the unit is told.
        start, end: closed interval of days; both ``None`` where it cannot be told.
        precision: how exact the interval is; ``unknown`` without one.
        anchor: what the time is told from, dated or not; ``None`` for one that names its own day,
            and for lengths and sets.
    """

    span: tuple[int, int]
    text: str
    type: TimexType
    value: str | None = None
    start: date | None = None
    end: date | None = None
    precision: DatePrecision = "unknown"
    anchor: Anchor | None = None


def event_date(mention: TimeMention) -> EventDate:
    """The mention as the date of an event, with the precision codes of ACLED and UCDP."""
    acled, ucdp = precision_codes(mention.start, mention.end, mention.precision)
    return EventDate(
        start=mention.start,
        end=mention.end,
        precision=mention.precision,
        acled_precision=acled,
        ucdp_precision=ucdp,
    )


def precision_codes(
    start: date | None, end: date | None, precision: DatePrecision
) -> tuple[int | None, int | None]:
    """ACLED's time_precision and UCDP's date_prec of an interval.

    ACLED: 1 day, 2 week or a few days, 3 month. UCDP: 1 day, 2 two to six days, 3 week, 4 month,
    5 longer, up to a year; a night is two days for UCDP, whose start and end are equal at 1.
    ``None`` where the scheme has no code: an unknown date, or one longer than its coarsest.
    Source: ACLED codebook; UCDP GED codebook.
    """
    if start is None or end is None or precision == "unknown":
        return None, None
    days = (end - start).days + 1
    if precision == "range":
        return _range_codes(days)
    by_unit: dict[DatePrecision, tuple[int | None, int | None]] = {
        "day": (1, 1 if days == 1 else 2),
        "week": (2, 3),
        "month": (3, 4),
        "year": (None, 5),
    }
    return by_unit[precision]


def _range_codes(days: int) -> tuple[int | None, int | None]:
    if days == 1:
        return 1, 1
    if days <= _DAYS_OF_RANGE:
        return 2, 2
    if days <= _DAYS_OF_WEEK:
        return 2, 3
    if days <= _DAYS_OF_MONTH:
        return 3, 4
    return None, 5 if days <= _DAYS_OF_YEAR else None
