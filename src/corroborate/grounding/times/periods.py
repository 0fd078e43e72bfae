"""Calendar periods: each as a TIMEX3 value with its closed interval of days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corroborate.grounding.times.mention import TimexType
from corroborate.model.vocabulary import DatePrecision

_MONTHS, _QUARTER = 12, 3
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_THIRDS = {"START": 0, "MID": 1, "END": 2}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression says: type and value of TIMEX3, and the interval where it has one."""

    type: TimexType
    value: str | None
    start: date | None = None
    end: date | None = None
    precision: DatePrecision = "unknown"


def day(d: date) -> Meaning:
    return Meaning("DATE", d.isoformat(), d, d, "day")


def days(start: date, end: date, value: str | None = None) -> Meaning:
    """A stretch of days; two of them or more are a range."""
    text = value or f"{start.isoformat()}/{end.isoformat()}"
    return Meaning("DATE", text, start, end, "day" if start == end else "range")


def week(d: date) -> Meaning:
    """The ISO week, Monday to Sunday, that has day ``d``."""
    monday = d - timedelta(d.weekday())
    year, number, _ = d.isocalendar()
    return Meaning("DATE", f"{year}-W{number:02d}", monday, monday + timedelta(6), "week")


def weekend(d: date) -> Meaning:
    """Saturday and Sunday of the ISO week that has day ``d``."""
    saturday = d - timedelta(d.weekday()) + timedelta(5)
    return days(saturday, saturday + timedelta(1), f"{(week(d).value)}-WE")


def month(year: int, number: int) -> Meaning:
    """A calendar month; ``number`` may lie outside 1 to 12 and carries over into other years."""
    year, number = year + (number - 1) // _MONTHS, (number - 1) % _MONTHS + 1
    last = date(year, number, monthrange(year, number)[1])
    return Meaning("DATE", f"{year:04d}-{number:02d}", date(year, number, 1), last, "month")


def months(first: Meaning, count: int, value: str) -> Meaning:
    """``count`` months from the one that is ``first``, under another value."""
    assert first.start is not None
    last = month(first.start.year, first.start.month + count - 1)
    return Meaning("DATE", value, first.start, last.end, "range")


def quarter(year: int, number: int) -> Meaning:
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return months(month(year, _QUARTER * (number - 1) + 1), _QUARTER, f"{year:04d}-Q{number}")


def half(year: int, number: int) -> Meaning:
    return months(month(year, 6 * (number - 1) + 1), 6, f"{year:04d}-H{number}")


def season(year: int, name: str) -> Meaning:
    """A season of the northern hemisphere by whole months; winter starts in December."""
    return months(month(year, _SEASON_STARTS[name]), _QUARTER, f"{year:04d}-{name}")


def year(number: int) -> Meaning:
    return Meaning("DATE", f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "year")


def decade(first: int) -> Meaning:
    """Ten years, as TimeML writes them: by the first three digits."""
    last = date(first + 9, 12, 31)
    return Meaning("DATE", f"{first // 10:03d}", date(first, 1, 1), last, "range")


def century(number: int) -> Meaning:
    """The ``number``-th century, as TimeML writes it: by the first two digits of its years."""
    first = (number - 1) * 100
    return Meaning(
        "DATE", f"{number - 1:02d}", date(max(first, 1), 1, 1), date(first + 99, 12, 31), "range"
    )


def shifted(unit: str, d: date, n: int) -> Meaning | None:
    """The period of ``unit`` that lies ``n`` units from the one that has ``d``."""
    if unit == "D":
        return day(d + timedelta(n))
    if unit in ("W", "F"):
        return week(d + timedelta(7 * n * (2 if unit == "F" else 1)))
    if unit == "M":
        return month(d.year, d.month + n)
    if unit == "Q":
        return quarter(d.year, (d.month - 1) // _QUARTER + 1 + n)
    if unit == "Y":
        return year(d.year + n)
    if unit == "E":
        return decade(d.year // 10 * 10 + 10 * n)
    return century(d.year // 100 + 1 + n) if unit == "C" else None


def narrowed(meaning: Meaning, edge: str | None, published: date | None) -> Meaning:
    """The part of a period longer than a day that ``edge`` names; its precision stays.

    START, MID and END are its thirds; BEFORE and AFTER are bounded by the day of publication.
    """
    start, end = meaning.start, meaning.end
    if edge is None or start is None or end is None or meaning.precision == "day":
        return meaning
    if edge in ("BEFORE", "AFTER"):
        if published is None or not start <= published <= end:
            return meaning
        bounded = (start, published) if edge == "BEFORE" else (published, end)
        return replace(meaning, start=bounded[0], end=bounded[1])
    if meaning.precision == "year":
        part = months(month(start.year, 1 + 4 * _THIRDS[edge]), 4, "")
        return replace(meaning, start=part.start, end=part.end)
    length = (end - start).days + 1
    third = _THIRDS[edge]
    first = start + timedelta(length * third // 3)
    return replace(meaning, start=first, end=start + timedelta(length * (third + 1) // 3 - 1))
