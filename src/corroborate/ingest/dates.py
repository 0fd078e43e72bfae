"""Publication dates as people and machines write them, to a day.

Only forms that can mean one day alone are read: ``06/10/2014`` may be June or October and is
refused, ``26/10/2014`` is not.
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})(?P<s>[-/.])(?P<n>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)",
        r"(?P<y>\d{4})(?P<n>\d{2})(?P<d>\d{2})(?:\d{6})?(?!\d)",
        rf"{_DAY}(?:\s+of)?[\s.-]+{_MONTH},?[\s-]+(?P<y>\d{{4}})(?!\d)",
        rf"{_MONTH}\s+{_DAY},?\s+(?P<y>\d{{4}})(?!\d)",
        rf"{_MONTH}\s+{_DAY}\s+\d\d:\d\d:\d\d\s+(?:[A-Z+-]\S*\s+)?(?P<y>\d{{4}})(?!\d)",
        r"(?P<d>\d{1,2})\.(?P<n>\d{1,2})\.(?P<y>\d{4})(?!\d)",
    )
)
_EITHER_WAY = re.compile(r"(?P<a>\d{1,2})(?P<s>[/-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d)")
_WEEKDAY = re.compile(
    r"\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?", re.I
)


def parse_day(text: str) -> date:
    """Read the day that ``text`` begins with; a time of day after it is passed over.

    Args:
        text: as "2014-06-10T13:00:00Z", "Tue, 10 Jun 2014", "June 10, 2014", "20140610".

    Returns:
        The day as written; nothing is moved between time zones.

    Raises:
        ValueError: no day can be read, or the form could mean two days.
    """
    start = _WEEKDAY.match(text)
    at = start.end() if start else 0
    for form in _FORMS:
        if found := form.match(text, at):
            return _day_of(found.groupdict())
    if found := _EITHER_WAY.match(text, at):
        return _unambiguous(int(found["a"]), int(found["b"]), int(found["y"]))
    raise ValueError(f"no date can be read in {text[:60]!r}")


def _day_of(parts: dict[str, str]) -> date:
    month = MONTHS.index(parts["m"][:3].lower()) + 1 if "m" in parts else int(parts["n"])
    return date(int(parts["y"]), month, int(parts["d"]))


def _unambiguous(first: int, second: int, year: int) -> date:
    if first <= 12 and second <= 12 and first != second:
        raise ValueError("day and month could be either way round; write it as YYYY-MM-DD")
    return date(year, second, first) if second <= 12 else date(year, first, second)
