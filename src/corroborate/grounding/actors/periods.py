"""Days, months and years as they stand in the tables, compared with a day.

A moment is written "2014", "2014-06" or "2014-06-10"; an empty one is open.
"""

from __future__ import annotations

import re
from datetime import date

_MOMENT = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
EVER, NEVER = "0000-00-00", "9999-99-99"


def is_moment(text: str) -> bool:
    """Whether it is a year, a month or a day."""
    return bool(_MOMENT.fullmatch(text))


def first_day(moment: str) -> str:
    """The first day of a moment, to be compared as text; ``EVER`` for an open one."""
    return moment + "0000-01-01"[len(moment) :] if moment else EVER


def last_day(moment: str) -> str:
    """The last day of a moment, to be compared as text; ``NEVER`` for an open one."""
    return moment + "0000-12-31"[len(moment) :] if moment else NEVER


def are_in_order(start: str, end: str) -> bool:
    """Whether something may begin at one moment and end at the other."""
    return first_day(start) <= last_day(end)


def holds(start: str, end: str, on: date | None) -> bool:
    """Whether a day lies within a period; on no day at all every period holds."""
    return on is None or first_day(start) <= on.isoformat() <= last_day(end)
